import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

export interface SeatToFree {
  licence_id: string;
  seats: number;
  floating: boolean;
  /** A pupil's seat. */
  labelled: boolean;
  holder_company_id: string | null;
  deactivated_at: Date | null;
  machine_key: Buffer | null;
  proof_sha256: Buffer | null;
}

/** A seat; seat and licence are held until the end of the transaction. Null where there is none. */
export async function holdSeatToFree(trx: Trx, activationId: string): Promise<SeatToFree | null> {
  const { rows } =
    await sql<SeatToFree>`SELECT l.id AS licence_id, l.seats, l.floating IS NOT NULL AS floating, a.label IS NOT NULL AS labelled, l.holder_company_id,
      a.deactivated_at, a.machine_key, a.proof_sha256
    FROM licensing.licences l JOIN licensing.activations a ON a.licence_id = l.id WHERE a.id = ${activationId} FOR UPDATE`.execute(
      trx,
    );
  return rows[0] ?? null;
}

/** When the seats of a licence were freed since then, the latest first; pupils' end with each term, and are the school's to give again. */
export async function readFreed(trx: Trx, licenceId: string, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ deactivated_at: Date }>`SELECT deactivated_at FROM licensing.activations
    WHERE licence_id = ${licenceId} AND label IS NULL AND deactivated_at > ${since} ORDER BY deactivated_at DESC`.execute(
    trx,
  );
  return rows.map((row) => row.deactivated_at);
}

/** Frees a seat that is held, with its event, in one statement. Where it is kept for somebody by name, it is so again. */
export async function freeSeat(
  trx: Trx,
  freed: { readonly activationId: string; readonly at: Date; readonly actor: { kind: string; id: string | null } },
): Promise<void> {
  await sql`WITH seat AS (UPDATE licensing.activations SET deactivated_at = ${freed.at}, machine_sha256 = NULL, machine_parts = NULL
      WHERE id = ${freed.activationId} AND deactivated_at IS NULL RETURNING licence_id),
    named AS (UPDATE licensing.named_seats SET activation_id = NULL WHERE activation_id = ${freed.activationId} AND ended_at IS NULL
      RETURNING id),
    licence AS (UPDATE licensing.licences l SET changed_at = ${freed.at}, seats_named = l.seats_named + (SELECT count(*)::int FROM named),
        seats_used = l.seats_used - CASE WHEN l.floating IS NULL THEN 1 ELSE 0 END
      FROM seat WHERE l.id = seat.licence_id),
    lease AS (DELETE FROM licensing.leases WHERE activation_id = ${freed.activationId})
    INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
    SELECT licence_id, ${freed.at}, 'deactivated', ${freed.actor.kind}, ${freed.actor.id}::uuid FROM seat`.execute(trx);
}
