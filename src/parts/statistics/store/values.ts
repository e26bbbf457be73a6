import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

/** A name in the values of a dimension. */
export interface NameOf {
  readonly dimension: number;
  readonly value: string;
}

const valuesLock = sql.lit(1_802_727_101);

/** Until the end of the transaction no name is removed: what writes cells holds this from before it looks names up. */
export async function holdValues(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(${valuesLock})`.execute(trx);
}

/** The numbers of names, in their order; 0 for one that has none. */
export async function findValues(db: Reads, siteId: number, names: readonly NameOf[]): Promise<number[]> {
  const found = names.map(() => 0);
  if (names.length === 0) return found;
  const { rows } = await sql<{ place: number; id: number }>`SELECT n.place::int AS place, v.id FROM ${listed(names)}
    JOIN statistics.values v ON v.site_id = ${siteId} AND v.dimension = n.dimension AND v.value = n.value COLLATE "C"`.execute(
    db,
  );
  for (const { id, place } of rows) found[place - 1] = id;
  return found;
}

/** Gives numbers to names that have none. @returns the numbers of all, in their order */
export async function addValues(trx: Trx, siteId: number, names: readonly NameOf[]): Promise<number[]> {
  if (names.length === 0) return [];
  const [, found] = await Promise.all([
    sql`INSERT INTO statistics.values (site_id, dimension, value)
      SELECT ${siteId}::smallint, dimension, value FROM ${listed(names)} ON CONFLICT (site_id, dimension, value) DO NOTHING`.execute(
      trx,
    ),
    findValues(trx, siteId, names),
  ]);
  return found;
}

function listed(names: readonly NameOf[]): RawBuilder<unknown> {
  const dimensions = `{${names.map(({ dimension }) => dimension).join(',')}}`;
  const values = names.map(({ value }) => value);
  return sql`unnest(${dimensions}::smallint[], ${values}::text[]) WITH ORDINALITY AS n (dimension, value, place)`;
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
