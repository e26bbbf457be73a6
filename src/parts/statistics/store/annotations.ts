import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import type { Annotation, Range } from '../wire/reports.ts';

type Db = Kysely<Record<never, never>>;

/** What happened at a site and explains its figures, in a range or at all times. */
export async function readAnnotations(
  db: Db,
  siteId: number,
  range: Pick<Range, 'from' | 'to'> | null,
): Promise<Annotation[]> {
  const { rows } = await sql<Annotation>`SELECT id, on_day::text AS on, kind, words AS text FROM statistics.annotations
    WHERE site_id = ${siteId} AND (${range?.from ?? null}::date IS NULL OR on_day BETWEEN ${range?.from ?? null}::date AND ${range?.to ?? null}::date)
    ORDER BY on_day DESC, created_at DESC, id LIMIT 1000`.execute(db);
  return rows;
}

export async function insertAnnotation(
  trx: Trx,
  row: Annotation & { readonly siteId: number; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO statistics.annotations (id, site_id, on_day, kind, words, created_by, created_at)
    VALUES (${row.id}, ${row.siteId}, ${row.on}, ${row.kind}, ${row.text}, ${row.by}, ${row.at})`.execute(trx);
}

/** @returns whether there was one */
export async function deleteAnnotation(trx: Trx, siteId: number, id: string): Promise<boolean> {
  const { rows } = await sql`DELETE FROM statistics.annotations WHERE site_id = ${siteId} AND id = ${id}
    RETURNING id`.execute(trx);
  return rows.length > 0;
}
