import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import type { HeldLease } from '../rules/leases.ts';
import type { LicenceState } from '../rules/verdict.ts';
import type { Floating } from '../wire/terms.ts';

export interface HeldForLease {
  licence_id: string;
  state: LicenceState;
  seats: number;
  /** For a pupil's seat at the latest the end of the term. */
  expires_on: string | null;
  floating: Floating | null;
  deactivated: boolean;
  machine_key: Buffer | null;
}

/** A machine with its licence, both held until the end of the transaction: seats are given out one after the other. */
export async function holdForLease(trx: Trx, activationId: string): Promise<HeldForLease | null> {
  const { rows } =
    await sql<HeldForLease>`SELECT l.id AS licence_id, l.state, l.seats, LEAST(l.expires_on, a.ends_on)::text AS expires_on, l.floating,
      a.deactivated_at IS NOT NULL AS deactivated, a.machine_key
    FROM licensing.licences l JOIN licensing.activations a ON a.licence_id = l.id WHERE a.id = ${activationId} FOR UPDATE`.execute(
      trx,
    );
  return rows[0] ?? null;
}

/** How the seats stand for one machine. */
export interface Standing {
  /** The lease that it holds. */
  readonly held: HeldLease | null;
  /** The seat that it holds or held last, else the first that is free; null where none is. */
  readonly seat: number | null;
  /** Seats that others hold. */
  readonly others: number;
}

/** After the licence is held. A lease that has ended holds nothing, whatever has run since. */
export async function readStanding(
  trx: Trx,
  of: { readonly licenceId: string; readonly activationId: string; readonly seats: number; readonly at: Date },
): Promise<Standing> {
  const { rows } = await sql<{
    own: number | null;
    leased_until: Date | null;
    borrowed: boolean | null;
    others: number;
    free: number | null;
  }>`SELECT o.seat AS own, o.leased_until, o.borrowed,
      (SELECT count(*)::int FROM licensing.leases x
        WHERE x.licence_id = ${of.licenceId} AND x.activation_id <> ${of.activationId} AND x.leased_until > ${of.at}) AS others,
      (SELECT s.seat FROM (SELECT generate_series(1, ${of.seats}::int) AS seat) s WHERE NOT EXISTS (SELECT FROM licensing.leases x
        WHERE x.licence_id = ${of.licenceId} AND x.seat = s.seat AND x.leased_until > ${of.at}) LIMIT 1) AS free
    FROM (SELECT 1) one LEFT JOIN licensing.leases o ON o.activation_id = ${of.activationId}`.execute(trx);
  const [row] = rows;
  if (!row) return { held: null, seat: null, others: 0 };
  const live = row.leased_until !== null && row.leased_until > of.at;
  return {
    held: live && row.leased_until ? { until: row.leased_until, borrowed: row.borrowed === true } : null,
    seat: row.own ?? row.free,
    others: row.others,
  };
}

export interface NewLease extends HeldLease {
  readonly licenceId: string;
  readonly activationId: string;
  readonly seat: number;
  readonly at: Date;
  /** Whether the machine goes on with the lease that it holds. */
  readonly again: boolean;
  /** Seats in use with this one, and the vendor's day for which that counts. */
  readonly used: number;
  readonly day: string;
}

/** Writes a lease, and how many seats are in use, in one statement. */
export async function writeLease(trx: Trx, lease: NewLease): Promise<void> {
  await sql`WITH lease AS (INSERT INTO licensing.leases AS l (licence_id, seat, activation_id, leased_at, renewed_at, leased_until, borrowed)
      VALUES (${lease.licenceId}, ${lease.seat}, ${lease.activationId}, ${lease.at}, ${lease.at}, ${lease.until}, ${lease.borrowed})
      ON CONFLICT (licence_id, seat) DO UPDATE SET activation_id = excluded.activation_id, renewed_at = excluded.renewed_at,
        leased_until = excluded.leased_until, borrowed = excluded.borrowed,
        leased_at = CASE WHEN ${lease.again} THEN l.leased_at ELSE excluded.leased_at END)
    INSERT INTO licensing.lease_days AS d (licence_id, day, peak) VALUES (${lease.licenceId}, ${lease.day}::date, ${lease.used})
      ON CONFLICT (licence_id, day) DO UPDATE SET peak = excluded.peak WHERE d.peak < excluded.peak`.execute(trx);
}

/** Counts that no seat was free. */
export async function countRefusal(trx: Trx, licenceId: string, day: string): Promise<void> {
  await sql`INSERT INTO licensing.lease_days AS d (licence_id, day, refused) VALUES (${licenceId}, ${day}::date, 1)
    ON CONFLICT (licence_id, day) DO UPDATE SET refused = d.refused + 1`.execute(trx);
}

/** Takes a lease away: whether it had not ended yet, and whether it was borrowed. Null where there was none. */
export async function endLease(
  trx: Trx,
  lease: { readonly licenceId: string; readonly activationId: string; readonly at: Date },
): Promise<{ live: boolean; borrowed: boolean } | null> {
  const { rows } = await sql<{ live: boolean; borrowed: boolean }>`DELETE FROM licensing.leases
    WHERE licence_id = ${lease.licenceId} AND activation_id = ${lease.activationId}
    RETURNING leased_until > ${lease.at} AS live, borrowed`.execute(trx);
  return rows[0] ?? null;
}
