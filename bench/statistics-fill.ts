import type pg from 'pg';

/** Values a day of each dimension: the caps where a busy site reaches them, else what there is of it (devices, channels). */
const singles: readonly (readonly [dimension: number, day: number, month: number, year: number])[] = [
  [1, 300, 10_000, 2_000],
  [2, 100, 1_000, 500],
  [3, 100, 1_000, 500],
  [4, 100, 1_000, 500],
  [5, 12, 12, 12],
  [6, 100, 1_000, 500],
  [7, 250, 250, 250],
  [8, 22, 22, 22],
  [9, 100, 200, 200],
  [10, 40, 60, 60],
  [11, 25, 30, 30],
  [12, 4, 4, 4],
  [13, 6, 6, 6],
  [14, 20, 20, 20],
  [15, 100, 1_000, 500],
  [16, 100, 1_000, 500],
  [17, 100, 1_000, 500],
  [18, 100, 1_000, 500],
  [19, 60, 100, 100],
  [20, 168, 168, 168],
  [21, 8, 8, 8],
  [22, 2, 2, 2],
];
const pairs = [101, 102, 103, 104, 105, 106, 107, 108].map((pair) => [pair, 300, 1_000, 500] as const);

export interface Filled {
  readonly slug: string;
  readonly siteId: number;
  /** Distinct values of each dimension of its own. */
  readonly paths: number;
}

/**
 * A site with `years` years of figures of `hits` page views in all, written straight into the aggregates as the counting
 * writes them: a row a dimension and day, month and year, by visits, capped. Today is the only day that is open.
 */
export async function fillStatistics(
  client: pg.Client,
  site: { readonly slug: string; readonly hits: number; readonly years: number; readonly paths: number },
): Promise<Filled> {
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO statistics.sites (slug, name, hosts, time_zone, settings, created_at)
     VALUES ($1, $1, ARRAY[$1 || '.example'], 'UTC', $2, now()) RETURNING id`,
    [
      site.slug,
      JSON.stringify({
        goals: [],
        funnels: [
          {
            name: 'Buy',
            steps: [
              { kind: 'page', match: '/1' },
              { kind: 'page', match: '/2' },
            ],
          },
        ],
      }),
    ],
  );
  const siteId = rows[0]?.id ?? 0;
  const perDay = site.hits / (site.years * 365.25);
  await fillValues(client, siteId, site.paths);
  await fillDays(client, { siteId, years: site.years, perDay });
  for (const [period, column] of [
    ['d', 1],
    ['m', 2],
    ['y', 3],
  ] as const)
    for (const row of [...singles, ...pairs])
      await fillCells(client, { siteId, years: site.years, perDay, period, dimension: row[0], values: row[column] });
  return { slug: site.slug, siteId, paths: site.paths };
}

async function fillValues(client: pg.Client, siteId: number, paths: number): Promise<void> {
  await client.query(
    `INSERT INTO statistics.values (site_id, dimension, value)
     SELECT $1, 1, '/section-' || i % 40 || '/a-page-with-a-name-of-common-length-' || i FROM generate_series(1, $2::int) i`,
    [siteId, paths],
  );
  for (const [dimension, , month] of singles.filter(([of]) => of > 3))
    await client.query(
      `INSERT INTO statistics.values (site_id, dimension, value)
       SELECT $1, $2::int, CASE WHEN $2::int = 7 AND i = 1 THEN 'DE' ELSE 'value-' || $2::int || '-' || i END FROM generate_series(1, 2 * $3::int) i`,
      [siteId, dimension, month],
    );
}

async function fillDays(client: pg.Client, of: { siteId: number; years: number; perDay: number }): Promise<void> {
  await client.query(
    `INSERT INTO statistics.days (site_id, origin, day, visits, visitors, views, bounces, one_page, span_seconds, span_seconds_many,
       engaged_seconds, engaged_seconds_many, engaged_visits, engaged_visits_many, span_steps, engaged_steps, goals, bot_hits, closed)
     SELECT $1, 'live', day, v, v * 0.9, v * 3, v * 0.4, v * 0.4, v * 120, v * 120, v * 70, v * 60, v, v * 0.6,
       ARRAY(SELECT (v / 11)::int FROM generate_series(1, 11)), ARRAY(SELECT (v / 11)::int FROM generate_series(1, 11)), v / 50, v, day < current_date
     FROM (SELECT day::date, ($3::float8 / 3 * (0.7 + 0.6 * random()))::int AS v
       FROM generate_series(current_date - ($2::int * interval '1 year'), current_date, '1 day') day) days`,
    [of.siteId, of.years, of.perDay],
  );
}

interface Row {
  readonly siteId: number;
  readonly years: number;
  readonly perDay: number;
  readonly period: 'd' | 'm' | 'y';
  readonly dimension: number;
  readonly values: number;
}

const unit = { d: '1 day', m: '1 month', y: '1 year' };
const name = { d: 'day', m: 'month', y: 'year' };
const days = { d: 1, m: 30, y: 365 };
const sides: Readonly<Record<number, readonly [number, number]>> = {
  101: [1, 4],
  102: [1, 7],
  103: [1, 12],
  104: [4, 14],
  105: [6, 14],
  106: [1, 4],
  107: [7, 14],
  108: [1, 6],
};

/** The head of a row is the same every day, its tail changes; visits fall as by rank (Zipf), with noise. */
async function fillCells(client: pg.Client, row: Row): Promise<void> {
  const [first, second] = sides[row.dimension] ?? [row.dimension <= 3 ? 1 : row.dimension, null];
  await client.query(
    `WITH names AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS n FROM statistics.values WHERE site_id = $1::int AND dimension = $2::int),
       others AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS n FROM statistics.values WHERE site_id = $1::int AND dimension = $3::int)
     INSERT INTO statistics.cells (site_id, origin, dimension, period, starts_on, value_ids, second_ids, visits, views, bounces, seconds, amounts)
     SELECT $1::int, 'live', $4::int, $5::"char", starts::date, c.ids, CASE WHEN $3::int IS NOT NULL THEN c.seconds END, c.visits, c.views, c.bounces, c.times,
       CASE WHEN $4::int IN (14, 104, 105, 107) THEN c.times END
     FROM generate_series(date_trunc($6::text, current_date - ($7::int * interval '1 year')), date_trunc($6::text, current_date), $8::interval) starts,
       names, others, LATERAL (
         SELECT array_agg(names.ids[CASE WHEN i <= $9::int * 0.7 THEN (i - 1) % names.n + 1
                  ELSE ((i * 7919 + extract(doy FROM starts)::int * 104729) % names.n) + 1 END]) AS ids,
           array_agg(others.ids[(i * 31) % others.n + 1]) AS seconds,
           array_agg(v) AS visits, array_agg((v * (1 + random()))::int) AS views,
           array_agg((v * random() * 0.6)::int) AS bounces, array_agg((v * (20 + 200 * random()))::bigint) AS times
         FROM (SELECT i, greatest(1, ($10::float8 / ln($9::int + 1) / i * (0.8 + 0.4 * random())))::int AS v FROM generate_series(1, $9::int) i) ranked) c`,
    [
      row.siteId,
      first,
      second,
      row.dimension,
      row.period,
      name[row.period],
      row.years,
      unit[row.period],
      row.values,
      (row.perDay / 3) * days[row.period],
    ],
  );
}

/** Bytes on disk of what belongs to a site, a year of it: rows of cells and days with their indexes, and the names. */
export async function bytesPerYear(client: pg.Client, years: number): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT pg_total_relation_size('statistics.cells') + pg_total_relation_size('statistics.days')
       + pg_total_relation_size('statistics.values') AS bytes`,
  );
  const sites = await client.query<{ n: number }>('SELECT count(DISTINCT site_id)::int AS n FROM statistics.days');
  return Number(rows[0]?.bytes) / years / (sites.rows[0]?.n ?? 1);
}
