import { heldInMemory } from './dimensions.ts';
import { longer, PairIndex } from './pair-index.ts';

/** Figures of the values of one dimension (or pairs of values) on one day, in columns. */
export class Cells {
  readonly index = new PairIndex();
  visits = new Int32Array(8);
  views = new Int32Array(8);
  bounces = new Int32Array(8);
  seconds = new Float64Array(8);
  amounts = new Float64Array(8);

  /** Row of a value, or pair of values; the row of "other" once too many are held. */
  row(value: number, second: number): number {
    if (this.index.size >= heldInMemory && this.index.find(value, second) < 0) return this.at(0, 0);
    return this.at(value, second);
  }

  private at(value: number, second: number): number {
    const row = this.index.add(value, second);
    if (row >= this.visits.length) this.grow();
    return row;
  }

  private grow(): void {
    this.visits = longer(this.visits);
    this.views = longer(this.views);
    this.bounces = longer(this.bounces);
    this.seconds = longer(this.seconds);
    this.amounts = longer(this.amounts);
  }
}

/** Adds to the figures of a row. */
export interface Added {
  readonly visits: number;
  readonly views: number;
  readonly bounces: number;
  readonly seconds: number;
  readonly amounts: number;
}

export function addToRow(cells: Cells, row: number, added: Added): void {
  cells.visits[row] = (cells.visits[row] as number) + added.visits;
  cells.views[row] = (cells.views[row] as number) + added.views;
  cells.bounces[row] = (cells.bounces[row] as number) + added.bounces;
  cells.seconds[row] = (cells.seconds[row] as number) + added.seconds;
  cells.amounts[row] = (cells.amounts[row] as number) + added.amounts;
}
