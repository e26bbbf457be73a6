/** A set of pairs of 32-bit integers in flat memory: a look-up allocates nothing. What is in it stays. */
export class PairSet {
  size = 0;
  /** The pairs in the order in which they came, one half beside the other; longer than needed. */
  keys = new Int32Array(16);
  /** Number of a pair plus one, at the place of its hash or the next free one after it; 0 is free. */
  private places = new Int32Array(16);

  has(a: number, b: number): boolean {
    return this.places[this.placeOf(a, b)] !== 0;
  }

  add(a: number, b: number): void {
    const place = this.placeOf(a, b);
    if (this.places[place] !== 0) return;
    if (2 * this.size === this.keys.length) {
      this.grow();
      this.add(a, b);
      return;
    }
    this.keys[2 * this.size] = a;
    this.keys[2 * this.size + 1] = b;
    this.places[place] = ++this.size;
  }

  private placeOf(a: number, b: number): number {
    const { keys, places } = this;
    const mask = places.length - 1;
    for (let place = spread(a, b) & mask; ; place = (place + 1) & mask) {
      const at = 2 * ((places[place] as number) - 1);
      if (at < 0 || (keys[at] === a && keys[at + 1] === b)) return place;
    }
  }

  private grow(): void {
    const keys = new Int32Array(this.keys.length * 2);
    keys.set(this.keys);
    // Never more than half full.
    const places = new Int32Array(keys.length);
    for (let row = 0; row < this.size; row++) {
      let place = spread(keys[2 * row] as number, keys[2 * row + 1] as number) & (places.length - 1);
      while (places[place] !== 0) place = (place + 1) & (places.length - 1);
      places[place] = row + 1;
    }
    this.keys = keys;
    this.places = places;
  }
}

/** A hash of two integers: multiplication by odd constants, and the high bits folded down. */
export function spread(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
