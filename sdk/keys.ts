import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { fromBase64url } from './encoding.ts';

/** Public keys that the program was built with, by key id. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

// The fixed head of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410).
const head = Buffer.from('302a300506032b6570032100', 'hex');

/** Takes each key as the base64url of its 32 bytes; the id is not believed but computed. Throws where one is no key. */
export function trustKeys(keys: readonly string[]): TrustedKeys {
  return new Map(
    keys.map((text) => {
      const raw = fromBase64url(text);
      if (raw?.length !== 32) throw new TypeError('a public key is the base64url of 32 bytes');
      const key = createPublicKey({ key: Buffer.concat([head, raw]), format: 'der', type: 'spki' });
      return [createHash('sha256').update(raw).digest('hex').slice(0, 16), key];
    }),
  );
}

/** Whether this is the Ed25519 signature (RFC 8032) of these bytes. */
export function isSigned(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(null, bytes, key, signature);
}
