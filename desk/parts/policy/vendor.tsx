import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { Vendor } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { VendorForm } from './vendor-form.tsx';

export function VendorSettings() {
  const vendor = useQuery({
    queryKey: ['vendor'],
    queryFn: ({ signal }) => call<Vendor>('GET', '/vendor', { signal }),
  });
  return (
    <div style={{ maxWidth: 640 }}>
      <Panel title={m.vendor.title}>
        {vendor.isPending && <Skeleton height={480} />}
        {vendor.isError && <Failure error={vendor.error} retry={() => void vendor.refetch()} />}
        {vendor.data && <VendorForm vendor={vendor.data} saved={() => say(m.vendor.saved)} />}
      </Panel>
    </div>
  );
}
