import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { SiteSummaries } from '../../api/wire.ts';

/** Figures change every few seconds at most, and a panel that is opened again shall not blink. */
const fresh = 30_000;

export function useSites() {
  return useQuery({
    queryKey: ['statistics', 'sites'],
    queryFn: ({ signal }) => call<SiteSummaries>('GET', '/statistics/reports/sites', { signal }),
    staleTime: fresh,
    // Whoever has just pasted the script waits for the first figure.
    refetchInterval: (query) =>
      query.state.data?.sites.some((site) => !site.endedAt && site.origins.length === 0) ? 15_000 : 300_000,
  });
}

/** A report; while another range is read, the figures of the one before stay, paler. `null`: nothing is asked. */
export function useReport<T>(path: string | null) {
  return useQuery({
    queryKey: ['statistics', path],
    queryFn: ({ signal }) => call<T>('GET', path ?? '', { signal }),
    enabled: path !== null,
    placeholderData: keepPreviousData,
    staleTime: fresh,
  });
}
