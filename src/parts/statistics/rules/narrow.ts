import type { Figures, Point, Range } from '../wire/reports.ts';
import { isPartial, share } from './figures.ts';
import { type Cell, k } from './fold.ts';
import { type Step, stepsOf } from './range.ts';

export type Sum = Pick<Cell, 'visits' | 'views' | 'bounces' | 'seconds'>;

const nothing: Sum = { visits: 0, views: 0, bounces: 0, seconds: 0 };

export function sumOf(cells: readonly Sum[]): Sum {
  return cells.reduce(
    (sum, cell) => ({
      visits: sum.visits + cell.visits,
      views: sum.views + cell.views,
      bounces: sum.bounces + cell.bounces,
      seconds: sum.seconds + cell.seconds,
    }),
    nothing,
  );
}

/**
 * What one value of a dimension comes to: what its cells hold, and nothing that only whole days know. With fewer than `k`
 * visits it is part of "other", and nothing is told of it.
 */
export function narrowedFigures(sum: Sum): Figures {
  const few = sum.visits < k;
  return {
    few,
    visits: few ? null : sum.visits,
    visitors: null,
    views: few ? null : sum.views,
    viewsPerVisit: few ? null : share(sum.views, sum.visits),
    bounceRate: few ? null : share(sum.bounces, sum.visits),
    onePage: null,
    goals: null,
    span: null,
    engaged: null,
    seconds: few ? null : share(sum.seconds, sum.visits),
    botHits: null,
    refusedHits: null,
    ownHits: null,
    badLines: null,
    missedByBeacon: null,
  };
}

/**
 * Cells by the step in which they begin; in a step of fewer than `k` visits the value is part of "other". Where all that is hidden
 * comes to fewer, the smallest step that is told is hidden too, so that `all`, the visits of the range, gives nothing away; where nothing
 * is hidden, the other steps had none. `all` is 0 where the value is told of nowhere.
 */
export function narrowedSeries(
  told: ReadonlyMap<string, Sum>,
  frame: { readonly range: Range; readonly by: Step; readonly today: string; readonly all: number },
): Point[] {
  const sums = new Map(told);
  const smallestFirst = [...told].sort(([, a], [, b]) => a.visits - b.visits);
  let hidden = frame.all - sumOf([...told.values()]).visits;
  const noneElse = frame.all > 0 && hidden === 0;
  for (const [from, { visits }] of smallestFirst) {
    if (hidden <= 0 || hidden >= k) break;
    sums.delete(from);
    hidden += visits;
  }
  return stepsOf(frame.range, frame.by).map((from) => {
    const sum = sums.get(from) ?? nothing;
    const few = sum.visits < k && !noneElse;
    return {
      from,
      few,
      visits: few ? null : sum.visits,
      visitors: null,
      views: few ? null : sum.views,
      bounceRate: few ? null : share(sum.bounces, sum.visits),
      span: null,
      engaged: null,
      goals: null,
      partial: isPartial(from, frame),
    };
  });
}
