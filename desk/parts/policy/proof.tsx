import { Anchor, Button, Group, Progress, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { Clause, Demand, ProofBoard, ProofState } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useListState } from '../../ui/list-state.ts';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Ago, count, When } from '../../ui/when.tsx';
import { DemandDrawer } from './demand-drawer.tsx';
import classes from './proof.module.css';
import { ProofTabs } from './proof-tabs.tsx';

const states: ProofState[] = ['held', 'broken', 'unproven', 'not built', 'stale', 'attested'];
const mayRun = ['administrator', 'privacy officer'];

/** The board: a line a clause, its sentence, state and evidence. */
export function Proof() {
  const [search, setSearch] = useListState(true);
  const [opened, setOpened] = useState<string | null>(null);
  const board = useQuery({
    queryKey: ['proof'],
    queryFn: ({ signal }) => call<ProofBoard>('GET', '/proof', { signal }),
    refetchInterval: (query) => (query.state.data?.run ? 1_000 : 60_000),
  });
  const clauses = board.data?.clauses ?? [];
  const shown = clauses.filter(
    (clause) =>
      (!search.part || clause.part === search.part) &&
      (!search.state || clause.demands.some((demand) => demand.state === search.state)),
  );
  const demands = clauses.flatMap((clause) => clause.demands);
  const open = demands.find((demand) => demand.id === opened) ?? null;
  return (
    <>
      <PageHead
        title={m.parts.proof}
        about={
          <>
            {m.proof.about} {board.data?.ranAt && m.proof.ran} {board.data?.ranAt && <When at={board.data.ranAt} />}
          </>
        }
        actions={board.data && <Run board={board.data} refetch={() => void board.refetch()} />}
      />
      <ProofTabs />
      {board.isPending && <Skeleton height={320} />}
      {board.isError && <Failure error={board.error} retry={() => void board.refetch()} />}
      {board.data && (
        <Stack>
          <Untested demands={demands} />
          <Totals demands={demands} onPick={(state) => setSearch({ ...search, state })} />
          <Group>
            <Select
              size="xs"
              clearable
              label={m.proof.part}
              placeholder={m.table.all}
              data={[...new Set(clauses.map((clause) => clause.part))].sort()}
              value={search.part ?? null}
              onChange={(part) => setSearch({ ...search, part: part ?? '' })}
            />
            <Select
              size="xs"
              clearable
              label={m.proof.state}
              placeholder={m.table.all}
              data={states.map((value) => ({ value, label: m.statesOf[value] ?? value }))}
              value={search.state ?? null}
              onChange={(state) => setSearch({ ...search, state: state ?? '' })}
            />
            <Text size="sm" c="dimmed" ml="auto" mt="auto" role="status">
              {m.proof.shown(count(shown.length), count(clauses.length))}
            </Text>
          </Group>
          {shown.filter(isBegun).map((clause) => (
            <ClauseLine key={clause.id} clause={clause} state={search.state} open={setOpened} />
          ))}
          {shown.some((clause) => !isBegun(clause)) && <Title order={2}>{m.statesOf['not built']}</Title>}
          {shown
            .filter((clause) => !isBegun(clause))
            .map((clause) => (
              <ClauseLine key={clause.id} clause={clause} state={search.state} open={setOpened} />
            ))}
          {shown.length === 0 && (
            <Panel>
              <Empty title={m.table.noMatch} how={m.proof.noneHow} />
            </Panel>
          )}
        </Stack>
      )}
      <DemandDrawer demand={open} close={() => setOpened(null)} />
    </>
  );
}

function Run({ board, refetch }: { board: ProofBoard; refetch: () => void }) {
  const role = useSession().member?.role ?? '';
  const start = useMutation({
    mutationFn: () => call('POST', '/proof/run', { body: { demands: null } }),
    onSettled: refetch,
  });
  const stop = useMutation({ mutationFn: () => call('DELETE', '/proof/run'), onSettled: refetch });
  const { run } = board;
  if (run) {
    const elapsed = Date.now() - new Date(run.startedAt).getTime();
    const left = run.done > 0 ? Math.ceil(((elapsed / run.done) * (run.total - run.done)) / 1000) : null;
    return (
      <Stack gap={4} w={240}>
        <Text size="sm" role="status">
          {m.proof.running(run.done, run.total, left)}
        </Text>
        <Progress value={(run.done / Math.max(run.total, 1)) * 100} aria-label={m.proof.progress} />
        {mayRun.includes(role) && (
          <Button size="xs" variant="default" onClick={() => stop.mutate()}>
            {m.common.stop}
          </Button>
        )}
      </Stack>
    );
  }
  if (!mayRun.includes(role)) return null;
  return (
    <Stack gap={4}>
      <Button loading={start.isPending} onClick={() => start.mutate()}>
        {m.proof.run}
      </Button>
      {start.isError && <Failure error={start.error} />}
    </Stack>
  );
}

function Totals({ demands, onPick }: { demands: Demand[]; onPick: (state: string) => void }) {
  return (
    <Group gap="lg">
      {states.map((state) => {
        const number = demands.filter((demand) => demand.state === state).length;
        return (
          <button key={state} type="button" className={classes.total} onClick={() => onPick(number > 0 ? state : '')}>
            <b>{count(number)}</b> <StateBadge state={state} />
          </button>
        );
      })}
    </Group>
  );
}

/** Why a new installation, or one after an update, shows so much that is unproven, and what ends it. */
function Untested({ demands }: { demands: Demand[] }) {
  const never = demands.filter(({ state, lastRedAt }) => state === 'unproven' && lastRedAt === null).length;
  return never > 0 && <Text size="sm">{m.proof.untested(never)}</Text>;
}

/** Whether anything of it is built. What is not stands under a heading of its own, and is not promised. */
function isBegun(clause: Clause): boolean {
  return clause.demands.some(({ state }) => state !== 'not built');
}

/** The newest proof of a clause is as old as its oldest demand that was looked at. */
function oldest(demands: Demand[], pick: (demand: Demand) => string | null): string | null {
  const found = demands.map(pick).filter((at): at is string => at !== null);
  return found.sort()[0] ?? null;
}

function ClauseLine({
  clause,
  state,
  open,
}: {
  clause: Clause;
  state: string | undefined;
  open: (id: string) => void;
}) {
  const demands = state ? clause.demands.filter((demand) => demand.state === state) : clause.demands;
  const held = clause.demands.filter((demand) => demand.state === 'held').length;
  const looked = clause.demands.filter((demand) => demand.examined !== null);
  const examined = looked.reduce((sum, demand) => sum + (demand.examined ?? 0), 0);
  return (
    <details className={classes.clause} open={Boolean(state)}>
      <summary className={classes.summary}>
        <span className={classes.arrow}>
          <Icon name="right" size={14} />
        </span>
        <b className={classes.id}>{clause.id}</b>
        <span className={classes.says}>{clause.says}</span>
        <StateBadge state={clause.state} />
        <span className={classes.facts}>
          <Text span size="xs" c="dimmed">
            {m.proof.demandsHeld(held, clause.demands.length)}
          </Text>
          <Text span size="xs" c="dimmed">
            {looked.length > 0 && m.proof.examined(count(examined))}
          </Text>
        </span>
        <span className={classes.facts}>
          <Text span size="xs" c="dimmed">
            {m.proof.last} <Ago at={oldest(clause.demands, (demand) => demand.at)} />
          </Text>
          <Text span size="xs" c="dimmed">
            {m.proof.red} <Ago at={oldest(clause.demands, (demand) => demand.lastRedAt)} />
          </Text>
        </span>
      </summary>
      <Text size="sm" c="dimmed" px="md" pb="xs">
        {isBegun(clause) ? m.proof.keeps : `${m.statesOf['not built']}:`} {clause.keeps}
      </Text>
      <ul className={classes.demands}>
        {demands.map((demand) => (
          <li key={demand.id}>
            <span className={classes.demandText}>
              <Anchor component="button" type="button" ta="start" size="sm" onClick={() => open(demand.id)}>
                {demand.text}
              </Anchor>
              {demand.cause && (
                <Text size="sm" c="dimmed">
                  {demand.cause}
                </Text>
              )}
            </span>
            <StateBadge state={demand.state} />
            <Text span size="xs" c="dimmed">
              {coverage(demand)}
            </Text>
            <span className={classes.facts}>
              <Text span size="xs" c="dimmed">
                {m.proof.last} <Ago at={demand.at} />
              </Text>
              <Text span size="xs" c="dimmed">
                {m.proof.red} <Ago at={demand.lastRedAt} />
              </Text>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function coverage(demand: Demand): string {
  if (demand.examined === null) return '';
  return m.proof.coverage(
    count(demand.examined),
    demand.counted === null ? '?' : count(demand.counted),
    demand.unit ?? '',
  );
}
