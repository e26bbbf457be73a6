import type { Deps } from '../../../../platform/deps.ts';
import { type CsvValue, csv, rounded } from '../../rules/csv.ts';
import type { ReportsHanded } from '../../wire/handed.ts';
import type { DimensionName, OverviewQuery, Point, TableQuery, TableRow } from '../../wire/reports.ts';
import { overview } from './overview.ts';
import { dimensionTable } from './table.ts';

export interface CsvFile {
  readonly name: string;
  readonly content: string;
}

/** More rows than any table can have: all of them. */
const all = 1_000_000;

/** A whole table; "(other)" is its last row. */
export async function tableCsv(
  deps: Deps,
  slug: string,
  dimension: DimensionName,
  query: Omit<TableQuery, 'limit' | 'offset'>,
): Promise<CsvFile> {
  const table = await dimensionTable(deps, slug, dimension, { ...query, limit: all, offset: 0 });
  const compared = table.before ? ['visits_before', 'views_before'] : [];
  const header = [dimension, 'visits', 'share', 'views', 'bounce_rate', 'seconds', 'amount', ...compared];
  const line = (row: TableRow): CsvValue[] => [
    row.value ?? '(other)',
    row.visits,
    rounded(row.share, 4),
    row.views,
    rounded(row.bounceRate, 4),
    rounded(row.seconds, 1),
    row.amount,
    ...(table.before ? [row.before?.visits ?? null, row.before?.views ?? null] : []),
  ];
  const rows = [...table.rows, ...(table.other && !query.q ? [table.other] : [])];
  return { name: fileName(slug, dimension, table.range), content: csv(header, rows.map(line)) };
}

/** The series of the overview. What is too few to be told is empty, and `few` says so. */
export async function overviewCsv(
  deps: Deps,
  handed: Pick<ReportsHanded, 'oneAddress'>,
  slug: string,
  query: OverviewQuery,
): Promise<CsvFile> {
  const { range, series, by } = await overview(deps, handed, slug, { ...query, compare: 'none' });
  const visitors = by === 'day' ? 'visitors' : 'visitor_days';
  const header = [
    by,
    'visits',
    visitors,
    'views',
    'bounce_rate',
    'span_seconds',
    'engaged_seconds',
    'goals',
    'partial',
    'few',
  ];
  const line = (point: Point): CsvValue[] => [
    point.from,
    point.visits,
    point.visitors,
    point.views,
    rounded(point.bounceRate, 4),
    rounded(point.span, 1),
    rounded(point.engaged, 1),
    point.goals,
    point.partial ? 'yes' : 'no',
    point.few ? 'yes' : 'no',
  ];
  return { name: fileName(slug, 'overview', range), content: csv(header, series.map(line)) };
}

function fileName(slug: string, what: string, range: { from: string; to: string }): string {
  return `${slug}-${what}-${range.from}-${range.to}.csv`;
}
