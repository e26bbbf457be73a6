import {
  fromBase64url,
  fromUtf8,
  isCanonical,
  isDay,
  isInstant,
  isObject,
  type JsonObject,
  parseObject,
  shortText,
} from './encoding.ts';
import { bad, good, type Result } from './faults.ts';
import { isSigned, type TrustedKeys } from './keys.ts';

/** What a verified licence document says (docs/licence-document.md). Days hold to their end in the vendor's time zone. */
export interface LicenceDocument {
  readonly activationId: string;
  readonly licenceId: string;
  readonly serial: string;
  /** Code of the product. */
  readonly product: string;
  readonly release: string;
  readonly kind: string;
  readonly activatedAt: Date;
  /** When this document was made; documents that do not say were made at the activation. */
  readonly issuedAt: Date;
  readonly expiresOn: string | null;
  /** Releases built up to this day may be run; null for every release. */
  readonly maintenanceUntil: string | null;
  /** SHA-256 of the machine's fingerprint in hexadecimal; null for any machine. */
  readonly machine: string | null;
  /** Features that are included; null for all. */
  readonly features: readonly string[] | null;
  /** The offline request that this document answers; null for every other document. */
  readonly request: string | null;
  /** Whether a seat has to be leased to run. */
  readonly floating: boolean;
  /** How long a program runs on when something fails, where the licence says so. */
  readonly grace: DocumentGrace;
  readonly keyId: string;
}

/** In days and hours; what is left out is left to the program. */
export interface DocumentGrace {
  readonly networkDays?: number;
  readonly expiryDays?: number;
  readonly leaseHours?: number;
}

/** What verifying needs to know. With `now` a document from the future is refused. */
export interface Trust {
  readonly keys: TrustedKeys;
  readonly now?: Date;
  /** How far clocks may differ. Default: 25 hours, so that a wrong time zone does no harm. */
  readonly toleranceMs?: number;
}

export const mostBytes = 65_536;
export const usualTolerance = 25 * 3_600_000;
const versionLine = (version: number) => Buffer.from(`kept-licence-${version}\n`, 'ascii');

/** Reads and verifies a licence document `{"payload","keyId","signature"}`. Nothing unverified is ever returned. */
export function readLicence(text: string | Uint8Array, trust: Trust): Result<LicenceDocument> {
  if (sizeOf(text) > mostBytes) return bad(1001);
  const whole = typeof text === 'string' ? text : fromUtf8(text);
  const parts = whole === null ? null : partsOf(whole);
  if (parts === null) return bad(1002);
  const key = trust.keys.get(parts.keyId);
  if (!key) return bad(1003);
  const signedAs = (version: number) =>
    isSigned(key, Buffer.concat([versionLine(version), parts.payload]), parts.signature);
  const version = [1, 2].find(signedAs);
  if (!version) return bad([3, 4].some(signedAs) ? 1005 : 1004);
  const payload = fromUtf8(parts.payload);
  const fields = payload === null ? null : parseObject(payload);
  if (payload === null || fields === null || !isCanonical(payload, fields)) return bad(1006);
  const document = documentOf(fields, version);
  if (document?.keyId !== parts.keyId) return bad(1006);
  if (trust.now && document.issuedAt.getTime() > trust.now.getTime() + (trust.toleranceMs ?? usualTolerance))
    return bad(1007);
  return good(document);
}

export function sizeOf(text: string | Uint8Array): number {
  return typeof text === 'string' ? Buffer.byteLength(text) : text.byteLength;
}

function partsOf(text: string): { payload: Buffer; keyId: string; signature: Buffer } | null {
  const parts = parseObject(text);
  if (typeof parts?.payload !== 'string' || typeof parts.signature !== 'string') return null;
  const payload = fromBase64url(parts.payload);
  const signature = fromBase64url(parts.signature);
  const keyId = parts.keyId;
  if (!payload || signature?.length !== 64 || !isKeyId(keyId)) return null;
  return { payload, keyId, signature };
}

export function isKeyId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{16}$/.test(value);
}

/** Null where a field is missing or not what it must be. Fields that this release does not know are passed over. */
function documentOf(fields: JsonObject, version: number): LicenceDocument | null {
  const activationId = shortText(fields.activationId, 63);
  const licenceId = shortText(fields.licenceId, 63);
  const serial = shortText(fields.serial, 63);
  const product = shortText(fields.product, 127);
  const release = shortText(fields.release, 127);
  const kind = shortText(fields.kind, 31);
  const { activatedAt, expiresOn, maintenanceUntil, machine, keyId } = fields;
  const issuedAt = fields.issuedAt ?? activatedAt;
  const features = featuresOf(fields.features ?? null);
  const request = fields.request === undefined ? null : shortText(fields.request, 63);
  const grace = graceOf(fields.grace ?? null);
  // The second version is the first with this field, which no reader of the first may pass over.
  const floating = version === 2 ? fields.floating : false;
  if (typeof floating !== 'boolean' || !grace) return null;
  if (!activationId || !licenceId || !serial || !product || !release || !kind || features === undefined) return null;
  if (!isInstant(activatedAt) || !isInstant(issuedAt) || !isKeyId(keyId)) return null;
  if (!isDayOrNull(expiresOn) || !isDayOrNull(maintenanceUntil) || !isDigestOrNull(machine)) return null;
  const dates = { activatedAt: new Date(activatedAt), issuedAt: new Date(issuedAt), expiresOn, maintenanceUntil };
  const what = { activationId, licenceId, serial, product, release, kind };
  return { ...what, ...dates, machine, features, request, floating, grace, keyId };
}

export function isDayOrNull(value: unknown): value is string | null {
  return value === null || isDay(value);
}

function isDigestOrNull(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));
}

/** Undefined for what is no list of at most 64 names. */
function featuresOf(value: unknown): readonly string[] | null | undefined {
  if (value === null) return null;
  if (!Array.isArray(value) || value.length > 64) return undefined;
  const names = value.map((each) => shortText(each, 63));
  return names.every((name): name is string => name !== null) ? names : undefined;
}

/** Null for what is no grace. Fields that this release does not know are passed over. */
function graceOf(value: unknown): DocumentGrace | null {
  if (value === null) return {};
  if (!isObject(value)) return null;
  const said = ['networkDays', 'expiryDays', 'leaseHours'].flatMap((name) =>
    value[name] === undefined ? [] : [[name, value[name]] as const],
  );
  const good = said.every(([, many]) => typeof many === 'number' && Number.isInteger(many) && many >= 0 && many < 1e5);
  return good ? Object.fromEntries(said) : null;
}
