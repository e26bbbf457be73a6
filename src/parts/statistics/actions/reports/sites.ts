import type { Deps } from '../../../../platform/deps.ts';
import { k } from '../../rules/fold.ts';
import { dayIn } from '../../rules/range.ts';
import { filtersOf, narrows } from '../../rules/report-dimensions.ts';
import { type ReportSite, readReportSites } from '../../store/reports.ts';
import { dimensionNames, type SiteSummaries, type SiteSummary } from '../../wire/reports.ts';

/** Every site with what has been counted of it, and what its tables can be filtered by. */
export async function siteSummaries(deps: Pick<Deps, 'db' | 'clock'>): Promise<SiteSummaries> {
  const sites = await readReportSites(deps.db, null);
  const now = deps.clock.now();
  return {
    sites: sites.map((site) => present(site, now)),
    dimensions: dimensionNames.map((name) => ({ name, filters: filtersOf(name), narrows: narrows(name) })),
    k,
  };
}

function present(site: ReportSite, now: Date): SiteSummary {
  const { currency } = site.settings;
  return {
    slug: site.slug,
    name: site.name,
    hosts: [...site.hosts],
    timeZone: site.timeZone,
    today: dayIn(site.timeZone, now),
    endedAt: site.endedAt?.toISOString() ?? null,
    currency: typeof currency === 'string' ? currency : null,
    origins: site.origins.map(({ origin, first, last }) => ({ origin, firstDay: first, lastDay: last })),
  };
}
