import { type Kysely, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** A day, `YYYY-MM-DD`: enough to find tokens that nobody uses. */
  readonly lastUsedOn: string | null;
}

export async function insertToken(
  trx: Trx,
  token: {
    readonly id: string;
    readonly name: string;
    readonly tokenSha256: Buffer;
    readonly scopes: readonly string[];
    readonly createdAt: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await sql`INSERT INTO staff.tokens (id, name, token_sha256, scopes, created_at, expires_at)
    VALUES (${token.id}, ${token.name}, ${token.tokenSha256}, ${token.scopes}, ${token.createdAt}, ${token.expiresAt})`.execute(
    trx,
  );
}

/** A token that may be used now. */
export async function liveToken(
  db: Database,
  tokenSha256: Buffer,
  now: Date,
): Promise<{ id: string; scopes: string[]; lastUsedOn: string | null } | null> {
  const rows = await db.hot<{ id: string; scopes: string[]; lastUsedOn: string | null }>(
    'staff-live-token',
    `SELECT id, scopes, last_used_on::text AS "lastUsedOn" FROM staff.tokens
     WHERE token_sha256 = $1 AND revoked_at IS NULL AND expires_at > $2`,
    [tokenSha256, now],
  );
  return rows[0] ?? null;
}

export async function noteTokenUse(db: Kysely<Record<never, never>>, id: string, day: string): Promise<void> {
  await sql`UPDATE staff.tokens SET last_used_on = ${day} WHERE id = ${id}`.execute(db);
}

export async function allTokens(db: Kysely<Record<never, never>>): Promise<TokenRow[]> {
  const { rows } = await sql<TokenRow>`SELECT id, name, scopes, created_at AS "createdAt", expires_at AS "expiresAt",
    revoked_at AS "revokedAt", last_used_on::text AS "lastUsedOn" FROM staff.tokens ORDER BY created_at, id`.execute(
    db,
  );
  return rows;
}

/** False where there is no such token, or it is revoked already. */
export async function revoke(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`UPDATE staff.tokens SET revoked_at = ${at} WHERE id = ${id} AND revoked_at IS NULL`.execute(trx);
  return numAffectedRows === 1n;
}

export async function tokenNames(
  db: Kysely<Record<never, never>>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`SELECT id, name FROM staff.tokens WHERE id = ANY (${ids})`.execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
}
