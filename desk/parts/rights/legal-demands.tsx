import { Group } from '@mantine/core';
import type { LegalDemandItem } from '../../api/wire.ts';
import { legalDemandsMessages } from '../../messages/en/legal-demands.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day } from '../../ui/when.tsx';
import { RecordLegalDemand } from './record-legal-demand.tsx';
import { DaysLeft } from './requests.tsx';

const text = legalDemandsMessages.legalDemands;
const channel = (row: LegalDemandItem) => text.channels[row.channel] ?? row.channel;

const columns: Column<LegalDemandItem>[] = [
  {
    id: 'number',
    header: text.number,
    csv: (row) => row.number,
    cell: (row) => (
      <RefLink kind="legal demand" id={row.id} fw={500}>
        {row.number}
      </RefLink>
    ),
  },
  { id: 'authority', header: text.authority, cell: (row) => row.authority, csv: (row) => row.authority },
  { id: 'channel', header: text.channel, cell: channel, csv: channel, hidden: true },
  {
    id: 'received',
    header: text.received,
    sort: 'receivedOn',
    cell: (row) => <Day on={row.receivedOn} />,
    csv: (row) => row.receivedOn,
  },
  { id: 'due', header: text.due, cell: (row) => <Day on={row.dueOn} />, csv: (row) => row.dueOn },
  { id: 'left', header: text.left, end: true, cell: (row) => <DaysLeft row={row} />, csv: (row) => row.daysLeft },
  { id: 'state', header: text.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
  {
    id: 'approvals',
    header: text.approvals,
    cell: (row) => text.ofTwo(row.approvals),
    csv: (row) => row.approvals,
  },
  {
    id: 'withheld',
    header: text.withheld,
    cell: (row) => <Day on={row.withheldUntil} />,
    csv: (row) => row.withheldUntil,
  },
];

const states = ['received', 'approved', 'refused', 'given', 'closed'].map((value) => ({
  value,
  label: m.statesOf[value] ?? value,
}));

/** Every legal demand, the newest first. */
export function LegalDemands() {
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <RecordLegalDemand />
      </Group>
      <DataTable<LegalDemandItem>
        name="legal-demands"
        caption={text.title}
        path="/legal-demands"
        columns={columns}
        defaultSort="-receivedOn"
        filters={[{ name: 'state', label: text.state, options: states }]}
        empty={<Empty title={text.none} how={text.noneHow} />}
      />
    </>
  );
}
