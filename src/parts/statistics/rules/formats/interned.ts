const mostBytes = 1 << 21;

/**
 * Numbers for distinct byte strings: 0, 1, 2 … in the order in which they were first seen. Looking up a known one allocates
 * nothing. It holds at most `most` strings; whoever fills it forgets everything and begins again.
 */
export class Interned {
  size = 0;
  private arena: Uint8Array;
  private view: DataView;
  private used = 0;
  private readonly most: number;
  /** Four numbers a place, so that a look-up touches one line of the cache: number + 1 (0: free), hash, start, length. */
  private table: Int32Array;
  private mask: number;
  private places: Int32Array;

  constructor(most: number) {
    this.most = most;
    this.arena = new Uint8Array(1 << 16);
    this.view = new DataView(this.arena.buffer);
    this.table = new Int32Array(4 << 12);
    this.mask = (1 << 12) - 1;
    this.places = new Int32Array(1 << 10);
  }

  /** As many as it may hold, or as long. */
  get full(): boolean {
    return this.size >= this.most || this.used >= mostBytes;
  }

  /** The number of the bytes `from` to `to`; a new one if `size` has grown. `view` must reach 3 bytes beyond `to`. */
  number(view: DataView, from: number, to: number): number {
    const hash = hashOf(view, from, to);
    const length = to - from;
    const { table, mask } = this;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const at = place * 4;
      const found = table[at] ?? 0;
      if (found === 0) return this.add(view, from, to, hash);
      if (table[at + 1] === hash && table[at + 3] === length && this.same(table[at + 2] ?? 0, view, from, to))
        return found - 1;
    }
  }

  /** The bytes of a number, as they were. */
  bytes(number: number): Uint8Array {
    const at = (this.places[number] ?? 0) * 4;
    const start = this.table[at + 2] ?? 0;
    return this.arena.subarray(start, start + (this.table[at + 3] ?? 0));
  }

  clear(): void {
    this.size = 0;
    this.used = 0;
    this.table.fill(0);
  }

  private same(start: number, view: DataView, from: number, to: number): boolean {
    const mine = this.view;
    const shift = start - from;
    let at = from;
    for (; at + 4 <= to; at += 4) if (view.getInt32(at, true) !== mine.getInt32(at + shift, true)) return false;
    for (; at < to; at++) if (view.getUint8(at) !== mine.getUint8(at + shift)) return false;
    return true;
  }

  private add(view: DataView, from: number, to: number, hash: number): number {
    if (this.size * 2 >= this.mask) this.grow();
    const length = to - from;
    while (this.used + length + 4 > this.arena.length) this.growArena();
    for (let i = 0; i < length; i++) this.arena[this.used + i] = view.getUint8(from + i);
    const number = this.size;
    this.put(number, hash, this.used, length);
    this.used += length;
    this.size = number + 1;
    return number;
  }

  private put(number: number, hash: number, start: number, length: number): void {
    let place = hash & this.mask;
    while (this.table[place * 4] !== 0) place = (place + 1) & this.mask;
    this.table[place * 4] = number + 1;
    this.table[place * 4 + 1] = hash;
    this.table[place * 4 + 2] = start;
    this.table[place * 4 + 3] = length;
    if (number === this.places.length) this.places = doubled(this.places);
    this.places[number] = place;
  }

  private growArena(): void {
    const larger = new Uint8Array(this.arena.length * 2);
    larger.set(this.arena);
    this.arena = larger;
    this.view = new DataView(larger.buffer);
  }

  private grow(): void {
    const before = this.table;
    this.table = new Int32Array(before.length * 2);
    this.mask = this.table.length / 4 - 1;
    for (let number = 0; number < this.size; number++) {
      const at = (this.places[number] ?? 0) * 4;
      this.put(number, before[at + 1] ?? 0, before[at + 2] ?? 0, before[at + 3] ?? 0);
    }
  }
}

function doubled(list: Int32Array): Int32Array {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}

/** Four bytes at a time; the multiplier is that of FNV-1a, the shifts spread what it gathers in the high bits. */
function hashOf(view: DataView, from: number, to: number): number {
  let hash = (to - from) ^ seed;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x01000193);
    hash ^= hash >>> 15;
  }
  const left = to - at;
  if (left > 0) {
    const word = view.getInt32(at, true) & (0x00ffffff >>> ((3 - left) * 8));
    hash = Math.imul(hash ^ word, 0x01000193);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** So that nobody can write a log whose lines all meet at one place. */
let seed = 0;
export function seedHashes(random: number): void {
  seed = random | 0;
}
