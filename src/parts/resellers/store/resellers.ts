import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';

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

export interface TerritoryRow {
  id: string;
  reseller_company_id: string;
  country: string;
  region: string | null;
  created_at: Date;
}

/** Territories served now: of one reseller, of one country, or all. */
export async function readTerritories(
  db: Reads,
  of: { readonly resellerCompanyId?: string; readonly countries?: readonly string[] } = {},
): Promise<TerritoryRow[]> {
  const { rows } = await sql<TerritoryRow>`${prepared}SELECT id, reseller_company_id, country, region, created_at
    FROM resellers.territories WHERE ended_at IS NULL
      AND (${of.resellerCompanyId ?? null}::uuid IS NULL OR reseller_company_id = ${of.resellerCompanyId ?? null}::uuid)
      AND (${of.countries ? [...of.countries] : null}::text[] IS NULL OR country = ANY(${of.countries ? [...of.countries] : null}::text[]))
    ORDER BY country, region NULLS FIRST, id`.execute(db);
  return rows;
}

/** False where somebody serves it already. */
export async function insertTerritory(trx: Trx, row: TerritoryRow): Promise<boolean> {
  const { rows } = await sql`INSERT INTO resellers.territories (id, reseller_company_id, country, region, created_at)
    VALUES (${row.id}, ${row.reseller_company_id}, ${row.country}, ${row.region}, ${row.created_at})
    ON CONFLICT (country, lower(coalesce(region, ''))) WHERE ended_at IS NULL DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

export async function endTerritoriesOf(trx: Trx, resellerCompanyId: string, at: Date): Promise<number> {
  const { rows } = await sql`UPDATE resellers.territories SET ended_at = ${at}
    WHERE reseller_company_id = ${resellerCompanyId} AND ended_at IS NULL RETURNING id`.execute(trx);
  return rows.length;
}

export async function endTerritory(
  trx: Trx,
  input: { readonly resellerCompanyId: string; readonly territoryId: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`UPDATE resellers.territories SET ended_at = ${input.at}
    WHERE id = ${input.territoryId} AND reseller_company_id = ${input.resellerCompanyId} AND ended_at IS NULL
    RETURNING id`.execute(trx);
  return rows.length === 1;
}
