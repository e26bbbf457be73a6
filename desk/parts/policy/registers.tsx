import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { OutsideLink, Page, Recipient, Store } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { LinksForm } from './links-form.tsx';
import { StoresForm } from './stores-form.tsx';

/** Two registers of the policy: where data is stored (U7), and where pages link to (A6). */
export function Registers() {
  const stores = useQuery({
    queryKey: ['stores'],
    queryFn: ({ signal }) => call<{ stores: Store[] }>('GET', '/stores', { signal }),
  });
  const links = useQuery({
    queryKey: ['outside-links'],
    queryFn: ({ signal }) => call<{ links: OutsideLink[] }>('GET', '/outside-links', { signal }),
  });
  const processors = useQuery({
    queryKey: ['recipients', 'processor'],
    queryFn: ({ signal }) => call<Page<Recipient>>('GET', '/recipients?kind=processor&limit=500&sort=name', { signal }),
  });
  return (
    <Stack maw={880}>
      <Panel title={m.registers.stores}>
        {stores.isError && <Failure error={stores.error} retry={() => void stores.refetch()} />}
        {stores.data && <StoresForm stores={stores.data.stores} processors={processors.data?.items ?? []} />}
      </Panel>
      <Panel title={m.registers.links}>
        {links.isError && <Failure error={links.error} retry={() => void links.refetch()} />}
        {links.data && <LinksForm links={links.data.links} />}
      </Panel>
    </Stack>
  );
}
