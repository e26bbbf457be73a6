import { heldInMemory } from './dimensions.ts';
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

/**
 * Figures of the values of one dimension (or pairs of values) on one day. A hash table whose rows lie together in flat memory: most
 * of the time of counting is spent here, waiting for memory.
 */
export class Cells {
  size = 0;
  private rows = new Int32Array(rowLength * 8);
  /** Of goals only. */
  private amounts: Float64Array | null = null;
  /** Number of a row plus one, at the place of its hash or the next free one after it; 0 is free. */
  private places = new Int32Array(16);

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
    for (let row = 0; row < this.size; row++) {
      const [value = 0, second = 0, visits = 0, views = 0, bounces = 0, seconds = 0] = this.rows.subarray(
        row * rowLength,
      );
      const amounts = this.amounts?.[row] ?? 0;
      if (visits !== 0 || views !== 0 || amounts !== 0)
        cells.push({ value, second, visits, views, bounces, seconds, amounts });
    }
    return cells;
  }

  /** The rows in flat memory, to be handed to another thread. */
  flat(): FlatCells {
    return { rows: this.rows.slice(0, this.size * rowLength), amounts: this.amounts?.slice(0, this.size) ?? null };
  }

  private rowOf(value: number, second: number): number {
    const { places, rows } = this;
    const mask = places.length - 1;
    let place = spread(value, second) & mask;
    for (; ; place = (place + 1) & mask) {
      const row = (places[place] as number) - 1;
      if (row < 0) break;
      if (rows[row * rowLength] === value && rows[row * rowLength + 1] === second) return row;
    }
    if (this.size >= heldInMemory && (value !== 0 || second !== 0)) return this.rowOf(0, 0);
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

  private grow(): void {
    const rows = new Int32Array(this.rows.length * 2);
    rows.set(this.rows);
    // Never more than half full.
    const places = new Int32Array(this.places.length * 2);
    for (let row = 0; row < this.size; row++) {
      const at = row * rowLength;
      let place = spread(rows[at] as number, rows[at + 1] as number) & (places.length - 1);
      while (places[place] !== 0) place = (place + 1) & (places.length - 1);
      places[place] = row + 1;
    }
    if (this.amounts) {
      const amounts = new Float64Array(this.amounts.length * 2);
      amounts.set(this.amounts);
      this.amounts = amounts;
    }
    this.rows = rows;
    this.places = places;
  }
}

/** Cells in flat memory. */
export interface FlatCells {
  readonly rows: Int32Array;
  readonly amounts: Float64Array | null;
}

/** Calls with every row of cells in flat memory. */
export function eachCell({ amounts, rows }: FlatCells, call: (cell: CellOf) => void): void {
  for (let at = 0; at < rows.length; at += rowLength) {
    const [value = 0, second = 0, visits = 0, views = 0, bounces = 0, seconds = 0] = rows.subarray(at, at + rowLength);
    call({ value, second, visits, views, bounces, seconds, amounts: amounts?.[at / rowLength] ?? 0 });
  }
}
