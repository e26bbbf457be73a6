/** A set of pairs of 32-bit integers in flat memory: a look-up allocates nothing. What came last can be taken out again. */
export class PairSet {
  size: number;
  /** The pairs in the order in which they came, one half beside the other; longer than needed. */
  keys: Int32Array;
  /** Number of a pair plus one, at the place of its hash or the next free one after it; 0 is free. Made once one is looked for. */
  private places: Int32Array | null = null;

  /** @param keys `size` pairs, none of them twice; the set's own from now on */
  constructor(keys: Int32Array = new Int32Array(16), size = 0) {
    this.keys = keys;
    this.size = size;
  }

  has(a: number, b: number): boolean {
    const places = this.places ?? this.place();
    return places[this.placeOf(places, a, b)] !== 0;
  }

  add(a: number, b: number): void {
    const places = this.places ?? this.place();
    const place = this.placeOf(places, a, b);
    if (places[place] !== 0) return;
    if (2 * this.size === this.keys.length) {
      const keys = new Int32Array(this.keys.length * 2);
      keys.set(this.keys);
      this.keys = keys;
      this.places = null;
      this.add(a, b);
      return;
    }
    this.keys[2 * this.size] = a;
    this.keys[2 * this.size + 1] = b;
    places[place] = ++this.size;
  }

  /** Takes out what came after the set had this size. */
  shrinkTo(size: number): void {
    while (this.size > size) {
      // The last pair stands at the end of its run of places: what came after it is out already.
      const at = 2 * (this.size - 1);
      if (this.places) this.places[this.placeOf(this.places, this.keys[at] as number, this.keys[at + 1] as number)] = 0;
      this.size--;
    }
  }

  private placeOf(places: Int32Array, a: number, b: number): number {
    const { keys } = this;
    const mask = places.length - 1;
    for (let place = spread(a, b) & mask; ; place = (place + 1) & mask) {
      const at = 2 * ((places[place] as number) - 1);
      if (at < 0 || (keys[at] === a && keys[at + 1] === b)) return place;
    }
  }

  /** Never more than half of the places are taken. */
  private place(): Int32Array {
    const { keys } = this;
    const places = new Int32Array(keys.length);
    const mask = places.length - 1;
    for (let row = 0; row < this.size; row++) {
      let place = spread(keys[2 * row] as number, keys[2 * row + 1] as number) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = row + 1;
    }
    this.places = places;
    return places;
  }
}

/** A hash of two integers: multiplication by odd constants, and the high bits folded down. */
export function spread(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
