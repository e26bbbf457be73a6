import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

/** A name in the values of a dimension. */
export interface NameOf {
  readonly dimension: number;
  readonly value: string;
}

/** One spelling for look-ups in memory. */
export const nameKey = ({ dimension, value }: NameOf): string => `${dimension} ${value}`;

const valuesLock = sql.lit(1_802_727_101);

/** Until the end of the transaction no name is removed: what writes cells holds this from before it looks names up. */
export async function holdValues(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(${valuesLock})`.execute(trx);
}

/** The numbers of names that have one, by `nameKey`. */
export async function findValues(db: Reads, siteId: number, names: readonly NameOf[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  const dimensions = names.map(({ dimension }) => dimension);
  const values = names.map(({ value }) => value);
  const { rows } = await sql<NameOf & { id: number }>`SELECT v.id, v.dimension, v.value
    FROM unnest(${dimensions}::smallint[], ${values}::text[]) AS sought (dimension, value)
    JOIN statistics.values v ON v.site_id = ${siteId} AND v.dimension = sought.dimension AND v.value = sought.value COLLATE "C"`.execute(
    db,
  );
  return new Map(rows.map((row) => [nameKey(row), row.id]));
}

/** Gives numbers to names that have none. */
export async function addValues(trx: Trx, siteId: number, names: readonly NameOf[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  const dimensions = names.map(({ dimension }) => dimension);
  const values = names.map(({ value }) => value);
  await sql`INSERT INTO statistics.values (site_id, dimension, value)
    SELECT ${siteId}::smallint, dimension, value FROM unnest(${dimensions}::smallint[], ${values}::text[]) AS n (dimension, value)
    ON CONFLICT (site_id, dimension, value) DO NOTHING`.execute(trx);
  return findValues(trx, siteId, names);
}

/** The names of numbers. */
export async function readNames(db: Reads, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; value: string }>`SELECT id, value FROM statistics.values
    WHERE id = ANY (${[...new Set(ids)]}::int[])`.execute(db);
  return new Map(rows.map(({ id, value }) => [id, value]));
}

/** Removes names to which no row of cells refers any more. @returns how many */
export async function removeUnusedValues(trx: Trx): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(${valuesLock})`.execute(trx);
  const { rows } = await sql`DELETE FROM statistics.values v WHERE NOT EXISTS (
      SELECT FROM (SELECT unnest(value_ids) AS id FROM statistics.cells
        UNION SELECT unnest(second_ids) FROM statistics.cells) used WHERE used.id = v.id)
    RETURNING id`.execute(trx);
  return rows.length;
}
