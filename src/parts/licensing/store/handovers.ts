import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Handover } from '../rules/history.ts';

/** The way of a serial, the earliest first; under a tenant what came to it or its customers, and what it gave away. */
export async function readHandovers(db: Database['read'], licenceId: string): Promise<Handover[]> {
  const { rows } =
    await sql<Handover>`SELECT kind, from_company_id AS "from", to_company_id AS "to", at FROM licensing.handovers
    WHERE licence_id = ${licenceId} ORDER BY id LIMIT 1000`.execute(db);
  return rows;
}

export interface NewHandover extends Handover {
  readonly licenceId: string;
  /** The distributor that moved it along; null: the vendor, or the seller itself. */
  readonly by: string | null;
  readonly actor: { readonly kind: string; readonly id: string | null };
}

export async function writeHandover(trx: Trx, row: NewHandover): Promise<void> {
  await sql`INSERT INTO licensing.handovers (licence_id, kind, from_company_id, to_company_id, by_company_id, at, actor_kind, actor_id)
    VALUES (${row.licenceId}, ${row.kind}, ${row.from}, ${row.to}, ${row.by}, ${row.at}, ${row.actor.kind}, ${row.actor.id})`.execute(
    trx,
  );
}

/** From now on the serial is to sell by another reseller, or belongs to a customer. */
export async function writeGiven(trx: Trx, row: NewHandover): Promise<void> {
  const column = sql.ref(row.kind === 'handed over' ? 'company_id' : 'holder_company_id');
  await sql`UPDATE licensing.licences SET ${column} = ${row.to}::uuid, changed_at = ${row.at} WHERE id = ${row.licenceId}`.execute(
    trx,
  );
  await writeHandover(trx, row);
}
