import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { asRows } from '../../../platform/db/rows.ts';

type Reads = Database['read'];

export type CompanyRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'customer' | 'reseller';
  readonly country: string | null;
  readonly region: string | null;
  readonly created_at: Date;
  readonly merged: boolean;
};

const columns = sql.raw(
  'id, name, kind, trim(country) AS country, region, created_at, merged_into IS NOT NULL AS merged',
);

/** Under a tenant: only those shared with it. */
export async function readCompanies(db: Reads, ids: readonly string[]): Promise<CompanyRow[]> {
  const { rows } =
    await sql<CompanyRow>`${prepared}SELECT ${columns} FROM contacts.companies WHERE id = ANY(${[...ids]}::uuid[])`.execute(
      db,
    );
  return rows;
}

/** What a tenant has no grant on, for a company whose sight is proven already; run as base. */
export async function readCompanyRest(db: Reads, id: string) {
  const { rows } = await sql<{ industry: string | null; merged_into: string | null; merged_name: string | null }>`
    WITH RECURSIVE way AS (SELECT id, name, merged_into FROM contacts.companies
        WHERE id = (SELECT merged_into FROM contacts.companies WHERE id = ${id})
      UNION ALL SELECT n.id, n.name, n.merged_into FROM contacts.companies n JOIN way ON n.id = way.merged_into)
    SELECT c.industry, m.id AS merged_into, m.name AS merged_name
    FROM contacts.companies c LEFT JOIN way m ON m.merged_into IS NULL WHERE c.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function insertCompany(
  db: Reads,
  row: {
    readonly id: string;
    readonly name: string;
    readonly nameKey: string;
    readonly kind: 'customer' | 'reseller';
    readonly country: string | null;
    readonly region: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await sql`INSERT INTO contacts.companies (id, name, name_key, kind, country, region, created_at)
    VALUES (${row.id}, ${row.name}, ${row.nameKey}, ${row.kind}, ${row.country}, ${row.region}, ${row.at})`.execute(db);
}

export type ShareRow = {
  readonly id: string;
  readonly company_id: string;
  readonly tenant_company_id: string;
  readonly tenant_name: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly basis: string;
};

export async function insertShare(
  db: Reads,
  row: {
    readonly id: string;
    readonly companyId: string;
    readonly tenantCompanyId: string;
    readonly basis: string;
    readonly ledgerId: string | null;
    readonly at: Date;
  },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`WITH made AS (
      INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id)
      VALUES (${row.id}, ${row.companyId}, ${row.tenantCompanyId}, ${row.at}, ${row.basis}, ${row.ledgerId})
      ON CONFLICT (company_id, tenant_company_id) WHERE until IS NULL DO NOTHING RETURNING id)
    SELECT id FROM made UNION ALL SELECT id FROM contacts.shares
    WHERE company_id = ${row.companyId} AND tenant_company_id = ${row.tenantCompanyId} AND until IS NULL LIMIT 1`.execute(
    db,
  );
  return rows[0]?.id ?? row.id;
}

export async function endShare(
  db: Reads,
  input: { readonly companyId: string; readonly tenantCompanyId: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`UPDATE contacts.shares SET until = ${input.at}
    WHERE company_id = ${input.companyId} AND tenant_company_id = ${input.tenantCompanyId} AND until IS NULL RETURNING id`.execute(
    db,
  );
  return rows.length > 0;
}

export interface ShareOf {
  readonly companyId: string;
  readonly tenantCompanyId: string;
}

/** Many at once; one that is there stays as it is. */
export async function insertShares(
  trx: Reads,
  rows: readonly (ShareOf & { readonly id: string; readonly basis: string; readonly ledgerId: string })[],
  at: Date,
): Promise<void> {
  await sql`INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id)
    SELECT id, "companyId", "tenantCompanyId", ${at}::timestamptz, basis, "ledgerId" FROM json_to_recordset(${asRows(rows)})
      AS s (id uuid, "companyId" uuid, "tenantCompanyId" uuid, basis text, "ledgerId" uuid)
    ON CONFLICT (company_id, tenant_company_id) WHERE until IS NULL DO NOTHING`.execute(trx);
}

export async function endShares(trx: Reads, rows: readonly ShareOf[], at: Date): Promise<void> {
  await sql`UPDATE contacts.shares s SET until = ${at}::timestamptz
    FROM json_to_recordset(${asRows(rows)}) AS e ("companyId" uuid, "tenantCompanyId" uuid)
    WHERE s.company_id = e."companyId" AND s.tenant_company_id = e."tenantCompanyId" AND s.until IS NULL`.execute(trx);
}

export async function endSharesWith(db: Reads, tenantCompanyId: string, at: Date): Promise<number> {
  const { rows } = await sql`UPDATE contacts.shares SET until = ${at}
    WHERE tenant_company_id = ${tenantCompanyId} AND until IS NULL RETURNING id`.execute(db);
  return rows.length;
}

/** Which of these companies have a share in themselves now. */
export async function haveOwnShare(db: Reads, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`SELECT company_id AS id FROM contacts.shares
    WHERE company_id = ANY(${[...ids]}::uuid[]) AND tenant_company_id = company_id AND until IS NULL`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export type SeenRow = {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  readonly region: string | null;
};

/** Of these companies those that a tenant sees now, or also saw until `endedSince`; by name. */
export async function readSeen(
  db: Reads,
  sought: {
    readonly tenantCompanyId: string;
    readonly companyIds: readonly string[];
    readonly endedSince: Date | null;
  },
): Promise<SeenRow[]> {
  const { rows } =
    await sql<SeenRow>`SELECT c.id, c.name, trim(c.country) AS country, c.region FROM contacts.companies c
    WHERE c.id = ANY(${[...sought.companyIds]}::uuid[]) AND EXISTS (SELECT FROM contacts.shares s
      WHERE s.company_id = c.id AND s.tenant_company_id = ${sought.tenantCompanyId}
        AND (s.until IS NULL OR s.until >= ${sought.endedSince}::timestamptz))
    ORDER BY c.name_key, c.id`.execute(db);
  return rows;
}

/** All shares of a company with others than itself; `tenantCompanyId` narrows to one tenant's. */
export async function readShares(db: Reads, companyId: string, tenantCompanyId: string | null): Promise<ShareRow[]> {
  const { rows } =
    await sql<ShareRow>`SELECT s.id, s.company_id, s.tenant_company_id, t.name AS tenant_name, s.since, s.until, s.basis
    FROM contacts.shares s JOIN contacts.companies t ON t.id = s.tenant_company_id
    WHERE s.company_id = ${companyId} AND s.tenant_company_id <> s.company_id
      AND ${tenantCompanyId === null ? sql`true` : sql`s.tenant_company_id = ${tenantCompanyId}`}
    ORDER BY s.since DESC, s.id`.execute(db);
  return rows;
}

/** Ids of the people who belong to these companies now. */
export async function readPeopleOfCompanies(db: Reads, companyIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`SELECT DISTINCT person_id FROM contacts.company_people
    WHERE company_id = ANY(${[...companyIds]}::uuid[]) AND until IS NULL ORDER BY person_id LIMIT 500`.execute(db);
  return rows.map((row) => row.person_id);
}

export type MembershipRow = {
  readonly person_id: string;
  readonly company_id: string;
  readonly name: string;
  readonly since: Date;
  readonly until: Date | null;
};

/** The companies of people; under a tenant only the shared ones. */
export async function readMemberships(db: Reads, personIds: readonly string[]): Promise<MembershipRow[]> {
  const { rows } = await sql<MembershipRow>`SELECT cp.person_id, cp.company_id, c.name, cp.since, cp.until
    FROM contacts.company_people cp JOIN contacts.companies c ON c.id = cp.company_id
    WHERE cp.person_id = ANY(${[...personIds]}::uuid[]) ORDER BY cp.since, cp.company_id`.execute(db);
  return rows;
}

/** The resellers that a tenant sees: itself, and those that it supplies as their distributor. */
export async function readResellersSeen(db: Reads, tenantCompanyId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT c.id FROM contacts.shares s JOIN contacts.companies c ON c.id = s.company_id
    WHERE s.tenant_company_id = ${tenantCompanyId} AND s.until IS NULL AND s.basis IN ('its own company', 'supplied by the distributor')
      AND c.kind = 'reseller' ORDER BY c.name_key, c.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** The tenants that a company is shared with now, itself left out; the latest first. */
export async function readTenantsOf(db: Reads, companyId: string): Promise<string[]> {
  const { rows } = await sql<{ tenant_company_id: string }>`SELECT tenant_company_id FROM contacts.shares
    WHERE company_id = ${companyId} AND tenant_company_id <> company_id AND until IS NULL ORDER BY since DESC, id`.execute(
    db,
  );
  return rows.map((row) => row.tenant_company_id);
}
