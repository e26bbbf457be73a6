import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { Contract } from '../wire/contracts.ts';

type Reads = Database['read'];

export interface ContractRow {
  id: string;
  company_id: string;
  licence_id: string | null;
  kind: Contract['kind'];
  number: string;
  starts_on: string;
  ends_on: string;
  previous_ends_on: string | null;
  renewed: boolean;
  declined_at: Date | null;
  created_at: Date;
  sort_value: string | null;
}

export interface ContractFilter {
  readonly id?: string | undefined;
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
  readonly companyId?: string | undefined;
  readonly licenceId?: string | undefined;
  /** Neither renewed nor declined, with their last day in these. */
  readonly open?: { readonly from: string; readonly to: string } | undefined;
}

const sorts: Record<string, SortColumn> = {
  endsOn: { sql: 'c.ends_on', type: 'date' },
  createdAt: { sql: 'c.created_at', type: 'timestamptz' },
};
const columns =
  sql.raw(`c.id, c.company_id, c.licence_id, c.kind, c.number, c.starts_on::text AS starts_on, c.ends_on::text AS ends_on,
  (SELECT b.ends_on::text FROM licensing.contracts b WHERE b.id = c.renews_id) AS previous_ends_on,
  EXISTS (SELECT FROM licensing.contracts n WHERE n.renews_id = c.id) AS renewed, c.declined_at, c.created_at`);
const notRenewed = sql.raw('NOT EXISTS (SELECT FROM licensing.contracts n WHERE n.renews_id = c.id)');

/** Under a tenant those of the companies shared with it. */
export async function readContracts(
  db: Reads,
  list: ListRequest,
  filter: ContractFilter,
): Promise<{ rows: ContractRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'c.id', type: 'uuid' });
  const conditions = [sql`true`];
  if (filter.id) conditions.push(sql`c.id = ${filter.id}`);
  if (filter.q) conditions.push(sql`starts_with(lower(c.number), lower(${filter.q}))`);
  if (filter.kind) conditions.push(sql`c.kind = ${filter.kind}`);
  if (filter.companyId) conditions.push(sql`c.company_id = ${filter.companyId}`);
  if (filter.licenceId) conditions.push(sql`c.licence_id = ${filter.licenceId}`);
  if (filter.open)
    conditions.push(
      sql`c.ends_on BETWEEN ${filter.open.from}::date AND ${filter.open.to}::date AND c.declined_at IS NULL AND ${notRenewed}`,
    );
  const where = sql.join(conditions, sql` AND `);
  const { rows } = await sql<ContractRow>`SELECT ${columns}, ${page.value} AS sort_value FROM licensing.contracts c
    WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM (SELECT FROM licensing.contracts c WHERE ${where} LIMIT 10000) counted`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** Held until the end of the transaction. Read once it is held: a statement that waits still sees the renewals of when it began. */
export async function holdContract(trx: Trx, id: string): Promise<ContractRow | null> {
  await sql`SELECT FROM licensing.contracts WHERE id = ${id} FOR UPDATE`.execute(trx);
  const { rows } = await sql<ContractRow>`SELECT ${columns}, NULL AS sort_value FROM licensing.contracts c
    WHERE c.id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

/** Contracts for a licence are for what replaced it from now on. */
export async function moveContracts(trx: Trx, from: string, to: string): Promise<void> {
  await sql`UPDATE licensing.contracts SET licence_id = ${to} WHERE licence_id = ${from}`.execute(trx);
}

export type NewContractRow = Pick<
  ContractRow,
  'id' | 'company_id' | 'licence_id' | 'kind' | 'number' | 'starts_on' | 'ends_on' | 'created_at'
> & {
  readonly renews_id: string | null;
};

/** False where there is one of this number already. */
export async function insertContract(trx: Trx, row: NewContractRow): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO licensing.contracts (id, company_id, licence_id, kind, number, starts_on, ends_on, renews_id, created_at)
    VALUES (${row.id}, ${row.company_id}, ${row.licence_id}, ${row.kind}, ${row.number}, ${row.starts_on}::date, ${row.ends_on}::date,
      ${row.renews_id}, ${row.created_at}) ON CONFLICT (lower(number)) DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

/** Maintenance never ends earlier by a further contract. */
export async function writeMaintenance(
  trx: Trx,
  licenceId: string,
  term: { readonly until: string; readonly at: Date },
): Promise<void> {
  await sql`UPDATE licensing.licences SET changed_at = ${term.at}, maintenance_until = greatest(maintenance_until, ${term.until}::date)
    WHERE id = ${licenceId}`.execute(trx);
}

export async function writeDeclined(trx: Trx, id: string, at: Date | null): Promise<void> {
  await sql`UPDATE licensing.contracts SET declined_at = ${at} WHERE id = ${id}`.execute(trx);
}
