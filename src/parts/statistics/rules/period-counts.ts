import { dayText } from './calendar.ts';
import { type CellOf, Cells } from './cells.ts';
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

/** By number of dimension. */
type Sums = Map<number, Cells>;
/** Of a month or year more is handed over than it names, as some of it may be named there already. */
const slack = 3;

/**
 * Days with what they name, and the months and years that they add up to. Summed up by numbers, and only what is left under the
 * caps is given its name: most pairs of a busy day are named nowhere.
 */
export function periodCounts(days: readonly (readonly [number, Tally])[], names: Names) {
  const months = new Map<string, Sums>();
  const years = new Map<string, Sums>();
  const counts: DayCounts[] = [];
  for (const [number, { cells, ...tally }] of days) {
    const day = dayText(number);
    const month = under<string, Sums>(months, `${day.slice(0, 7)}-01`, () => new Map());
    const named = new Map<number, Cell[]>();
    for (const [of, each] of cells.entries()) {
      if (each === undefined) continue;
      sumOf(month, of).addAll(each.all());
      named.set(of, largestOf(each, of, { most: caps.d(of), names }));
    }
    counts.push({ day, figures: figuresOf({ cells, ...tally }), cells: named });
  }
  for (const [startsOn, month] of months) {
    const year = under<string, Sums>(years, `${startsOn.slice(0, 4)}-01-01`, () => new Map());
    for (const [of, sum] of month) sumOf(year, of).addAll(sum.all());
  }
  return { days: counts, periods: [...periodsOf('m', months, names), ...periodsOf('y', years, names)] };
}

function periodsOf(period: 'm' | 'y', sums: ReadonlyMap<string, Sums>, names: Names): PeriodCounts[] {
  return [...sums].map(([startsOn, sum]) => {
    const most = (of: number) => slack * caps[period](of);
    const cells = [...sum].map(([of, each]) => [of, largestOf(each, of, { most: most(of), names })] as const);
    return { period, startsOn, cells: new Map(cells) };
  });
}

function sumOf(sums: Sums, of: number): Cells {
  return under(sums, of, () => new Cells('days'));
}

function largestOf(cells: Cells, of: number, { most, names }: { most: number; names: Names }): Cell[] {
  const { named, other } = cells.largest(most, sidesOf[of] ? 'pair' : 'single');
  return (other ? [...named, other] : named).map((cell) => withNames(of, cell, names));
}

function withNames(of: number, cell: CellOf, names: Names): Cell {
  const { amounts, bounces, seconds, views, visits } = cell;
  const sides = sidesOf[of];
  const value = names.text(sides?.[0] ?? of, cell.value);
  if (sides === undefined) return { value, visits, views, bounces, seconds, amounts };
  return { value, second: names.text(sides[1], cell.second), visits, views, bounces, seconds, amounts };
}

function under<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
