import { Anchor, Button, Group, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { BreachNotice } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { say } from '../../ui/said.tsx';
import { count, When } from '../../ui/when.tsx';

const text = m.breaches;
const parts = ['happened', 'consequences', 'measures', 'contact'] as const;

/** What those are told whom an incident concerns, how far that is, and the notice to the authority. */
export function BreachNotices({ incidentId, people }: { incidentId: string; people: number | null }) {
  const path = `/incidents/${incidentId}/breach-notices`;
  const read = useQuery({
    queryKey: ['breach-notices', incidentId],
    queryFn: ({ signal }) => call<{ notices: BreachNotice[] }>('GET', path, { signal }),
    // The count moves while it is sent.
    refetchInterval: (query) => (query.state.data?.notices.some(({ state }) => state === 'running') ? 5_000 : false),
  });
  return (
    <Stack gap="xs">
      <Title order={3}>{text.title}</Title>
      <Text size="sm" c="dimmed">
        {text.about}
      </Text>
      <Anchor href={`/api/v1/incidents/${incidentId}/authority-notice`} target="_blank" size="sm">
        {text.authority}
      </Anchor>
      {read.isPending && <Skeleton height={60} />}
      {read.isError && <Failure error={read.error} retry={() => void read.refetch()} />}
      {read.data?.notices.map((notice) => (
        <Notice key={notice.id} notice={notice} />
      ))}
      {read.data && people === null && <Text size="sm">{text.countFirst}</Text>}
      {read.data && people !== null && <Write path={path} people={people} />}
    </Stack>
  );
}

function Notice({ notice }: { notice: BreachNotice }) {
  const step = (stop: boolean) => async () => {
    await call('POST', `/breach-notices/${notice.id}/stop`, { body: { stop } });
    await queries.invalidateQueries();
    say(stop ? text.stopped : text.continued);
  };
  return (
    <Stack gap={4}>
      <Text size="sm">
        <b>{text.states[notice.state] ?? notice.state}</b>, <When at={notice.writtenAt} />.{' '}
        {notice.approvedAt === null
          ? text.concerns(count(notice.people))
          : text.progress(count(notice.told), count(notice.waiting), count(notice.gone), count(notice.byHand))}
      </Text>
      {parts.map((part) => (
        <Text key={part} size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          <Text span c="dimmed" inherit>
            {text.parts[part]}:
          </Text>{' '}
          {notice[part]}
        </Text>
      ))}
      <Group gap="xs">
        {notice.mayApprove && (
          <Confirm
            size="compact-sm"
            label={text.approve}
            title={text.approveTitle}
            consequence={text.approveConsequence(count(notice.people))}
            act={async () => {
              await call('POST', `/breach-notices/${notice.id}/approve`);
              await queries.invalidateQueries();
              say(text.approved);
            }}
          />
        )}
        {notice.approvedAt === null && !notice.mayApprove && <Text size="sm">{text.otherApproves}</Text>}
        {notice.state === 'running' && (
          <Button size="compact-sm" variant="default" onClick={() => void step(true)()}>
            {text.stop}
          </Button>
        )}
        {notice.state === 'stopped' && (
          <Button size="compact-sm" onClick={() => void step(false)()}>
            {text.goOn}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Write({ path, people }: { path: string; people: number }) {
  const [words, setWords] = useState({ happened: '', consequences: '', measures: '', contact: '' });
  const send = useMutation({
    mutationFn: () => call('POST', path, { body: words }),
    onSuccess: async () => {
      setWords({ happened: '', consequences: '', measures: '', contact: '' });
      await queries.invalidateQueries();
      say(text.written);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    send.mutate();
  }
  const ready = parts.every((part) => words[part].trim().length >= (part === 'contact' ? 3 : 10));
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        {parts.map((part) => (
          <Textarea
            key={part}
            label={text.parts[part]}
            value={words[part]}
            maxLength={part === 'contact' ? 1_000 : 4_000}
            autosize
            minRows={2}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setWords((before) => ({ ...before, [part]: value }));
            }}
          />
        ))}
        <Text size="sm">{text.concerns(count(people))}</Text>
        {send.isError && <Failure error={send.error} />}
        <Group>
          <Button size="xs" type="submit" loading={send.isPending} disabled={!ready}>
            {text.write}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
