import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { LicenceState } from '../rules/verdict.ts';

type Reads = Database['read'];

/** A licence that is held until the end of the transaction. */
export interface HeldLicence {
  id: string;
  product_id: string;
  kind: string;
  state: LicenceState;
  expires_on: string | null;
  maintenance_until: string | null;
  holder_company_id: string | null;
  company_id: string | null;
  activated_at: Date | null;
}

export async function holdLicence(trx: Trx, id: string): Promise<HeldLicence | null> {
  const { rows } = await sql<HeldLicence>`SELECT id, product_id, kind, state, expires_on::text AS expires_on,
      maintenance_until::text AS maintenance_until, holder_company_id, company_id, activated_at
    FROM licensing.licences WHERE id = ${id} FOR UPDATE`.execute(trx);
  return rows[0] ?? null;
}

export interface LicenceEvent {
  readonly licenceId: string;
  readonly kind: string;
  readonly code: string | null;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly at: Date;
}

export async function writeEvent(trx: Trx, event: LicenceEvent): Promise<void> {
  await sql`INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id, code)
    VALUES (${event.licenceId}, ${event.at}, ${event.kind}, ${event.actor.kind}, ${event.actor.id}, ${event.code})`.execute(
    trx,
  );
}

/** The state of a held licence, with its event; a draft gets its reseller with it. */
export async function writeState(
  trx: Trx,
  change: LicenceEvent & { readonly to: LicenceState; readonly holderCompanyId: string | null },
): Promise<void> {
  const { licenceId, to, holderCompanyId, at } = change;
  await sql`UPDATE licensing.licences SET state = ${to}, changed_at = ${at},
      issued_at = CASE WHEN ${to} = 'issued' THEN coalesce(issued_at, ${at}) ELSE issued_at END,
      holder_company_id = coalesce(${holderCompanyId}::uuid, holder_company_id)
    WHERE id = ${licenceId}`.execute(trx);
  await writeEvent(trx, change);
}

/** Which stops of a licence nobody has lifted, whatever was laid over them since. */
export async function readBeneath(trx: Trx, licenceId: string): Promise<{ suspended: boolean; held: boolean }> {
  const last = (
    stop: string,
    lift: string,
  ) => sql<boolean>`coalesce((SELECT kind = ${stop} FROM licensing.licence_events
    WHERE licence_id = ${licenceId} AND kind IN (${stop}, ${lift}) ORDER BY id DESC LIMIT 1), false)`;
  const { rows } = await sql<{
    suspended: boolean;
    held: boolean;
  }>`SELECT ${last('suspended', 'resumed')} AS suspended, ${last('held', 'released')} AS held`.execute(trx);
  return rows[0] ?? { suspended: false, held: false };
}

/** A licence of the same terms under another serial, for the same reseller and customer. */
export async function insertReplacement(
  trx: Trx,
  next: { readonly id: string; readonly serial: string; readonly replacesId: string } & Pick<
    LicenceEvent,
    'actor' | 'at'
  >,
): Promise<void> {
  const { id, serial, replacesId, actor, at } = next;
  await sql`INSERT INTO licensing.licences (id, serial, product_id, release_id, kind, state, seats, expires_on, maintenance_until,
      features, floating, grace, machines, holder_company_id, company_id, created_at, issued_at, changed_at)
    SELECT ${id}, ${serial}, product_id, release_id, kind, 'issued', seats, expires_on, maintenance_until, features, floating, grace, machines, holder_company_id,
      company_id, ${at}, ${at}, ${at}
    FROM licensing.licences WHERE id = ${replacesId}`.execute(trx);
  // Seats kept for people by name are kept under the new serial, where nobody has taken theirs yet.
  await sql`WITH moved AS (UPDATE licensing.named_seats SET licence_id = ${id}, activation_id = NULL
      WHERE licence_id = ${replacesId} AND ended_at IS NULL RETURNING id)
    UPDATE licensing.licences l SET seats_named = CASE WHEN l.id = ${id} THEN (SELECT count(*)::int FROM moved) ELSE 0 END
    WHERE l.id IN (${id}, ${replacesId})`.execute(trx);
  await sql`INSERT INTO licensing.licence_meters (licence_id, feature, meter)
    SELECT ${id}, feature, meter FROM licensing.licence_meters WHERE licence_id = ${replacesId}`.execute(trx);
  await sql`INSERT INTO licensing.replacements (licence_id, by_licence_id, at) VALUES (${replacesId}, ${id}, ${at})`.execute(
    trx,
  );
  for (const kind of ['created', 'issued']) await writeEvent(trx, { licenceId: id, kind, code: null, actor, at });
}

/** What replaced a licence, and what it replaces; under a tenant those it sees. */
export async function readReplacements(
  db: Reads,
  licenceId: string,
): Promise<{ way: 'replaced by' | 'replaces'; id: string; serial: string }[]> {
  const { rows } = await sql<{ way: 'replaced by' | 'replaces'; id: string; serial: string }>`
    SELECT CASE WHEN r.licence_id = ${licenceId} THEN 'replaced by' ELSE 'replaces' END AS way, l.id, l.serial
    FROM licensing.replacements r JOIN licensing.licences l ON l.id IN (r.licence_id, r.by_licence_id) AND l.id <> ${licenceId}
    WHERE ${licenceId} IN (r.licence_id, r.by_licence_id)`.execute(db);
  return rows;
}
