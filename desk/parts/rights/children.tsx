import { Button, Group, Modal, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { SealedChild } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { Day, When } from '../../ui/when.tsx';

const text = m.children;

/** Records sealed as those of children (U4), and the second look at each. */
export function Children() {
  const read = useQuery({
    queryKey: ['children'],
    queryFn: ({ signal }) => call<{ children: SealedChild[] }>('GET', '/children', { signal }),
  });
  return (
    <Stack maw={880}>
      <Text size="sm" c="dimmed">
        {text.about}
      </Text>
      <Panel title={text.title} aside={<Seal />}>
        {read.isPending && <Skeleton height={120} />}
        {read.isError && <Failure error={read.error} retry={() => void read.refetch()} />}
        {read.data?.children.length === 0 && <Empty title={text.none} how={text.noneHow} />}
        {read.data && read.data.children.length > 0 && (
          <DataList>
            {read.data.children.map((child) => (
              <Line key={child.id} label={text.reasons[child.reason] ?? child.reason}>
                <ChildLine child={child} />
              </Line>
            ))}
          </DataList>
        )}
      </Panel>
    </Stack>
  );
}

function ChildLine({ child }: { child: SealedChild }) {
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">
        {text.since} <When at={child.sealedAt} />
        {child.outcome === null && (
          <>
            , {text.checkBy} <Day on={child.checkBy} />
          </>
        )}
        {child.outcome && `, ${text[child.outcome]} `}
        {child.decidedAt && <When at={child.decidedAt} />}{' '}
        {child.personId && (
          <RefLink kind="person" id={child.personId}>
            {m.requests.openPerson}
          </RefLink>
        )}
      </Text>
      {child.outcome === null && !child.mayLook && (
        <Text size="sm" c="dimmed">
          {text.other}
        </Text>
      )}
      {child.outcome === null && child.mayLook && (
        <Group gap="xs">
          <Decide child={child} what="purge" />
          <Decide child={child} what="lift" />
        </Group>
      )}
    </Stack>
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
