import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export interface ResellerRow {
  company_id: string;
  recipient_id: string;
  created_at: Date;
}

/** All resellers, or one. They are hundreds, not millions. */
export async function readResellers(db: Reads, companyId: string | null = null): Promise<ResellerRow[]> {
  const { rows } = await sql<ResellerRow>`SELECT company_id, recipient_id, created_at FROM resellers.resellers
    WHERE ${companyId}::uuid IS NULL OR company_id = ${companyId}::uuid ORDER BY created_at, company_id`.execute(db);
  return rows;
}

export async function insertReseller(trx: Trx, row: ResellerRow): Promise<void> {
  await sql`INSERT INTO resellers.resellers (company_id, recipient_id, created_at)
    VALUES (${row.company_id}, ${row.recipient_id}, ${row.created_at})`.execute(trx);
}
