import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { OutsideRoleName } from '../wire/outside-roles.ts';

type Db = Kysely<Record<never, never>>;

export interface OutsideRoleRow {
  readonly id: string;
  readonly domain: string | null;
  readonly claim: string | null;
  readonly claimValue: string | null;
  readonly role: OutsideRoleName;
  readonly companyId: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const columns = sql.raw(
  'id, domain, claim, claim_value AS "claimValue", role, company_id AS "companyId", created_at AS "createdAt", ended_at AS "endedAt"',
);

export async function insertOutsideRole(
  trx: Trx,
  row: Omit<OutsideRoleRow, 'endedAt'> & { readonly createdBy: string },
): Promise<void> {
  await sql`INSERT INTO staff.outside_roles (id, domain, claim, claim_value, role, company_id, created_by, created_at)
    VALUES (${row.id}, ${row.domain}, ${row.claim}, ${row.claimValue}, ${row.role}, ${row.companyId}, ${row.createdBy}, ${row.createdAt})`.execute(
    trx,
  );
}

/** False where there is none, or it has ended. */
export async function endOutsideRole(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`UPDATE staff.outside_roles SET ended_at = ${at} WHERE id = ${id} AND ended_at IS NULL`.execute(trx);
  return numAffectedRows === 1n;
}

/** Rules that hold now, the oldest first. */
export async function liveOutsideRoles(db: Db): Promise<OutsideRoleRow[]> {
  const { rows } = await sql<OutsideRoleRow>`SELECT ${columns} FROM staff.outside_roles WHERE ended_at IS NULL
    ORDER BY created_at, id LIMIT 1000`.execute(db);
  return rows;
}

export async function listOutsideRoles(
  db: Db,
  list: ListRequest,
): Promise<{ rows: (OutsideRoleRow & { sort_value: string | null })[]; count: number }> {
  const page = keyset(list, { createdAt: { sql: 'created_at', type: 'timestamptz' } });
  const { rows } = await sql<
    OutsideRoleRow & { sort_value: string | null }
  >`SELECT ${columns}, ${page.value} AS sort_value
    FROM staff.outside_roles WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM staff.outside_roles`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** Until the end of the transaction nobody else joins under this address. */
export async function lockJoining(trx: Trx, addressKey: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${addressKey}, 7))`.execute(trx);
}
