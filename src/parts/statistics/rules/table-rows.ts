import type { TableRow, tableSorts } from '../wire/reports.ts';
import { share } from './figures.ts';
import { type Cell, fold } from './fold.ts';
import type { Cell as Summed } from './sum-cells.ts';

/** Cells with the number of their value as its name; "other" is null. */
export type Folded = { readonly named: readonly Cell[]; readonly other: Cell | null };

/** The cells of a table as they may be shown. What programs did is no figure of people and is not folded. */
export function foldTable(sums: readonly Summed[], ofPrograms: boolean): Folded {
  const cells = sums.map(
    ({ id, visits, views, bounces, seconds, amount }): Cell => ({
      value: id === 0 ? null : String(id),
      visits,
      views,
      bounces,
      seconds,
      amounts: amount,
    }),
  );
  const shown = ofPrograms ? cells : fold(cells);
  return {
    named: shown.filter(({ value }) => value !== null),
    other: shown.find(({ value }) => value === null) ?? null,
  };
}

type Sort = (typeof tableSorts)[number];
const keys: Readonly<Record<Exclude<Sort, 'value'>, (cell: Cell) => number>> = {
  visits: (cell) => cell.visits,
  views: (cell) => cell.views,
  bounceRate: (cell) => share(cell.bounces, cell.visits) ?? 0,
  seconds: (cell) => share(cell.seconds, cell.visits) ?? 0,
  amount: (cell) => cell.amounts,
};

/** Sorted as asked; where two are equal, by their names. */
export function sortCells(
  cells: readonly Cell[],
  { sort, nameOf }: { readonly sort: string; readonly nameOf: (cell: Cell) => string },
): Cell[] {
  const descending = sort.startsWith('-');
  const by = sort.replace(/^-/, '') as Sort;
  const byName = (a: Cell, b: Cell) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0);
  if (by === 'value') return cells.toSorted((a, b) => (descending ? byName(b, a) : byName(a, b)));
  const key = keys[by];
  return cells.toSorted((a, b) => (descending ? key(b) - key(a) : key(a) - key(b)) || byName(a, b));
}

/** A row of a table. `before` is the same value in the range compared with; null where it may not be shown there. */
export function tableRow(
  cell: Cell,
  shown: { readonly value: string | null; readonly share: number | null; readonly before: Cell | null },
): TableRow {
  return {
    value: shown.value,
    visits: cell.visits,
    share: shown.share,
    views: cell.views,
    bounceRate: share(cell.bounces, cell.visits),
    seconds: share(cell.seconds, cell.visits),
    amount: cell.amounts === 0 ? null : cell.amounts,
    before: shown.before && { visits: shown.before.visits, views: shown.before.views },
  };
}
