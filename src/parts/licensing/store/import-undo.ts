import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { referencesTo, unreferenced } from '../../../platform/db/references.ts';

interface Range {
  readonly from: string;
  readonly to: string;
}

/** What an import writes with a licence: it goes with it. */
const own = ['licensing.handovers', 'licensing.licence_events', 'licensing.foreign_serials'];

/** Removes licences of these ids that nobody has changed, activated or named since. Says how many. */
export async function deleteLicences(trx: Trx, { from, to }: Range): Promise<number> {
  const references = await referencesTo(trx, 'licensing.licences');
  const { rows } = await sql<{
    id: string;
  }>`SELECT l.id FROM licensing.licences l WHERE l.id BETWEEN ${from}::uuid AND ${to}::uuid
      AND l.changed_at = l.created_at AND ${unreferenced(references, 'l.id', own)} FOR UPDATE OF l`.execute(trx);
  const ids = sql`ANY(${rows.map(({ id }) => id)}::uuid[])`;
  for (const table of own) await sql`DELETE FROM ${sql.raw(table)} WHERE licence_id = ${ids}`.execute(trx);
  await sql`DELETE FROM licensing.licences WHERE id = ${ids}`.execute(trx);
  return rows.length;
}

export async function countLicences(trx: Trx, { from, to }: Range): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.licences
    WHERE id BETWEEN ${from}::uuid AND ${to}::uuid`.execute(trx);
  return rows[0]?.count ?? 0;
}

export async function readLastLicence(db: Database['read'], { from, to }: Range): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM licensing.licences WHERE id BETWEEN ${from}::uuid AND ${to}::uuid
    ORDER BY id DESC LIMIT 1`.execute(db);
  return rows[0]?.id ?? null;
}
