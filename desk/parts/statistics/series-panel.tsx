import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Overview } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { Annotations } from './annotations.tsx';
import { rangeName } from './formats.ts';
import { asked, base, useFrame, useStatisticsSearch } from './frame.ts';
import { beforeDash, type MetricName, metricLabel, metrics } from './metrics.ts';
import { daysOfPoint } from './periods.ts';
import { chartPicture, saveAs } from './picture.ts';
import { SeriesTable } from './series-table.tsx';
import classes from './statistics.module.css';

const SeriesChart = lazy(async () => ({ default: (await import('./series-chart.tsx')).SeriesChart }));

/** One figure over time: as a chart, as a table, as a picture, as CSV. */
export function SeriesPanel({ overview, metric }: { overview: Overview; metric: MetricName }) {
  const frame = useFrame();
  const [, changeSearch] = useStatisticsSearch();
  const [asTable, setAsTable] = useState(false);
  const chart = useRef<HTMLDivElement>(null);
  const title = statisticsWords.over(metricLabel(metric, overview.figures), statisticsWords.by.over[overview.by]);
  const key = [{ label: rangeName(overview.range), dash: 'none' }];
  if (overview.before) key.push({ label: rangeName(overview.before.range), dash: beforeDash });
  const zoom = overview.by === 'day' ? null : (from: string) => zoomTo(from);
  function zoomTo(from: string) {
    changeSearch({ ...daysOfPoint(from, overview.by, overview.range), period: '', by: '' });
  }
  const picture = useMutation({
    mutationFn: async () => {
      const svg = chart.current?.querySelector<SVGSVGElement>('svg.recharts-surface');
      if (!svg) throw new Error('no chart');
      const about = `${frame.site.name}, ${rangeName(overview.range)}`;
      saveAs(await chartPicture(svg, { title, about, key }), `${frame.site.slug}-${metric}-${overview.range.to}.png`);
    },
    onError: () => say(statisticsWords.pictureFailed),
  });
  return (
    <Panel
      title={title}
      aside={
        <Group gap="xs">
          <Button size="xs" variant="default" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? statisticsWords.asChart : statisticsWords.asTable}
          </Button>
          {!asTable && (
            <Button size="xs" variant="default" loading={picture.isPending} onClick={() => picture.mutate()}>
              {statisticsWords.savePicture}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            component="a"
            download
            href={`/api/v1${base}/${frame.site.slug}/overview/csv${asked(frame, { by: overview.by })}`}
          >
            {m.table.export}
          </Button>
        </Group>
      }
    >
      {asTable ? (
        <SeriesTable overview={overview} metric={metric} title={title} zoom={zoom} />
      ) : (
        <div ref={chart}>
          {overview.before && <Key of={key} />}
          <Suspense fallback={<Skeleton height={264} />}>
            <SeriesChart overview={overview} metric={metric} unit={metrics[metric].unit} title={title} zoom={zoom} />
          </Suspense>
        </div>
      )}
      {[...overview.series, ...(overview.before?.series ?? [])].some(({ few }) => few) && (
        <Text size="xs" c="dimmed" mt="xs">
          {statisticsWords.notToldWhy(overview.by, frame.k)}
        </Text>
      )}
      <Annotations overview={overview} />
    </Panel>
  );
}

function Key({ of }: { of: readonly { label: string; dash: string }[] }) {
  return (
    <div className={classes.key}>
      {of.map(({ label, dash }) => (
        <span key={label}>
          <svg width="28" height="8" aria-hidden="true">
            <line x1="0" x2="28" y1="4" y2="4" stroke="currentColor" strokeWidth="2" strokeDasharray={dash} />
          </svg>
          {label}
        </span>
      ))}
    </div>
  );
}
