import { type Kysely, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { TokenState } from '../rules.ts';

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** A day, `YYYY-MM-DD`: enough to find tokens that nobody uses. */
  readonly lastUsedOn: string | null;
  /** The token that it was changed for. */
  readonly replacedBy: string | null;
}

const columns =
  sql.raw(`id, name, scopes, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_on::text AS "lastUsedOn", replaced_by AS "replacedBy"`);

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
  const { rows } = await sql<TokenRow>`SELECT ${columns} FROM staff.tokens ORDER BY created_at, id`.execute(db);
  return rows;
}

export async function listTokens(
  db: Kysely<Record<never, never>>,
  list: ListRequest,
  filters: { readonly state: TokenState | null; readonly now: Date },
): Promise<{ rows: (TokenRow & { sort_value: string | null })[]; count: number }> {
  const page = keyset(list, {
    createdAt: { sql: 'created_at', type: 'timestamptz' },
    name: { sql: 'lower(name)', type: 'text' },
  });
  const { state, now } = filters;
  const where = sql`(${state}::text IS NULL OR ${state} = CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= ${now} THEN 'expired' ELSE 'good' END)`;
  const { rows } = await sql<TokenRow & { sort_value: string | null }>`SELECT ${columns}, ${page.value} AS sort_value
    FROM staff.tokens WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM staff.tokens WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** Nobody else changes it before this transaction is over. */
export async function lockToken(trx: Trx, id: string): Promise<TokenRow | null> {
  const { rows } = await sql<TokenRow>`SELECT ${columns} FROM staff.tokens WHERE id = ${id} FOR UPDATE`.execute(trx);
  return rows[0] ?? null;
}

/** The old one ends at `until`, if it does not end before. */
export async function replaceToken(
  trx: Trx,
  id: string,
  given: { readonly replacedBy: string; readonly until: Date },
): Promise<void> {
  await sql`UPDATE staff.tokens SET replaced_by = ${given.replacedBy}, expires_at = least(expires_at, ${given.until}::timestamptz)
    WHERE id = ${id}`.execute(trx);
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
