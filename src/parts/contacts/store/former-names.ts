import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

/** The name of a company, held until the end of the transaction; null where there is no such company. */
export async function holdName(
  trx: Trx,
  companyId: string,
): Promise<{ name: string; name_key: string; merged: boolean } | null> {
  const { rows } = await sql<{ name: string; name_key: string; merged: boolean }>`SELECT name, name_key,
      merged_into IS NOT NULL AS merged FROM contacts.companies WHERE id = ${companyId} FOR UPDATE`.execute(trx);
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

export interface FormerNameRow {
  readonly name: string;
  readonly until: Date;
  /** It was the name of a company that was merged with this one. */
  readonly merged: boolean;
}

/** What a company was called before, the latest first. */
export async function readFormerNames(db: Trx, companyId: string): Promise<FormerNameRow[]> {
  const { rows } =
    await sql<FormerNameRow>`SELECT name, until, merge_id IS NOT NULL AS merged FROM contacts.former_names
    WHERE company_id = ${companyId} ORDER BY until DESC, id LIMIT 100`.execute(db);
  return rows;
}

/** Companies, 200 at most, that were once called something in this range of name keys. */
export async function readFormerlyNamed(
  db: Trx,
  range: { readonly from: string; readonly below: string },
): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT DISTINCT company_id AS id FROM (SELECT company_id FROM contacts.former_names
    WHERE name_key >= ${range.from} COLLATE "C" AND name_key < ${range.below} COLLATE "C" ORDER BY name_key LIMIT 200) found`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
