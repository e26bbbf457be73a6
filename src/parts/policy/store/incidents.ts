import { type Kysely, sql } from 'kysely';
import type { Verdict } from '../../../platform/clauses/finding.ts';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Db = Kysely<Record<never, never>>;

export interface IncidentRow {
  readonly id: string;
  readonly demand: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly mendedAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly cause: string | null;
}

const row = sql.raw(
  'id::text AS id, demand, opened_at AS "openedAt", due_at AS "dueAt", mended_at AS "mendedAt", closed_at AS "closedAt", closed_by AS "closedBy", cause',
);

/**
 * A break opens an incident, one at a time for a demand; a proof that holds again mends it, and the next break unmends it.
 * Answers the id of one that is mended by this.
 */
export async function noteVerdict(
  trx: Trx,
  { demand, verdict, at, dueAt }: { demand: string; verdict: Verdict; at: Date; dueAt: Date },
): Promise<string | null> {
  if (verdict === 'false')
    await sql`INSERT INTO policy.incidents (demand, opened_at, due_at) VALUES (${demand}, ${at}, ${dueAt})
      ON CONFLICT (demand) WHERE closed_at IS NULL DO UPDATE SET mended_at = NULL`.execute(trx);
  if (verdict !== 'true') return null;
  const { rows } = await sql<{
    id: string;
  }>`UPDATE policy.incidents SET mended_at = ${at} WHERE demand = ${demand} AND closed_at IS NULL
      AND mended_at IS NULL RETURNING id::text AS id`.execute(trx);
  return rows[0]?.id ?? null;
}

/** Takes the incidents of which nobody was told yet. */
export async function takeUntold(trx: Trx, at: Date): Promise<IncidentRow[]> {
  const { rows } = await sql<IncidentRow>`UPDATE policy.incidents SET alarmed_at = ${at} WHERE alarmed_at IS NULL
    RETURNING ${row}`.execute(trx);
  return rows;
}

export async function lockIncident(trx: Trx, id: string): Promise<IncidentRow | null> {
  const { rows } =
    await sql<IncidentRow>`SELECT ${row} FROM policy.incidents WHERE id = ${id}::bigint FOR UPDATE`.execute(trx);
  return rows[0] ?? null;
}

export async function closeRow(
  trx: Trx,
  id: string,
  given: { readonly at: Date; readonly by: string; readonly cause: string },
): Promise<void> {
  await sql`UPDATE policy.incidents SET closed_at = ${given.at}, closed_by = ${given.by}, cause = ${given.cause}
    WHERE id = ${id}::bigint`.execute(trx);
}

export async function listIncidents(
  db: Db,
  list: ListRequest,
): Promise<{ rows: (IncidentRow & { sort_value: string | null })[]; count: number }> {
  const page = keyset(
    list,
    { openedAt: { sql: 'opened_at', type: 'timestamptz' } },
    { sql: 'incidents.id', type: 'bigint' },
  );
  const { rows } = await sql<IncidentRow & { sort_value: string | null }>`SELECT ${row}, ${page.value} AS sort_value
    FROM policy.incidents WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM policy.incidents`.execute(
    db,
  );
  return { rows, count: counted[0]?.count ?? 0 };
}

/** The newest that are over. */
export async function closedIncidents(db: Db, limit: number): Promise<IncidentRow[]> {
  const { rows } = await sql<IncidentRow>`SELECT ${row} FROM policy.incidents WHERE closed_at IS NOT NULL
    ORDER BY opened_at DESC, id DESC LIMIT ${limit}`.execute(db);
  return rows;
}
