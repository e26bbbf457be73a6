import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { OwnLicence } from '../../api/wire.ts';
import { companyMessages } from '../../messages/en/company.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day } from '../../ui/when.tsx';

export function seatsOf(row: Pick<OwnLicence, 'floating' | 'seats' | 'seatsUsed' | 'seatsNamed'>): string {
  return row.floating
    ? companyMessages.own.floating(row.seats)
    : companyMessages.own.seatsOf(row.seatsUsed, row.seatsNamed, row.seats);
}

const columns: Column<OwnLicence>[] = [
  {
    id: 'serial',
    header: m.licence.serial,
    sort: 'serial',
    cell: (row) => (
      <Anchor component={Link} to="/company/licences/$id" params={{ id: row.id } as never} inherit className="serial">
        {row.serial}
      </Anchor>
    ),
    csv: (row) => row.serial,
  },
  { id: 'product', header: m.licence.product, cell: (row) => row.product, csv: (row) => row.product },
  {
    id: 'kind',
    header: m.licence.kind,
    cell: (row) => m.licenceKinds[row.kind] ?? row.kind,
    csv: (row) => row.kind,
  },
  { id: 'state', header: m.licence.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
  { id: 'seats', header: companyMessages.own.seats, cell: seatsOf, csv: seatsOf },
  {
    id: 'expires',
    header: m.licence.expires,
    sort: 'expiresOn',
    cell: (row) => <Day on={row.expiresOn} none={m.common.never} />,
    csv: (row) => row.expiresOn,
  },
  {
    id: 'maintenance',
    header: m.licence.maintenance,
    sort: 'maintenanceUntil',
    cell: (row) => <Day on={row.maintenanceUntil} />,
    csv: (row) => row.maintenanceUntil,
  },
];

export function OwnLicences() {
  return (
    <DataTable<OwnLicence>
      name="own-licences"
      caption={m.parts.licences}
      path="/company/licences"
      columns={columns}
      defaultSort="serial"
      search={{ label: companyMessages.own.search }}
      filters={[
        {
          name: 'kind',
          label: m.licence.kind,
          options: Object.entries(m.licenceKinds).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={<Empty title={companyMessages.own.none} how={companyMessages.own.noneHow} />}
    />
  );
}
