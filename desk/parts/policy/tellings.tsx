import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call, queries } from '../../api/client.ts';
import type { Telling } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';

const everyMs = 5_000;
const officers = ['administrator', 'privacy officer'];

/** How far the people whom each version concerns have been told of it. */
export function Tellings() {
  const role = useSession().member?.role ?? '';
  const may = officers.includes(role);
  const runs = useQuery({
    queryKey: ['tellings'],
    queryFn: ({ signal }) => call<{ tellings: Telling[] }>('GET', '/policy-tellings', { signal }),
    enabled: may,
    refetchInterval: ({ state }) =>
      state.data?.tellings.some(({ finishedAt }) => finishedAt === null) ? everyMs : false,
  });
  if (!may) return null;
  if (runs.isError) return <Failure error={runs.error} retry={() => void runs.refetch()} />;
  return (
    <Panel title={m.tellings.title}>
      {runs.data?.tellings.length === 0 && <Text size="sm">{m.tellings.none}</Text>}
      <Stack>
        {runs.data?.tellings.map((run) => (
          <Run key={run.noticeId} run={run} />
        ))}
      </Stack>
    </Panel>
  );
}

function Run({ run }: { run: Telling }) {
  const { version, listed, told, waiting, heldBack, gone, yes, no, finishedAt, stoppedAt } = run;
  const done = told + gone;
  async function step(stop: boolean) {
    await call('POST', `/policy-tellings/${run.noticeId}`, { body: { stop } });
    await queries.invalidateQueries();
    say(stop ? m.tellings.stopped(version) : m.tellings.goesOn(version));
  }
  return (
    <section>
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={500}>
          {m.tellings.run(version)}
        </Text>
        {finishedAt === null && (
          <Button size="xs" variant="default" onClick={() => void step(stoppedAt === null)}>
            {stoppedAt === null ? m.tellings.stop(version) : m.tellings.goOn(version)}
          </Button>
        )}
      </Group>
      <Progress mt={4} value={listed === 0 ? 100 : (done / listed) * 100} aria-label={m.tellings.progress(version)} />
      <Text size="sm" mt={4}>
        {m.tellings.counts({ told, listed, waiting, heldBack, gone })}
        {yes + no > 0 && ` ${m.tellings.answers(yes, no)}`}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {finishedAt ? (
          <>
            {m.tellings.finished} <When at={finishedAt} />
          </>
        ) : stoppedAt ? (
          m.tellings.isStopped
        ) : (
          m.tellings.underWay
        )}
      </Text>
    </section>
  );
}
