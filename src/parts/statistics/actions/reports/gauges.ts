import type { Deps } from '../../../../platform/deps.ts';
import { isFew } from '../../rules/figures.ts';
import { dayIn } from '../../rules/range.ts';
import { readDays, readReportSites } from '../../store/reports.ts';
import type { ReportsHanded, SiteGauge } from '../../wire/handed.ts';

const labels = ['site'];
const gauges = [
  { name: 'kept_statistics_visits_today', help: 'Visits of the day that goes on, counted live.', labels },
  { name: 'kept_statistics_visitors_today', help: 'Visitors of the day that goes on, counted live.', labels },
  { name: 'kept_statistics_views_today', help: 'Page views of the day that goes on, counted live.', labels },
  { name: 'kept_statistics_bot_hits_today', help: 'Requests of programs on the day that goes on.', labels },
  { name: 'kept_statistics_refused_hits_today', help: 'Hits not counted because the visitor refuses it.', labels },
] as const;
const ofLines = {
  name: 'kept_statistics_log_lines',
  help: 'Lines that web servers handed over since the start of this process, and of those the ones that came to nothing.',
  labels: ['lines'],
} as const;

/** Figures of today on `/metrics`, a site each. Of fewer than `k` visits or refusals nothing is told but that there are fewer: no value. */
export function addGauges(deps: Pick<Deps, 'db' | 'clock'>, handed: Pick<ReportsHanded, 'askFor' | 'logLines'>): void {
  const value = (lines: string, of: number): SiteGauge => ({ name: ofLines.name, labels: { lines }, value: of });
  handed.askFor([ofLines], async () => {
    const { bad, letGo, lines, notCounted, tooLong, unknown } = handed.logLines();
    return [
      value('taken', lines),
      value('not readable', bad),
      value('of no site', unknown),
      value('not counted', notCounted),
      value('too long', tooLong),
      value('let go', letGo),
    ];
  });
  handed.askFor(gauges, async () => {
    const sites = await readReportSites(deps.db, null);
    const now = deps.clock.now();
    const living = sites.filter(({ endedAt }) => endedAt === null);
    return (await Promise.all(living.map((site) => valuesOf(deps, site, dayIn(site.timeZone, now))))).flat();
  });
}

async function valuesOf(
  deps: Pick<Deps, 'db'>,
  site: { readonly id: number; readonly slug: string },
  today: string,
): Promise<SiteGauge[]> {
  const [day] = await readDays(deps.db, { siteId: site.id, origin: 'live', from: today, to: today });
  const value = (name: (typeof gauges)[number]['name'], of: number): SiteGauge => ({
    name,
    labels: { site: site.slug },
    value: of,
  });
  const refused = day?.refused_hits ?? 0;
  const hits = [
    value('kept_statistics_bot_hits_today', day?.bot_hits ?? 0),
    ...(isFew(refused) ? [] : [value('kept_statistics_refused_hits_today', refused)]),
  ];
  if (day && isFew(day.visits)) return hits;
  return [
    value('kept_statistics_visits_today', day?.visits ?? 0),
    value('kept_statistics_visitors_today', day?.visitors ?? 0),
    value('kept_statistics_views_today', day?.views ?? 0),
    ...hits,
  ];
}
