import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly aboutKind: string | null;
  readonly aboutId: string | null;
  readonly detail: AuditDetail;
}

export async function insertAudit(trx: Trx, row: Omit<AuditRow, 'id'>): Promise<void> {
  await sql`INSERT INTO staff.audit (at, actor_kind, actor_id, action, about_kind, about_id, detail)
    VALUES (${row.at}, ${row.actorKind}, ${row.actorId}, ${row.action}, ${row.aboutKind}, ${row.aboutId},
    ${JSON.stringify(row.detail)}::jsonb)`.execute(trx);
}

export async function listAudit(
  db: Kysely<Record<never, never>>,
  list: ListRequest,
  filters: { readonly aboutId: string | null; readonly action: string | null },
): Promise<{ rows: (AuditRow & { sort_value: string | null })[]; count: number }> {
  // A bare id would be the column of the answer, which is text: 10 before 9.
  const page = keyset(list, { at: { sql: 'at', type: 'timestamptz' } }, { sql: 'audit.id', type: 'bigint' });
  const where = sql`(${filters.aboutId}::uuid IS NULL OR about_id = ${filters.aboutId})
    AND (${filters.action}::text IS NULL OR action = ${filters.action})`;
  const { rows } = await sql<AuditRow & { sort_value: string | null }>`
    SELECT id::text, at, actor_kind AS "actorKind", actor_id AS "actorId", action, about_kind AS "aboutKind",
      about_id AS "aboutId", detail, ${page.value} AS sort_value
    FROM staff.audit WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM staff.audit WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}
