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

/** Answers with the number that was given with a text when it came first, and whether that was just now. */
export type FirstSeen = (text: string, value: number) => { readonly value: number; readonly isFirst: boolean };

/** Remembers with which number each text came first: as `seenBefore`, and 4 bytes more of each. */
export function firstSeen(): FirstSeen {
  const salt = randomBytes(8).toString('hex');
  let keys = new BigUint64Array(1 << 10);
  let values = new Uint32Array(keys.length);
  let filled = 0;
  const slotOf = (key: bigint): number => {
    const mask = keys.length - 1;
    let at = Number(key & 0xffff_ffffn) & mask;
    while (keys[at] !== 0n && keys[at] !== key) at = (at + 1) & mask;
    return at;
  };
  const grow = () => {
    const [oldKeys, oldValues] = [keys, values];
    keys = new BigUint64Array(oldKeys.length * 2);
    values = new Uint32Array(keys.length);
    for (const [from, key] of oldKeys.entries()) {
      if (key === 0n) continue;
      const to = slotOf(key);
      keys[to] = key;
      values[to] = oldValues[from] ?? 0;
    }
  };
  return (text, value) => {
    if (filled * 2 > keys.length) grow();
    const key = sha256(salt + text).readBigUInt64LE() || 1n;
    const at = slotOf(key);
    if (keys[at] === key) return { value: values[at] ?? 0, isFirst: false };
    keys[at] = key;
    values[at] = value;
    filled += 1;
    return { value, isFirst: true };
  };
}
