import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import { rangeBefore } from '../../rules/compare.ts';
import { addDays, type Counted, dayIn, rangeOf } from '../../rules/range.ts';
import type { Filter } from '../../rules/report-dimensions.ts';
import { narrows, parseFilter } from '../../rules/report-dimensions.ts';
import { type ReportSite, readReportSites } from '../../store/reports.ts';
import type { Origin, Range } from '../../wire/reports.ts';

export interface Asked {
  readonly origin?: Origin | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly compare?: 'none' | 'previous' | 'year' | undefined;
  readonly filter?: string | undefined;
}

/** What every report stands on: of which site, from where, which days. */
export interface Frame {
  readonly site: ReportSite;
  readonly origin: Origin;
  readonly counted: Counted;
  readonly range: Range;
  readonly before: Range | null;
  readonly filter: Filter | null;
  /** Today in the site's time zone. */
  readonly today: string;
}

const daysByDefault = 30;
const longest = 366 * 30;

export async function siteOfSlug(deps: Pick<Deps, 'db'>, slug: string): Promise<ReportSite> {
  const [site] = await readReportSites(deps.db, slug);
  if (!site) throw httpErrors.KEPT_NOT_FOUND();
  return site;
}

/** Reads what was asked for; days that are still to come are left out. */
export async function frameOf(deps: Pick<Deps, 'db' | 'clock'>, slug: string, asked: Asked): Promise<Frame> {
  const site = await siteOfSlug(deps, slug);
  const today = dayIn(site.timeZone, deps.clock.now());
  const origin =
    asked.origin ?? site.origins.find((each) => each.origin === 'live')?.origin ?? site.origins[0]?.origin ?? 'live';
  // Where nothing was counted, every range is an empty one.
  const counted = site.origins.find((each) => each.origin === origin) ?? {
    first: '9999-12-31',
    last: '0001-01-01',
    open: [],
  };
  const range = readRange(asked, today);
  const compare = asked.compare ?? 'none';
  return {
    site,
    origin,
    counted,
    range,
    before: compare === 'none' ? null : rangeBefore(range, compare),
    filter: readFilter(asked.filter),
    today,
  };
}

function readRange(asked: Asked, today: string): Range {
  const to = asked.to !== undefined && asked.to < today ? asked.to : today;
  const from = asked.from ?? addDays(to, 1 - daysByDefault);
  if (from > (asked.to ?? today)) throw httpErrors.KEPT_INVALID({ fields: { from: 'is after the last day' } });
  if (from > today) throw httpErrors.KEPT_INVALID({ fields: { from: 'is still to come' } });
  const range = rangeOf(from, to);
  if (range.days > longest)
    throw httpErrors.KEPT_INVALID({ fields: { from: 'is more than 30 years before the last day' } });
  return range;
}

function readFilter(text: string | undefined): Filter | null {
  if (text === undefined) return null;
  const filter = parseFilter(text);
  if (!filter || !narrows(filter.dimension))
    throw httpErrors.KEPT_INVALID({ fields: { filter: 'names no dimension that can be filtered by' } });
  return filter;
}
