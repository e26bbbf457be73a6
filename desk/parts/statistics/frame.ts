import { useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import { query } from '../../api/client.ts';
import type { DimensionName, Origin, SiteSummaries, SiteSummary } from '../../api/wire.ts';
import type { ListSearch } from '../../ui/list-search.ts';
import { type Days, daysOf, defaultPeriod, isDay, isPeriod, type Period } from './periods.ts';

export interface Filter {
  readonly dimension: DimensionName;
  readonly value: string;
}

/** What all pages of figures stand on: the site, the days, and what they are narrowed to; read from the address bar. */
export interface Frame {
  readonly site: SiteSummary;
  readonly k: number;
  readonly dimensions: SiteSummaries['dimensions'];
  readonly origin: Origin;
  /** Null: days that were chosen one by one. */
  readonly period: Period | null;
  readonly days: Days;
  readonly compare: 'none' | 'previous' | 'year';
  readonly by: 'day' | 'week' | 'month' | null;
  readonly filter: Filter | null;
}

/** The search without what is empty. */
export function withoutEmpty(search: ListSearch): ListSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value)) as ListSearch;
}

/** What the pages share; the rest of an address belongs to its page. */
const shared = ['site', 'origin', 'period', 'from', 'to', 'compare', 'by', 'filter'];
export function sharedSearch(search: ListSearch): ListSearch {
  return withoutEmpty(Object.fromEntries(shared.map((name) => [name, search[name]])));
}

/** Unless one was chosen: a website that is counted and has figures; this server's own pages only where there is no other. */
function firstOf(sites: readonly SiteSummary[]): SiteSummary | undefined {
  const rank = (site: SiteSummary) =>
    (site.endedAt ? 0 : 4) + (site.origins.length > 0 ? 2 : 0) + (site.slug === 'own' ? 0 : 1);
  return sites.toSorted((a, b) => rank(b) - rank(a))[0];
}

const comparisons = ['previous', 'year'] as const;
const steps = ['day', 'week', 'month'] as const;

export function readFrame(search: ListSearch, { sites, dimensions, k }: SiteSummaries): Frame | null {
  const site = sites.find(({ slug }) => slug === search.site) ?? firstOf(sites);
  if (!site) return null;
  const counted =
    site.origins.find(({ origin }) => origin === search.origin) ??
    site.origins.find(({ origin }) => origin === 'live') ??
    site.origins[0];
  const chosen = isDay(search.from) && isDay(search.to) && search.from <= search.to;
  const period = chosen ? null : isPeriod(search.period) ? search.period : defaultPeriod;
  return {
    site,
    dimensions,
    k,
    origin: counted?.origin ?? 'live',
    period,
    days: period
      ? daysOf(period, site.today, counted?.firstDay ?? null)
      : { from: search.from ?? site.today, to: search.to ?? site.today },
    compare: comparisons.find((name) => name === search.compare) ?? 'none',
    by: steps.find((name) => name === search.by) ?? null,
    filter: readFilter(search.filter, dimensions),
  };
}

function readFilter(text: string | undefined, dimensions: SiteSummaries['dimensions']): Filter | null {
  const at = text?.indexOf(':') ?? -1;
  if (!text || at < 1) return null;
  const found = dimensions.find(({ name, narrows }) => narrows && name === text.slice(0, at));
  const value = text.slice(at + 1);
  return found && value ? { dimension: found.name, value } : null;
}

export function filterText({ dimension, value }: Filter): string {
  return `${dimension}:${value}`;
}

export const FrameContext = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('a page of figures stands outside of their frame');
  return frame;
}

/** Changes the address; what is empty leaves it. */
export function useStatisticsSearch(): [ListSearch, (change: ListSearch) => void] {
  const search: ListSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  return [
    search,
    (change) =>
      void navigate({ to: '.', search: () => withoutEmpty({ ...search, ...change }) as never, resetScroll: false }),
  ];
}

export const base = '/statistics/reports';

/** The question that every panel asks; `filter` only where the panel can be filtered so. */
export function asked(frame: Frame, more: Record<string, string | number | null | undefined> = {}): string {
  return query({
    origin: frame.origin,
    from: frame.days.from,
    to: frame.days.to,
    compare: frame.compare === 'none' ? null : frame.compare,
    filter: frame.filter && filterText(frame.filter),
    ...more,
  });
}

/** Whether a table can be narrowed to the present filter. */
export function mayFilter(frame: Frame, table: DimensionName): boolean {
  const { filter } = frame;
  if (!filter) return true;
  return frame.dimensions.find(({ name }) => name === table)?.filters.includes(filter.dimension) ?? false;
}

/** Tables that can be narrowed to a value of a dimension. */
export function tablesUnder(frame: Frame, dimension: DimensionName): DimensionName[] {
  return frame.dimensions.filter(({ filters }) => filters.includes(dimension)).map(({ name }) => name);
}
