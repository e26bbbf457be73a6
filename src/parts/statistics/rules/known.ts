import { Interned } from './formats/interned.ts';

/**
 * What was found out about each distinct address, agent, target or referrer of a log, once: a row of small integers, looked up by
 * the bytes. When too many are held all are forgotten and found out again.
 */
export class Known {
  /** Another one once all was forgotten: places that were given out before mean nothing any more. */
  generation = 0;
  private readonly rows: Interned;
  private readonly width: number;
  private numbers: Int32Array;
  private readonly find: (row: Int32Array, bytes: Uint8Array, from: number, to: number) => void;
  private readonly row: Int32Array;

  /** @param find fills the row for the bytes `from` to `to`; every number is -1 before */
  constructor(
    most: number,
    width: number,
    find: (row: Int32Array, bytes: Uint8Array, from: number, to: number) => void,
  ) {
    this.rows = new Interned(most);
    this.width = width;
    this.find = find;
    this.row = new Int32Array(width);
    this.numbers = new Int32Array(256 * width);
  }

  /** All rows, one behind the other; another list once something new was looked up. */
  get all(): Int32Array {
    return this.numbers;
  }

  /** Where in `all` the row of these bytes begins. `view` and `bytes` are of the same place. */
  at(view: DataView, bytes: Uint8Array, from: number, to: number): number {
    const before = this.rows.size;
    const number = this.rows.number(view, from, to);
    return number < before ? number * this.width : this.learn(number, bytes, from, to);
  }

  forget(): void {
    this.generation++;
    this.rows.clear();
  }

  /** To be looked at before `at`: it may forget everything that was given out. */
  get full(): boolean {
    return this.rows.full;
  }

  private learn(number: number, bytes: Uint8Array, from: number, to: number): number {
    const { width } = this;
    if ((number + 1) * width > this.numbers.length) {
      const larger = new Int32Array(this.numbers.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.row.fill(-1);
    this.find(this.row, bytes, from, to);
    this.numbers.set(this.row, number * width);
    return number * width;
  }
}
