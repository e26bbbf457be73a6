import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

/** The name of a company, held until the end of the transaction; null where there is no such company. */
export async function holdName(trx: Trx, companyId: string): Promise<{ name: string; name_key: string } | null> {
  const { rows } = await sql<{ name: string; name_key: string }>`SELECT name, name_key FROM contacts.companies
    WHERE id = ${companyId} FOR UPDATE`.execute(trx);
  return rows[0] ?? null;
}

export interface FormerName {
  readonly id: string;
  readonly companyId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly until: Date;
  readonly actorId: string | null;
  readonly evidence: string;
}

/** The company is called otherwise from now on; what it was called is kept. */
export async function writeName(
  trx: Trx,
  next: { readonly name: string; readonly nameKey: string },
  former: FormerName,
): Promise<void> {
  await sql`UPDATE contacts.companies SET name = ${next.name}, name_key = ${next.nameKey} WHERE id = ${former.companyId}`.execute(
    trx,
  );
  await sql`INSERT INTO contacts.former_names (id, company_id, name, name_key, until, actor_id, evidence)
    VALUES (${former.id}, ${former.companyId}, ${former.name}, ${former.nameKey}, ${former.until}, ${former.actorId}, ${former.evidence})`.execute(
    trx,
  );
}

/** What a company was called before, the latest first. */
export async function readFormerNames(db: Trx, companyId: string): Promise<{ name: string; until: Date }[]> {
  const { rows } = await sql<{ name: string; until: Date }>`SELECT name, until FROM contacts.former_names
    WHERE company_id = ${companyId} ORDER BY until DESC, id LIMIT 100`.execute(db);
  return rows;
}
