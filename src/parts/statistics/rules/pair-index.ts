/**
 * Numbers pairs of 32-bit integers in the order in which they come: a hash table in flat memory, so that millions of look-ups a
 * second allocate nothing. What is in it stays.
 */
export class PairIndex {
  size = 0;
  /** The pairs by their numbers; longer than `size`. */
  first = new Int32Array(8);
  second = new Int32Array(8);
  /** Number of a pair plus one, at the place of its hash or the next free one after it; 0 is free. */
  private places = new Int32Array(16);

  /** Number of a pair; -1 where it is not in. */
  find(a: number, b: number): number {
    const mask = this.places.length - 1;
    for (let place = spread(a, b) & mask; ; place = (place + 1) & mask) {
      const row = (this.places[place] as number) - 1;
      if (row < 0 || (this.first[row] === a && this.second[row] === b)) return row;
    }
  }

  /** Number of a pair, which is put in where it was not. */
  add(a: number, b: number): number {
    const mask = this.places.length - 1;
    let place = spread(a, b) & mask;
    for (; ; place = (place + 1) & mask) {
      const row = (this.places[place] as number) - 1;
      if (row < 0) break;
      if (this.first[row] === a && this.second[row] === b) return row;
    }
    if (this.size === this.first.length) {
      this.grow();
      return this.add(a, b);
    }
    const row = this.size++;
    this.first[row] = a;
    this.second[row] = b;
    this.places[place] = row + 1;
    return row;
  }

  private grow(): void {
    this.first = longer(this.first);
    this.second = longer(this.second);
    const places = new Int32Array(this.places.length * 2);
    const mask = places.length - 1;
    for (let row = 0; row < this.size; row++) {
      let place = spread(this.first[row] as number, this.second[row] as number) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = row + 1;
    }
    this.places = places;
  }
}

/** The same numbers in twice the room. */
export function longer<T extends Int32Array | Float64Array>(list: T): T {
  const next = (list instanceof Int32Array ? new Int32Array(list.length * 2) : new Float64Array(list.length * 2)) as T;
  next.set(list);
  return next;
}

// Multiplication by odd constants and folding down the high bits, as the finalisers of well-known hashes do.
function spread(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
