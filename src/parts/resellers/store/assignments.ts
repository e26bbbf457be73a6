import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { asRows } from '../../../platform/db/rows.ts';
import type { Basis } from '../rules/assign.ts';

type Reads = Database['read'];

export interface AssignmentRow {
  id: string;
  customer_company_id: string;
  /** Null: by decision of staff nobody serves it. */
  reseller_company_id: string | null;
  basis: Basis;
  territory_id: string | null;
  /** Why, in words; null: the basis says it. */
  reason: string | null;
  since: Date;
  until: Date | null;
}

const columns = sql.raw('id, customer_company_id, reseller_company_id, basis, territory_id, reason, since, until');

/** Until the end of the transaction nobody else assigns this customer, also where nobody serves it yet. */
export async function lockCustomer(trx: Trx, companyId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${companyId}, 1))`.execute(trx);
}

/** The same for many, always in one order. */
export async function lockCustomers(trx: Trx, companyIds: readonly string[]): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(id, 1))
    FROM (SELECT id FROM unnest(${[...companyIds]}::text[]) AS t (id) ORDER BY id) sorted`.execute(trx);
}

/** Who serves each customer now, by customer. */
export async function readAssignments(db: Reads, companyIds: readonly string[]): Promise<Map<string, AssignmentRow>> {
  const { rows } = await sql<AssignmentRow>`${prepared}SELECT ${columns} FROM resellers.assignments
    WHERE customer_company_id = ANY(${[...companyIds]}::uuid[]) AND until IS NULL`.execute(db);
  return new Map(rows.map((row) => [row.customer_company_id, row]));
}

export async function readAssignment(db: Reads, id: string): Promise<AssignmentRow | null> {
  const { rows } = await sql<AssignmentRow>`SELECT ${columns} FROM resellers.assignments WHERE id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Ends the assignment that holds now, if there is one, and begins the next. */
export async function replaceAssignment(trx: Trx, next: Omit<AssignmentRow, 'until'>): Promise<void> {
  await sql`UPDATE resellers.assignments SET until = ${next.since}
    WHERE customer_company_id = ${next.customer_company_id} AND until IS NULL`.execute(trx);
  await sql`INSERT INTO resellers.assignments (id, customer_company_id, reseller_company_id, basis, territory_id, reason, since)
    VALUES (${next.id}, ${next.customer_company_id}, ${next.reseller_company_id}, ${next.basis}, ${next.territory_id}, ${next.reason},
      ${next.since})`.execute(trx);
}

/** Begins many, each of a customer that has none. */
export async function insertAssignments(
  trx: Trx,
  rows: readonly { readonly id: string; readonly companyId: string; readonly resellerCompanyId: string }[],
  all: { readonly basis: Basis; readonly since: Date },
): Promise<void> {
  await sql`INSERT INTO resellers.assignments (id, customer_company_id, reseller_company_id, basis, since)
    SELECT id, "companyId", "resellerCompanyId", ${all.basis}, ${all.since}::timestamptz
    FROM json_to_recordset(${asRows(rows)}) AS a (id uuid, "companyId" uuid, "resellerCompanyId" uuid)`.execute(trx);
}

interface Range {
  readonly from: string;
  readonly to: string;
}

type Held = Pick<AssignmentRow, 'customer_company_id'> & { readonly reseller_company_id: string };

/** Of the assignments of these ids those that hold now. */
export async function readCurrentWithin(db: Reads, { from, to }: Range): Promise<Held[]> {
  const { rows } = await sql<Held>`SELECT customer_company_id, reseller_company_id FROM resellers.assignments
    WHERE id BETWEEN ${from}::uuid AND ${to}::uuid AND until IS NULL`.execute(db);
  return rows;
}

/** Ends them; answers with those that it ended. */
export async function endWithin(trx: Trx, { from, to }: Range, at: Date): Promise<Held[]> {
  const { rows } = await sql<Held>`UPDATE resellers.assignments SET until = ${at}
    WHERE id BETWEEN ${from}::uuid AND ${to}::uuid AND until IS NULL RETURNING customer_company_id, reseller_company_id`.execute(
    trx,
  );
  return rows;
}

export async function readLastAssignment(db: Reads, { from, to }: Range): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM resellers.assignments
    WHERE id BETWEEN ${from}::uuid AND ${to}::uuid ORDER BY id DESC LIMIT 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Ends every assignment to a reseller. */
export async function endAssignmentsOf(trx: Trx, resellerCompanyId: string, at: Date): Promise<number> {
  const { rows } = await sql`UPDATE resellers.assignments SET until = ${at}
    WHERE reseller_company_id = ${resellerCompanyId} AND until IS NULL RETURNING id`.execute(trx);
  return rows.length;
}

export async function readAssignmentsOfCustomer(db: Reads, companyId: string): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`SELECT ${columns} FROM resellers.assignments
    WHERE customer_company_id = ${companyId} ORDER BY since DESC, id LIMIT 1000`.execute(db);
  return rows;
}

/** How many customers each reseller serves now. */
export async function countCustomers(db: Reads, resellerIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`SELECT reseller_company_id AS id, count(*)::int AS count
    FROM resellers.assignments WHERE until IS NULL AND reseller_company_id = ANY(${[...resellerIds]}::uuid[])
    GROUP BY reseller_company_id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.count]));
}

/** Customers that a reseller got since a time, the newest first. */
export async function readNewCustomers(
  db: Reads,
  input: { readonly resellerCompanyId: string; readonly since: Date; readonly limit: number },
): Promise<{ rows: { customer_company_id: string; since: Date }[]; count: number }> {
  const { rows } = await sql<{ customer_company_id: string; since: Date; count: number }>`
    SELECT customer_company_id, since, count(*) OVER ()::int AS count FROM resellers.assignments
    WHERE reseller_company_id = ${input.resellerCompanyId} AND until IS NULL AND since >= ${input.since}
    ORDER BY since DESC, id LIMIT ${input.limit}`.execute(db);
  return { rows, count: rows[0]?.count ?? 0 };
}
