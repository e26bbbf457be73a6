import type { CountedFigure, DayRow } from '../tables.ts';
import type { Duration, Figures, Point, Range } from '../wire/reports.ts';
import { durationSteps, medianOf } from './durations.ts';
import { foldRanges, k } from './fold.ts';
import { figureNames, noFigures } from './no-figures.ts';
import { type Step, stepEnd, stepOf, stepsOf } from './range.ts';

/** A day as reports read it. */
export type DayFacts = Omit<DayRow, 'site_id' | 'origin' | 'span_steps' | 'engaged_steps'>;

type Summed = Record<CountedFigure, number>;

export function sumDays(days: readonly DayFacts[]): Summed {
  const sum: Summed = { ...noFigures };
  for (const day of days) for (const name of figureNames) sum[name] += day[name];
  return sum;
}

/** `part / whole`; null where there is nothing to be a part of. */
export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** Some, but fewer than may be told of. Of none there is nothing to hide. */
export function isFew(visits: number): boolean {
  return visits > 0 && visits < k;
}

/** A number of visits, or of anything that people did: null where it is too small to be told. */
export function unlessSmall(count: number): number | null {
  return isFew(count) ? null : count;
}

/** Visits by duration, in the steps of rules/durations.ts. */
export interface Histograms {
  readonly span: readonly number[];
  readonly engaged: readonly number[];
}

/** What a range comes to. Of one to `k - 1` visits nothing is told, not even their number, but what programs did. */
export function figuresOf(days: readonly DayFacts[], histograms: Histograms, range: Range): Figures {
  const sum = sumDays(days);
  const few = isFew(sum.visits);
  const unlessFew = <T>(value: T): T | null => (few ? null : value);
  const many = sum.visits - sum.one_page;
  return {
    few,
    visits: unlessSmall(sum.visits),
    visitors: unlessFew({
      value: sum.visitors,
      word: range.days > 1 ? ('visitor-days' as const) : ('visitors' as const),
      exact: days.every((day) => day.visitors_exact),
    }),
    views: unlessFew(sum.views),
    viewsPerVisit: unlessFew(share(sum.views, sum.visits)),
    bounceRate: unlessFew(share(sum.bounces, sum.visits)),
    onePage: unlessFew(unlessSmall(sum.one_page)),
    goals: unlessFew(unlessSmall(sum.goals)),
    span: unlessFew(
      durationOf(histograms.span, {
        all: [sum.span_seconds, sum.visits],
        many: [sum.span_seconds_many, many],
      }),
    ),
    engaged: unlessFew(
      durationOf(histograms.engaged, {
        all: [sum.engaged_seconds, sum.engaged_visits],
        many: [sum.engaged_seconds_many, sum.engaged_visits_many],
      }),
    ),
    seconds: null,
    botHits: sum.bot_hits,
    refusedHits: unlessSmall(sum.refused_hits),
    ownHits: unlessSmall(sum.own_hits),
    badLines: sum.bad_lines,
    missedByBeacon: few ? null : missedByBeacon(sum),
  };
}

function missedByBeacon({ log_only_visits: logOnly, beacon_only_visits: beaconOnly, visits }: Summed) {
  const both = visits - logOnly - beaconOnly;
  // Where one of them has seen nothing at all, it does not count this site, and there is nothing to compare.
  if (both + logOnly <= 0 || both + beaconOnly <= 0 || isFew(logOnly) || isFew(beaconOnly)) return null;
  return { logOnly, beaconOnly, share: share(logOnly, visits) };
}

type Mean = readonly [seconds: number, visits: number];

/** Means of fewer than `k` visits would tell of single ones, and so would a distribution of so few. */
function durationOf(steps: readonly number[], sums: { readonly all: Mean; readonly many: Mean }): Duration {
  const mean = ([seconds, visits]: Mean) => (visits < k ? null : share(seconds, visits));
  const visits = sums.all[1];
  const shown = visits < k ? [] : steps;
  return {
    mean: mean(sums.all),
    meanWithoutOnePage: mean(sums.many),
    median: medianOf(shown),
    distribution: joinSmall(
      shown.map((count, index) => ({
        from: durationSteps[index] ?? 0,
        to: durationSteps[index + 1] ?? null,
        visits: count,
      })),
    ),
    visits: isFew(visits) ? 0 : visits,
  };
}

type DurationStep = Duration['distribution'][number];

/** Steps of fewer than `k` visits are joined with those after them, and what is left at the end with those before. */
function joinSmall(steps: readonly DurationStep[]): DurationStep[] {
  const joined: DurationStep[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (last && isFew(last.visits)) joined[joined.length - 1] = join(last, step);
    else joined.push(step);
  }
  for (let last = joined.at(-1); last && isFew(last.visits) && joined.length > 1; last = joined.at(-1)) {
    joined.pop();
    joined.push(join(joined.pop() ?? last, last));
  }
  return joined;
}

function join(before: DurationStep, after: DurationStep): DurationStep {
  return { from: before.from, to: after.to, visits: before.visits + after.visits };
}

/** The range by days, weeks or months, with those in which nothing was counted. What is too few to be told is hidden as rules/fold.ts says. */
export function seriesOf(
  days: readonly DayFacts[],
  frame: { readonly range: Range; readonly by: Step; readonly today: string },
): Point[] {
  const groups = Map.groupBy(days, (day) => stepOf(day.day, frame.by));
  const steps = stepsOf(frame.range, frame.by).map((from) => ({ from, sum: sumDays(groups.get(from) ?? []) }));
  const told = foldRanges(steps.map(({ sum }) => sum.visits));
  return steps.map(({ from, sum }, index) => pointOf({ from, visits: told[index] ?? null, sum }, frame));
}

function pointOf(
  { from, visits, sum }: { from: string; visits: number | null; sum: Summed },
  frame: { range: Range; by: Step; today: string },
): Point {
  const few = visits === null;
  return {
    from,
    few,
    visits,
    visitors: few ? null : sum.visitors,
    views: few ? null : sum.views,
    bounceRate: few ? null : share(sum.bounces, sum.visits),
    span: few ? null : share(sum.span_seconds, sum.visits),
    engaged: few || sum.engaged_visits < k ? null : share(sum.engaged_seconds, sum.engaged_visits),
    goals: few ? null : unlessSmall(sum.goals),
    partial: isPartial(from, frame),
  };
}

export function isPartial(from: string, { range, by, today }: { range: Range; by: Step; today: string }): boolean {
  const end = stepEnd(from, by);
  return from < range.from || end > range.to || end >= today;
}
