import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import type { Territory } from '../rules/territories.ts';

type Reads = Database['read'];

const columns =
  sql.raw(`id, reseller_company_id AS "resellerCompanyId", trim(country) AS country, region, postal_from AS "postalFrom",
  postal_to AS "postalTo", industry, account, account_key AS "accountKey", priority, from_on::text AS "fromOn", until_on::text AS "untilOn",
  created_at AS "createdAt"`);

/** Territories that were not ended: of one reseller, those that a place in these countries may lie in, or all. */
export async function readTerritories(
  db: Reads,
  of: { readonly resellerCompanyId?: string; readonly countries?: readonly string[] } = {},
): Promise<Territory[]> {
  const reseller = of.resellerCompanyId ?? null;
  const countries = of.countries ? [...of.countries] : null;
  const { rows } = await sql<Territory>`${prepared}SELECT ${columns} FROM resellers.territories WHERE ended_at IS NULL
      AND (${reseller}::uuid IS NULL OR reseller_company_id = ${reseller}::uuid)
      AND (${countries}::text[] IS NULL OR country IS NULL OR country = ANY(${countries}::text[]))
    ORDER BY country NULLS FIRST, region NULLS FIRST, postal_from NULLS FIRST, priority, created_at, id`.execute(db);
  return rows;
}

/** Until the end of the transaction nobody else adds a territory. */
export async function lockTerritories(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('resellers.territories', 0))`.execute(trx);
}

/** The reseller that serves exactly this, with the same priority, on a day of these already. */
export async function readSameTerritory(trx: Trx, row: Omit<Territory, 'id'>): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT reseller_company_id AS id FROM resellers.territories WHERE ended_at IS NULL
      AND country IS NOT DISTINCT FROM ${row.country} AND lower(region) IS NOT DISTINCT FROM lower(${row.region}::text)
      AND postal_from IS NOT DISTINCT FROM ${row.postalFrom} AND postal_to IS NOT DISTINCT FROM ${row.postalTo}
      AND lower(industry) IS NOT DISTINCT FROM lower(${row.industry}::text) AND account_key IS NOT DISTINCT FROM ${row.accountKey}
      AND priority = ${row.priority}
      AND daterange(from_on, until_on, '[]') && daterange(${row.fromOn}::date, ${row.untilOn}::date, '[]') LIMIT 1`.execute(
    trx,
  );
  return rows[0]?.id ?? null;
}

export async function insertTerritory(trx: Trx, row: Territory): Promise<void> {
  await sql`INSERT INTO resellers.territories (id, reseller_company_id, country, region, postal_from, postal_to, industry, account,
      account_key, priority, from_on, until_on, created_at)
    VALUES (${row.id}, ${row.resellerCompanyId}, ${row.country}, ${row.region}, ${row.postalFrom}, ${row.postalTo}, ${row.industry},
      ${row.account}, ${row.accountKey}, ${row.priority}, ${row.fromOn}::date, ${row.untilOn}::date, ${row.createdAt})`.execute(
    trx,
  );
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
