import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';

type Reads = Database['read'];

/** Times of a person's links since then. The person's row is held, so that two requests at once are counted. */
export async function recentLinks(db: Reads, personId: string, since: Date): Promise<Date[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('rights.links'), hashtext(${personId}))`.execute(db);
  const { rows } = await sql<{ created_at: Date }>`SELECT created_at FROM rights.links
    WHERE person_id = ${personId} AND created_at > ${since}`.execute(db);
  return rows.map((row) => row.created_at);
}

export type TokenRow = {
  readonly id: string;
  readonly personId: string;
  /** Of the address that the link was mailed to. */
  readonly emailKey: Buffer;
  readonly tokenSha256: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

export async function insertLink(db: Reads, row: TokenRow): Promise<void> {
  await sql`INSERT INTO rights.links (id, person_id, email_key, token_sha256, created_at, expires_at)
    VALUES (${row.id}, ${row.personId}, ${row.emailKey}, ${row.tokenSha256}, ${row.createdAt}, ${row.expiresAt})`.execute(
    db,
  );
}

/** Spends a link: whose it was and where it was mailed to, or null. Of two at once, one gets it. */
export async function spendLink(db: Reads, tokenSha256: Buffer, now: Date) {
  const { rows } = await sql<{ personId: string; emailKey: Buffer }>`UPDATE rights.links SET used_at = ${now}
    WHERE token_sha256 = ${tokenSha256} AND used_at IS NULL AND expires_at > ${now}
    RETURNING person_id AS "personId", email_key AS "emailKey"`.execute(db);
  return rows[0] ?? null;
}

export async function insertSitting(db: Reads, row: TokenRow): Promise<void> {
  await sql`INSERT INTO rights.sittings (id, person_id, email_key, token_sha256, created_at, expires_at)
    VALUES (${row.id}, ${row.personId}, ${row.emailKey}, ${row.tokenSha256}, ${row.createdAt}, ${row.expiresAt})`.execute(
    db,
  );
}

export async function findSitting(db: Reads, tokenSha256: Buffer, now: Date) {
  const { rows } = await sql<{ personId: string; emailKey: Buffer; until: Date }>`
    SELECT person_id AS "personId", email_key AS "emailKey", expires_at AS until FROM rights.sittings
    WHERE token_sha256 = ${tokenSha256} AND ended_at IS NULL AND expires_at > ${now}`.execute(db);
  return rows[0] ?? null;
}

export async function endSitting(db: Reads, tokenSha256: Buffer, now: Date): Promise<void> {
  await sql`UPDATE rights.sittings SET ended_at = ${now} WHERE token_sha256 = ${tokenSha256} AND ended_at IS NULL`.execute(
    db,
  );
}

/** Ends what a person's mailbox opened until then: links that were not used, and sittings. */
export async function endAccess(db: Reads, personId: string, at: Date): Promise<void> {
  await sql`UPDATE rights.links SET expires_at = ${at}
    WHERE person_id = ${personId} AND created_at <= ${at} AND used_at IS NULL AND expires_at > ${at}`.execute(db);
  await sql`UPDATE rights.sittings SET ended_at = ${at}
    WHERE person_id = ${personId} AND created_at <= ${at} AND ended_at IS NULL`.execute(db);
}

/** When a person asked for links and opened their page: held, so shown. */
export async function readLinkTimes(db: Reads, personId: string) {
  const { rows } = await sql<{ created_at: Date; used_at: Date | null }>`SELECT created_at, used_at FROM rights.links
    WHERE person_id = ${personId} ORDER BY created_at DESC LIMIT 50`.execute(db);
  return rows;
}

/** Links asked for by one person, for their timeline. */
export async function linkTimeline(db: Reads, personId: string, window: { until: Date | null; limit: number }) {
  const { rows } = await sql<{ id: string; created_at: Date }>`SELECT id, created_at FROM rights.links
    WHERE person_id = ${personId} AND ${window.until === null ? sql`true` : sql`created_at <= ${window.until}`}
    ORDER BY created_at DESC, id LIMIT ${window.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM rights.links WHERE person_id = ${personId}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}
