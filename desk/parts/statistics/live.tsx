import { Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { DimensionName, Live } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { count } from '../../ui/when.tsx';
import { base, useFrame } from './frame.ts';
import classes from './statistics.module.css';
import { valueName } from './values.ts';

const every = 5_000;

/** The last minutes, asked for again and again while the page is looked at, and not while it is hidden. */
export function LivePage() {
  const { site, k } = useFrame();
  const live = useQuery({
    queryKey: ['statistics', 'live', site.slug],
    queryFn: ({ signal }) => call<Live>('GET', `${base}/${site.slug}/live`, { signal }),
    refetchInterval: every,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
  if (live.isPending) return <Skeleton height={320} />;
  if (live.isError && !live.data) return <Failure error={live.error} retry={() => void live.refetch()} />;
  const { data } = live;
  if (data.visits === null && !data.few)
    return (
      <Panel>
        <Empty title={statisticsWords.liveNow.away} how={statisticsWords.liveNow.awayHow} />
      </Panel>
    );
  return (
    <Stack>
      {live.isError && <Failure error={live.error} retry={() => void live.refetch()} />}
      <Panel title={statisticsWords.liveNow.title(data.minutes)}>
        <Group gap="xl" align="flex-start" mb="md" role="status">
          <Now label={statisticsWords.columns.visits} value={data.visits ?? statisticsWords.fewerThan(k)} />
          {data.views !== null && <Now label={statisticsWords.columns.views} value={data.views} />}
        </Group>
        {data.few ? <Text size="sm">{statisticsWords.liveNow.few}</Text> : <Minutes live={data} />}
        <Text size="xs" c="dimmed" mt="sm">
          {statisticsWords.liveNow.about(every / 1000, k)}
        </Text>
      </Panel>
      <div className={classes.panels}>
        <Top dimension="page" rows={data.pages} />
        <Top dimension="referrer" rows={data.referrers} />
        <Top dimension="country" rows={data.countries} />
      </div>
    </Stack>
  );
}

function Now({ label, value }: { label: string; value: number | string }) {
  return (
    <div>
      <div className={classes.name}>{label}</div>
      <div className={classes.number}>{typeof value === 'number' ? count(value) : value}</div>
    </div>
  );
}

function Minutes({ live: { perMinute } }: { live: Live }) {
  const most = Math.max(1, ...perMinute);
  return (
    <>
      <Title order={3}>{statisticsWords.liveNow.perMinute}</Title>
      <dl className={classes.minutes}>
        {perMinute.map((views, index) => {
          const ago = perMinute.length - 1 - index;
          return [
            <dt key={`when ${ago}`}>{statisticsWords.liveNow.ago(ago)}</dt>,
            <dd key={`bar ${ago}`} aria-hidden="true">
              <span className={classes.bar} style={{ width: `${(views / most) * 100}%` }} />
            </dd>,
            <dd key={`views ${ago}`}>{count(views)}</dd>,
          ];
        })}
      </dl>
    </>
  );
}

function Top({ dimension, rows }: { dimension: DimensionName; rows: Live['pages'] }) {
  const most = Math.max(1, ...rows.map(({ visits }) => visits));
  return (
    <Panel title={statisticsWords.dimensions[dimension]}>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {statisticsWords.liveNow.none}
        </Text>
      )}
      {rows.length > 0 && (
        <table className={classes.table}>
          <caption className="sr-only">{statisticsWords.dimensions[dimension]}</caption>
          <thead>
            <tr>
              <th scope="col">{statisticsWords.dimensions[dimension]}</th>
              <th scope="col">{statisticsWords.columns.visits}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ value, visits }) => (
              <tr key={value ?? ''} className={value === null ? classes.other : undefined}>
                <th scope="row">
                  <span className={classes.plain}>{valueName(dimension, value)}</span>
                  <span className={classes.bar} style={{ width: `${(visits / most) * 100}%` }} />
                </th>
                <td>{count(visits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
