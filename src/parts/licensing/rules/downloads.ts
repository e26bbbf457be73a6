import type { LicenceState } from './verdict.ts';

/** Days are `YYYY-MM-DD` in the vendor's time zone. */
interface Holder {
  readonly state: LicenceState;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
}

type Refusal = 'unknown' | 'replaced' | 'revoked' | 'on hold' | 'suspended' | 'expired';

/** Whether anything can be fetched under a licence now. Of a draft nobody learns that it is there. */
export function mayFetch({ state, expiresOn }: Holder, today: string): Refusal | null {
  if (state === 'draft') return 'unknown';
  if (state !== 'issued' && state !== 'active') return state;
  return expiresOn !== null && expiresOn < today ? 'expired' : null;
}

/** A licence covers every release built before its maintenance ended: what the program itself asks before it runs. */
export function covers({ maintenanceUntil }: Pick<Holder, 'maintenanceUntil'>, builtOn: string): boolean {
  return maintenanceUntil === null || builtOn <= maintenanceUntil;
}

/** What a link opens, and until when: bytes that anybody can read and nobody can change. */
interface Link {
  readonly fileId: string;
  readonly licenceId: string;
  readonly until: Date;
}

const idBytes = 16;
const timeBytes = 6;
const sealBytes = 32;
const bodyBytes = 2 * idBytes + timeBytes;

const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** A link as it stands in an address: base64url of file, licence and end (seconds), and of their seal. */
export function writeLink({ fileId, licenceId, until }: Link, seal: (body: string) => Buffer): string {
  const body = Buffer.alloc(bodyBytes);
  body.write(fileId.replaceAll('-', ''), 0, 'hex');
  body.write(licenceId.replaceAll('-', ''), idBytes, 'hex');
  body.writeUIntBE(Math.floor(until.getTime() / 1000), 2 * idBytes, timeBytes);
  return Buffer.concat([body, seal(body.toString('base64url'))]).toString('base64url');
}

/** Null where it is none of ours, was changed, or is over. `same` compares in constant time. */
export function readLink(
  token: string,
  check: {
    readonly seal: (body: string) => Buffer;
    readonly same: (a: Buffer, b: Buffer) => boolean;
    readonly now: Date;
  },
): Omit<Link, 'until'> | null {
  const bytes = Buffer.from(token, 'base64url');
  // Several spellings of the same bytes would be several links.
  if (bytes.length !== bodyBytes + sealBytes || bytes.toString('base64url') !== token) return null;
  const body = bytes.subarray(0, bodyBytes);
  if (!check.same(bytes.subarray(bodyBytes), check.seal(body.toString('base64url')))) return null;
  if (body.readUIntBE(2 * idBytes, timeBytes) * 1000 <= check.now.getTime()) return null;
  return { fileId: idOf(body.subarray(0, idBytes)), licenceId: idOf(body.subarray(idBytes, 2 * idBytes)) };
}
