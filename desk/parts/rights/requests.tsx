import { Text } from '@mantine/core';
import type { RequestItem } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day, When } from '../../ui/when.tsx';

const kind = (row: RequestItem) =>
  `${m.requests.kinds[row.kind] ?? row.kind}${row.kindGuessed && row.state === 'open' ? ` (${m.requests.guessed})` : ''}`;
const channel = (row: RequestItem) => m.requests.channels[row.channel] ?? row.channel;

/** Days left as a number, or by how much it is late: readable without colour. */
export function DaysLeft({ row }: { row: Pick<RequestItem, 'daysLeft'> }) {
  if (row.daysLeft === null) return null;
  if (row.daysLeft >= 0) return <>{row.daysLeft}</>;
  return (
    <Text span inherit fw={600} c="var(--kept-bad)">
      {m.requests.late(-row.daysLeft)}
    </Text>
  );
}

const columns = (mayOpen: boolean): Column<RequestItem>[] => [
  {
    id: 'number',
    header: m.requests.number,
    csv: (row) => row.number,
    cell: (row) =>
      mayOpen ? (
        <RefLink kind="request" id={row.id} fw={500}>
          {row.number}
        </RefLink>
      ) : (
        row.number
      ),
  },
  { id: 'kind', header: m.requests.kind, cell: kind, csv: kind },
  { id: 'channel', header: m.requests.channel, cell: channel, csv: channel },
  {
    id: 'received',
    header: m.requests.received,
    sort: 'receivedAt',
    cell: (row) => <When at={row.receivedAt} time={false} />,
    csv: (row) => row.receivedAt,
  },
  {
    id: 'due',
    header: m.requests.due,
    sort: 'dueOn',
    cell: (row) => <Day on={row.dueOn} />,
    csv: (row) => row.dueOn,
  },
  { id: 'left', header: m.requests.left, end: true, cell: (row) => <DaysLeft row={row} />, csv: (row) => row.daysLeft },
  { id: 'state', header: m.requests.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
];

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const states = ['open', 'answered', 'refused', 'withdrawn'].map((value) => ({
  value,
  label: m.statesOf[value] ?? value,
}));

/** Every request, the most urgent first. */
export function Requests() {
  const may = useMay();
  return (
    <DataTable<RequestItem>
      name="requests"
      caption={m.requests.title}
      path="/requests"
      columns={columns(may('requests'))}
      defaultSort="dueOn"
      filters={[
        { name: 'state', label: m.requests.state, options: states },
        { name: 'kind', label: m.requests.kind, options: options(m.requests.kinds) },
      ]}
      empty={<Empty title={m.requests.none} how={m.requests.noneHow} />}
    />
  );
}
