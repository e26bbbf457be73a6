import { Button, Group, List, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries, query } from '../../api/client.ts';
import type { Page, Reassignment, ReassignmentPreview, Reseller } from '../../api/wire.ts';
import { reassignmentsMessages } from '../../messages/en/reassignments.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { countryName, countryOptions } from '../../ui/countries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { count, When } from '../../ui/when.tsx';

/** Chooses customers of a reseller, shows who they are, and gives them to another. */
export function ReassignCustomers({ reseller }: { reseller: Reseller }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {reassignmentsMessages.reassign.open}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={reassignmentsMessages.reassign.title(reseller.name)}
        size="lg"
      >
        <Choice reseller={reseller} close={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function Choice({ reseller, close }: { reseller: Reseller; close: () => void }) {
  const [chosen, setChosen] = useState<{ country: string | null; region: string; name: string }>({
    country: null,
    region: '',
    name: '',
  });
  const [to, setTo] = useState<string | null>(null);
  const [preview, setPreview] = useState<ReassignmentPreview | null>(null);
  const resellers = useQuery({
    queryKey: ['list', '/resellers', 'all'],
    queryFn: ({ signal }) => call<Page<Reseller>>('GET', '/resellers?limit=500&sort=name', { signal }),
  });
  const others = (resellers.data?.items ?? []).filter((row) => row.id !== reseller.id);
  const filter = {
    ...(chosen.country === null ? {} : { country: chosen.country }),
    ...(chosen.region.trim() === '' ? {} : { region: chosen.region.trim() }),
    ...(chosen.name.trim() === '' ? {} : { name: chosen.name.trim() }),
  };
  const look = useMutation({
    mutationFn: () => call<ReassignmentPreview>('GET', `/resellers/${reseller.id}/reassignment${query(filter)}`),
    onSuccess: setPreview,
  });
  const go = useMutation({
    mutationFn: () =>
      call('POST', `/resellers/${reseller.id}/reassignments`, {
        body: { ...filter, toCompanyId: to, count: preview?.count },
      }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(reassignmentsMessages.reassign.begun);
    },
  });
  function change(next: Partial<typeof chosen>) {
    setChosen({ ...chosen, ...next });
    setPreview(null);
  }
  const name = others.find((row) => row.id === to)?.name;
  return (
    <Stack>
      <Select
        label={reassignmentsMessages.reassign.to}
        required
        searchable
        data={others.map((row) => ({ value: row.id, label: row.name }))}
        value={to}
        onChange={setTo}
      />
      <Select
        label={reassignmentsMessages.reassign.country}
        placeholder={reassignmentsMessages.reassign.any}
        searchable
        clearable
        data={countryOptions}
        value={chosen.country}
        onChange={(country) => change({ country })}
      />
      <TextInput
        label={reassignmentsMessages.reassign.region}
        value={chosen.region}
        onChange={(event) => change({ region: event.currentTarget.value })}
      />
      <TextInput
        label={reassignmentsMessages.reassign.name}
        value={chosen.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Group>
        <Button variant="default" loading={look.isPending} onClick={() => look.mutate()}>
          {reassignmentsMessages.reassign.look}
        </Button>
      </Group>
      {look.isError && <Failure error={look.error} />}
      {preview && <Found preview={preview} />}
      {preview && preview.count > 0 && name && (
        <Text size="sm">{reassignmentsMessages.reassign.consequence(count(preview.count), reseller.name, name)}</Text>
      )}
      {go.isError && <Failure error={go.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {m.common.cancel}
        </Button>
        <Button disabled={!to || !preview || preview.count === 0} loading={go.isPending} onClick={() => go.mutate()}>
          {reassignmentsMessages.reassign.go}
        </Button>
      </Group>
    </Stack>
  );
}

function Found({ preview: { count: found, customers } }: { preview: ReassignmentPreview }) {
  if (found === 0) return <Text size="sm">{reassignmentsMessages.reassign.none}</Text>;
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{reassignmentsMessages.reassign.found(count(found), customers.length === found)}</Text>
      <List size="sm" mah={240} style={{ overflowY: 'auto' }}>
        {customers.map((one) => (
          <List.Item key={one.id}>
            {[one.name, one.region, one.country && countryName(one.country)].filter(Boolean).join(', ')}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

const columns: Column<Reassignment>[] = [
  {
    id: 'when',
    header: reassignmentsMessages.reassign.when,
    sort: 'createdAt',
    cell: (row) => <When at={row.createdAt} />,
    csv: (row) => row.createdAt,
  },
  {
    id: 'from',
    header: reassignmentsMessages.reassign.from,
    cell: (row) => (
      <RefLink kind="reseller" id={row.from.id}>
        {row.from.name}
      </RefLink>
    ),
    csv: (row) => row.from.name,
  },
  {
    id: 'to',
    header: m.contacts.reseller,
    cell: (row) => (
      <RefLink kind="reseller" id={row.to.id}>
        {row.to.name}
      </RefLink>
    ),
    csv: (row) => row.to.name,
  },
  {
    id: 'customers',
    header: reassignmentsMessages.reassign.customers,
    end: true,
    cell: (row) => count(row.customers),
    csv: (row) => row.customers,
  },
  {
    id: 'moved',
    header: reassignmentsMessages.reassign.moved,
    end: true,
    cell: (row) => count(row.moved),
    csv: (row) => row.moved,
  },
  {
    id: 'left',
    header: reassignmentsMessages.reassign.left,
    end: true,
    cell: (row) => count(row.left),
    csv: (row) => row.left,
  },
  {
    id: 'state',
    header: reassignmentsMessages.reassign.state,
    cell: (row) => reassignmentsMessages.reassign.states[row.state] ?? row.state,
    csv: (row) => row.state,
  },
  {
    id: 'told',
    header: reassignmentsMessages.reassign.told,
    cell: (row) => row.told.length > 0 && <Told row={row} />,
    csv: (row) => row.told.map(sentence).join('; '),
  },
  { id: 'acts', header: m.table.act, cell: (row) => row.state === 'done' && <Undo row={row} />, csv: () => null },
];

const sentence = ({ what, reseller, customers, outcome }: Reassignment['told'][number]) =>
  reassignmentsMessages.reassign.tellings[outcome]?.(
    reseller.name,
    reassignmentsMessages.reassign.many(customers, count(customers)),
    what === 'brought back',
  ) ?? '';

function Told({ row }: { row: Reassignment }) {
  return (
    <Stack gap={2}>
      {row.told.map((telling) => (
        <Text key={`${telling.what} ${telling.reseller.id}`} size="sm">
          {sentence(telling)}
        </Text>
      ))}
    </Stack>
  );
}

function Undo({ row }: { row: Reassignment }) {
  return (
    <Confirm
      size="xs"
      label={reassignmentsMessages.reassign.undo}
      title={reassignmentsMessages.reassign.undoTitle}
      consequence={reassignmentsMessages.reassign.undoConsequence(row.to.name, row.from.name)}
      act={async () => {
        await call('POST', `/reassignments/${row.id}/undo`, { body: {} });
        await queries.invalidateQueries();
        say(reassignmentsMessages.reassign.undone);
      }}
    />
  );
}

/** What was given to or by a reseller together, and the way back. */
export function Reassignments({ reseller }: { reseller: Reseller }) {
  return (
    <Panel title={reassignmentsMessages.reassign.panel}>
      <DataTable<Reassignment>
        name="reassignments"
        caption={reassignmentsMessages.reassign.panel}
        path="/reassignments"
        fixed={{ companyId: reseller.id }}
        columns={columns}
        defaultSort="-createdAt"
        remember={false}
        limit={10}
        empty={<Empty title={reassignmentsMessages.reassign.noneYet} how={reassignmentsMessages.reassign.noneHow} />}
      />
    </Panel>
  );
}
