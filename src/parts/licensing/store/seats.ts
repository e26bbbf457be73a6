import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import type { LicenceState } from '../rules/verdict.ts';
import type { Grace } from '../wire/terms.ts';

export interface HeldSeat {
  /** Of the licence. */
  id: string;
  /** Of a pupil's seat the label: who has the serial could register. */
  serial: string;
  kind: string;
  state: LicenceState;
  product_code: string;
  product_name: string;
  /** For a pupil's seat at the latest the end of the term. */
  expires_on: string | null;
  /** Of a pupil's seat. */
  label: string | null;
  maintenance_until: string | null;
  features: string[] | null;
  floating: boolean;
  grace: Grace | null;
  holder_company_id: string | null;
  release: string;
  activated_at: Date;
  deactivated: boolean;
  machine_key: Buffer | null;
  machine_sha256: Buffer | null;
}

/** A seat with its licence, held until the end of the transaction; null where there is none. */
export async function holdSeat(trx: Trx, activationId: string): Promise<HeldSeat | null> {
  const { rows } =
    await sql<HeldSeat>`SELECT l.id, coalesce(a.label, l.serial) AS serial, l.kind, l.state, p.code AS product_code, p.name AS product_name,
      LEAST(l.expires_on, a.ends_on)::text AS expires_on, l.maintenance_until::text AS maintenance_until, l.features,
      l.floating IS NOT NULL AS floating, l.grace, l.holder_company_id, r.version AS release, a.activated_at,
      a.deactivated_at IS NOT NULL AS deactivated, a.machine_key, a.machine_sha256, a.label
    FROM licensing.activations a JOIN licensing.licences l ON l.id = a.licence_id
    JOIN licensing.products p ON p.id = l.product_id JOIN licensing.releases r ON r.id = a.release_id
    WHERE a.id = ${activationId} FOR UPDATE OF a`.execute(trx);
  return rows[0] ?? null;
}

/** The machine has this seat from now on. */
export async function giveSeat(
  trx: Trx,
  activationId: string,
  machine: { readonly key: Buffer; readonly sha256: Buffer },
): Promise<void> {
  await sql`UPDATE licensing.activations SET machine_key = ${machine.key}, machine_sha256 = ${machine.sha256}
    WHERE id = ${activationId}`.execute(trx);
}
