import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { Page, Recipient } from '../../api/wire.ts';

export function useLicensors() {
  return useQuery({
    queryKey: ['recipients', 'licensor'],
    queryFn: ({ signal }) => call<Page<Recipient>>('GET', '/recipients?kind=licensor&limit=500&sort=name', { signal }),
  });
}
