import { Button, Drawer, Group, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Witness, Witnesses as WitnessList } from '../../api/wire.ts';
import { incidentsMessages } from '../../messages/en/incidents.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { countryOptions } from '../../ui/countries.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { complain, isMailbox, needed } from '../../ui/forms.ts';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { count, When } from '../../ui/when.tsx';
import { ProofTabs } from './proof-tabs.tsx';

const text = incidentsMessages.witnesses;

/** Who keeps the heads of the evidence log, and what each was given last. */
export function Witnesses() {
  const [adding, setAdding] = useState(false);
  const read = useQuery({
    queryKey: ['witnesses'],
    queryFn: ({ signal }) => call<WitnessList>('GET', '/witnesses', { signal }),
  });
  const add = <Button onClick={() => setAdding(true)}>{text.add}</Button>;
  const list = read.data;
  return (
    <>
      <PageHead title={m.parts.proof} about={text.about} actions={add} />
      <ProofTabs />
      <Stack maw={880}>
        {read.isPending && <Skeleton height={240} />}
        {read.isError && <Failure error={read.error} retry={() => void read.refetch()} />}
        {list && (
          <Panel title={text.file}>
            <Text size="sm">{list.file ? text.fileSet : text.fileNotSet}</Text>
            <Text size="sm" c="dimmed">
              {text.size(count(list.size))}
            </Text>
          </Panel>
        )}
        {list?.witnesses.length === 0 && (
          <Panel>
            <Empty title={text.none} how={text.noneHow} />
          </Panel>
        )}
        {list?.witnesses.map((witness) => (
          <WitnessPanel key={witness.id} witness={witness} />
        ))}
      </Stack>
      <Drawer opened={adding} onClose={() => setAdding(false)} title={text.add}>
        {adding && <WitnessForm close={() => setAdding(false)} />}
      </Drawer>
    </>
  );
}

function WitnessPanel({ witness }: { witness: Witness }) {
  const tell = useMutation({
    mutationFn: () => call('POST', `/witnesses/${witness.id}/tell`, { body: {} }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      say(text.told);
    },
  });
  async function end() {
    await call('POST', `/recipients/${witness.id}/end`, { body: {} });
    await queries.invalidateQueries();
    say(text.ended);
  }
  return (
    <Panel title={witness.name}>
      <DataList>
        {witness.mailbox && <Line label={text.mailbox}>{witness.mailbox}</Line>}
        {witness.url && <Line label={text.url}>{witness.url}</Line>}
        {witness.mailbox && (
          <Line label={text.lastMail}>
            <Given witness={witness} way="mail" />
          </Line>
        )}
        {witness.url && (
          <Line label={text.lastPost}>
            <Given witness={witness} way="url" />
          </Line>
        )}
      </DataList>
      {tell.isError && <Failure error={tell.error} />}
      <Group mt="sm" gap="xs">
        <Button size="xs" loading={tell.isPending} onClick={() => tell.mutate()}>
          {text.tell}
        </Button>
        <Confirm
          size="xs"
          label={text.end}
          title={text.endTitle(witness.name)}
          consequence={text.endConsequence}
          act={end}
        />
      </Group>
    </Panel>
  );
}

function Given({ witness, way }: { witness: Witness; way: 'mail' | 'url' }) {
  const given = witness.given.find((each) => each.way === way);
  if (!given) return <>{text.never}</>;
  const outcome = given.taken ? text.taken : text.notTaken;
  return (
    <>
      <When at={given.at} /> · {text.leaves(count(given.size))} · {way === 'mail' ? text.inOutbox : outcome}
    </>
  );
}

function WitnessForm({ close }: { close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { name: '', mailbox: '', address: '', country: '' },
    validate: {
      name: needed(m.fields.nameNeeded),
      country: needed(m.fields.countryNeeded),
      mailbox: (value, values) => {
        if (value.trim()) return isMailbox(m.fields.mailboxNeeded)(value);
        return values.address.trim() ? null : text.wayNeeded;
      },
    },
  });
  const add = useMutation({
    mutationFn: ({ name, mailbox, address, country }: typeof form.values) =>
      call('POST', '/recipients', {
        idempotencyKey: crypto.randomUUID(),
        body: {
          kind: 'witness',
          name: name.trim(),
          country,
          mailbox: mailbox.trim() || null,
          address: address.trim() || null,
          contract: null,
        },
      }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(text.added);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Stack>
        <TextInput label={text.name} required data-autofocus {...form.getInputProps('name')} />
        <TextInput label={text.mailbox} description={text.wayHint} type="email" {...form.getInputProps('mailbox')} />
        <TextInput label={text.url} type="url" {...form.getInputProps('address')} />
        <Select
          label={text.country}
          required
          searchable
          data={countryOptions}
          {...form.getInputProps('country')}
          onChange={(value) => form.setFieldValue('country', value ?? '')}
        />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={add.isPending}>
          {text.add}
        </Button>
      </Stack>
    </form>
  );
}
