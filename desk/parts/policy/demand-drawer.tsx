import { Code, Drawer, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { Demand, Page, ProofHistoryEntry } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { count, When } from '../../ui/when.tsx';
import { Attest } from './attest.tsx';

/** Everything known of one demand: what makes it true, what looks, what breaks it, what was found. */
export function DemandDrawer({ demand, close }: { demand: Demand | null; close: () => void }) {
  return (
    <Drawer opened={demand !== null} onClose={close} title={demand ? m.proof.demand(demand.id) : ''}>
      {demand && <Details demand={demand} />}
    </Drawer>
  );
}

function Details({ demand }: { demand: Demand }) {
  return (
    <Stack>
      <Text fw={600}>{demand.text}</Text>
      <DataList>
        <Line label={m.proof.state}>
          <StateBadge state={demand.state} />
          {demand.cause && <div>{demand.cause}</div>}
        </Line>
        <Line label={m.proof.lastProof}>
          <When at={demand.at} none={m.common.never} />
        </Line>
        {demand.examined !== null && (
          <Line label={m.proof.lookedAt}>
            {m.proof.coverage(
              count(demand.examined),
              demand.counted === null ? '?' : count(demand.counted),
              demand.unit ?? '',
            )}
          </Line>
        )}
        <Line label={m.proof.lastRed}>
          <When at={demand.lastRedAt} none={m.proof.neverRed} />
        </Line>
        {demand.attested && (
          <Line label={m.proof.attested}>
            {demand.attested.statement} (
            {m.proof.attestedBy(demand.attested.name ?? demand.attested.role, demand.attested.role)}{' '}
            <When at={demand.attested.at} />, {m.proof.attestedUntil} <When at={demand.attested.until} />)
          </Line>
        )}
      </DataList>
      {demand.attestable ? <Attest demand={demand} /> : <Block title={m.proof.control} text={demand.control} />}
      {demand.probe && (
        <section>
          <Title order={3}>{m.proof.probe(m.probeKinds[demand.probe.kind] ?? demand.probe.kind)}</Title>
          <Code block tabIndex={0} style={{ whiteSpace: 'pre-wrap' }}>
            {demand.probe.text}
          </Code>
        </section>
      )}
      {demand.saboteur && <Block title={m.proof.saboteur} text={demand.saboteur} />}
      {demand.counterexamples.length > 0 && (
        <section>
          <Title order={3}>{m.proof.counterexamples(count(demand.counterexamples.length))}</Title>
          <List size="sm">
            {demand.counterexamples.map((text) => (
              <List.Item key={text} style={{ overflowWrap: 'anywhere' }}>
                {text}
              </List.Item>
            ))}
          </List>
        </section>
      )}
      <History id={demand.id} />
    </Stack>
  );
}

function Block({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <Title order={3}>{title}</Title>
      <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
        {text}
      </Text>
    </section>
  );
}

function History({ id }: { id: string }) {
  const history = useQuery({
    queryKey: ['proof', 'history', id],
    queryFn: ({ signal }) =>
      call<Page<ProofHistoryEntry>>('GET', `/proof/${encodeURIComponent(id)}/history?limit=20`, { signal }),
  });
  return (
    <section>
      <Title order={3}>{m.proof.history}</Title>
      {history.isPending && <Skeleton height={80} />}
      {history.isError && <Failure error={history.error} />}
      {history.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {m.proof.noHistory}
        </Text>
      )}
      <List size="sm" spacing={4} listStyleType="none">
        {history.data?.items.map((entry) => (
          <List.Item key={`${entry.kind} ${entry.id}`}>
            <When at={entry.at} /> · {m.proof.entryKinds[entry.kind]}:{' '}
            <b>{m.proof.verdicts[entry.verdict] ?? entry.verdict}</b>
            {entry.examined !== null && ` · ${m.proof.examined(count(entry.examined))}`}
            {entry.cause && ` · ${entry.cause}`}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
