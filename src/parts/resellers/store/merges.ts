import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

export async function countLeads(trx: Trx, companyId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM resellers.leads
    WHERE company_id = ${companyId}`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Leads of the list, or all of the company, are about the other from now on; which they were. */
export async function moveLeads(
  trx: Trx,
  { from, into, only }: { readonly from: string; readonly into: string; readonly only: readonly string[] | null },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`UPDATE resellers.leads SET company_id = ${into}
    WHERE company_id = ${from} AND ${only === null ? sql`true` : sql`id = ANY(${[...only]}::uuid[])`} RETURNING id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

/** Ends an assignment; false where it had ended before. */
export async function endAssignment(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`UPDATE resellers.assignments SET until = ${at} WHERE id = ${id} AND until IS NULL
    RETURNING id`.execute(trx);
  return rows.length === 1;
}
