import { heldInMemory } from './dimensions.ts';
import { largestOf } from './largest.ts';
import { spread } from './pair-set.ts';

/** A row: the value, the second value of a pair (else 0), visits, views, bounces, seconds. */
const rowLength = 6;

/** What is added to the figures of a value. */
export interface Added {
  visits: number;
  views: number;
  bounces: number;
  /** Of a value on one day all in all below 2,147,483,648. */
  seconds: number;
  /** In hundredths. */
  amounts: number;
}

/** A row as it is handed out. */
export interface CellOf extends Readonly<Added> {
  readonly value: number;
  readonly second: number;
}

/** Which rows have names: all but "other". Of a pair both sides must have one. */
export type Sides = 'single' | 'pair';

/**
 * Figures of the values of one dimension (or pairs of values) on one day, or over many. A hash table whose rows lie together in flat
 * memory: most of the time of counting is spent here, waiting for memory.
 */
export class Cells {
  size = 0;
  private readonly most: number;
  private rows: Int32Array | Float64Array;
  /** Of goals only. */
  private amounts: Float64Array | null = null;
  /** Number of a row plus one, at the place of its hash or the next free one after it; 0 is free. */
  private places: Int32Array;
  /** Rows that were taken over are found by their places once they are looked for. */
  private placed = true;

  /**
   * @param over one day, which holds so many values; or days that were held before, whose sums may be large
   * @param expected so many rows, perhaps
   */
  constructor(over: 'a day' | 'days' = 'a day', expected = 0) {
    this.most = over === 'a day' ? heldInMemory : Number.POSITIVE_INFINITY;
    const held = roomFor(expected);
    this.rows = this.rowsFor(held);
    this.places = new Int32Array(2 * held);
  }

  /** The same rows once more, to be added to those of other days. */
  copy(): Cells {
    const copy = new Cells('days', this.rows.length / rowLength);
    copy.rows.set(this.rows);
    copy.amounts = this.amounts?.slice() ?? null;
    copy.size = this.size;
    copy.placed = false;
    return copy;
  }

  /** Takes over rows of others, whose memory this is from now on; `numbers` says under which numbers of here the names of there stand. */
  take(flat: FlatCells, numbers: Numbers): void {
    if (this.size > 0 || flat.size > this.most) {
      this.addAll(flat, numbers);
      return;
    }
    const { rows, size } = flat;
    const { first, second } = numbers;
    for (let at = 0; at < size * rowLength; at += rowLength) {
      rows[at] = first[rows[at] as number] ?? 0;
      if (second !== null) rows[at + 1] = second[rows[at + 1] as number] ?? 0;
    }
    this.rows = rows;
    this.amounts = flat.amounts;
    this.size = size;
    this.placed = false;
  }

  /** Adds to the figures of a value, or pair of values; to "other" once too many are held. */
  add(value: number, second: number, added: Added): void {
    const row = this.rowOf(value, second);
    const { rows } = this;
    const at = row * rowLength;
    rows[at + 2] = (rows[at + 2] as number) + added.visits;
    rows[at + 3] = (rows[at + 3] as number) + added.views;
    rows[at + 4] = (rows[at + 4] as number) + added.bounces;
    rows[at + 5] = (rows[at + 5] as number) + added.seconds;
    if (added.amounts !== 0) this.addAmount(row, added.amounts);
  }

  /** All rows, "other" (value 0) among them where there is one. Rows that were taken off again are left out. */
  list(): CellOf[] {
    const cells: CellOf[] = [];
    for (let row = 0; row < this.size; row++) if (this.isCounted(row)) cells.push(this.cellAt(row));
    return cells;
  }

  /** Adds all rows of others; `numbers` says under which numbers of here the names of there stand. */
  addAll({ amounts, rows, size }: FlatCells, numbers: Numbers | null = null): void {
    if (this.size === 0) this.makeRoom(roomFor(Math.min(size, this.most)));
    for (let row = 0; row < size; row++) {
      const at = row * rowLength;
      const value = rows[at] as number;
      const second = rows[at + 1] as number;
      taken.visits = rows[at + 2] as number;
      taken.views = rows[at + 3] as number;
      taken.bounces = rows[at + 4] as number;
      taken.seconds = rows[at + 5] as number;
      taken.amounts = amounts === null ? 0 : (amounts[row] as number);
      if (numbers === null) this.add(value, second, taken);
      else this.add(numbers.first[value] ?? 0, numbers.second?.[second] ?? 0, taken);
    }
  }

  /** The `most` rows with names that have most visits, in no order, and the sum of all others where there are any. */
  largest(most: number, sides: Sides): { readonly named: CellOf[]; readonly other: CellOf | null } {
    const { rows, size } = this;
    let count = 0;
    const named = new Int32Array(size);
    for (let row = 0; row < size; row++) {
      const isNamed = rows[row * rowLength] !== 0 && (sides === 'single' || rows[row * rowLength + 1] !== 0);
      if (isNamed && this.isCounted(row)) named[count++] = row;
    }
    const picked = largestOf({ rows, rowLength, size }, named.subarray(0, count), most);
    const isPicked = new Uint8Array(size);
    for (const row of picked) isPicked[row] = 1;
    return { named: Array.from(picked, (row) => this.cellAt(row)), other: this.sumWithout(isPicked) };
  }

  /** The largest of them, and the sum of all others: what a day, month or year names, and no more memory than that takes. */
  folded(most: number, sides: Sides, over: 'a day' | 'days'): Cells {
    const { named, other } = this.largest(most, sides);
    const folded = new Cells(over, named.length + 1);
    for (const cell of other === null ? named : [...named, other]) folded.add(cell.value, cell.second, cell);
    return folded;
  }

  /** Memory that they take, in bytes. */
  get bytes(): number {
    return this.rows.byteLength + this.places.byteLength + (this.amounts?.byteLength ?? 0);
  }

  private sumWithout(isPicked: Uint8Array): CellOf | null {
    const sum = { value: 0, second: 0, visits: 0, views: 0, bounces: 0, seconds: 0, amounts: 0 };
    let any = false;
    for (let row = 0; row < this.size; row++) {
      if (isPicked[row] === 1 || !this.isCounted(row)) continue;
      const at = row * rowLength;
      any = true;
      sum.visits += this.rows[at + 2] as number;
      sum.views += this.rows[at + 3] as number;
      sum.bounces += this.rows[at + 4] as number;
      sum.seconds += this.rows[at + 5] as number;
      sum.amounts += this.amounts === null ? 0 : (this.amounts[row] as number);
    }
    return any ? sum : null;
  }

  /** Rows that were taken off again are no rows. */
  private isCounted(row: number): boolean {
    const at = row * rowLength;
    return this.rows[at + 2] !== 0 || this.rows[at + 3] !== 0 || (this.amounts !== null && this.amounts[row] !== 0);
  }

  private cellAt(row: number): CellOf {
    const { rows } = this;
    const at = row * rowLength;
    return {
      value: rows[at] as number,
      second: rows[at + 1] as number,
      visits: rows[at + 2] as number,
      views: rows[at + 3] as number,
      bounces: rows[at + 4] as number,
      seconds: rows[at + 5] as number,
      amounts: this.amounts === null ? 0 : (this.amounts[row] as number),
    };
  }

  /** Tells of all values, with what they stand beside (0: nothing). */
  each(use: (value: number, second: number) => void): void {
    for (let at = 0; at < this.size * rowLength; at += rowLength)
      use(this.rows[at] as number, this.rows[at + 1] as number);
  }

  /** Adds the numbers of all values to some. */
  addNumbers(to: Set<number>): void {
    for (let at = 0; at < this.size * rowLength; at += rowLength) to.add(this.rows[at] as number);
  }

  /** The rows as they lie in memory, while nothing is added. */
  all(): FlatCells {
    return { rows: this.rows, amounts: this.amounts, size: this.size };
  }

  private rowOf(value: number, second: number): number {
    if (!this.placed) this.place();
    const { places, rows } = this;
    const mask = places.length - 1;
    let place = spread(value, second) & mask;
    for (; ; place = (place + 1) & mask) {
      const row = (places[place] as number) - 1;
      if (row < 0) break;
      if (rows[row * rowLength] === value && rows[row * rowLength + 1] === second) return row;
    }
    if (this.size >= this.most && (value !== 0 || second !== 0)) return this.rowOf(0, 0);
    if (this.size * rowLength === rows.length) {
      this.grow();
      return this.rowOf(value, second);
    }
    const row = this.size++;
    rows[row * rowLength] = value;
    rows[row * rowLength + 1] = second;
    places[place] = row + 1;
    return row;
  }

  private addAmount(row: number, amount: number): void {
    this.amounts ??= new Float64Array(this.rows.length / rowLength);
    this.amounts[row] = (this.amounts[row] as number) + amount;
  }

  /** Room for so many rows, while there are none. */
  private makeRoom(held: number): void {
    this.rows = this.rowsFor(held);
    this.places = new Int32Array(2 * held);
  }

  private rowsFor(held: number): Int32Array | Float64Array {
    return this.most === heldInMemory ? new Int32Array(held * rowLength) : new Float64Array(held * rowLength);
  }

  private grow(): void {
    const held = (this.rows.length / rowLength) * 2;
    const rows = this.rowsFor(held);
    rows.set(this.rows);
    this.rows = rows;
    if (this.amounts) {
      const amounts = new Float64Array(held);
      amounts.set(this.amounts);
      this.amounts = amounts;
    }
    this.place();
  }

  /** Never more than half of the places are taken. */
  private place(): void {
    const { rows } = this;
    const places = new Int32Array((rows.length / rowLength) * 2);
    const mask = places.length - 1;
    for (let row = 0; row < this.size; row++) {
      const at = row * rowLength;
      let place = spread(rows[at] as number, rows[at + 1] as number) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = row + 1;
    }
    this.places = places;
    this.placed = true;
  }
}

/** A power of two, so that places are found by the lowest bits of a hash. */
function roomFor(size: number): number {
  let held = 8;
  while (held < size) held *= 2;
  return held;
}

/** Filled again and again. */
const taken = { visits: 0, views: 0, bounces: 0, seconds: 0, amounts: 0 };

/** Cells in flat memory; the lists may be longer than `size`. */
export interface FlatCells {
  readonly rows: Int32Array | Float64Array;
  readonly amounts: Float64Array | null;
  readonly size: number;
}

/** By the numbers of names elsewhere, those of here. `second` is of pairs only. */
export interface Numbers {
  readonly first: Int32Array;
  readonly second: Int32Array | null;
}
