import { dayText } from './calendar.ts';
import type { NumberedCell } from './cap.ts';
import type { Cells } from './cells.ts';
import type { NumberedDay } from './day-counts.ts';
import { caps, sidesOf } from './dimensions.ts';
import { figuresOf, type Tally } from './tally.ts';

/** Cells of a month or year, by number of dimension. */
export interface PeriodCounts {
  readonly period: 'm' | 'y';
  readonly startsOn: string;
  readonly cells: ReadonlyMap<number, readonly NumberedCell[]>;
}

/** By number of dimension. */
type Sums = ReadonlyMap<number, Cells>;
/** Of a month or year more is handed over than it names, as some of it may be named there already. */
const slack = 3;

/**
 * Days with what they name, and the months and years that they add up to. All by numbers: most pairs of a busy day are named
 * nowhere, and what is left is given its name once.
 */
export function periodCounts(days: readonly (readonly [number, Tally])[]): {
  readonly days: NumberedDay[];
  readonly periods: PeriodCounts[];
} {
  const counts = days.map(([day, tally]): NumberedDay => {
    const named = tally.cells.map((cells, of) => cells && ([of, largestOf(cells, of, caps.d(of))] as const));
    return { day: dayText(day), figures: figuresOf(tally), cells: new Map(named.filter((each) => each !== undefined)) };
  });
  const months = [...Map.groupBy(days, ([day]) => `${dayText(day).slice(0, 7)}-01`)].map(
    ([startsOn, some]) => [startsOn, sumOf(some.map(([, { cells }]) => byDimension(cells)))] as const,
  );
  const years = [...Map.groupBy(months, ([startsOn]) => `${startsOn.slice(0, 4)}-01-01`)].map(
    ([startsOn, some]) => [startsOn, sumOf(some.map(([, sums]) => sums))] as const,
  );
  return { days: counts, periods: [...periodsOf('m', months), ...periodsOf('y', years)] };
}

function periodsOf(period: 'm' | 'y', sums: readonly (readonly [string, Sums])[]): PeriodCounts[] {
  return sums.map(([startsOn, sum]) => {
    const cells = [...sum].map(([of, each]) => [of, largestOf(each, of, slack * caps[period](of))] as const);
    return { period, startsOn, cells: new Map(cells) };
  });
}

function byDimension(cells: Tally['cells']): Sums {
  return new Map([...cells.entries()].filter((entry): entry is [number, Cells] => entry[1] !== undefined));
}

/** Of one alone it is the same. */
function sumOf(all: readonly Sums[]): Sums {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  const sums = new Map<number, Cells>();
  for (const each of all)
    for (const [of, cells] of each) {
      const sum = sums.get(of);
      if (sum === undefined) sums.set(of, cells.copy());
      else sum.addAll(cells.all());
    }
  return sums;
}

function largestOf(cells: Cells, of: number, most: number): NumberedCell[] {
  const { named, other } = cells.largest(most, sidesOf[of] ? 'pair' : 'single');
  return other ? [...named, other] : named;
}
