import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { asInt32s, asNumbers, unreadRows } from '../../../platform/db/number-lists.ts';
import type { Unit } from '../rules/range.ts';
import type { CellRow } from '../rules/sum-cells.ts';
import type { Origin } from '../wire/reports.ts';

type Db = Kysely<Record<never, never>>;

/** Which rows of statistics.cells. */
export interface CellsOf {
  readonly siteId: number;
  readonly origin: Origin;
  readonly dimension: number;
  readonly units: readonly Unit[];
}

const cellsText = `SELECT c.value_ids, c.second_ids, c.visits, c.views, c.bounces, c.seconds, c.amounts
  FROM unnest($4::text[], $5::date[]) AS u (period, starts_on)
  JOIN statistics.cells c ON c.site_id = $1::smallint AND c.dimension = $2::smallint AND c.origin = $3::statistics.origin
    AND c.period = u.period::"char" AND c.starts_on = u.starts_on`;

/** Whole rows, one a day, month or year. */
export async function readCells(db: Database, { siteId, origin, dimension, units }: CellsOf): Promise<CellRow[]> {
  if (units.length === 0) return [];
  const values = [siteId, dimension, origin, units.map((unit) => unit.period), units.map((unit) => unit.startsOn)];
  const rows = await unreadRows(db, { name: 'statistics-cells', text: cellsText, values });
  return rows.map(([ids, seconds, visits, views, bounces, times, amounts]) => ({
    ids: asInt32s(ids),
    secondIds: seconds ? asInt32s(seconds) : null,
    visits: asInt32s(visits),
    views: asInt32s(views),
    bounces: asInt32s(bounces),
    seconds: asNumbers(times),
    amounts: amounts ? asNumbers(amounts) : null,
  }));
}

/** What was counted of one value in one row. */
export interface ValueCell {
  readonly period: Unit['period'];
  readonly startsOn: string;
  readonly visits: number;
  readonly views: number;
  readonly bounces: number;
  readonly seconds: number;
  readonly amount: number;
}

/** The cells of one value (under any of its ids), a row a day, month or year in which it has one. */
export async function readValueCells(
  db: Db,
  { siteId, origin, dimension, units, ids }: CellsOf & { readonly ids: readonly number[] },
): Promise<ValueCell[]> {
  if (units.length === 0 || ids.length === 0) return [];
  const { rows } = await sql<ValueCell>`SELECT u.period, u.starts_on::text AS "startsOn", c.visits[at.i] AS visits,
      c.views[at.i] AS views, c.bounces[at.i] AS bounces, c.seconds[at.i]::float8 AS seconds,
      coalesce(c.amounts[at.i], 0)::float8 AS amount
    FROM unnest(${units.map((unit) => unit.period)}::text[], ${units.map((unit) => unit.startsOn)}::date[]) AS u (period, starts_on)
    JOIN statistics.cells c ON c.site_id = ${siteId}::smallint AND c.dimension = ${dimension}::smallint
      AND c.origin = ${origin}::statistics.origin AND c.period = u.period::"char" AND c.starts_on = u.starts_on
    CROSS JOIN unnest(${ids}::int[]) AS wanted (id)
    CROSS JOIN LATERAL (SELECT array_position(c.value_ids, wanted.id) AS i) at
    WHERE at.i IS NOT NULL`.execute(db);
  return rows;
}

/** The names of values. */
export async function readValues(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const text = 'SELECT id, value FROM statistics.values WHERE id = ANY ($1::int[])';
  const rows = await unreadRows(db, { name: 'statistics-values', text, values: [ids] });
  return new Map(rows.map(([id, value]) => [Number(id), value ?? '']));
}

/** The ids of a name in the dimensions named: usually one. */
export async function findValue(
  db: Db,
  sought: { readonly siteId: number; readonly dimensions: readonly number[]; readonly value: string },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`SELECT id FROM statistics.values
    WHERE site_id = ${sought.siteId} AND dimension = ANY (${sought.dimensions}::smallint[])
      AND value = ${sought.value}`.execute(db);
  return rows.map(({ id }) => id);
}

/** The ids of all names in the dimensions named that contain this, whatever the case. */
export async function searchValues(
  db: Db,
  sought: { readonly siteId: number; readonly dimensions: readonly number[]; readonly q: string },
): Promise<Set<number>> {
  const pattern = `%${sought.q.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<{ id: number }>`SELECT id FROM statistics.values
    WHERE site_id = ${sought.siteId} AND dimension = ANY (${sought.dimensions}::smallint[])
      AND value ILIKE ${pattern}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
