import { Stack, Text } from '@mantine/core';
import { call, queries } from '../../api/client.ts';
import type { FloatingUse, LeaseDay, LeaseItem, Licence } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { count, Day, When } from '../../ui/when.tsx';

/** Who holds the seats of a floating licence now, and how it was used day by day. */
export function FloatingSeats({ licence }: { licence: Licence }) {
  const may = useMay();
  if (!licence.floating || !may('products')) return null;
  const acts: Column<LeaseItem>[] = [
    { id: 'acts', header: m.table.act, cell: (row) => <Free licence={licence} lease={row} />, csv: () => null },
  ];
  return (
    <Panel title={m.floating.held}>
      <Stack>
        <Text size="sm" c="dimmed">
          {m.floating.heldAbout}
        </Text>
        <DataTable<LeaseItem>
          name="leases"
          caption={m.floating.held}
          path={`/licences/${licence.id}/leases`}
          columns={may('suspend') ? [...leaseColumns, ...acts] : leaseColumns}
          defaultSort="leasedAt"
          remember={false}
          empty={<Empty title={m.floating.nobody} how={m.floating.nobodyHow} />}
        />
        <DataTable<LeaseDay>
          name="lease-days"
          caption={m.floating.days}
          path={`/licences/${licence.id}/lease-days`}
          columns={dayColumns}
          defaultSort="-day"
          remember={false}
          limit={10}
          empty={<Empty title={m.floating.noDays} how={m.floating.noDaysHow} />}
        />
      </Stack>
    </Panel>
  );
}

const leaseColumns: Column<LeaseItem>[] = [
  { id: 'seat', header: m.licence.seat, cell: (row) => count(row.seat), csv: (row) => row.seat },
  { id: 'machine', header: m.floating.machine, cell: (row) => <code>{row.machine}</code>, csv: (row) => row.machine },
  { id: 'release', header: m.licence.release, cell: (row) => row.release, csv: (row) => row.release },
  {
    id: 'since',
    header: m.floating.since,
    sort: 'leasedAt',
    cell: (row) => <When at={row.leasedAt} />,
    csv: (row) => row.leasedAt,
  },
  {
    id: 'until',
    header: m.floating.until,
    sort: 'leasedUntil',
    cell: (row) => (
      <>
        <When at={row.leasedUntil} /> {row.borrowed && m.floating.borrowed}
      </>
    ),
    csv: (row) => row.leasedUntil,
  },
  {
    id: 'borrowed',
    header: m.floating.borrowedColumn,
    cell: (row) => yesNo(row.borrowed),
    csv: (row) => row.borrowed,
    hidden: true,
  },
];

const yesNo = (value: boolean) => (value ? m.common.yes : m.common.no);

const dayColumns: Column<LeaseDay>[] = [
  { id: 'day', header: m.floating.day, sort: 'day', cell: (row) => <Day on={row.day} />, csv: (row) => row.day },
  { id: 'peak', header: m.floating.peak, end: true, cell: (row) => count(row.peak), csv: (row) => row.peak },
  {
    id: 'refused',
    header: m.floating.refused,
    end: true,
    cell: (row) => count(row.refused),
    csv: (row) => row.refused,
  },
];

function Free({ licence, lease }: { licence: Licence; lease: LeaseItem }) {
  return (
    <Confirm
      size="xs"
      label={m.floating.free}
      title={m.floating.freeTitle(lease.seat)}
      consequence={m.floating.freeConsequence}
      act={async () => {
        await call('POST', `/licences/${licence.id}/leases/${lease.id}/end`, { body: {} });
        await queries.invalidateQueries();
        say(m.floating.freed);
      }}
    />
  );
}

const useColumns: Column<FloatingUse>[] = [
  {
    id: 'serial',
    header: m.licence.serial,
    cell: (row) => (
      <RefLink kind="licence" id={row.id} className="serial">
        {row.serial}
      </RefLink>
    ),
    csv: (row) => row.serial,
  },
  { id: 'product', header: m.licence.product, cell: (row) => row.product, csv: (row) => row.product },
  { id: 'seats', header: m.licence.seats, end: true, cell: (row) => count(row.seats), csv: (row) => row.seats },
  {
    id: 'peak',
    header: m.floating.peak,
    sort: 'peak',
    end: true,
    cell: (row) => count(row.peak),
    csv: (row) => row.peak,
  },
  {
    id: 'full',
    header: m.floating.fullDays,
    sort: 'fullDays',
    end: true,
    cell: (row) => count(row.fullDays),
    csv: (row) => row.fullDays,
  },
  {
    id: 'refused',
    header: m.floating.refused,
    sort: 'refused',
    end: true,
    cell: (row) => count(row.refused),
    csv: (row) => row.refused,
  },
];

/** Which floating licences are too small for those who use them. */
export function FloatingUsed() {
  return (
    <Panel title={m.floating.used}>
      <DataTable<FloatingUse>
        name="floating-use"
        caption={m.floating.used}
        path="/floating-use"
        columns={useColumns}
        defaultSort="-refused"
        remember={false}
        empty={<Empty title={m.floating.noDays} how={m.floating.noDaysHow} />}
      />
    </Panel>
  );
}
