import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { Basis } from '../rules/assign.ts';

type Reads = Database['read'];
type State = 'running' | 'done' | 'undoing' | 'undone';

/** Customers that a reseller serves now. */
export async function readCustomerIds(db: Reads, resellerCompanyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT customer_company_id AS id FROM resellers.assignments
    WHERE reseller_company_id = ${resellerCompanyId} AND until IS NULL`.execute(db);
  return rows.map(({ id }) => id);
}

export interface NewBatch {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly customerIds: readonly string[];
  readonly at: Date;
}

/** Who goes, with what holds for each now. */
export async function insertBatch(trx: Trx, { id, from, to, customerIds, at }: NewBatch): Promise<void> {
  await sql`INSERT INTO resellers.reassignments (id, from_company_id, to_company_id, state, created_at)
    VALUES (${id}, ${from}, ${to}, 'running', ${at})`.execute(trx);
  await sql`INSERT INTO resellers.reassigned (reassignment_id, customer_company_id, state, basis, territory_id, reason)
    SELECT ${id}, a.customer_company_id, 'waiting', a.basis, a.territory_id, a.reason FROM resellers.assignments a
    WHERE a.customer_company_id = ANY(${[...customerIds]}::uuid[]) AND a.reseller_company_id = ${from} AND a.until IS NULL`.execute(
    trx,
  );
}

export interface ItemRow {
  reassignment_id: string;
  customer_company_id: string;
  state: 'waiting' | 'undoing';
  basis: Basis;
  territory_id: string | null;
  reason: string | null;
  assignment_id: string | null;
  from_company_id: string;
  to_company_id: string;
}

/** The next customer to be moved or brought back, held until the end of the transaction; those that another server has are passed by. */
export async function holdNext(trx: Trx, id: string): Promise<ItemRow | null> {
  const { rows } =
    await sql<ItemRow>`SELECT i.reassignment_id, i.customer_company_id, i.state, i.basis, i.territory_id, i.reason,
      i.assignment_id, r.from_company_id, r.to_company_id
    FROM resellers.reassigned i JOIN resellers.reassignments r ON r.id = i.reassignment_id
    WHERE i.reassignment_id = ${id} AND i.state IN ('waiting', 'undoing') LIMIT 1 FOR UPDATE OF i SKIP LOCKED`.execute(
      trx,
    );
  return rows[0] ?? null;
}

export async function writeItem(
  trx: Trx,
  item: Pick<ItemRow, 'reassignment_id' | 'customer_company_id'>,
  to: { readonly state: 'moved' | 'left' | 'undone' | 'kept'; readonly assignmentId: string | null },
): Promise<void> {
  await sql`UPDATE resellers.reassigned SET state = ${to.state}, assignment_id = coalesce(${to.assignmentId}::uuid, assignment_id)
    WHERE reassignment_id = ${item.reassignment_id} AND customer_company_id = ${item.customer_company_id}`.execute(trx);
}

export interface EndedBatch {
  from_company_id: string;
  to_company_id: string;
  state: 'done' | 'undone';
  created_at: Date;
}

/** Ends what has nobody waiting any more; null where this call did not. */
export async function endBatch(trx: Trx, id: string, at: Date): Promise<EndedBatch | null> {
  const { rows } = await sql<EndedBatch>`UPDATE resellers.reassignments r
    SET state = CASE r.state WHEN 'running' THEN 'done' ELSE 'undone' END, ended_at = ${at}
    WHERE r.id = ${id} AND r.state IN ('running', 'undoing') AND NOT EXISTS (SELECT FROM resellers.reassigned i
      WHERE i.reassignment_id = r.id AND i.state IN ('waiting', 'undoing'))
    RETURNING r.from_company_id, r.to_company_id, r.state, r.created_at`.execute(trx);
  return rows[0] ?? null;
}

/** Customers of a re-assignment that are at this state. */
export async function readItems(trx: Trx, id: string, state: 'moved' | 'undone'): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT customer_company_id AS id FROM resellers.reassigned
    WHERE reassignment_id = ${id} AND state = ${state}`.execute(trx);
  return rows.map((row) => row.id);
}

export interface TellingRow {
  reassignment_id: string;
  what: 'given over' | 'brought back';
  reseller_company_id: string;
  customers: number;
  outcome: 'mailed' | 'no mailbox' | 'no contract';
  at: Date;
}

export async function insertTelling(trx: Trx, row: TellingRow & { readonly ledger_id: string | null }): Promise<void> {
  await sql`INSERT INTO resellers.reassignment_tellings (reassignment_id, what, reseller_company_id, customers, outcome, ledger_id, at)
    VALUES (${row.reassignment_id}, ${row.what}, ${row.reseller_company_id}, ${row.customers}, ${row.outcome}, ${row.ledger_id}, ${row.at})`.execute(
    trx,
  );
}

export async function readTellings(db: Reads, ids: readonly string[]): Promise<TellingRow[]> {
  const { rows } = await sql<TellingRow>`SELECT reassignment_id, what, reseller_company_id, customers, outcome, at
    FROM resellers.reassignment_tellings WHERE reassignment_id = ANY(${[...ids]}::uuid[]) ORDER BY at, reseller_company_id`.execute(
    db,
  );
  return rows;
}

/** False where it is not done, or was undone already. */
export async function beginUndo(trx: Trx, id: string): Promise<boolean> {
  const { rows } = await sql`UPDATE resellers.reassignments SET state = 'undoing', ended_at = NULL
    WHERE id = ${id} AND state = 'done' RETURNING id`.execute(trx);
  if (rows.length === 0) return false;
  await sql`UPDATE resellers.reassigned SET state = 'undoing' WHERE reassignment_id = ${id} AND state = 'moved'`.execute(
    trx,
  );
  return true;
}

/** Those that are not at their end. */
export async function readUnended(db: Reads): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM resellers.reassignments WHERE state IN ('running', 'undoing')
    ORDER BY created_at`.execute(db);
  return rows.map(({ id }) => id);
}

export interface BatchRow {
  id: string;
  from_company_id: string;
  to_company_id: string;
  state: State;
  customers: number;
  moved: number;
  left: number;
  waiting: number;
  created_at: Date;
  ended_at: Date | null;
  sort_value: string | null;
}

export async function readBatches(
  db: Reads,
  list: ListRequest,
  filter: { readonly companyId: string | null; readonly id: string | null },
): Promise<{ rows: BatchRow[]; count: number }> {
  const page = keyset(list, { createdAt: { sql: 'r.created_at', type: 'timestamptz' } }, { sql: 'r.id', type: 'uuid' });
  const where = sql`(${filter.companyId}::uuid IS NULL OR ${filter.companyId}::uuid IN (r.from_company_id, r.to_company_id))
    AND (${filter.id}::uuid IS NULL OR r.id = ${filter.id}::uuid)`;
  const many = (states: readonly string[]) =>
    sql`(SELECT count(*)::int FROM resellers.reassigned i WHERE i.reassignment_id = r.id AND i.state = ANY(${[...states]}))`;
  const { rows } =
    await sql<BatchRow>`SELECT r.id, r.from_company_id, r.to_company_id, r.state, r.created_at, r.ended_at,
      (SELECT count(*)::int FROM resellers.reassigned i WHERE i.reassignment_id = r.id) AS customers,
      ${many(['moved', 'undoing', 'kept'])} AS moved, ${many(['left', 'kept'])} AS "left", ${many(['waiting', 'undoing'])} AS waiting,
      ${page.value} AS sort_value
    FROM resellers.reassignments r WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(
      db,
    );
  const counted = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM resellers.reassignments r WHERE ${where}`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}
