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

export function emptyCell(id: number): Cell {
  return { id, visits: 0, views: 0, bounces: 0, seconds: 0, amount: 0 };
}

/** Adds up rows of days, months and years by value. */
export function sumCells(rows: readonly CellRow[], narrowed: Narrowed | null): Map<number, Cell> {
  const sums = new Map<number, Cell>();
  for (const row of rows) {
    const [keys, held] = narrowed?.side === 'first' ? [row.secondIds, row.ids] : [row.ids, row.secondIds];
    if (!keys) continue;
    for (let index = 0; index < keys.length; index += 1) {
      if (narrowed && !narrowed.ids.has(held?.[index] ?? 0)) continue;
      add(sums, keys[index] ?? 0, row, index);
    }
  }
  return sums;
}

function add(sums: Map<number, Cell>, id: number, row: CellRow, index: number): void {
  let cell = sums.get(id);
  if (!cell) {
    cell = emptyCell(id);
    sums.set(id, cell);
  }
  cell.visits += row.visits[index] ?? 0;
  cell.views += row.views[index] ?? 0;
  cell.bounces += row.bounces[index] ?? 0;
  cell.seconds += row.seconds[index] ?? 0;
  cell.amount += row.amounts?.[index] ?? 0;
}
