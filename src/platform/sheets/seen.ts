import { randomBytes } from 'node:crypto';
import { sha256 } from '../crypto/digest.ts';

/**
 * Remembers which texts were there already: 8 bytes of a digest each, so that a million serials take 16 MiB. Two different ones are taken
 * for the same with a chance of one in ten million, at a million of them.
 */
export function seenBefore(): (text: string) => boolean {
  const salt = randomBytes(8).toString('hex');
  let table = new BigUint64Array(1 << 12);
  let filled = 0;
  const put = (value: bigint): boolean => {
    const mask = table.length - 1;
    for (let at = Number(value & 0xffff_ffffn) & mask; ; at = (at + 1) & mask) {
      if (table[at] === value) return true;
      if (table[at] === 0n) {
        table[at] = value;
        filled += 1;
        return false;
      }
    }
  };
  const grow = () => {
    const old = table;
    table = new BigUint64Array(old.length * 2);
    filled = 0;
    for (const value of old) if (value !== 0n) put(value);
  };
  return (text) => {
    if (filled * 2 > table.length) grow();
    return put(sha256(salt + text).readBigUInt64LE() || 1n);
  };
}
