import '@mantine/charts/styles.css';
import { CompositeChart } from '@mantine/charts';
import type { Overview, Point } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { briefly, inUnit, stepName, type Unit } from './formats.ts';
import { beforeDash, type MetricName, metrics } from './metrics.ts';
import classes from './statistics.module.css';

interface Props {
  overview: Overview;
  metric: MetricName;
  unit: Unit;
  title: string;
  /** Opens the days of a point; null where it is a day already. */
  zoom: ((from: string) => void) | null;
}

interface Row {
  readonly from: string;
  readonly now: number | null;
  readonly before: number | null;
  readonly beforeFrom: string | null;
  readonly partial: boolean;
  readonly few: boolean;
  readonly beforeFew: boolean;
}

/** So few points make no line. */
const fewPoints = 3;
/** So many points leave no room for markers. */
const manyPoints = 62;

export function SeriesChart({ overview, metric, unit, title, zoom }: Props) {
  const { series, by, before } = overview;
  const rows = rowsOf(series, before?.series ?? [], metric);
  const bars = rows.length <= fewPoints;
  const accent = 'var(--kept-chart-line)';
  const quiet = 'var(--kept-quiet)';
  const drawn = [
    ...(before
      ? [
          {
            name: 'before',
            color: quiet,
            type: bars ? ('bar' as const) : ('line' as const),
            strokeDasharray: beforeDash,
          },
        ]
      : []),
    { name: 'now', color: accent, type: bars ? ('bar' as const) : ('line' as const) },
  ];
  return (
    <div style={{ cursor: zoom ? 'pointer' : undefined }}>
      <CompositeChart
        h={264}
        mt="xs"
        aria-label={title}
        data={rows as unknown as Record<string, unknown>[]}
        dataKey="from"
        series={drawn}
        curveType="linear"
        connectNulls={false}
        withDots={!bars && rows.length <= manyPoints}
        gridAxis="x"
        tickLine="none"
        strokeDasharray="none"
        maxBarWidth={64}
        lineProps={(of) => ({
          isAnimationActive: false,
          ...(of.name === 'now' && { dot: (dot: DotProps) => marker(dot, rows.length) }),
          ...(before && { label: (at: LabelProps) => lineEnd(at, of.name === 'now' ? 'now' : 'before', rows) }),
          ...(of.name === 'before' && { dot: false, activeDot: false }),
        })}
        barProps={(of) => ({
          isAnimationActive: false,
          ...(of.name === 'before' && { fill: 'url(#kept-hatch)', stroke: quiet }),
        })}
        xAxisProps={{
          tickFormatter: (from: string) => stepName(from, by, true),
          minTickGap: 32,
          tickMargin: 8,
          height: 36,
        }}
        yAxisProps={{
          domain: [0, 'auto'],
          allowDecimals: unit !== 'count',
          tickFormatter: (value: number) => briefly(value, unit),
          width: 64,
        }}
        referenceLines={overview.annotations.map(({ on }, index) => ({
          x: stepOfDay(on, series),
          color: quiet,
          strokeDasharray: '2 3',
          label: { value: String(index + 1), position: 'insideTopRight' as const, fontSize: 11, fill: quiet },
        }))}
        tooltipProps={{
          content: ({ payload }) => <Tip row={payload?.[0]?.payload as Row | undefined} {...{ by, unit }} />,
        }}
        composedChartProps={{
          title,
          margin: { top: 8, right: before && !bars ? 88 : 16, bottom: 0, left: 0 },
          ...(zoom && { onClick: ({ activeLabel }) => activeLabel !== undefined && zoom(String(activeLabel)) }),
        }}
      >
        <defs>
          <pattern id="kept-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="6" stroke={quiet} strokeWidth="2" />
          </pattern>
        </defs>
      </CompositeChart>
    </div>
  );
}

function rowsOf(series: readonly Point[], before: readonly Point[], metric: MetricName): Row[] {
  const { ofPoint } = metrics[metric];
  return series.map((point, index) => {
    const earlier = before[index];
    return {
      from: point.from,
      now: ofPoint(point),
      before: earlier ? ofPoint(earlier) : null,
      beforeFrom: earlier?.from ?? null,
      partial: point.partial,
      few: point.few,
      beforeFew: earlier?.few ?? false,
    };
  });
}

/** The point in which a day lies: the last that begins on it or before. */
function stepOfDay(day: string, series: readonly Point[]): string {
  return series.findLast(({ from }) => from <= day)?.from ?? series[0]?.from ?? day;
}

interface DotProps {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly index?: number | undefined;
  readonly payload?: unknown;
}

/** A point that is not whole yet is hollow. */
function marker({ cx, cy, index, payload }: DotProps, points: number) {
  const { partial = false, now = null } = (payload ?? {}) as Partial<Row>;
  const hidden = now === null || (points > manyPoints && !partial);
  return (
    <circle
      key={index}
      cx={cx ?? 0}
      cy={cy ?? 0}
      r={hidden ? 0 : partial ? 4 : 2.5}
      fill={partial ? 'var(--kept-surface)' : 'var(--kept-chart-line)'}
      stroke="var(--kept-chart-line)"
      strokeWidth={hidden ? 0 : 2}
    />
  );
}

interface LabelProps {
  readonly x?: number | string | undefined;
  readonly y?: number | string | undefined;
  readonly index?: number | undefined;
}

/** The word for a line, where it ends; the upper line's above, so that two ends that meet stay readable. */
function lineEnd({ x, y, index }: LabelProps, line: 'now' | 'before', rows: readonly Row[]) {
  const last = rows.findLastIndex((row) => row[line] !== null);
  const row = rows[last];
  if (index !== last || !row) return <g key={index} />;
  const isUpper = (row.now ?? 0) >= (row.before ?? 0) === (line === 'now');
  return (
    <text
      key={index}
      x={Number(x ?? 0) + 8}
      y={Number(y ?? 0) + (isUpper ? -2 : 11)}
      fontSize={12}
      fontWeight={line === 'now' ? 600 : 400}
      fill={line === 'now' ? 'var(--kept-chart-line)' : 'var(--kept-quiet)'}
    >
      {line === 'now' ? statisticsWords.lineNow : statisticsWords.lineBefore}
    </text>
  );
}

function Tip({ row, by, unit }: { row: Row | undefined; by: Overview['by']; unit: Unit }) {
  if (!row) return null;
  const shown = (value: number | null, few: boolean) =>
    few ? statisticsWords.notTold : value === null ? m.common.none : inUnit(value, unit);
  return (
    <div className={classes.tip}>
      <div>
        {stepName(row.from, by)}: <b>{shown(row.now, row.few)}</b>
        {row.partial && ` ${statisticsWords.notWhole}`}
      </div>
      {row.beforeFrom && (
        <div className={classes.small}>
          {stepName(row.beforeFrom, by)}: {shown(row.before, row.beforeFew)}
        </div>
      )}
    </div>
  );
}
