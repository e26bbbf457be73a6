import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LicenceItem } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { useProducts } from './catalogue.ts';
import { licenceColumns } from './licence-columns.tsx';

const states = ['issued', 'active', 'suspended', 'revoked', 'draft'];

export function Licences() {
  const may = useMay();
  const products = useProducts();
  const action = may('issue') && (
    <Button component={Link} to="/licences/issue">
      {m.licensing.issue}
    </Button>
  );
  return (
    <DataTable<LicenceItem>
      name="licences"
      caption={m.parts.licences}
      path="/licences"
      columns={licenceColumns}
      defaultSort="-createdAt"
      search={{ label: m.licensing.search }}
      filters={[
        {
          name: 'state',
          label: m.licence.state,
          options: states.map((value) => ({ value, label: m.statesOf[value] ?? value })),
        },
        {
          name: 'productId',
          label: m.licence.product,
          options: (products.data?.items ?? []).map((product) => ({ value: product.id, label: product.name })),
        },
      ]}
      empty={
        <Empty
          title={m.licensing.none}
          how={may('issue') ? m.licensing.noneHow : m.licensing.noneHowReseller}
          action={action}
        />
      }
    />
  );
}
