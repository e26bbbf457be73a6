import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Origin } from '../wire/reports.ts';

/** A log that was counted, as far as it was. Times in seconds since 1970. */
export interface Imported {
  readonly id: number;
  readonly server: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly bytes: number;
  readonly lines: number;
}

export async function selectImports(db: Database['read'], siteId: number): Promise<Imported[]> {
  const { rows } = await sql<Imported>`SELECT id, server, extract(epoch FROM first_at)::float8 AS "firstAt",
      extract(epoch FROM last_at)::float8 AS "lastAt", bytes::float8 AS bytes, lines::float8 AS lines
    FROM statistics.imports WHERE site_id = ${siteId} ORDER BY first_at, bytes DESC`.execute(db);
  return rows;
}

export interface NewImport extends Omit<Imported, 'id'> {
  /** The one that has grown; null for a log that was not known. */
  readonly grewFrom: number | null;
}

/** Notes how far logs are counted: in the transaction that writes their figures. @returns their numbers */
export async function writeImports(
  trx: Trx,
  of: { readonly siteId: number; readonly origin: Origin; readonly at: Date },
  imports: readonly NewImport[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const { grewFrom, server, firstAt, lastAt, bytes, lines } of imports) {
    const statement =
      grewFrom === null
        ? sql<{
            id: number;
          }>`INSERT INTO statistics.imports (site_id, origin, server, first_at, last_at, bytes, lines, imported_at)
            VALUES (${of.siteId}, ${of.origin}, ${server}, to_timestamp(${firstAt}), to_timestamp(${lastAt}), ${bytes}, ${lines}, ${of.at})
            RETURNING id`
        : sql<{
            id: number;
          }>`UPDATE statistics.imports SET last_at = to_timestamp(${lastAt}), bytes = ${bytes}, lines = ${lines},
            imported_at = ${of.at} WHERE id = ${grewFrom} RETURNING id`;
    const { rows } = await statement.execute(trx);
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

/** One import of a site at a time; it ends with the connection, however that ends. Null where another one runs. */
export async function lockImports(db: Database, siteId: number): Promise<(() => Promise<void>) | null> {
  const client = await db.pool.connect();
  const { rows } = await client.query<{ locked: boolean }>(
    `SELECT pg_try_advisory_lock(hashtext('statistics.imports'), $1) AS locked`,
    [siteId],
  );
  if (rows[0]?.locked !== true) {
    client.release();
    return null;
  }
  return async () => {
    await client
      .query(`SELECT pg_advisory_unlock(hashtext('statistics.imports'), $1)`, [siteId])
      .catch(() => undefined);
    // Whatever became of the lock, it does not outlive the connection.
    client.release(true);
  };
}

/** Days of which a dimension (null: the whole day) was taken over from another program. */
export async function takenOver(
  trx: Trx,
  of: { readonly siteId: number; readonly origin: Origin; readonly dimension: number | null },
): Promise<Set<string>> {
  const { rows } =
    of.dimension === null
      ? await sql<{ day: string }>`SELECT day::text AS day FROM statistics.days
          WHERE site_id = ${of.siteId} AND origin = ${of.origin} AND (visits > 0 OR views > 0 OR visitors > 0)`.execute(
          trx,
        )
      : await sql<{ day: string }>`SELECT starts_on::text AS day FROM statistics.cells
          WHERE site_id = ${of.siteId} AND origin = ${of.origin} AND dimension = ${of.dimension} AND period = 'd'`.execute(
          trx,
        );
  return new Set(rows.map(({ day }) => day));
}
