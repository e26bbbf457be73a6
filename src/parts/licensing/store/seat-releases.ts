import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

/** A seat in use that a person registered. */
export interface OwnSeat {
  id: string;
  activated_at: Date;
  machine_kind: string | null;
  release: string;
}

/** The seats of a licence, with or without an end, that a person registered and that are in use; pupils' are the school's. */
export async function readOwnSeats(
  trx: Trx,
  of: { readonly licenceId: string; readonly personId: string },
): Promise<OwnSeat[]> {
  const { rows } = await sql<OwnSeat>`SELECT a.id, a.activated_at, a.machine_kind, r.version AS release
    FROM licensing.activations a JOIN licensing.registrations g ON g.id = a.registration_id JOIN licensing.releases r ON r.id = a.release_id
    WHERE a.licence_id = ${of.licenceId} AND g.person_id = ${of.personId} AND g.state <> 'disowned' AND a.deactivated_at IS NULL
    ORDER BY a.activated_at, a.id LIMIT 200`.execute(trx);
  return rows;
}

export interface NamedLicence {
  id: string;
  serial: string;
  product: string;
}

export async function readBySerial(trx: Trx, serial: string): Promise<NamedLicence | null> {
  const { rows } = await sql<NamedLicence>`SELECT l.id, l.serial, p.name AS product
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id WHERE l.serial = ${serial}`.execute(trx);
  return rows[0] ?? null;
}

/** When links went to a person since then. Until the end of the transaction nobody asks beside this. */
export async function recentReleases(trx: Trx, personId: string, since: Date): Promise<Date[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${personId}, 4))`.execute(trx);
  const { rows } = await sql<{ created_at: Date }>`SELECT created_at FROM licensing.seat_releases
    WHERE person_id = ${personId} AND created_at > ${since}`.execute(trx);
  return rows.map((row) => row.created_at);
}

export async function insertRelease(
  trx: Trx,
  row: {
    readonly id: string;
    readonly licenceId: string;
    readonly personId: string;
    readonly emailKey: Buffer;
    readonly tokenSha256: Buffer;
    readonly createdAt: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await sql`INSERT INTO licensing.seat_releases (id, licence_id, person_id, email_key, token_sha256, created_at, expires_at)
    VALUES (${row.id}, ${row.licenceId}, ${row.personId}, ${row.emailKey}, ${row.tokenSha256}, ${row.createdAt}, ${row.expiresAt})`.execute(
    trx,
  );
}

export interface OpenRelease {
  id: string;
  licence_id: string;
  person_id: string;
  email_key: Buffer;
  serial: string;
  product: string;
}

/** A link that may still be used; `hold`: until the end of the transaction nobody else uses it. */
export async function findRelease(
  trx: Trx,
  sought: { readonly tokenSha256: Buffer; readonly at: Date; readonly hold: boolean },
): Promise<OpenRelease | null> {
  const { rows } =
    await sql<OpenRelease>`SELECT s.id, s.licence_id, s.person_id, s.email_key, l.serial, p.name AS product
    FROM licensing.seat_releases s JOIN licensing.licences l ON l.id = s.licence_id JOIN licensing.products p ON p.id = l.product_id
    WHERE s.token_sha256 = ${sought.tokenSha256} AND s.used_at IS NULL AND s.expires_at > ${sought.at}
    ${sought.hold ? sql`FOR UPDATE OF s` : sql``}`.execute(trx);
  return rows[0] ?? null;
}

export async function spendRelease(
  trx: Trx,
  spent: { readonly id: string; readonly activationId: string; readonly at: Date },
): Promise<void> {
  await sql`UPDATE licensing.seat_releases SET used_at = ${spent.at}, activation_id = ${spent.activationId}
    WHERE id = ${spent.id}`.execute(trx);
}

/** For the person's own page: the seats that they freed by a link. */
export async function readReleasesOf(trx: Trx, personId: string) {
  const { rows } = await sql<{
    at: Date;
    serial: string;
    freed: boolean;
  }>`SELECT coalesce(s.used_at, s.created_at) AS at, l.serial,
      s.used_at IS NOT NULL AS freed
    FROM licensing.seat_releases s JOIN licensing.licences l ON l.id = s.licence_id
    WHERE s.person_id = ${personId} ORDER BY s.created_at DESC, s.id LIMIT 200`.execute(trx);
  return rows;
}
