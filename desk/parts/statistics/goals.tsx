import { Anchor, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { FunnelFigures, GoalFigures } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { useMay } from '../../session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { money, percent } from './formats.ts';
import { asked, base, useFrame } from './frame.ts';
import { PeriodBar } from './period-bar.tsx';
import { useReport } from './reads.ts';
import classes from './statistics.module.css';

/** What visits were meant to reach, and where they stopped on the way. */
export function GoalsPage() {
  const frame = useFrame();
  const question = asked({ ...frame, compare: 'none', filter: null });
  const path = `${base}/${frame.site.slug}`;
  const goals = useReport<GoalFigures>(`${path}/goals${question}`);
  const funnels = useReport<FunnelFigures>(`${path}/funnels${question}`);
  return (
    <Stack>
      <PeriodBar />
      <Panel title={statisticsWords.goals.title}>
        {goals.isPending && <Skeleton height={160} />}
        {goals.isError && <Failure error={goals.error} retry={() => void goals.refetch()} />}
        {goals.data?.goals.length === 0 && (
          <Empty title={statisticsWords.goals.none} how={statisticsWords.goals.noneHow} action={<ToSite />} />
        )}
        {goals.data && goals.data.goals.length > 0 && <Goals figures={goals.data} />}
      </Panel>
      <Panel title={statisticsWords.funnels.title}>
        {funnels.isPending && <Skeleton height={160} />}
        {funnels.isError && <Failure error={funnels.error} retry={() => void funnels.refetch()} />}
        {funnels.data?.funnels.length === 0 && (
          <Empty title={statisticsWords.funnels.none} how={statisticsWords.funnels.noneHow} action={<ToSite />} />
        )}
        <div className={classes.panels}>
          {funnels.data?.funnels.map((funnel) => (
            <FunnelSteps key={funnel.name} funnel={funnel} />
          ))}
        </div>
      </Panel>
      {hasFew(goals.data, funnels.data) && (
        <Text size="xs" c="dimmed">
          {statisticsWords.goals.few(frame.k)}
        </Text>
      )}
    </Stack>
  );
}

/** Whether anything stands there as "too few". */
function hasFew(goals: GoalFigures | undefined, funnels: FunnelFigures | undefined): boolean {
  const counted = [...(goals?.goals ?? []), ...(funnels?.funnels ?? []).flatMap(({ steps }) => steps)];
  return counted.some(({ visits }) => visits === null);
}

function ToSite() {
  const { site } = useFrame();
  if (!useMay()('statistics settings')) return null;
  return (
    <Anchor size="sm" component={Link} to="/statistics/sites/$id" params={{ id: site.slug } as never}>
      {statisticsWords.toSite}
    </Anchor>
  );
}

function Goals({ figures: { goals } }: { figures: GoalFigures }) {
  const { site } = useFrame();
  const most = Math.max(1, ...goals.map(({ visits }) => visits ?? 0));
  const worth = goals.some(({ amount }) => amount !== null && amount > 0);
  const shown = (value: number | null) => (value === null ? statisticsWords.goals.tooFew : count(value));
  return (
    <Scroll label={statisticsWords.goals.title}>
      <table className={`${classes.table} ${classes.stacked}`}>
        <caption className="sr-only">{statisticsWords.goals.title}</caption>
        <thead>
          <tr>
            <th scope="col">{statisticsWords.dimensions.goal}</th>
            <th scope="col">{statisticsWords.columns.visits}</th>
            <th scope="col">{statisticsWords.goals.rate}</th>
            <th scope="col">{statisticsWords.columns.times}</th>
            {worth && <th scope="col">{statisticsWords.columns.amount}</th>}
          </tr>
        </thead>
        <tbody>
          {goals.map(({ name, goal, visits, times, rate, amount }) => (
            <tr key={name}>
              <th scope="row">
                {name}{' '}
                <span className={classes.small}>
                  {goal ? statisticsWords.goals.reached(goal.kind, goal.match) : statisticsWords.goals.former}
                </span>
                <span className={classes.bar} style={{ width: `${((visits ?? 0) / most) * 100}%` }} />
              </th>
              <td data-head={statisticsWords.columns.visits}>{shown(visits)}</td>
              <td data-head={statisticsWords.goals.rate}>{rate === null ? m.common.none : percent(rate)}</td>
              <td data-head={statisticsWords.columns.times}>{shown(times)}</td>
              {worth && (
                <td data-head={statisticsWords.columns.amount}>
                  {amount === null ? m.common.none : money(amount, site.currency)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function FunnelSteps({ funnel: { name, steps } }: { funnel: FunnelFigures['funnels'][number] }) {
  const most = Math.max(1, steps[0]?.visits ?? 0);
  return (
    <div>
      <Title order={3}>{name}</Title>
      <Scroll label={name}>
        <table className={`${classes.table} ${classes.stacked}`}>
          <caption className="sr-only">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{statisticsWords.funnels.step}</th>
              <th scope="col">{statisticsWords.columns.visits}</th>
              <th scope="col">{statisticsWords.funnels.ofStepBefore}</th>
              <th scope="col">{statisticsWords.funnels.ofFirst}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map(({ kind, match, visits, ofStepBefore, ofFirst }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a funnel may ask for the same page twice; its steps have no other name
              <tr key={`${index} ${match}`}>
                <th scope="row">
                  {index + 1}. {kind === 'goal' ? statisticsWords.funnels.goal(match) : match}
                  <span className={classes.bar} style={{ width: `${((visits ?? 0) / most) * 100}%` }} />
                </th>
                <td data-head={statisticsWords.columns.visits}>
                  {visits === null ? statisticsWords.goals.tooFew : count(visits)}
                </td>
                <td data-head={statisticsWords.funnels.ofStepBefore}>
                  {ofStepBefore === null || index === 0 ? m.common.none : percent(ofStepBefore)}
                </td>
                <td data-head={statisticsWords.funnels.ofFirst}>
                  {ofFirst === null ? m.common.none : percent(ofFirst)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
