import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LicenceItem } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay, useSession } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { useProducts } from './catalogue.ts';
import { licenceColumns } from './licence-columns.tsx';

/** What the first page counts, found here. */
const needs = ['activations refused', 'waiting for proof', 'registrations disowned'];
const states = ['issued', 'active', 'suspended', 'on hold', 'expired', 'revoked', 'replaced', 'draft'];

export function Licences() {
  const may = useMay();
  const { member } = useSession();
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
        ...(member?.company
          ? []
          : [
              {
                name: 'needs',
                label: m.licensing.needs,
                options: needs.map((value) => ({ value, label: m.licensing.needsOf[value] ?? value })),
              },
            ]),
        {
          name: 'kind',
          label: m.licence.kind,
          options: Object.entries(m.licenceKinds).map(([value, label]) => ({ value, label })),
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
