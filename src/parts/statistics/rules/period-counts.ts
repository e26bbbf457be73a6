import { dayText } from './calendar.ts';
import { addCells, capCells, type NumberedCell } from './cap.ts';
import type { DayCounts } from './day-counts.ts';
import { caps, sidesOf } from './dimensions.ts';
import type { Cell } from './fold.ts';
import type { Names } from './names.ts';
import { figuresOf, type Tally } from './tally.ts';

/** Cells of a month or year, by number of dimension. */
export interface PeriodCounts {
  readonly period: 'm' | 'y';
  readonly startsOn: string;
  readonly cells: ReadonlyMap<number, readonly Cell[]>;
}

type Sums = Map<number, Map<number, NumberedCell>>;
const half = 2 ** 26;
/** Of a month or year more is handed over than it names, as some of it may be named there already. */
const slack = 3;

/**
 * Days with what they name, and the months and years that they add up to. Summed up by numbers, and only what is left under the
 * caps is given its name: most pairs of a busy day are named nowhere.
 */
export function periodCounts(days: readonly (readonly [number, Tally])[], names: Names) {
  const sums = new Map<string, Sums>();
  const counts: DayCounts[] = [];
  for (const [number, tally] of days) {
    const day = dayText(number);
    const cells = new Map<number, Cell[]>();
    const periods = [`m${day.slice(0, 7)}-01`, `y${day.slice(0, 4)}-01-01`].map((key) =>
      under(sums, key, () => new Map()),
    );
    for (const [of, each] of tally.cells.entries()) {
      if (each === undefined) continue;
      const list = each.list();
      for (const period of periods)
        addAll(
          under(period, of, () => new Map()),
          list,
        );
      cells.set(
        of,
        capCells(list, { of, period: 'd' }).map((cell) => named(of, cell, names)),
      );
    }
    counts.push({ day, figures: figuresOf(tally), cells });
  }
  const periods = [...sums].map(([key, sum]): PeriodCounts => {
    const period = key.startsWith('m') ? 'm' : 'y';
    const cells = [...sum].map(
      ([of, each]) => [of, topOf(each, of, period).map((cell) => named(of, cell, names))] as const,
    );
    return { period, startsOn: key.slice(1), cells: new Map(cells) };
  });
  return { days: counts, periods };
}

function addAll(sum: Map<number, NumberedCell>, list: readonly NumberedCell[]): void {
  for (const cell of list) {
    const key = cell.value * half + cell.second;
    const before = sum.get(key);
    sum.set(key, before === undefined ? cell : addCells(before, cell));
  }
}

function topOf(sum: Map<number, NumberedCell>, of: number, period: 'm' | 'y'): NumberedCell[] {
  const all = [...sum.values()];
  const most = slack * caps[period](of);
  if (all.length <= most) return all;
  all.sort((a, b) => b.visits - a.visits || b.views - a.views || a.value - b.value || a.second - b.second);
  const other = { value: 0, second: 0, visits: 0, views: 0, bounces: 0, seconds: 0, amounts: 0 };
  return [...all.slice(0, most), all.slice(most).reduce(addCells, other)];
}

function named(of: number, { second, value, ...cell }: NumberedCell, names: Names): Cell {
  const sides = sidesOf[of];
  const first = { value: names.text(sides?.[0] ?? of, value), ...cell };
  return sides ? { ...first, second: names.text(sides[1], second) } : first;
}

function under<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
