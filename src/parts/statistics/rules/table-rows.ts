import type { TableRow, tableSorts } from '../wire/reports.ts';
import { share } from './figures.ts';
import { fold } from './fold.ts';
import { nthLargest } from './largest.ts';
import type { Sum } from './sum-cells.ts';

/** Cells that may be named, and "other". */
export type Folded = { readonly named: readonly Sum[]; readonly other: Sum | null };

/**
 * The cells of a table as they may be shown. What programs did is no figure of people and is not folded; requests that are
 * no visits (`ofRequests`: refusals) are folded by their own number. `ofFew`: all of it was done by fewer than `k` visits, of
 * which one may be in several cells; then "other" would tell of them.
 */
export function foldTable(
  sums: readonly Sum[],
  {
    ofPrograms = false,
    ofRequests = false,
    ofFew = false,
  }: { readonly ofPrograms?: boolean; readonly ofRequests?: boolean; readonly ofFew?: boolean },
): Folded {
  const shown = ofPrograms ? sums : ofRequests ? foldRequests(sums) : fold(sums);
  return {
    named: shown.filter(({ value }) => value !== null),
    other: (ofFew && !ofRequests && !ofPrograms ? null : shown.find(({ value }) => value === null)) ?? null,
  };
}

function foldRequests(sums: readonly Sum[]): Sum[] {
  return fold(sums.map((cell) => ({ ...cell, visits: cell.views }))).map((cell) => ({ ...cell, visits: 0 }));
}

type Sort = (typeof tableSorts)[number];
const keys: Readonly<Record<Exclude<Sort, 'value'>, (cell: Sum) => number>> = {
  visits: (cell) => cell.visits,
  views: (cell) => cell.views,
  bounceRate: (cell) => share(cell.bounces, cell.visits) ?? 0,
  seconds: (cell) => share(cell.seconds, cell.visits) ?? 0,
  amount: (cell) => cell.amounts,
};

/** The first `most` of cells sorted as asked; where two are equal, by their names. */
export function sortCells(
  cells: readonly Sum[],
  { most = cells.length, nameOf, sort }: { most?: number; sort: string; nameOf: (cell: Sum) => string | number },
): Sum[] {
  const sign = sort.startsWith('-') ? -1 : 1;
  const by = sort.replace(/^-/, '') as Sort;
  const byName = (a: Sum, b: Sum) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0);
  if (by === 'value') return cells.toSorted((a, b) => sign * byName(a, b)).slice(0, most);
  const key = keys[by];
  return firstOf(cells, (cell) => -sign * key(cell), most)
    .sort((a, b) => sign * (key(a) - key(b)) || byName(a, b))
    .slice(0, most);
}

/** The cells with the largest figures, so many or, where some are equal, more: nobody sorts ten thousand to show fifty. */
function firstOf(cells: readonly Sum[], figure: (cell: Sum) => number, most: number): Sum[] {
  if (cells.length <= most) return [...cells];
  const least = nthLargest(Float64Array.from(cells, figure), most);
  return cells.filter((cell) => figure(cell) >= least);
}

/** A row of a table. `before` is the same value in the range compared with; null where it may not be shown there. */
export function tableRow(
  cell: Sum,
  shown: { readonly value: string | null; readonly share: number | null; readonly before: Sum | null },
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
