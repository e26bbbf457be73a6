import type { Duration, Figures, Origin, Point, TableRow } from '../wire/reports.ts';

const programs: ReadonlySet<Origin> = new Set(['plausible', 'matomo', 'google analytics']);

/** Whether the figures are sums that another program made, of which Kept knows no more than its export said. */
export function isTakenOver(origin: Origin): boolean {
  return programs.has(origin);
}

/** An export that lacks a column adds nothing to its sum: a sum of nothing is not known. */
const unlessNothing = (value: number | null) => (value === 0 ? null : value);

/** Only what an export can say: how visits are spread, their goals, and who was left out, is known to nobody. */
export function takenOverFigures(figures: Figures): Figures {
  const { bounceRate, span, views, viewsPerVisit, visitors, visits } = figures;
  if (visits === 0) return { ...figures, ...unknown };
  return {
    ...figures,
    ...unknown,
    // By which rule the program told visitors from one another is not known.
    visitors: visitors && visitors.value > 0 ? { ...visitors, exact: false } : null,
    views: unlessNothing(views),
    viewsPerVisit: unlessNothing(viewsPerVisit),
    bounceRate: unlessNothing(bounceRate),
    span: span?.mean ? meanAlone(span) : null,
  };
}

const unknown = {
  onePage: null,
  goals: null,
  engaged: null,
  botHits: null,
  refusedHits: null,
  ownHits: null,
  badLines: null,
  missedByBeacon: null,
} satisfies Partial<Figures>;

function meanAlone({ mean, visits }: Duration): Duration {
  return { mean, meanWithoutOnePage: null, median: null, distribution: [], visits };
}

export function takenOverPoint(point: Point): Point {
  const { bounceRate, span, views, visitors, visits } = point;
  if (visits === 0) return { ...point, engaged: null, goals: null };
  return {
    ...point,
    visitors: unlessNothing(visitors),
    views: unlessNothing(views),
    bounceRate: unlessNothing(bounceRate),
    span: unlessNothing(span),
    engaged: null,
    goals: null,
  };
}

export function takenOverRow(row: TableRow): TableRow {
  const { bounceRate, seconds, views } = row;
  return {
    ...row,
    views: unlessNothing(views),
    bounceRate: unlessNothing(bounceRate),
    seconds: unlessNothing(seconds),
  };
}
