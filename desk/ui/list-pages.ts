import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, query } from '../api/client.ts';
import { useSitting } from '../api/sitting.ts';
import type { Page } from '../api/wire.ts';
import { useSession } from '../session.ts';

interface Options {
  path: string;
  params: Record<string, string | undefined>;
  limit: number;
  personal: boolean;
}

/** A look at people waits for its reason, is one look until something changes, and is not kept. */
function usePersonalList(personal: boolean) {
  const { purposes } = useSession();
  const sitting = useSitting();
  if (!personal) return { needsReason: false, key: [], options: {} };
  const options = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY };
  return { needsReason: purposes.length > 0 && !sitting, key: [sitting?.purpose, sitting?.reason], options };
}

/** One page of a server's list at a time; the cursors behind us are kept, so that "previous" works. */
export function useListPages<T>({ path, params, limit, personal }: Options) {
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1) ?? null;
  const { needsReason, key, options } = usePersonalList(personal);
  const list = useQuery({
    ...options,
    queryKey: ['list', path, params, cursor, limit, ...key],
    enabled: !needsReason,
    queryFn: ({ signal }) =>
      call<Page<T>>('GET', `${path}${query({ ...params, limit, cursor })}`, { signal, personal }),
    placeholderData: keepPreviousData,
  });
  const next = list.data?.next ?? null;
  const before = cursors.length * limit;
  return {
    list,
    needsReason,
    total: list.data?.count ?? 0,
    first: before + 1,
    last: before + (list.data?.items.length ?? 0),
    toFirst: () => setCursors([]),
    toPrevious: cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : null,
    toNext: next && !list.isPlaceholderData ? () => setCursors([...cursors, next]) : null,
    morePages: cursors.length > 0 || next !== null,
  };
}

export type ListPages<T> = ReturnType<typeof useListPages<T>>;
