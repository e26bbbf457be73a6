import { Button, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { LegalHold } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { Day, When } from '../../ui/when.tsx';

const text = m.retention;

const scope = (hold: LegalHold) => (hold.category ? (text.scopes[hold.category] ?? hold.category) : text.person);

const columns: Column<LegalHold>[] = [
  {
    id: 'scope',
    header: text.what,
    csv: scope,
    cell: (hold) =>
      hold.personId ? (
        <RefLink kind="person" id={hold.personId}>
          {m.requests.openPerson}
        </RefLink>
      ) : (
        scope(hold)
      ),
  },
  { id: 'reason', header: text.why, cell: (hold) => hold.reason, csv: (hold) => hold.reason },
  {
    id: 'since',
    header: text.since,
    sort: 'since',
    cell: (hold) => <When at={hold.since} />,
    csv: (hold) => hold.since,
    hidden: true,
  },
  {
    id: 'until',
    header: text.lastDay,
    sort: 'until',
    cell: (hold) => <Day on={hold.until} />,
    csv: (hold) => hold.until,
  },
  {
    id: 'ended',
    header: text.endedAt,
    cell: (hold) => (hold.endedAt ? <When at={hold.endedAt} /> : m.common.none),
    csv: (hold) => hold.endedAt,
    hidden: true,
  },
  {
    id: 'end',
    header: text.end,
    cell: (hold) => (hold.living ? <EndHold hold={hold} /> : text.over),
    csv: (hold) => (hold.living ? null : text.over),
  },
];

/** What may not be deleted, why, and until when. */
export function Holds() {
  return (
    <Panel title={text.holds} aside={<SetHold />}>
      <DataTable<LegalHold>
        name="holds"
        caption={text.holds}
        path="/holds"
        columns={columns}
        defaultSort="until"
        remember={false}
        personal
        filters={[
          {
            name: 'state',
            label: text.state,
            options: [
              { value: 'living', label: text.living },
              { value: 'ended', label: text.over },
            ],
          },
        ]}
        empty={<Empty title={text.noHolds} how={text.noHoldsHow} />}
      />
    </Panel>
  );
}

function EndHold({ hold }: { hold: LegalHold }) {
  return (
    <Confirm
      size="compact-sm"
      label={text.end}
      title={text.endTitle}
      consequence={text.endConsequence}
      act={async () => {
        await call('POST', `/holds/${hold.id}/end`);
        await queries.invalidateQueries();
        say(text.ended);
      }}
    />
  );
}

function SetHold() {
  const [open, setOpen] = useState(false);
  const [category, setCategory] = useState<string | null>(null);
  const [personId, setPersonId] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const set = useMutation({
    mutationFn: () => call('POST', '/holds', { body: { category, personId: personId.trim() || null, reason, until } }),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries();
      say(text.held);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    set.mutate();
  }
  const options = Object.entries(text.scopes).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {text.hold}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.hold}>
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{text.holdHow}</Text>
            <Select label={text.scope} data={options} value={category} onChange={setCategory} clearable />
            <TextInput
              label={m.requests.personId}
              description={text.personHow}
              value={personId}
              maxLength={36}
              onChange={(event) => setPersonId(event.currentTarget.value)}
            />
            <Textarea
              label={text.why}
              value={reason}
              maxLength={2_000}
              required
              autosize
              minRows={2}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={text.lastDay}
              value={until}
              required
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            {set.isError && <Failure error={set.error} />}
            <FormButtons
              onCancel={() => setOpen(false)}
              label={text.hold}
              pending={set.isPending}
              ready={reason.trim().length >= 10 && until !== ''}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}
