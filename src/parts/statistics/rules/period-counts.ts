import { dayText } from './calendar.ts';
import type { NumberedCell } from './cap.ts';
import type { Cells } from './cells.ts';
import type { NumberedDay } from './day-counts.ts';
import { caps, namedIn, sidesOf } from './dimensions.ts';
import type { FoldedDays } from './folded-days.ts';
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

/** Days of a count, in their order. All is summed up by numbers: most pairs of a busy day are named nowhere. */
export type CountedDays = readonly (readonly [day: number, tally: Tally])[];

/** Days with what they name. */
export function namedDays(days: CountedDays): NumberedDay[] {
  return days.map(([day, tally]) => {
    const named = tally.cells.map((cells, of) => cells && ([of, largestOf(cells, of, caps.d(of))] as const));
    return { day: dayText(day), figures: figuresOf(tally), cells: new Map(named.filter((each) => each !== undefined)) };
  });
}

/** The months and years that days add up to, with those of days that were folded. */
export function periodCounts(days: CountedDays, folded: FoldedDays): PeriodCounts[] {
  const parts = [
    ...[...folded.months].map(([startsOn, cells]) => ({ startsOn, cells })),
    ...days.map(([day, { cells }]) => ({ startsOn: `${dayText(day).slice(0, 7)}-01`, cells })),
  ];
  const months = [...Map.groupBy(parts, ({ startsOn }) => startsOn)].map(
    ([startsOn, some]) => [startsOn, sumOf(some.map(({ cells }) => byDimension(cells)))] as const,
  );
  const years = [...Map.groupBy(months, ([startsOn]) => `${startsOn.slice(0, 4)}-01-01`)].map(
    ([startsOn, some]) => [startsOn, sumOf(some.map(([, sums]) => sums))] as const,
  );
  return [...periodsOf('m', months), ...periodsOf('y', years)];
}

/** By dimension, numbers of names that stand in some cells, where there are no more of them than a month names. */
export function surelyNamed(days: CountedDays, folded: FoldedDays): Map<number, number[]> {
  const seen = new Map<number, Set<number>>();
  for (const cells of [...folded.months.values(), ...days.map(([, tally]) => tally.cells)])
    for (const [of, each] of cells.entries()) {
      // Entry and exit pages are pages, and both sides of a pair stand by themselves.
      if (each === undefined || sidesOf[of] || namedIn(of) !== of) continue;
      const numbers = seen.get(of) ?? new Set();
      seen.set(of, numbers);
      if (numbers.size <= caps.m(of)) each.addNumbers(numbers);
    }
  const few = [...seen].filter(([of, numbers]) => numbers.size <= caps.m(of));
  return new Map(few.map(([of, numbers]) => [of, [...numbers].filter((number) => number !== 0)]));
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
