import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call, queries } from '../../api/client.ts';
import type { HolderNotice } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';

const text = m.holders;

const what = (row: HolderNotice) =>
  row.kind === 'erasure'
    ? text.erased
    : row.kind === 'correction'
      ? text.corrected(m.dataFields[row.subject] ?? row.subject)
      : (text.stopped[row.subject] ?? row.subject);
const done = (row: HolderNotice) =>
  row.acknowledgedHow === null ? null : (text.how[row.acknowledgedHow] ?? row.acknowledgedHow);

const columns: Column<HolderNotice>[] = [
  {
    id: 'toldAt',
    header: text.told,
    sort: 'toldAt',
    cell: (row) => <When at={row.toldAt} />,
    csv: (row) => row.toldAt,
  },
  { id: 'what', header: text.what, cell: what, csv: what },
  {
    id: 'person',
    header: m.corrections.person,
    csv: (row) => row.personId,
    cell: (row) =>
      row.kind === 'erasure' ? (
        m.common.none
      ) : (
        <RefLink kind="person" id={row.personId}>
          {m.lookups.person}
        </RefLink>
      ),
  },
  { id: 'state', header: m.licence.state, cell: (row) => <StateBadge state={row.state} />, csv: (row) => row.state },
  {
    id: 'reminded',
    header: text.reminded,
    cell: (row) => (row.remindedAt ? <When at={row.remindedAt} time={false} /> : m.common.none),
    csv: (row) => row.remindedAt,
  },
];

const holder: Column<HolderNotice> = {
  id: 'holder',
  header: text.holder,
  csv: (row) => row.recipient.name,
  cell: (row) => (
    <>
      {row.recipient.name}
      {row.reached === 'no mailbox' && (
        <Text size="xs" c="dimmed">
          {text.noMailbox}
        </Text>
      )}
    </>
  ),
};

const act = (label: string): Column<HolderNotice> => ({
  id: 'act',
  header: text.acknowledged,
  csv: (row) => row.acknowledgedAt,
  cell: (row) =>
    row.state === 'open' ? (
      <One id={row.id} label={label} />
    ) : row.acknowledgedAt ? (
      <>
        <When at={row.acknowledgedAt} time={false} /> {done(row)}
      </>
    ) : (
      m.common.none
    ),
});

async function acknowledge(ids: readonly string[] | null): Promise<void> {
  const { count } = await call<{ count: number }>('POST', '/holder-notices/acknowledge', { body: ids ? { ids } : {} });
  await queries.invalidateQueries();
  say(text.done(count));
}

function One({ id, label }: { id: string; label: string }) {
  const press = useMutation({ mutationFn: () => acknowledge([id]) });
  return (
    <Button size="compact-sm" variant="light" loading={press.isPending} onClick={() => press.mutate()}>
      {label}
    </Button>
  );
}

const states = ['open', 'acknowledged', 'ended'].map((value) => ({ value, label: m.statesOf[value] ?? value }));

/** What staff see: every holder, the longest open first. */
export function Holders() {
  const { member } = useSession();
  const notes = ['administrator', 'privacy officer', 'licence desk'].includes(member?.role ?? '');
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm" maw={760}>
        {text.about}
      </Text>
      <Table columns={notes ? [holder, ...columns, act(text.note)] : [holder, ...columns]} />
    </>
  );
}

/** What a reseller sees: its own, and one press for all. */
export function OwnHolderNotices() {
  const all = (
    <Confirm
      label={text.all}
      title={text.allTitle}
      consequence={text.allConsequence}
      color="accent"
      act={() => acknowledge(null)}
    />
  );
  return (
    <>
      <PageHead title={m.parts.told} about={text.ownAbout} actions={all} />
      <Table columns={[...columns, act(text.own)]} />
    </>
  );
}

function Table({ columns }: { columns: Column<HolderNotice>[] }) {
  return (
    <DataTable<HolderNotice>
      name="holder-notices"
      caption={text.title}
      path="/holder-notices"
      columns={columns}
      defaultSort="toldAt"
      filters={[{ name: 'state', label: m.licence.state, options: states }]}
      empty={<Empty title={text.none} how={text.noneHow} />}
    />
  );
}
