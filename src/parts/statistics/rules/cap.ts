import { caps } from './dimensions.ts';

/** A cell under numbers: those of Names, or those of the database. 0 is "other"; `second` is 0 where there is no pair. */
export interface NumberedCell {
  readonly value: number;
  readonly second: number;
  readonly visits: number;
  readonly views: number;
  readonly bounces: number;
  readonly seconds: number;
  readonly amounts: number;
}

/**
 * What a row of a day, month or year names: the cells of most visits, up to the cap of the dimension; all others are added up in
 * "other", which comes last. `known` cells stay before others of the same size, so that passing names do not push them out.
 */
export function capCells(
  cells: readonly NumberedCell[],
  { known, of, period }: { of: number; period: 'd' | 'm' | 'y'; known?: (cell: NumberedCell) => boolean },
): NumberedCell[] {
  const isPair = of > 100;
  const named = cells.filter(({ second, value }) => value !== 0 && (!isPair || second !== 0));
  const rank = known ?? (() => true);
  named.sort(
    (a, b) =>
      b.visits - a.visits ||
      b.views - a.views ||
      Number(rank(b)) - Number(rank(a)) ||
      a.value - b.value ||
      a.second - b.second,
  );
  const kept = named.slice(0, caps[period](of));
  const rest = [
    ...named.slice(kept.length),
    ...cells.filter((cell) => !(cell.value !== 0 && (!isPair || cell.second !== 0))),
  ];
  if (rest.length === 0) return kept;
  return [...kept, rest.reduce((sum, cell) => addCells(sum, cell), { ...nothing })];
}

const nothing: NumberedCell = { value: 0, second: 0, visits: 0, views: 0, bounces: 0, seconds: 0, amounts: 0 };

/** Adds the figures of a cell to those of another, which keeps its name. */
function addCells(to: NumberedCell, cell: NumberedCell): NumberedCell {
  return {
    value: to.value,
    second: to.second,
    visits: to.visits + cell.visits,
    views: to.views + cell.views,
    bounces: to.bounces + cell.bounces,
    seconds: to.seconds + cell.seconds,
    amounts: to.amounts + cell.amounts,
  };
}
