import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Reads = Database['read'];

export type ChildReason = 'told by a parent' | 'told by a school' | 'told by the person' | 'seen by staff';

export type ChildRow = {
  readonly id: string;
  /** Null once it is purged. */
  readonly person_id: string | null;
  readonly reason: ChildReason;
  readonly sealed_at: Date;
  readonly sealed_by: string;
  /** `YYYY-MM-DD` */
  readonly check_by: string;
  readonly was_restricted: boolean;
  readonly was_objected: boolean;
  readonly outcome: 'purged' | 'lifted' | null;
  readonly decided_at: Date | null;
};

const columns = sql.raw(
  `id, person_id, reason, sealed_at, sealed_by, check_by::text AS check_by, was_restricted, was_objected, outcome, decided_at`,
);

/** False where this person is sealed already. */
export async function insertChild(trx: Trx, row: Omit<ChildRow, 'outcome' | 'decided_at'>): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO rights.children (id, person_id, reason, sealed_at, sealed_by, check_by, was_restricted, was_objected)
    VALUES (${row.id}, ${row.person_id}, ${row.reason}, ${row.sealed_at}, ${row.sealed_by}, ${row.check_by}::date, ${row.was_restricted}, ${row.was_objected})
    ON CONFLICT DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

/** One that waits for the second look, held until the end of the transaction. */
export async function lockChild(trx: Trx, id: string): Promise<ChildRow | null> {
  const { rows } = await sql<ChildRow>`SELECT ${columns} FROM rights.children WHERE id = ${id} FOR UPDATE`.execute(trx);
  return rows[0] ?? null;
}

/** Whether the record of this person still waits for the second look; if so, nobody else decides until the end of the transaction. */
export async function lockSealed(trx: Trx, personId: string): Promise<boolean> {
  const { rows } =
    await sql`SELECT FROM rights.children WHERE person_id = ${personId} AND outcome IS NULL FOR UPDATE`.execute(trx);
  return rows.length > 0;
}

export async function markLifted(
  trx: Trx,
  id: string,
  by: { readonly memberId: string; readonly at: Date },
): Promise<void> {
  await sql`UPDATE rights.children SET outcome = 'lifted', decided_at = ${by.at}, decided_by = ${by.memberId} WHERE id = ${id}`.execute(
    trx,
  );
}

/** By a member, or (null) because nobody had looked by the day. What is left points to nobody. */
export async function markPurged(
  trx: Trx,
  row: { readonly personId: string; readonly receipt: string; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await sql`UPDATE rights.children SET outcome = 'purged', decided_at = ${row.at}, decided_by = ${row.by}, receipt = ${row.receipt}, person_id = NULL
    WHERE person_id = ${row.personId} AND outcome IS NULL`.execute(trx);
}

/** One row more than asked, each with its sort value, and how many there are. */
export async function listChildren(db: Reads, list: ListRequest, state: 'open' | 'decided' | null) {
  const page = keyset(list, { sealedAt: { sql: 'sealed_at', type: 'timestamptz' } }, { sql: 'id', type: 'uuid' });
  const where = sql`(${state}::text IS NULL OR (outcome IS NULL) = (${state}::text = 'open'))`;
  const { rows } = await sql<ChildRow & { sort_value: string }>`SELECT ${columns}, ${page.value} AS sort_value
    FROM rights.children WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM rights.children WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** How many wait for the second look, with the first of them. */
export async function readToCheck(db: Reads): Promise<{ id: string; check_by: string; count: number }[]> {
  const { rows } = await sql<{
    id: string;
    check_by: string;
    count: number;
  }>`SELECT id, check_by::text AS check_by, (count(*) OVER ())::int AS count
    FROM rights.children WHERE outcome IS NULL ORDER BY check_by, id LIMIT 5`.execute(db);
  return rows;
}

/** Ends every way of a person to their own page. */
export async function endWaysIn(trx: Trx, personId: string): Promise<void> {
  await sql`DELETE FROM rights.sittings WHERE person_id = ${personId}`.execute(trx);
  await sql`DELETE FROM rights.links WHERE person_id = ${personId}`.execute(trx);
}
