import { Anchor, Button, Drawer, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Incident } from '../../api/wire.ts';
import { incidentsMessages } from '../../messages/en/incidents.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { count, When } from '../../ui/when.tsx';
import { Clock, localMoment } from './clock.tsx';
import { IncidentDetails } from './incident.tsx';
import { ProofTabs } from './proof-tabs.tsx';

const text = incidentsMessages.incidents;
const stateOf = (row: Incident) => (row.closedAt ? 'closed' : row.mendedAt ? 'mended' : 'open');
const told = (row: Incident) =>
  [...new Set(row.notices.map((notice) => text.noticeWords[notice.told] ?? notice.told))].join(', ') || m.common.none;

function columns(open: (id: string) => void): Column<Incident>[] {
  return [
    {
      id: 'what',
      header: text.what,
      csv: (row) => row.demand ?? row.title,
      cell: (row) => (
        <Anchor component="button" type="button" ta="start" inherit onClick={() => open(row.id)}>
          {row.demand ?? row.title}
        </Anchor>
      ),
    },
    { id: 'state', header: text.state, csv: stateOf, cell: (row) => text.states[stateOf(row)] },
    {
      id: 'opened',
      header: text.opened,
      sort: 'openedAt',
      csv: (row) => row.openedAt,
      cell: (row) => <When at={row.openedAt} />,
    },
    { id: 'due', header: text.due, csv: (row) => row.dueAt, cell: (row) => <Clock incident={row} /> },
    {
      id: 'affected',
      header: text.affected,
      end: true,
      csv: (row) => row.affected?.people ?? null,
      cell: (row) => (row.affected ? count(row.affected.people) : text.notCounted),
    },
    { id: 'told', header: text.told, csv: told, cell: told },
  ];
}

/** The register of breaches: what proofs have found, and what staff know of. */
export function Incidents() {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <PageHead title={m.parts.proof} about={text.about} actions={<Record />} />
      <ProofTabs />
      <DataTable<Incident>
        name="incidents"
        caption={incidentsMessages.proofTabs.incidents}
        path="/incidents"
        columns={columns(setOpen)}
        defaultSort="-openedAt"
        filters={[
          {
            name: 'state',
            label: text.state,
            options: Object.entries(text.states).map(([value, label]) => ({ value, label })),
          },
        ]}
        empty={<Empty title={text.none} how={text.noneHow} />}
      />
      <Drawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={incidentsMessages.proofTabs.incidents}
        size="lg"
      >
        {open && <IncidentDetails id={open} />}
      </Drawer>
    </>
  );
}

function Record() {
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [knownAt, setKnownAt] = useState(() => localMoment(new Date()));
  const record = useMutation({
    mutationFn: () =>
      call('POST', '/incidents', { body: { title: title.trim(), knownAt: new Date(knownAt).toISOString() } }),
    onSuccess: async () => {
      setOpen(false);
      setTitle('');
      await queries.invalidateQueries();
      say(text.recorded);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    record.mutate();
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.record}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.record}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={text.title}
              description={text.titleHint}
              required
              maxLength={200}
              data-autofocus
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label={text.knownAt}
              required
              value={knownAt}
              onChange={(event) => setKnownAt(event.currentTarget.value)}
            />
            {record.isError && <Failure error={record.error} />}
            <FormButtons
              onCancel={() => setOpen(false)}
              label={text.record}
              pending={record.isPending}
              ready={title.trim() !== '' && knownAt !== ''}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}
