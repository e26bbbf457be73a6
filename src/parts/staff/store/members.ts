import { type Kysely, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { MemberRole } from '../../../platform/http/roles.ts';

type Db = Kysely<Record<never, never>>;

export interface MemberRow {
  readonly id: string;
  readonly accountId: string;
  readonly role: MemberRole;
  readonly companyId: string | null;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

const columns = sql.raw(
  'id, account_id AS "accountId", role, company_id AS "companyId", created_at AS "createdAt", disabled_at AS "disabledAt"',
);

/** The member that an account stands for, if it may act. One prepared statement: it runs at each request of the desk. */
export async function activeMember(db: Database, accountId: string): Promise<MemberRow | null> {
  const rows = await db.hot<MemberRow>(
    'staff-active-member',
    `SELECT id, account_id AS "accountId", role, company_id AS "companyId", created_at AS "createdAt", disabled_at AS "disabledAt"
     FROM staff.members WHERE account_id = $1 AND disabled_at IS NULL`,
    [accountId],
  );
  return rows[0] ?? null;
}

export async function insertMember(trx: Trx, member: Omit<MemberRow, 'disabledAt'>): Promise<void> {
  await sql`INSERT INTO staff.members (id, account_id, role, company_id, created_at)
    VALUES (${member.id}, ${member.accountId}, ${member.role}, ${member.companyId}, ${member.createdAt})`.execute(trx);
}

export async function membersById(db: Db, ids: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`SELECT ${columns} FROM staff.members WHERE id = ANY (${ids})`.execute(db);
  return rows;
}

/** Members of these roles that may sign in. */
export async function activeByRole(db: Db, roles: readonly MemberRole[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM staff.members WHERE role = ANY (${roles}) AND disabled_at IS NULL
    ORDER BY created_at, id`.execute(db);
  return rows.map(({ id }) => id);
}

export async function memberOfAccount(db: Db, accountId: string): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`SELECT ${columns} FROM staff.members WHERE account_id = ${accountId}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function anyMember(db: Db): Promise<boolean> {
  const { rows } = await sql`SELECT FROM staff.members LIMIT 1`.execute(db);
  return rows.length > 0;
}

export async function countMembers(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM staff.members`.execute(db);
  return rows[0]?.count ?? 0;
}

/** How many people of each company may sign in. */
export async function countByCompany(db: Db, companyIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`SELECT company_id AS id, count(*)::int AS count
    FROM staff.members WHERE company_id = ANY (${companyIds}) AND disabled_at IS NULL GROUP BY company_id`.execute(db);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Locks the member and all administrators, so that two of them cannot disable each other at the same time. */
export async function lockMembers(trx: Trx, id: string): Promise<{ member: MemberRow | null; administrators: number }> {
  const { rows } = await sql<MemberRow>`SELECT ${columns} FROM staff.members
    WHERE id = ${id} OR role = 'administrator' ORDER BY id FOR UPDATE`.execute(trx);
  return {
    member: rows.find((row) => row.id === id) ?? null,
    administrators: rows.filter((row) => row.role === 'administrator' && row.disabledAt === null).length,
  };
}

/** In again, in this role. */
export async function renewMember(trx: Trx, id: string, role: MemberRole): Promise<void> {
  await sql`UPDATE staff.members SET role = ${role}, disabled_at = NULL WHERE id = ${id}`.execute(trx);
}

export async function setDisabled(trx: Trx, id: string, at: Date | null): Promise<void> {
  await sql`UPDATE staff.members SET disabled_at = ${at} WHERE id = ${id}`.execute(trx);
}

export async function listMembers(
  db: Db,
  list: ListRequest,
  companyId: string | null,
): Promise<{ rows: (MemberRow & { sort_value: string | null })[]; count: number }> {
  const page = keyset(list, { createdAt: { sql: 'created_at', type: 'timestamptz' } });
  const scope = companyId === null ? sql`true` : sql`company_id = ${companyId}`;
  const { rows } = await sql<MemberRow & { sort_value: string | null }>`SELECT ${columns}, ${page.value} AS sort_value
    FROM staff.members WHERE ${scope} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM staff.members WHERE ${scope}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}
