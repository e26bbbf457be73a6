import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { type Reference, unreferenced } from '../../../platform/db/references.ts';

interface Range {
  readonly from: string;
  readonly to: string;
}

const within = (column: string, { from, to }: Range) => sql`${sql.ref(column)} BETWEEN ${from}::uuid AND ${to}::uuid`;

/** Removes people of these ids whom nobody has changed, proven, named or told of since, and who wished nothing. Says how many. */
export async function deletePeople(trx: Trx, range: Range, references: readonly Reference[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`SELECT p.id FROM contacts.people p WHERE ${within('p.id', range)}
      AND p.version = 1 AND p.erased_at IS NULL AND p.restricted_at IS NULL AND p.objected_at IS NULL AND p.sealed_at IS NULL AND p.proven_at IS NULL
      AND p.wishes_changed_at IS NULL
      AND ${unreferenced(references, 'p.id', ['contacts.company_people'])}
      AND NOT EXISTS (SELECT FROM disclosures.ledger d WHERE d.person_id = p.id) FOR UPDATE OF p`.execute(trx);
  const ids = sql`ANY(${rows.map(({ id }) => id)}::uuid[])`;
  await sql`DELETE FROM contacts.company_people WHERE person_id = ${ids}`.execute(trx);
  await sql`DELETE FROM contacts.origins WHERE subject_id = ${ids}`.execute(trx);
  await sql`DELETE FROM contacts.people WHERE id = ${ids}`.execute(trx);
  return rows.length;
}

/** Removes companies of these ids to which nothing and nobody belongs any more, with their addresses. */
export async function deleteCompanies(trx: Trx, range: Range, references: readonly Reference[]): Promise<number> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT c.id FROM contacts.companies c WHERE ${within('c.id', range)} AND c.merged_into IS NULL
      AND ${unreferenced(references, 'c.id', ['contacts.addresses'])} FOR UPDATE OF c`.execute(trx);
  const ids = sql`ANY(${rows.map(({ id }) => id)}::uuid[])`;
  await sql`DELETE FROM contacts.origins WHERE subject_id = ${ids}
    OR subject_id IN (SELECT a.id FROM contacts.addresses a WHERE a.company_id = ${ids})`.execute(trx);
  await sql`DELETE FROM contacts.addresses WHERE company_id = ${ids}`.execute(trx);
  await sql`DELETE FROM contacts.companies WHERE id = ${ids}`.execute(trx);
  return rows.length;
}

/** How many of these ids are still there. */
export async function countLeft(
  trx: Trx,
  people: Range,
  companies: Range,
): Promise<{ people: number; companies: number }> {
  const { rows } = await sql<{ people: number; companies: number }>`SELECT
    (SELECT count(*)::int FROM contacts.people p WHERE ${within('p.id', people)}) AS people,
    (SELECT count(*)::int FROM contacts.companies c WHERE ${within('c.id', companies)}) AS companies`.execute(trx);
  return rows[0] ?? { people: 0, companies: 0 };
}

/** The last of these ids that is there. */
export async function readLast(
  db: Database['read'],
  what: 'people' | 'companies',
  range: Range,
): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM ${sql.table(`contacts.${what}`)} WHERE ${within('id', range)}
    ORDER BY id DESC LIMIT 1`.execute(db);
  return rows[0]?.id ?? null;
}
