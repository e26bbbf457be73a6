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

/** At most so many rows in one statement. */
const rowsAtOnce = 200;

/** Writes the rows of days as they are in memory. */
export async function writeDays(trx: Trx, rows: readonly DayRow[]): Promise<void> {
  const names = sql.join(dayColumns.map((name) => sql.ref(name)));
  const sets = sql.join(dayColumns.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`));
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const values = sql.join(
      rows.slice(from, from + rowsAtOnce).map((row) => {
        const each = sql.join(dayColumns.map((name) => sql`${row[name]}`));
        return sql`(${row.site_id}, ${row.origin}, ${row.day}, ${each})`;
      }),
    );
    await sql`INSERT INTO statistics.days (site_id, origin, day, ${names}) VALUES ${values}
      ON CONFLICT (site_id, origin, day) DO UPDATE SET ${sets}`.execute(trx);
  }
}

const daySelect = sql.join([
  sql`site_id, origin, day::text AS day`,
  ...dayColumns.map((name) => (wide.has(name) ? sql`${sql.ref(name)}::float8 AS ${sql.ref(name)}` : sql.ref(name))),
]);

/** The rows of days that there are; locked until the end of the transaction. */
export async function lockDays(trx: Trx, { origin, siteId }: Source, days: readonly string[]): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`SELECT ${daySelect} FROM statistics.days
    WHERE site_id = ${siteId} AND origin = ${origin} AND day = ANY (${days}::date[]) ORDER BY day FOR UPDATE`.execute(
    trx,
  );
  return rows;
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
  return sql`(${row.site_id}, ${row.origin}, ${row.dimension}, ${row.period}, ${row.starts_on}, ${list(row.value_ids)}::int[],
    ${list(row.second_ids)}::int[], ${list(row.visits)}::int[], ${list(row.views)}::int[], ${list(row.bounces)}::int[],
    ${list(row.seconds)}::bigint[], ${list(row.amounts)}::bigint[])`;
}

/** As PostgreSQL reads it: the driver would make a text of each number, and look for quotes in it. */
function list(numbers: readonly number[] | null): string | null {
  return numbers && `{${numbers.join(',')}}`;
}

const cellsSelect = sql`c.site_id, c.origin, c.dimension, c.period, c.starts_on::text AS starts_on, c.value_ids, c.second_ids, c.visits,
  c.views, c.bounces, c.seconds::float8[] AS seconds, c.amounts::float8[] AS amounts`;

/** All rows of cells of a day. */
export async function readCellsOfDay(db: Reads, { origin, siteId }: Source, day: string): Promise<CellsRow[]> {
  const { rows } = await sql<CellsRow>`SELECT ${cellsSelect} FROM statistics.cells c
    WHERE c.site_id = ${siteId} AND c.origin = ${origin} AND c.period = 'd' AND c.starts_on = ${day} ORDER BY c.dimension`.execute(
    db,
  );
  return rows;
}

/** Rows of cells of days, months or years, each in some dimensions. */
export async function readCellsOf(
  db: Reads,
  { origin, siteId }: Source,
  of: readonly { readonly period: Period; readonly startsOn: string; readonly dimensions: readonly number[] }[],
): Promise<CellsRow[]> {
  if (of.length === 0) return [];
  const periods = of.flatMap(({ dimensions, period }) => dimensions.map(() => period));
  const starts = of.flatMap(({ dimensions, startsOn }) => dimensions.map(() => startsOn));
  const sought = of.flatMap(({ dimensions }) => dimensions);
  const { rows } = await sql<CellsRow>`SELECT ${cellsSelect}
    FROM unnest(${periods}::text[], ${starts}::date[], ${sought}::smallint[]) AS sought (period, starts_on, dimension)
    JOIN statistics.cells c ON c.site_id = ${siteId}::smallint AND c.dimension = sought.dimension
      AND c.origin = ${origin}::statistics.origin AND c.period = sought.period::"char" AND c.starts_on = sought.starts_on`.execute(
    db,
  );
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
