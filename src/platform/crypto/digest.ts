import { createHash, createHmac, createSecretKey, hash, timingSafeEqual } from 'node:crypto';

/** SHA-256 of text or bytes. */
export function sha256(data: string | Buffer): Buffer {
  return hash('sha256', data, 'buffer');
}

/** Compared in a time that does not tell how much of them is the same. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** SHA-256 of what comes in pieces. */
export function sha256OfPieces(): { add(piece: Uint8Array): void; digest(): Buffer } {
  const pieces = createHash('sha256');
  return { add: (piece) => void pieces.update(piece), digest: () => pieces.digest() };
}

/**
 * JSON with sorted keys and no white space, so that the same content always has the same hash
 * (the subset of RFC 8785 that strings, booleans, null, integers, arrays and objects need).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Keyed digests by which an address or a machine is found again without its clear value. */
export interface Digests {
  /** HMAC-SHA-256 of the normalised mail address. */
  email(address: string): Buffer;
  /** HMAC-SHA-256 of a machine's fingerprint. */
  machine(fingerprint: string): Buffer;
  /** HMAC-SHA-256 of a company and a domain: what only we can have told it to put there. */
  domain(companyId: string, domain: string): Buffer;
  /** HMAC-SHA-256 of what makes a mail that mail. */
  mail(facts: string): Buffer;
  /** HMAC-SHA-256 of an upload's id: the key under which its bytes are sealed. */
  upload(id: string): Buffer;
  /** HMAC-SHA-256 of the minute until which an age screen counts as passed. */
  agePass(until: string): Buffer;
  /** HMAC-SHA-256 of what a link to a file opens, and until when. */
  download(link: string): Buffer;
}

export function createDigests(key: Buffer): Digests {
  const secret = createSecretKey(key);
  const keyed = (domain: string, text: string) => createHmac('sha256', secret).update(`${domain}\0${text}`).digest();
  return {
    email: (address) => keyed('email', normalEmail(address)),
    machine: (fingerprint) => keyed('machine', fingerprint),
    domain: (companyId, domain) => keyed('domain', `${companyId}\0${domain}`),
    mail: (facts) => keyed('mail', facts),
    upload: (id) => keyed('upload', id),
    agePass: (until) => keyed('age pass', until),
    download: (link) => keyed('download', link),
  };
}

/** One spelling of a mail address: Unicode NFC, no white space around, lower case. */
export function normalEmail(address: string): string {
  return address.normalize('NFC').trim().toLowerCase();
}
