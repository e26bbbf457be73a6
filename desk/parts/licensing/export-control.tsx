import { Button, FileInput, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { ScreeningHit, ScreeningLists } from '../../api/wire.ts';
import { exportControlMessages } from '../../messages/en/export-control.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { count, When } from '../../ui/when.tsx';

const text = exportControlMessages.exportControl;

const columns: Column<ScreeningHit>[] = [
  {
    id: 'serial',
    header: m.licence.serial,
    // With its state beneath, so that the act at the end of the row needs no scrolling on a narrow screen.
    cell: (row) => (
      <>
        <RefLink kind="licence" id={row.licence.id} className="serial">
          {row.licence.serial}
        </RefLink>
        <div>
          <StateBadge state={row.licence.state} />
        </div>
      </>
    ),
    csv: (row) => row.licence.serial,
  },
  {
    id: 'licenceState',
    header: m.licence.state,
    cell: (row) => <StateBadge state={row.licence.state} />,
    csv: (row) => row.licence.state,
    hidden: true,
  },
  { id: 'company', header: text.company, cell: (row) => row.company, csv: (row) => row.company },
  {
    id: 'matched',
    header: text.matched,
    cell: (row) => `${text.matches[row.matched] ?? row.matched}, ${row.score} %`,
    csv: (row) => row.matched,
  },
  {
    id: 'entry',
    header: text.entry,
    cell: (row) => `${row.list}: ${row.reference}`,
    csv: (row) => `${row.list}: ${row.reference}`,
  },
  { id: 'score', header: text.score, cell: (row) => `${row.score} %`, csv: (row) => String(row.score), hidden: true },
  {
    id: 'occasion',
    header: text.occasion,
    cell: (row) => text.occasions[row.occasion] ?? row.occasion,
    csv: (row) => row.occasion,
    hidden: true,
  },
  {
    id: 'found',
    header: text.found,
    sort: 'foundAt',
    cell: (row) => <When at={row.foundAt} />,
    csv: (row) => row.foundAt,
  },
  { id: 'acts', header: m.table.act, cell: (row) => <Release hit={row} />, csv: (row) => row.state },
];

/** Lists of denied parties and destinations, and what was found of them; two people release it. */
export function ExportControl() {
  return (
    <Stack>
      <Lists />
      <DataTable<ScreeningHit>
        name="screening hits"
        caption={text.hits}
        path="/screening-hits"
        columns={columns}
        defaultSort="-foundAt"
        filters={[
          {
            name: 'open',
            label: text.show,
            options: Object.entries(text.shown).map(([value, label]) => ({ value, label })),
          },
        ]}
        empty={<Empty title={text.none} how={text.noneHow} />}
      />
    </Stack>
  );
}

function Lists() {
  const [loading, setLoading] = useState(false);
  const lists = useQuery({
    queryKey: ['screening-lists'],
    queryFn: ({ signal }) => call<ScreeningLists>('GET', '/screening-lists', { signal }),
    // Until what is in use was checked, the page shows how far it has come.
    refetchInterval: ({ state }) => (state.data?.lists.some(({ checkedAt }) => checkedAt === null) ? 2_000 : false),
  });
  return (
    <Panel title={text.lists}>
      {lists.isPending && <Skeleton height={60} />}
      {lists.isError && <Failure error={lists.error} retry={() => void lists.refetch()} />}
      {lists.data?.lists.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.noLists}
        </Text>
      )}
      <Stack gap="xs">
        {lists.data?.lists.map((list) => (
          <div key={list.id}>
            <Text size="sm" fw={500}>
              {list.name} · <When at={list.loadedAt} />
            </Text>
            <Text size="sm" c="dimmed">
              {list.checkedAt === null
                ? text.line(count(list.entries), count(list.checked), count(list.toCheck))
                : text.through(count(list.entries))}
            </Text>
          </div>
        ))}
        <Group>
          <Button variant="default" onClick={() => setLoading(true)}>
            {text.load}
          </Button>
        </Group>
      </Stack>
      <Modal opened={loading} onClose={() => setLoading(false)} title={text.load}>
        {loading && <Load close={() => setLoading(false)} />}
      </Modal>
    </Panel>
  );
}

function Load({ close }: { close: () => void }) {
  const [name, setName] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const load = useMutation({
    mutationFn: async () => call('POST', '/screening-lists', { body: { name, csv: (await file?.text()) ?? '' } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(text.loaded);
    },
  });
  return (
    <Stack>
      <Text size="sm">{text.loadAbout}</Text>
      <TextInput
        label={text.name}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FileInput label={text.file} value={file} onChange={setFile} accept=".csv,text/csv" clearable />
      {load.isError && <Failure error={load.error} />}
      <Group justify="flex-end">
        <Button disabled={name.trim() === '' || !file} loading={load.isPending} onClick={() => load.mutate()}>
          {text.load}
        </Button>
      </Group>
    </Stack>
  );
}

function Release({ hit }: { hit: ScreeningHit }) {
  if (hit.state === 'released') return <When at={hit.releasedAt} />;
  if (hit.mine)
    return (
      <Text size="sm" c="dimmed">
        {text.waits}
      </Text>
    );
  async function release() {
    await call('POST', `/screening-hits/${hit.id}/release`);
    await queries.invalidateQueries();
    say(text.released);
  }
  return (
    <Confirm
      size="xs"
      label={text.release}
      title={text.releaseTitle(hit.licence.serial)}
      consequence={hit.state === 'open' ? text.releaseFirst : text.releaseSecond}
      act={release}
    />
  );
}
