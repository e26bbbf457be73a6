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

const from = `FROM unnest($4::text[], $5::date[]) WITH ORDINALITY AS u (period, starts_on, place)
  JOIN statistics.cells c ON c.site_id = $1::smallint AND c.dimension = $2::smallint AND c.origin = $3::statistics.origin
    AND c.period = u.period::"char" AND c.starts_on = u.starts_on`;

function valuesOf({ siteId, origin, dimension, units }: CellsOf): unknown[] {
  return [siteId, dimension, origin, units.map((unit) => unit.period), units.map((unit) => unit.startsOn)];
}

/** The number of the last writing of each row that there is, by its place among the units. */
export async function readWritings(db: Database, of: CellsOf): Promise<Map<number, string>> {
  const text = `SELECT u.place::int AS place, c.writing::text AS writing ${from}`;
  const rows = await db.hot<{ place: number; writing: string }>('statistics-writings', text, valuesOf(of));
  return new Map(rows.map(({ place, writing }) => [place - 1, writing]));
}

export interface ReadRow extends CellRow {
  readonly place: number;
  readonly writing: string;
}

/** Whole rows, one a day, month or year. */
export async function readCells(db: Database, of: CellsOf): Promise<ReadRow[]> {
  if (of.units.length === 0) return [];
  const text = `SELECT u.place, c.writing, c.value_ids, c.second_ids, c.visits, c.views, c.bounces, c.seconds, c.amounts ${from}`;
  const rows = await unreadRows(db, { name: 'statistics-cells', text, values: valuesOf(of) });
  return rows.map(([place, writing, ids, seconds, visits, views, bounces, times, amounts]) => ({
    place: Number(place) - 1,
    writing: writing ?? '',
    ids: asInt32s(ids),
    secondIds: seconds ? asInt32s(seconds) : null,
    visits: asInt32s(visits),
    views: asInt32s(views),
    bounces: asInt32s(bounces),
    seconds: asNumbers(times),
    amounts: amounts ? asNumbers(amounts) : null,
  }));
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
