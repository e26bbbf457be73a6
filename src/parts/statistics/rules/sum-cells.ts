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

/** What was counted of one value over a range. Id 0 is "other". */
export interface Cell {
  readonly id: number;
  visits: number;
  views: number;
  bounces: number;
  seconds: number;
  amount: number;
}

/** Of a pair of dimensions: only cells whose one side is one of `ids`, added up by the other side. */
export interface Narrowed {
  readonly side: 'first' | 'second';
  readonly ids: ReadonlySet<number>;
}

const noAmounts = new Float64Array(0);

/** Adds up rows of days, months and years by value. */
export function sumCells(rows: readonly CellRow[], narrowed: Narrowed | null): Cell[] {
  const sums = new Sums(rows.map((row) => sidesOf(row, narrowed).keys));
  for (const row of rows) {
    const { keys, held } = sidesOf(row, narrowed);
    for (let index = 0; index < keys.length; index += 1)
      if (!narrowed || narrowed.ids.has(held?.[index] ?? 0)) sums.add(keys[index] as number, row, index);
  }
  return sums.cells;
}

function sidesOf(row: CellRow, narrowed: Narrowed | null): { keys: Int32Array; held: Int32Array | null } {
  const none = new Int32Array(0);
  if (narrowed?.side === 'first') return { keys: row.secondIds ?? none, held: row.ids };
  return { keys: row.ids, held: row.secondIds };
}

/** One value of a row; null where the row does not name it. */
export function cellOf(row: CellRow, ids: readonly number[]): Cell | null {
  for (const id of ids) {
    const index = row.ids.indexOf(id);
    if (index >= 0) return read(row, id, index);
  }
  return null;
}

function read(row: CellRow, id: number, index: number): Cell {
  return {
    id,
    visits: row.visits[index] as number,
    views: row.views[index] as number,
    bounces: row.bounces[index] as number,
    seconds: row.seconds[index] as number,
    amount: (row.amounts ?? noAmounts)[index] ?? 0,
  };
}

/** Ids that lie this far apart at most are found by their place in a list; others by a map, which takes longer. */
const widest = 2_000_000;

class Sums {
  readonly cells: Cell[] = [];
  private readonly least: number;
  private readonly places: Int32Array | null;
  private readonly map = new Map<number, number>();

  constructor(lists: readonly Int32Array[]) {
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    for (const list of lists)
      for (const id of list) {
        if (id !== 0 && id < least) least = id;
        if (id > most) most = id;
      }
    this.least = least - 1;
    this.places = most - least < widest ? new Int32Array(Math.max(0, most - least) + 2) : null;
  }

  add(id: number, row: CellRow, index: number): void {
    const place = this.placeOf(id);
    const cell = this.cells[place - 1];
    if (cell === undefined) {
      this.cells.push(read(row, id, index));
      this.remember(id, this.cells.length);
      return;
    }
    cell.visits += row.visits[index] as number;
    cell.views += row.views[index] as number;
    cell.bounces += row.bounces[index] as number;
    cell.seconds += row.seconds[index] as number;
    if (row.amounts) cell.amount += row.amounts[index] as number;
  }

  // 0 stands for none, and the first place of the list for "other".
  private placeOf(id: number): number {
    if (this.places) return this.places[id === 0 ? 0 : id - this.least] ?? 0;
    return this.map.get(id) ?? 0;
  }

  private remember(id: number, place: number): void {
    if (this.places) this.places[id === 0 ? 0 : id - this.least] = place;
    else this.map.set(id, place);
  }
}
