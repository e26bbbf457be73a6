import { k, mayName } from './fold.ts';
import { type CellRow, cellOf, type Sum, sumCells } from './sum-cells.ts';

/** What may be told of one value over rows of its dimension; null where it is part of "other", or was never counted. */
export function shownCell(rows: readonly CellRow[], ids: readonly number[]): Sum | null {
  const [first, ...more] = rows.flatMap((row) => cellOf(row, ids) ?? []);
  if (first === undefined) return null;
  const cell = more.reduce(added, first);
  if (cell.visits < k) return null;
  return mayName(rows.length === 1 && rows[0] ? rows[0] : listsOf(sumCells(rows, null)), cell.value ?? 0) ? cell : null;
}

function added(sum: Sum, { visits, views, bounces, seconds, amounts }: Sum): Sum {
  return {
    value: sum.value,
    visits: sum.visits + visits,
    views: sum.views + views,
    bounces: sum.bounces + bounces,
    seconds: sum.seconds + seconds,
    amounts: sum.amounts + amounts,
  };
}

function listsOf(cells: readonly Sum[]) {
  return {
    ids: cells.map(({ value }) => value ?? 0),
    visits: cells.map(({ visits }) => visits),
    views: cells.map(({ views }) => views),
  };
}
