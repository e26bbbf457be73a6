import type pg from 'pg';
import type { Cells, DayTruth, Truth } from './statistics-truth.ts';

/** Numbers of dimensions as they are stored, and the period whose cap holds all values of the made-up log. */
const compared = [
  ['page', 1, 'm'],
  ['referrer', 4, 'd'],
  ['download', 15, 'd'],
  ['notFound', 18, 'd'],
  ['bot', 19, 'd'],
  ['hour', 20, 'd'],
] as const;

/** What is stored of a site, beside what is true of its log: a line for each figure that differs. */
export async function differences(client: pg.Client, slug: string, truth: Truth): Promise<string[]> {
  const found: string[] = [];
  const { rows: days } = await client.query<DayTruth & { day: string }>(
    `SELECT d.day::text AS day, visits, visitors, views, bounces, one_page, span_seconds::int, bot_hits
     FROM statistics.days d JOIN statistics.sites s ON s.id = d.site_id WHERE s.slug = $1 AND d.origin = 'log'`,
    [slug],
  );
  for (const day of new Set([...days.map((row) => row.day), ...Object.keys(truth.days)])) {
    const stored = days.find((row) => row.day === day);
    for (const [name, value] of Object.entries(truth.days[day] ?? {}))
      if (stored?.[name as keyof DayTruth] !== value)
        found.push(`${day} ${name}: ${stored?.[name as keyof DayTruth]}, not ${value}`);
    if (truth.days[day] === undefined) found.push(`${day} is no day of the log`);
  }
  for (const [name, dimension, period] of compared) {
    const { rows } = await client.query<{ value: string; visits: number; views: number }>(
      `SELECT coalesce(v.value, '(other)') AS value, sum(x.visits)::int AS visits, sum(x.views)::int AS views
       FROM statistics.cells c JOIN statistics.sites s ON s.id = c.site_id
       CROSS JOIN LATERAL unnest(c.value_ids, c.visits, c.views) AS x (value_id, visits, views)
       LEFT JOIN statistics.values v ON v.id = x.value_id
       WHERE s.slug = $1 AND c.origin = 'log' AND c.dimension = $2 AND c.period = $3 GROUP BY 1`,
      [slug, dimension, period],
    );
    found.push(...cellDifferences(name, truth[name], rows));
  }
  return found;
}

function cellDifferences(
  name: string,
  truth: Cells,
  rows: readonly { value: string; visits: number; views: number }[],
): string[] {
  const stored = new Map(rows.map((row) => [row.value, row]));
  const values = new Set([...Object.keys(truth), ...stored.keys()]);
  return [...values].flatMap((value) => {
    const [is, should] = [stored.get(value), truth[value]];
    const same = is?.visits === should?.visits && is?.views === should?.views;
    return same ? [] : [`${name} ${value}: ${is?.visits}/${is?.views}, not ${should?.visits}/${should?.views}`];
  });
}
