import type { DisputeItem } from '../../api/wire.ts';
import { disputesMessages } from '../../messages/en/disputes.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';

const text = disputesMessages.disputes;

const columns: Column<DisputeItem>[] = [
  {
    id: 'number',
    header: text.number,
    cell: (row) => (
      <RefLink kind="dispute" id={row.id} fw={500}>
        {row.number}
      </RefLink>
    ),
    csv: (row) => row.number,
  },
  { id: 'state', header: text.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
  {
    id: 'licence',
    header: text.licence,
    cell: (row) => (
      <RefLink kind="licence" id={row.licence.id} className="serial">
        {row.licence.serial}
      </RefLink>
    ),
    csv: (row) => row.licence.serial,
  },
  { id: 'product', header: text.product, cell: (row) => row.product, csv: (row) => row.product, hidden: true },
  {
    id: 'holder',
    header: text.holder,
    cell: (row) => (
      <RefLink kind="company" id={row.holder.id}>
        {row.holder.name}
      </RefLink>
    ),
    csv: (row) => row.holder.name,
  },
  {
    id: 'claimant',
    header: text.claimant,
    cell: (row) => (
      <RefLink kind="company" id={row.claimant.id}>
        {row.claimant.name}
      </RefLink>
    ),
    csv: (row) => row.claimant.name,
  },
  {
    id: 'openedBy',
    header: text.openedBy,
    cell: (row) => text.byWhom[row.openedBy] ?? row.openedBy,
    csv: (row) => row.openedBy,
    hidden: true,
  },
  {
    id: 'opened',
    header: text.opened,
    sort: 'openedAt',
    cell: (row) => <When at={row.openedAt} time={false} />,
    csv: (row) => row.openedAt,
  },
  {
    id: 'decided',
    header: text.decided,
    cell: (row) => <When at={row.decidedAt} time={false} />,
    csv: (row) => row.decidedAt,
  },
  {
    id: 'reason',
    header: text.reason,
    cell: (row) => text.reasons[row.reason ?? ''] ?? row.reason,
    csv: (row) => row.reason,
    hidden: true,
  },
];

/** Licences that two companies claim or claimed. */
export function Disputes() {
  return (
    <DataTable<DisputeItem>
      name="disputes"
      caption={text.list}
      path="/disputes"
      columns={columns}
      defaultSort="-openedAt"
      filters={[
        {
          name: 'state',
          label: text.show,
          options: Object.entries(text.states).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={<Empty title={text.none} how={text.noneHow} />}
    />
  );
}
