import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListSearch } from './list-search.ts';

/** A list's sort and filters: in the address bar for a page of its own, in memory for a list within a page. */
export function useListState(remember: boolean): [ListSearch, (next: ListSearch) => void] {
  const search: ListSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const local = useState<ListSearch>({});
  if (!remember) return local;
  return [search, (next) => void navigate({ to: '.', search: () => clean(next) as never, replace: true })];
}

function clean(search: ListSearch): ListSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value)) as ListSearch;
}
