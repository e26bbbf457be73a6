import type { Deps } from '../../../../platform/deps.ts';
import { namedIn } from '../../rules/dimensions.ts';
import { durationSteps } from '../../rules/durations.ts';
import { figuresOf, seriesOf } from '../../rules/figures.ts';
import { narrowedFigures, narrowedSeries, type Sum, sumOf } from '../../rules/narrow.ts';
import { addDays, dayIn, type Step, stepFor, stepOf, unitsOf } from '../../rules/range.ts';
import { type Filter, numberOf } from '../../rules/report-dimensions.ts';
import { shownCell } from '../../rules/shown-cell.ts';
import { isTakenOver, takenOverFigures, takenOverPoint } from '../../rules/taken-over.ts';
import { readAnnotations } from '../../store/annotations.ts';
import { findValue } from '../../store/cells.ts';
import { readDays, readSteps } from '../../store/reports.ts';
import type { ReportsHanded } from '../../wire/handed.ts';
import type { Figures, Overview, Point, Range } from '../../wire/reports.ts';
import { cellsOf, rowsOf } from './cells.ts';
import { type Asked, type Frame, frameOf } from './frame.ts';

/** Figures and series of a range, beside those of the range that it is compared with. */
export async function overview(
  deps: Pick<Deps, 'db' | 'clock'>,
  handed: Pick<ReportsHanded, 'oneAddress'>,
  slug: string,
  query: Asked & { readonly by?: Step | undefined },
): Promise<Overview> {
  const frame = await frameOf(deps, slug, query);
  const by = query.by ?? stepFor(frame.range.days);
  const [now, before, annotations] = await Promise.all([
    part(deps, frame, { range: frame.range, by }),
    frame.before && part(deps, frame, { range: frame.before, by }),
    readAnnotations(deps.db.read, frame.site.id, frame.range),
  ]);
  const told = ({ figures, series }: Part): Part =>
    isTakenOver(frame.origin)
      ? { figures: takenOverFigures(figures), series: series.map(takenOverPoint) }
      : { figures, series };
  return {
    range: frame.range,
    origin: frame.origin,
    by,
    ...told(now),
    before: frame.before && before && { range: frame.before, ...told(before) },
    annotations,
    warnings: warnings(frame, handed),
  };
}

interface Part {
  readonly figures: Figures;
  readonly series: Point[];
}

async function part(
  deps: Pick<Deps, 'db' | 'clock'>,
  frame: Frame,
  { range, by }: { range: Range; by: Step },
): Promise<Part> {
  if (frame.filter) return narrowedPart(deps, frame, { range, by, filter: frame.filter });
  const of = { siteId: frame.site.id, origin: frame.origin };
  const [days, histograms] = await Promise.all([
    readDays(deps.db, { ...of, from: range.from, to: range.to }),
    readSteps(deps.db, { ...of, range, steps: durationSteps.length }),
  ]);
  return {
    figures: figuresOf(days, histograms, range),
    series: seriesOf(days, { range, by, today: frame.today }),
  };
}

async function narrowedPart(
  deps: Pick<Deps, 'db' | 'clock'>,
  frame: Frame,
  { range, by, filter }: { range: Range; by: Step; filter: Filter },
): Promise<Part> {
  const dimension = numberOf[filter.dimension];
  const ids = await findValue(deps.db.read, {
    siteId: frame.site.id,
    dimensions: [namedIn(dimension)],
    value: filter.value,
  });
  const of = { siteId: frame.site.id, origin: frame.origin, dimension };
  const units = unitsOf(range, frame.counted);
  const fine = unitsOf(range, frame.counted, by === 'month' ? 'm' : 'd');
  const [sums, points] = await Promise.all([
    rowsOf(deps.db, { ...of, units }),
    cellsOf(deps.db, { ...of, units: fine }),
  ]);
  const rows = Map.groupBy(fine.keys(), (place) => stepOf(fine[place]?.startsOn ?? '', by));
  const steps = new Map<string, Sum>();
  for (const [step, places] of rows) {
    const cell = shownCell(
      places.flatMap((place) => points[place] ?? []),
      ids,
    );
    if (cell) steps.set(step, cell);
  }
  const all = shownCell(sums, ids) ?? sumOf([]);
  return {
    figures: narrowedFigures(all),
    series: narrowedSeries(steps, { range, by, today: frame.today, all: all.visits }),
  };
}

/** Days without any figure after which something is probably wrong. */
const silentDays = 2;

function warnings(frame: Frame, handed: Pick<ReportsHanded, 'oneAddress'>): Overview['warnings'] {
  if (frame.origin !== 'live') return [];
  const found: Overview['warnings'] = [];
  if (handed.oneAddress(frame.site.id)) found.push('one address');
  const { counted, site, today } = frame;
  const since = addDays(today, -silentDays);
  // A site that is new has not been silent for days.
  if (site.endedAt === null && counted.last < since && dayIn(site.timeZone, site.createdAt) < since)
    found.push('nothing counted');
  return found;
}
