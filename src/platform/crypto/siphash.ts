/** Two halves of 64 bits, as signed integers. */
export interface Hash64 {
  hi: number;
  lo: number;
}

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash for short texts; without the key nobody can tell what was hashed, or find
 * two texts of one hash. Words of 64 bits are kept in halves, since numbers are exact to 53 bits.
 * @param key 16 bytes
 */
export function openSipHash(key: Uint8Array): (bytes: Uint8Array, length: number) => Hash64 {
  if (key.length !== 16) throw new TypeError('a key of SipHash has 16 bytes');
  const [k0, k1, k2, k3] = [0, 4, 8, 12].map((at) => wordAt(key, at, 4)) as [number, number, number, number];
  return (bytes, length) => {
    let l0 = k0 ^ 0x70736575;
    let h0 = k1 ^ 0x736f6d65;
    let l1 = k2 ^ 0x6e646f6d;
    let h1 = k3 ^ 0x646f7261;
    let l2 = k0 ^ 0x6e657261;
    let h2 = k1 ^ 0x6c796765;
    let l3 = k2 ^ 0x79746573;
    let h3 = k3 ^ 0x74656462;
    // The last word of the text holds what is left of it, and its length; one more turn ends it.
    const words = (length >>> 3) + 1;
    for (let word = 0; word <= words; word++) {
      const at = word * 8;
      const isEnd = word === words;
      const low = isEnd ? 0 : wordAt(bytes, at, Math.min(4, length - at));
      const high = isEnd
        ? 0
        : wordAt(bytes, at + 4, Math.min(4, length - at - 4)) | (word === words - 1 ? length << 24 : 0);
      l3 ^= low;
      h3 ^= high;
      if (isEnd) l2 ^= 0xff;
      for (let round = isEnd ? 4 : 2; round > 0; round--) {
        const low0 = (l0 + l1) | 0;
        const high0 = (h0 + h1 + (low0 >>> 0 < l1 >>> 0 ? 1 : 0)) | 0;
        const low1 = ((l1 << 13) | (h1 >>> 19)) ^ low0;
        const high1 = ((h1 << 13) | (l1 >>> 19)) ^ high0;
        let low2 = (l2 + l3) | 0;
        let high2 = (h2 + h3 + (low2 >>> 0 < l3 >>> 0 ? 1 : 0)) | 0;
        const low3 = ((l3 << 16) | (h3 >>> 16)) ^ low2;
        const high3 = ((h3 << 16) | (l3 >>> 16)) ^ high2;
        // The halves of v0 have changed places.
        l0 = (high0 + low3) | 0;
        h0 = (low0 + high3 + (l0 >>> 0 < low3 >>> 0 ? 1 : 0)) | 0;
        l3 = ((low3 << 21) | (high3 >>> 11)) ^ l0;
        h3 = ((high3 << 21) | (low3 >>> 11)) ^ h0;
        low2 = (low2 + low1) | 0;
        high2 = (high2 + high1 + (low2 >>> 0 < low1 >>> 0 ? 1 : 0)) | 0;
        l1 = ((low1 << 17) | (high1 >>> 15)) ^ low2;
        h1 = ((high1 << 17) | (low1 >>> 15)) ^ high2;
        l2 = high2;
        h2 = low2;
      }
      l0 ^= low;
      h0 ^= high;
    }
    return { hi: h0 ^ h1 ^ h2 ^ h3, lo: l0 ^ l1 ^ l2 ^ l3 };
  };
}

/** `count` bytes as a number, the first the lowest. */
function wordAt(bytes: Uint8Array, at: number, count: number): number {
  let word = 0;
  for (let n = 0; n < count; n++) word |= (bytes[at + n] as number) << (8 * n);
  return word;
}
