import { Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { PolicyDraft, WaitingDraft } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';
import classes from './draft.module.css';

const mayPublish = ['administrator', 'privacy officer'];

interface Answer {
  waiting: WaitingDraft | null;
  draft: PolicyDraft | null;
}

/** What the policy would say now, where that differs from the newest version. One person puts it up, another publishes it. */
export function Draft() {
  const draft = useQuery({
    queryKey: ['draft'],
    queryFn: ({ signal }) => call<Answer>('GET', '/notices/draft', { signal }),
  });
  if (draft.isError) return <Failure error={draft.error} retry={() => void draft.refetch()} />;
  if (!draft.data?.draft) return null;
  return <Differs draft={draft.data.draft} waiting={draft.data.waiting} />;
}

function Differs({ draft, waiting }: { draft: PolicyDraft; waiting: WaitingDraft | null }) {
  const role = useSession().member?.role ?? '';
  const version = (draft.newestVersion ?? 0) + 1;
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
        {waiting && <Waiting draft={draft} waiting={waiting} mayAct={mayPublish.includes(role)} />}
        {mayPublish.includes(role) && (waiting === null || waiting.outdated) && <PutUp draft={draft} />}
      </Stack>
    </Panel>
  );
}

function PutUp({ draft }: { draft: PolicyDraft }) {
  const [from, setFrom] = useState('');
  const version = (draft.newestVersion ?? 0) + 1;
  async function putUp() {
    const effectiveAt = from ? new Date(from).toISOString() : null;
    await call('POST', '/notices/drafts', { body: { sha256: draft.sha256, effectiveAt } });
    await queries.invalidateQueries();
    say(m.draft.isUp(version));
  }
  return (
    <Group align="flex-end">
      <TextInput
        type="datetime-local"
        label={m.draft.from}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <Confirm
        variant="filled"
        label={m.draft.putUp(version)}
        title={m.draft.putUpTitle(version)}
        consequence={m.draft.putUpConsequence}
        color="accent"
        act={putUp}
      />
    </Group>
  );
}

function Waiting({ draft, waiting, mayAct }: { draft: PolicyDraft; waiting: WaitingDraft; mayAct: boolean }) {
  const version = (draft.newestVersion ?? 0) + 1;
  const act = (what: 'approve' | 'take-back', said: string) => async () => {
    await call('POST', `/notices/drafts/${waiting.id}/${what}`);
    await queries.invalidateQueries();
    say(said);
  };
  return (
    <section>
      <Title order={3}>{m.draft.isUp(version)}</Title>
      <Text size="sm">
        {m.draft.waits} <When at={waiting.draftedAt} />.{' '}
        {waiting.effectiveAt === null ? (
          m.draft.waitsAtOnce
        ) : (
          <>
            {m.draft.waitsFrom} <When at={waiting.effectiveAt} />.
          </>
        )}
      </Text>
      {waiting.outdated && <Text size="sm">{m.draft.outdated}</Text>}
      {mayAct && !waiting.outdated && !waiting.mayApprove && <Text size="sm">{m.draft.otherApproves}</Text>}
      {mayAct && (
        <Group mt="xs">
          {waiting.mayApprove && !waiting.outdated && (
            <Confirm
              variant="filled"
              label={m.draft.approve(version)}
              title={m.draft.approveTitle(version)}
              consequence={`${m.draft.consequence} ${m.draft.willBeTold(draft.concerned.people)}`}
              color="accent"
              act={act('approve', m.draft.done(version))}
            />
          )}
          <Confirm
            label={m.draft.takeBack}
            title={m.draft.takeBackTitle}
            consequence={m.draft.takeBackConsequence}
            act={act('take-back', m.draft.takenBack)}
          />
        </Group>
      )}
    </section>
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
