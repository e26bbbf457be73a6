import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export type DomainRow = {
  readonly id: string;
  readonly company_id: string;
  readonly domain: string;
  readonly verified_at: Date;
  readonly ended_at: Date | null;
};

const columns = sql.raw('id, company_id, domain, verified_at, ended_at');

/** The mail domains of a company, those that hold first. */
export async function readDomains(db: Reads, companyId: string): Promise<DomainRow[]> {
  const { rows } = await sql<DomainRow>`SELECT ${columns} FROM contacts.domains
    WHERE company_id = ${companyId} ORDER BY ended_at DESC NULLS FIRST, verified_at DESC, id LIMIT 100`.execute(db);
  return rows;
}

/** Whose mailboxes lie in this domain now. */
export async function readDomain(db: Reads, domain: string): Promise<DomainRow | null> {
  const { rows } = await sql<DomainRow>`SELECT ${columns} FROM contacts.domains
    WHERE domain = ${domain} AND ended_at IS NULL`.execute(db);
  return rows[0] ?? null;
}

/** False where the domain belongs to a company already. */
export async function insertDomain(
  trx: Trx,
  row: Pick<DomainRow, 'id' | 'company_id' | 'domain' | 'verified_at'> & { readonly evidence: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`INSERT INTO contacts.domains (id, company_id, domain, evidence, verified_at)
    VALUES (${row.id}, ${row.company_id}, ${row.domain}, ${row.evidence}, ${row.verified_at})
    ON CONFLICT (domain) WHERE ended_at IS NULL DO NOTHING`.execute(trx);
  return numAffectedRows === 1n;
}

/** False where it had ended before, or was another company's. */
export async function endDomain(
  trx: Trx,
  input: { readonly id: string; readonly companyId: string; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE contacts.domains SET ended_at = ${input.at}
    WHERE id = ${input.id} AND company_id = ${input.companyId} AND ended_at IS NULL`.execute(trx);
  return numAffectedRows === 1n;
}
