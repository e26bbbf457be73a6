import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Duration, Overview } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Panel } from '../../ui/page-head.tsx';
import { count } from '../../ui/when.tsx';
import { change, percent, seconds } from './formats.ts';
import classes from './statistics.module.css';

/** The two times that a visit lasts, each with its means, its median and how it is spread. */
export function Times({ overview: { figures, before } }: { overview: Overview }) {
  const [told, setTold] = useState(false);
  if (!figures.span && !figures.engaged) return null;
  return (
    <Panel
      title={statisticsWords.times.title}
      aside={
        <Button size="xs" variant="default" aria-expanded={told} onClick={() => setTold(!told)}>
          {statisticsWords.times.how}
        </Button>
      }
    >
      {told && (
        <Stack gap={4} mb="sm">
          {statisticsWords.times.explained.map((sentence) => (
            <Text key={sentence} size="sm" c="dimmed" maw={720}>
              {sentence}
            </Text>
          ))}
        </Stack>
      )}
      <div className={classes.panels}>
        {figures.span && <OneTime name="span" time={figures.span} before={before?.figures.span ?? null} />}
        {figures.engaged && <OneTime name="engaged" time={figures.engaged} before={before?.figures.engaged ?? null} />}
      </div>
    </Panel>
  );
}

type Mean = 'mean' | 'meanWithoutOnePage' | 'median';
const means: readonly Mean[] = ['mean', 'meanWithoutOnePage', 'median'];

function OneTime({ name, time, before }: { name: 'span' | 'engaged'; time: Duration; before: Duration | null }) {
  const most = Math.max(1, ...time.distribution.map(({ visits }) => visits));
  return (
    <section>
      <Title order={3}>{statisticsWords.times.names[name]}</Title>
      <Text size="xs" c="dimmed">
        {statisticsWords.times.about[name]}
      </Text>
      <Group gap="lg" my="xs" align="flex-start">
        {means.map((mean) => (
          <div key={mean}>
            <div className={classes.name}>{statisticsWords.times.means[mean]}</div>
            <b>{time[mean] === null ? m.common.none : seconds(time[mean])}</b>
            {before && (
              <div className={classes.small}>{change(time[mean], before[mean], 'seconds') ?? m.common.none}</div>
            )}
          </div>
        ))}
      </Group>
      {time.distribution.length > 0 && (
        <table className={classes.table}>
          <caption className="sr-only">{statisticsWords.times.spread(statisticsWords.times.names[name])}</caption>
          <thead>
            <tr>
              <th scope="col">{statisticsWords.times.lasted}</th>
              <th scope="col">{statisticsWords.columns.visits}</th>
              <th scope="col">{statisticsWords.columns.share}</th>
            </tr>
          </thead>
          <tbody>
            {time.distribution.map(({ from, to, visits }) => (
              <tr key={from}>
                <th scope="row">
                  {stepText(from, to)}
                  <span className={classes.bar} style={{ width: `${(visits / most) * 100}%` }} />
                </th>
                <td>{count(visits)}</td>
                <td>{percent(visits / time.visits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function stepText(from: number, to: number | null): string {
  if (to === null) return statisticsWords.times.orMore(from / 60);
  if (to <= 60) return statisticsWords.times.inSeconds(from, Math.max(from, to - 1));
  return statisticsWords.times.inMinutes(from / 60, to / 60);
}
