import { Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { PolicyDraft } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import classes from './draft.module.css';

const mayPublish = ['administrator', 'privacy officer'];

/** What the policy would say now, where that differs from the version in force; publishing makes it the next version. */
export function Draft() {
  const draft = useQuery({
    queryKey: ['draft'],
    queryFn: ({ signal }) => call<{ draft: PolicyDraft | null }>('GET', '/notices/draft', { signal }),
  });
  if (draft.isError) return <Failure error={draft.error} retry={() => void draft.refetch()} />;
  if (!draft.data?.draft) return null;
  return <Differs draft={draft.data.draft} />;
}

function Differs({ draft }: { draft: PolicyDraft }) {
  const role = useSession().member?.role ?? '';
  const [from, setFrom] = useState('');
  const version = (draft.newestVersion ?? 0) + 1;
  async function publish() {
    const effectiveAt = from ? new Date(from).toISOString() : null;
    await call('POST', '/notices/publish', { body: { sha256: draft.sha256, effectiveAt } });
    await queries.invalidateQueries();
    say(m.draft.done(version));
  }
  return (
    <Panel title={m.draft.title(version)}>
      <Stack>
        <Text size="sm">{m.draft.about}</Text>
        {draft.changes.map((change) => (
          <section key={`${change.id} ${change.heading}`}>
            <Title order={3}>
              {change.heading} · {m.draft.kinds[change.kind] ?? change.kind}
            </Title>
            <Text size="sm" className={classes.words}>
              <Pieces pieces={change.pieces} />
            </Text>
          </section>
        ))}
        <Concerned draft={draft} />
        {mayPublish.includes(role) && (
          <Group align="flex-end">
            <TextInput
              type="datetime-local"
              label={m.draft.from}
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <Confirm
              variant="filled"
              label={m.draft.publish(version)}
              title={m.draft.publishTitle(version)}
              consequence={`${m.draft.consequence} ${m.draft.willBeTold(draft.concerned.people)}`}
              color="accent"
              act={publish}
            />
          </Group>
        )}
      </Stack>
    </Panel>
  );
}

/** Who will be told of it, and what is closed until they were. */
function Concerned({ draft }: { draft: PolicyDraft }) {
  const { concerned, newUses } = draft;
  return (
    <section>
      <Title order={3}>{m.draft.concerned}</Title>
      <Text size="sm">
        {m.draft.willBeTold(concerned.people)} {concerned.heldBack > 0 && m.draft.heldBack(concerned.heldBack)}
      </Text>
      {newUses.length > 0 && (
        <>
          <Text size="sm" mt="xs">
            {m.draft.newUses}
          </Text>
          <List size="sm">
            {newUses.map(({ use, asked, people }) => (
              <List.Item key={use}>
                {use} {asked ? m.draft.asked(people) : m.draft.toTell(people)}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </section>
  );
}

function Pieces({ pieces }: { pieces: PolicyDraft['changes'][number]['pieces'] }) {
  // The order of the pieces is all that tells them apart.
  return pieces.map((piece, index) => {
    const key = `${index} ${piece.kind}`;
    if (piece.kind === 'added') return <ins key={key}>{piece.text}</ins>;
    if (piece.kind === 'removed') return <del key={key}>{piece.text}</del>;
    return <span key={key}>{piece.text}</span>;
  });
}
