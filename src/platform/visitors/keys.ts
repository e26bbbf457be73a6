import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

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
    .update(`${siteId}\0${networkOf(address)}\0${agent}`)
    .digest();
  return { hi: hash.readInt32LE(0), lo: hash.readInt32LE(4) };
}

/** An IPv4 address as it is; of an IPv6 address its first 64 bits; what is no address as it is. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const wanting = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: wanting }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
