import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

/** A licensor that a notice names for a product, with the fields that it is told. */
export interface NamedLicensor {
  readonly licensorId: string;
  readonly productId: string;
  readonly fields: readonly string[];
}

/** Keeps whom a notice names. What is kept already stays. */
export async function insertNamed(trx: Trx, noticeId: string, named: readonly NamedLicensor[]): Promise<void> {
  if (named.length === 0) return;
  await sql`INSERT INTO licensing.notice_licensors (notice_id, licensor_id, product_id, fields)
    SELECT ${noticeId}::uuid, n."licensorId", n."productId", n.fields
    FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS n ("licensorId" uuid, "productId" uuid, fields text[])
    ON CONFLICT DO NOTHING`.execute(trx);
}

/** By notice, the fields that it says some licensor is told. */
export async function readReportedFields(db: Reads, noticeIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ notice_id: string; field: string }>`SELECT DISTINCT n.notice_id, f.field
    FROM licensing.notice_licensors n CROSS JOIN unnest(n.fields) AS f (field)
    WHERE n.notice_id = ANY(${[...noticeIds]}::uuid[])`.execute(db);
  return new Map(
    [...Map.groupBy(rows, (row) => row.notice_id)].map(([id, own]) => [id, new Set(own.map(({ field }) => field))]),
  );
}
