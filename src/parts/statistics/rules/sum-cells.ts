import type { Cell } from './fold.ts';

/** One row of statistics.cells: the n-th of each list speaks of the n-th value. */
export interface CellRow {
  readonly ids: Int32Array;
  readonly secondIds: Int32Array | null;
  readonly visits: Int32Array;
  readonly views: Int32Array;
  readonly bounces: Int32Array;
  readonly seconds: Float64Array;
  readonly amounts: Float64Array | null;
}

/** Memory that a row takes, about. */
export function bytesOf({ ids, secondIds, amounts }: CellRow): number {
  return 500 + ids.length * (24 + (secondIds ? 4 : 0) + (amounts ? 8 : 0));
}

/** Of a pair of dimensions: only cells whose one side is one of `ids`, added up by the other side. */
export interface Narrowed {
  readonly side: 'first' | 'second';
  readonly ids: ReadonlySet<number>;
}

/** What was counted of each value over a range, by the number of its name. */
export type Sum = Cell<number>;

/** Adds up rows of days, months and years by value. */
export function sumCells(rows: readonly CellRow[], narrowed: Narrowed | null): Sum[] {
  const sums = new Sums(rows.map((row) => sidesOf(row, narrowed).keys));
  for (const row of rows) {
    const { keys, held } = sidesOf(row, narrowed);
    if (narrowed === null) sums.addAll(row);
    else
      for (let index = 0; index < keys.length; index += 1)
        if (narrowed.ids.has(held?.[index] ?? 0)) sums.add(keys[index] as number, row, index);
  }
  return sums.cells();
}

function sidesOf(row: CellRow, narrowed: Narrowed | null): { keys: Int32Array; held: Int32Array | null } {
  const none = new Int32Array(0);
  if (narrowed?.side === 'first') return { keys: row.secondIds ?? none, held: row.ids };
  return { keys: row.ids, held: row.secondIds };
}

/** One value of a row; null where the row does not name it. */
export function cellOf(row: CellRow, ids: readonly number[]): Sum | null {
  for (const id of ids) {
    const index = row.ids.indexOf(id);
    if (index < 0) continue;
    return {
      value: id,
      visits: row.visits[index] as number,
      views: row.views[index] as number,
      bounces: row.bounces[index] as number,
      seconds: row.seconds[index] as number,
      amounts: row.amounts?.[index] ?? 0,
    };
  }
  return null;
}

/** Ids that lie this far apart at most are found by their place in a list; others by a map, which takes longer. */
const widest = 2_000_000;
/** Figures of a value, one behind the other: id, visits, views, bounces, seconds, amounts. */
const width = 6;

class Sums {
  private count = 0;
  private figures = new Float64Array(width * 1_024);
  private readonly least: number;
  private readonly places: Int32Array | null;
  private readonly map = new Map<number, number>();

  constructor(lists: readonly Int32Array[]) {
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    for (const list of lists)
      for (let index = 0; index < list.length; index += 1) {
        const id = list[index] as number;
        if (id !== 0 && id < least) least = id;
        if (id > most) most = id;
      }
    this.least = least - 1;
    this.places = most - least < widest ? new Int32Array(Math.max(0, most - least) + 2) : null;
  }

  addAll(row: CellRow): void {
    const { ids } = row;
    for (let index = 0; index < ids.length; index += 1) this.add(ids[index] as number, row, index);
  }

  add(id: number, row: CellRow, index: number): void {
    const at = this.placeOf(id);
    const { figures } = this;
    figures[at + 1] = (figures[at + 1] as number) + (row.visits[index] as number);
    figures[at + 2] = (figures[at + 2] as number) + (row.views[index] as number);
    figures[at + 3] = (figures[at + 3] as number) + (row.bounces[index] as number);
    figures[at + 4] = (figures[at + 4] as number) + (row.seconds[index] as number);
    if (row.amounts) figures[at + 5] = (figures[at + 5] as number) + (row.amounts[index] as number);
  }

  cells(): Sum[] {
    const { figures } = this;
    return Array.from({ length: this.count }, (_, place) => {
      const at = place * width;
      return {
        value: (figures[at] as number) || null,
        visits: figures[at + 1] as number,
        views: figures[at + 2] as number,
        bounces: figures[at + 3] as number,
        seconds: figures[at + 4] as number,
        amounts: figures[at + 5] as number,
      };
    });
  }

  /** Where the figures of a value begin. 0 stands for none yet, and the first place of the list for "other". */
  private placeOf(id: number): number {
    const key = id === 0 ? 0 : id - this.least;
    const known = this.places ? (this.places[key] as number) : (this.map.get(id) ?? 0);
    if (known > 0) return (known - 1) * width;
    const place = this.count;
    this.count += 1;
    if (this.count * width > this.figures.length) {
      const larger = new Float64Array(this.figures.length * 2);
      larger.set(this.figures);
      this.figures = larger;
    }
    this.figures[place * width] = id;
    if (this.places) this.places[key] = this.count;
    else this.map.set(id, this.count);
    return place * width;
  }
}
