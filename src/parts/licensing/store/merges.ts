import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

/** What of licensing belongs to a company, by kind of row. */
export const ownedBy = {
  licence: 'licences',
  registration: 'registrations',
  contract: 'contracts',
  order: 'orders',
  'named seat': 'named_seats',
  claim: 'dispute_claims',
} as const;
export type OwnedKind = keyof typeof ownedBy;

/** The licences of these companies, and those that their people registered: held as an activation holds them, before any company is. */
export async function holdLicencesOf(trx: Trx, companyIds: readonly string[]): Promise<void> {
  await sql`SELECT l.id FROM licensing.licences l WHERE l.id IN (
      SELECT id FROM licensing.licences WHERE company_id = ANY(${[...companyIds]}::uuid[])
      UNION SELECT licence_id FROM licensing.registrations WHERE company_id = ANY(${[...companyIds]}::uuid[])
      UNION SELECT d.licence_id FROM licensing.disputes d JOIN licensing.dispute_claims c ON c.dispute_id = d.id
        WHERE c.company_id = ANY(${[...companyIds]}::uuid[]))
    ORDER BY l.id FOR UPDATE`.execute(trx);
}

export async function countOwned(trx: Trx, companyId: string): Promise<Record<OwnedKind, number>> {
  const counted = Object.entries(ownedBy).map(
    ([kind, table]) =>
      sql`(SELECT count(*)::int FROM licensing.${sql.raw(table)} WHERE company_id = ${companyId}) AS ${sql.ref(kind)}`,
  );
  const { rows } = await sql<Record<OwnedKind, number>>`SELECT ${sql.join(counted)}`.execute(trx);
  return rows[0] ?? { licence: 0, registration: 0, contract: 0, order: 0, 'named seat': 0, claim: 0 };
}

/** These rows, or all of the company, are the other's from now on; which they were. */
export async function moveOwned(
  trx: Trx,
  kind: OwnedKind,
  move: { readonly from: string; readonly into: string; readonly only: readonly string[] | null; readonly at: Date },
): Promise<string[]> {
  const only: RawBuilder<unknown> = move.only === null ? sql`true` : sql`id = ANY(${[...move.only]}::uuid[])`;
  const changed = kind === 'licence' ? sql`, changed_at = ${move.at}` : sql``;
  const { rows } = await sql<{ id: string }>`UPDATE licensing.${sql.raw(ownedBy[kind])}
    SET company_id = ${move.into} ${changed} WHERE company_id = ${move.from} AND ${only} RETURNING id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** How many of these licences are not, or no longer, the company's. */
export async function countOthers(trx: Trx, licenceIds: readonly string[], companyId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.licences
    WHERE id = ANY(${[...licenceIds]}::uuid[]) AND company_id IS DISTINCT FROM ${companyId}::uuid`.execute(trx);
  return rows[0]?.count ?? 0;
}
