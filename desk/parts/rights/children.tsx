import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { SealedChild } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { Day, When } from '../../ui/when.tsx';

const text = m.children;

const state = (child: SealedChild) => (child.outcome === null ? text.waits : text[child.outcome]);

const columns: Column<SealedChild>[] = [
  {
    id: 'sealedAt',
    header: text.since,
    sort: 'sealedAt',
    cell: (child) => <When at={child.sealedAt} />,
    csv: (child) => child.sealedAt,
  },
  {
    id: 'reason',
    header: text.reason,
    cell: (child) => text.reasons[child.reason] ?? child.reason,
    csv: (child) => text.reasons[child.reason] ?? child.reason,
  },
  {
    id: 'person',
    header: m.lookups.person,
    csv: (child) => child.personId,
    cell: (child) =>
      child.personId ? (
        <RefLink kind="person" id={child.personId}>
          {m.requests.openPerson}
        </RefLink>
      ) : (
        m.common.none
      ),
  },
  {
    id: 'checkBy',
    header: text.checkBy,
    cell: (child) => (child.outcome === null ? <Day on={child.checkBy} /> : m.common.none),
    csv: (child) => (child.outcome === null ? child.checkBy : null),
  },
  {
    id: 'outcome',
    header: text.outcome,
    csv: state,
    cell: (child) => (
      <>
        {state(child)} {child.decidedAt && <When at={child.decidedAt} />}
      </>
    ),
  },
  { id: 'look', header: text.look, cell: (child) => <Look child={child} />, csv: () => null },
];

/** Records sealed as those of children (U4), and the second look at each. */
export function Children() {
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" maw={760}>
          {text.about}
        </Text>
        <Seal />
      </Group>
      <DataTable<SealedChild>
        name="children"
        caption={text.title}
        path="/children"
        columns={columns}
        defaultSort="-sealedAt"
        filters={[
          {
            name: 'state',
            label: text.outcome,
            options: [
              { value: 'open', label: text.waits },
              { value: 'decided', label: text.decided },
            ],
          },
        ]}
        empty={<Empty title={text.none} how={text.noneHow} />}
      />
    </Stack>
  );
}

function Look({ child }: { child: SealedChild }) {
  if (child.outcome !== null) return m.common.none;
  if (!child.mayLook)
    return (
      <Text size="sm" c="dimmed">
        {text.other}
      </Text>
    );
  return (
    <Group gap="xs">
      <Decide child={child} what="purge" />
      <Decide child={child} what="lift" />
    </Group>
  );
}

function Decide({ child, what }: { child: SealedChild; what: 'purge' | 'lift' }) {
  return (
    <Confirm
      size="compact-sm"
      label={text[what]}
      title={text[`${what}Title`]}
      consequence={text[`${what}Consequence`]}
      act={async () => {
        await call('POST', `/children/${child.id}/${what}`);
        await queries.invalidateQueries();
        say(text[`${what}Done`]);
      }}
    />
  );
}

function Seal() {
  const [open, setOpen] = useState(false);
  const [personId, setPersonId] = useState('');
  const [reason, setReason] = useState<string | null>(null);
  const seal = useMutation({
    mutationFn: () => call('POST', '/children', { body: { personId: personId.trim(), reason } }),
    onSuccess: async () => {
      setOpen(false);
      setPersonId('');
      await queries.invalidateQueries();
      say(text.sealed);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    seal.mutate();
  }
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {text.seal}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.seal}>
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{text.sealHow}</Text>
            <TextInput
              label={m.requests.personId}
              description={m.retention.personHow}
              value={personId}
              required
              maxLength={36}
              onChange={(event) => setPersonId(event.currentTarget.value)}
            />
            <Select
              label={text.reason}
              data={Object.entries(text.reasons).map(([value, label]) => ({ value, label }))}
              value={reason}
              onChange={setReason}
              required
            />
            {seal.isError && <Failure error={seal.error} />}
            <FormButtons
              onCancel={() => setOpen(false)}
              label={text.seal}
              pending={seal.isPending}
              ready={personId.trim() !== '' && reason !== null}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}
