import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { type CellsRow, countedFigures, type DayRow, type Origin, type Period } from '../tables.ts';

type Reads = Database['read'];

/** Whose figures. */
export interface Source {
  readonly siteId: number;
  readonly origin: Origin;
}

const dayColumns = [
  ...countedFigures,
  'visitors_exact',
  'span_steps',
  'engaged_steps',
  'closed',
] as const satisfies readonly (keyof DayRow)[];

const wide: ReadonlySet<string> = new Set([
  'span_seconds',
  'span_seconds_many',
  'engaged_seconds',
  'engaged_seconds_many',
]);

/** Writes the row of a day as it is in memory. */
export async function writeDay(trx: Trx, row: DayRow): Promise<void> {
  const names = sql.join(dayColumns.map((name) => sql.ref(name)));
  const values = sql.join(dayColumns.map((name) => sql`${row[name]}`));
  const sets = sql.join(dayColumns.map((name) => sql`${sql.ref(name)} = ${row[name]}`));
  await sql`INSERT INTO statistics.days (site_id, origin, day, ${names})
    VALUES (${row.site_id}, ${row.origin}, ${row.day}, ${values})
    ON CONFLICT (site_id, origin, day) DO UPDATE SET ${sets}`.execute(trx);
}

const daySelect = sql.join([
  sql`site_id, origin, day::text AS day`,
  ...dayColumns.map((name) => (wide.has(name) ? sql`${sql.ref(name)}::float8 AS ${sql.ref(name)}` : sql.ref(name))),
]);

/** The row of one day; locked until the end of the transaction. */
export async function lockDay(trx: Trx, { origin, siteId }: Source, day: string): Promise<DayRow | null> {
  const { rows } = await sql<DayRow>`SELECT ${daySelect} FROM statistics.days
    WHERE site_id = ${siteId} AND origin = ${origin} AND day = ${day} FOR UPDATE`.execute(trx);
  return rows[0] ?? null;
}

/** Days counted live that are not closed, the oldest first; of all sites or of one. */
export async function readOpenDays(db: Reads): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`SELECT ${daySelect} FROM statistics.days
    WHERE origin = 'live' AND NOT closed ORDER BY day, site_id`.execute(db);
  return rows;
}

/** Sites and their days counted live that are closed and not older than this. */
export async function readClosedSince(db: Reads, day: string): Promise<{ siteId: number; day: string }[]> {
  const { rows } = await sql<{ siteId: number; day: string }>`SELECT site_id AS "siteId", day::text AS day
    FROM statistics.days WHERE origin = 'live' AND closed AND day >= ${day}`.execute(db);
  return rows;
}

/** At most so many rows in one statement. */
const rowsAtOnce = 200;

/** Writes whole rows of cells. */
export async function writeCells(trx: Trx, rows: readonly CellsRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const values = sql.join(rows.slice(from, from + rowsAtOnce).map(cellsValues));
    await sql`INSERT INTO statistics.cells (site_id, origin, dimension, period, starts_on, value_ids, second_ids, visits, views,
        bounces, seconds, amounts) VALUES ${values}
      ON CONFLICT (site_id, dimension, origin, period, starts_on) DO UPDATE SET value_ids = excluded.value_ids,
        second_ids = excluded.second_ids, visits = excluded.visits, views = excluded.views, bounces = excluded.bounces,
        seconds = excluded.seconds, amounts = excluded.amounts`.execute(trx);
  }
}

function cellsValues(row: CellsRow): RawBuilder<unknown> {
  return sql`(${row.site_id}, ${row.origin}, ${row.dimension}, ${row.period}, ${row.starts_on}, ${row.value_ids}::int[],
    ${row.second_ids}::int[], ${row.visits}::int[], ${row.views}::int[], ${row.bounces}::int[], ${row.seconds}::bigint[],
    ${row.amounts}::bigint[])`;
}

/** All rows of cells of a day, month or year. */
export async function readCellsOf(
  db: Reads,
  { origin, period, siteId, startsOn }: Source & { readonly period: Period; readonly startsOn: string },
): Promise<CellsRow[]> {
  const { rows } =
    await sql<CellsRow>`SELECT site_id, origin, dimension, period, starts_on::text AS starts_on, value_ids,
      second_ids, visits, views, bounces, seconds::float8[] AS seconds, amounts::float8[] AS amounts
    FROM statistics.cells WHERE site_id = ${siteId} AND origin = ${origin} AND period = ${period} AND starts_on = ${startsOn}
    ORDER BY dimension`.execute(db);
  return rows;
}

/** Removes what is older than a site keeps. @returns how many rows of days and cells */
export async function removeBefore(trx: Trx, siteId: number, day: string): Promise<number> {
  const days = await sql`DELETE FROM statistics.days WHERE site_id = ${siteId} AND day < ${day} RETURNING 1`.execute(
    trx,
  );
  const cells = await sql`DELETE FROM statistics.cells WHERE site_id = ${siteId} AND (
      (period = 'd' AND starts_on < ${day})
      OR (period = 'm' AND starts_on + interval '1 month' <= ${day}::date)
      OR (period = 'y' AND starts_on + interval '1 year' <= ${day}::date)) RETURNING 1`.execute(trx);
  return days.rows.length + cells.rows.length;
}
