import type { LicenceItem } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import type { Column } from '../../ui/data-table.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day, When } from '../../ui/when.tsx';

const company = (ref: { id: string; name: string } | null) =>
  ref ? (
    <RefLink kind="company" id={ref.id}>
      {ref.name}
    </RefLink>
  ) : (
    m.common.none
  );

/** A licence in a list, wherever the list stands. */
export const licenceColumns: Column<LicenceItem>[] = [
  {
    id: 'serial',
    header: m.licence.serial,
    sort: 'serial',
    csv: (row) => row.serial,
    cell: (row) => (
      <RefLink kind="licence" id={row.id} className="serial">
        {row.serial}
      </RefLink>
    ),
  },
  {
    id: 'product',
    header: m.licence.product,
    cell: (row) => `${row.product.name} ${row.release.version}`,
    csv: (row) => `${row.product.name} ${row.release.version}`,
  },
  { id: 'state', header: m.licence.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
  {
    id: 'company',
    header: m.licence.customer,
    cell: (row) => company(row.company),
    csv: (row) => row.company?.name ?? null,
  },
  {
    id: 'holder',
    header: m.contacts.reseller,
    cell: (row) => company(row.holder),
    csv: (row) => row.holder?.name ?? null,
  },
  {
    id: 'seats',
    header: m.licence.seats,
    end: true,
    cell: (row) => (row.floating ? m.licence.floatingSeats(row.seats) : m.licence.seatsOf(row.seatsUsed, row.seats)),
    csv: (row) => (row.floating ? m.licence.floatingSeats(row.seats) : `${row.seatsUsed}/${row.seats}`),
  },
  {
    id: 'maintenance',
    header: m.licence.maintenance,
    sort: 'maintenanceUntil',
    cell: (row) => <Day on={row.maintenanceUntil} />,
    csv: (row) => row.maintenanceUntil,
  },
  {
    id: 'expires',
    header: m.licence.expires,
    sort: 'expiresOn',
    cell: (row) => <Day on={row.expiresOn} none={m.common.never} />,
    csv: (row) => row.expiresOn,
    hidden: true,
  },
  {
    id: 'activated',
    header: m.licence.activated,
    sort: 'activatedAt',
    cell: (row) => <When at={row.activatedAt} time={false} none={m.common.notYet} />,
    csv: (row) => row.activatedAt,
    hidden: true,
  },
  {
    id: 'kind',
    header: m.licence.kind,
    cell: (row) => m.licenceKinds[row.kind] ?? row.kind,
    csv: (row) => row.kind,
    hidden: true,
  },
  {
    id: 'created',
    header: m.licence.created,
    sort: 'createdAt',
    cell: (row) => <When at={row.createdAt} time={false} />,
    csv: (row) => row.createdAt,
  },
];
