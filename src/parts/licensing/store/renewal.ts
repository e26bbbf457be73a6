import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import type { Days } from '../rules/renewal.ts';

/** Holds a licence until the end of the transaction, so that its days are changed by one at a time. */
export async function holdLicence(trx: Trx, licenceId: string): Promise<void> {
  await sql`SELECT FROM licensing.licences WHERE id = ${licenceId} FOR UPDATE`.execute(trx);
}

/** The new days of a licence that is held, with their event, in one statement. */
export async function writeDays(
  trx: Trx,
  renewed: {
    readonly licenceId: string;
    readonly days: Days;
    readonly at: Date;
    readonly actor: { kind: string; id: string | null };
  },
): Promise<void> {
  const { licenceId, days, at, actor } = renewed;
  await sql`WITH changed AS (UPDATE licensing.licences SET expires_on = ${days.expiresOn}::date,
      maintenance_until = ${days.maintenanceUntil}::date, changed_at = ${at} WHERE id = ${licenceId} RETURNING id)
    INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
    SELECT id, ${at}, 'renewal made', ${actor.kind}, ${actor.id}::uuid FROM changed`.execute(trx);
}
