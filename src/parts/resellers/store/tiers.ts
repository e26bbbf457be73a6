import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export interface TierRow {
  reseller_company_id: string;
  distributor_company_id: string;
}

/** Who is supplied by whom now: those in which one of these resellers stands, or all. */
export async function readTiers(db: Reads, companyIds: readonly string[] | null = null): Promise<TierRow[]> {
  const ids = companyIds && [...companyIds];
  const { rows } =
    await sql<TierRow>`SELECT reseller_company_id, distributor_company_id FROM resellers.tiers WHERE until IS NULL
    AND (${ids}::uuid[] IS NULL OR reseller_company_id = ANY(${ids}::uuid[]) OR distributor_company_id = ANY(${ids}::uuid[]))`.execute(
      db,
    );
  return rows;
}

/** Until the end of the transaction nobody else changes who is supplied by whom. */
export async function lockTiers(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('resellers.tiers', 0))`.execute(trx);
}

/** Ends what holds now, and begins the next; null: supplied by the vendor itself. */
export async function replaceTier(
  trx: Trx,
  next: { readonly id: string; readonly resellerId: string; readonly distributorId: string | null; readonly at: Date },
): Promise<void> {
  await sql`UPDATE resellers.tiers SET until = ${next.at} WHERE reseller_company_id = ${next.resellerId} AND until IS NULL`.execute(
    trx,
  );
  if (next.distributorId === null) return;
  await sql`INSERT INTO resellers.tiers (id, reseller_company_id, distributor_company_id, since)
    VALUES (${next.id}, ${next.resellerId}, ${next.distributorId}, ${next.at})`.execute(trx);
}
