import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, query } from '../api/client.ts';
import type { Page } from '../api/wire.ts';

interface Options {
  path: string;
  params: Record<string, string | undefined>;
  limit: number;
  personal: boolean;
}

/** One page of a server's list at a time; the cursors behind us are kept, so that "previous" works. */
export function useListPages<T>({ path, params, limit, personal }: Options) {
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1) ?? null;
  const list = useQuery({
    queryKey: ['list', path, params, cursor, limit],
    queryFn: ({ signal }) =>
      call<Page<T>>('GET', `${path}${query({ ...params, limit, cursor })}`, { signal, personal }),
    placeholderData: keepPreviousData,
  });
  const next = list.data?.next ?? null;
  const before = cursors.length * limit;
  return {
    list,
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
