import type { Deps } from '../../../../platform/deps.ts';
import type { Search, Today } from '../../../staff/index.ts';
import { addDays, dayIn } from '../../rules/range.ts';
import { readLastCounted, readReportSites } from '../../store/reports.ts';

/** Days without a figure after which something is probably wrong. */
const silentDays = 2;
const most = 5;

/** For those who look after the sites: which of them have counted nothing for days. */
export function reportsToday(deps: Pick<Deps, 'db' | 'clock'>): Today {
  return async (who) => {
    if (who.role !== 'administrator' && who.role !== 'marketing') return {};
    const now = deps.clock.now();
    const silent = (await readLastCounted(deps.db.read)).filter(({ last, timeZone, createdAt }) => {
      const since = addDays(dayIn(timeZone, now), -silentDays);
      return (last ?? dayIn(timeZone, createdAt)) < since;
    });
    if (silent.length === 0) return {};
    const items = silent.slice(0, most).map(({ slug, name, last }) => ({
      kind: 'site' as const,
      id: slug,
      title: name,
      detail: null,
      at: last === null ? null : new Date(`${last}T12:00:00Z`),
    }));
    return { groups: [{ kind: 'sites that count nothing', count: silent.length, items }] };
  };
}

const readers: ReadonlySet<string> = new Set(['administrator', 'marketing', 'product manager', 'privacy officer']);

/** Sites by the beginning of their name, address or host; for those who may read their figures. */
export function searchSites(deps: Pick<Deps, 'db'>): Search {
  return async (who, { q, limit }) => {
    if (!readers.has(who.role)) return [];
    const start = q.trim().toLowerCase();
    const sites = await readReportSites(deps.db, null);
    return sites
      .filter(({ slug, name, hosts }) => [slug, name, ...hosts].some((text) => text.toLowerCase().startsWith(start)))
      .slice(0, limit)
      .map(({ slug, name, hosts }) => ({ kind: 'site', id: slug, title: name, detail: hosts[0] ?? null }));
  };
}
