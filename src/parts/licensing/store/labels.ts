import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import type { LicenceState } from '../rules/verdict.ts';
import type { Grace } from '../wire/terms.ts';

export interface LabelledLicence {
  id: string;
  kind: string;
  state: LicenceState;
  seats: number;
  seats_used: number;
  expires_on: string | null;
  maintenance_until: string | null;
  features: string[] | null;
  floating: boolean;
  grace: Grace | null;
  product_id: string;
  product_code: string;
  product_name: string;
  release_id: string;
  release: string;
  holder_company_id: string | null;
  /** The release that asks, where it said so. */
  asking_product_id: string | null;
  asking_release: string | null;
}

export interface FoundLabel {
  starts_on: string;
  ends_on: string;
  ended: boolean;
  /** Of the seat that it has now. */
  activation_id: string | null;
  activated_at: Date | null;
  machine_key: Buffer | null;
}

/** The licence of a label, held until the end of the transaction; null where there is none. */
export async function holdLicenceOfLabel(
  trx: Trx,
  sought: { readonly label: string; readonly releaseId: string | null },
): Promise<LabelledLicence | null> {
  const { rows } =
    await sql<LabelledLicence>`SELECT l.id, l.kind, l.state, l.seats, l.seats_used, l.expires_on::text AS expires_on,
      l.maintenance_until::text AS maintenance_until, l.features, l.floating IS NOT NULL AS floating, l.grace, l.product_id, p.code AS product_code, p.name AS product_name,
      l.release_id, r.version AS release, l.holder_company_id, q.product_id AS asking_product_id, q.version AS asking_release
    FROM licensing.pupil_labels b JOIN licensing.school_terms t ON t.id = b.term_id JOIN licensing.licences l ON l.id = t.licence_id
    JOIN licensing.products p ON p.id = l.product_id JOIN licensing.releases r ON r.id = l.release_id
    LEFT JOIN licensing.releases q ON q.id = ${sought.releaseId}
    WHERE b.label = ${sought.label} FOR UPDATE OF l`.execute(trx);
  return rows[0] ?? null;
}

/** A label whose licence is held. */
export async function readLabel(trx: Trx, label: string): Promise<FoundLabel | null> {
  const { rows } = await sql<FoundLabel>`SELECT t.starts_on::text AS starts_on, t.ends_on::text AS ends_on,
      t.ended_at IS NOT NULL AS ended, a.id AS activation_id, a.activated_at, a.machine_key
    FROM licensing.pupil_labels b JOIN licensing.school_terms t ON t.id = b.term_id
    LEFT JOIN licensing.activations a ON a.label = b.label AND a.deactivated_at IS NULL
    WHERE b.label = ${label}`.execute(trx);
  return rows[0] ?? null;
}

export interface PupilSeat {
  readonly activationId: string;
  readonly licenceId: string;
  readonly label: string;
  readonly endsOn: string;
  readonly releaseId: string;
  readonly machineKey: Buffer | null;
  readonly machineSha256: Buffer | null;
  readonly proofSha256: Buffer | null;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly at: Date;
}

/** The seat of a label, with its event: nothing of whoever has it. */
export async function writePupilSeat(trx: Trx, seat: PupilSeat): Promise<void> {
  const { at, licenceId } = seat;
  await sql`WITH made AS (INSERT INTO licensing.activations (id, licence_id, label, ends_on, machine_key, machine_sha256, proof_sha256,
        release_id, activated_at)
      VALUES (${seat.activationId}, ${licenceId}, ${seat.label}, ${seat.endsOn}, ${seat.machineKey}, ${seat.machineSha256},
        ${seat.proofSha256}, ${seat.releaseId}, ${at})),
    taken AS (UPDATE licensing.licences SET seats_used = seats_used + CASE WHEN floating IS NULL THEN 1 ELSE 0 END, state = 'active', changed_at = ${at},
      activated_at = coalesce(activated_at, ${at}) WHERE id = ${licenceId})
    INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
    VALUES (${licenceId}, ${at}, 'activated', ${seat.actor.kind}, ${seat.actor.id}::uuid)`.execute(trx);
}

/** The machine of a pupil's seat, and the secret of its program. */
export async function writeMachine(
  trx: Trx,
  seat: Pick<PupilSeat, 'activationId' | 'machineKey' | 'machineSha256' | 'proofSha256'>,
): Promise<void> {
  await sql`UPDATE licensing.activations SET machine_key = ${seat.machineKey}, machine_sha256 = ${seat.machineSha256},
      proof_sha256 = coalesce(${seat.proofSha256}, proof_sha256) WHERE id = ${seat.activationId}`.execute(trx);
}
