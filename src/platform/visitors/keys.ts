import { createHash } from 'node:crypto';
import { networkOfAddress } from '../network.ts';

/** Two halves of 64 bits, as signed integers: a name of a visitor that lives in memory only. */
export interface VisitorKey {
  readonly hi: number;
  readonly lo: number;
}

/**
 * Keyed hash of site, address and user agent. Of an IPv6 address only the network (/64) counts. The salt is a secret of random bytes
 * that goes before; that more could be appended to what is hashed, as with HMAC it could not, is of no use to anybody here.
 */
export function visitorKey(salt: Uint8Array, siteId: number, address: string, agent: string): VisitorKey {
  const hash = createHash('sha256')
    .update(salt)
    .update(`${siteId}\0${networkOfAddress(address)}\0${agent}`)
    .digest();
  return { hi: hash.readInt32LE(0), lo: hash.readInt32LE(4) };
}
