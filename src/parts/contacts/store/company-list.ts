import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { rowByRow } from '../../../platform/db/row-by-row.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Reads = Trx;

export type CompanyListFilters = {
  /** Range of name keys. */
  readonly name: { readonly from: string; readonly below: string } | null;
  /** Found as well: what was called so once. */
  readonly formerly: readonly string[];
  readonly kind: 'customer' | 'reseller' | null;
  readonly country: string | null;
  /** Shared with this company now. */
  readonly resellerId: string | null;
  /** The tenant that asks; its own company is not in its list. */
  readonly tenantCompanyId: string | null;
};

export type CompanyListRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'customer' | 'reseller';
  readonly country: string | null;
  readonly region: string | null;
  readonly created_at: Date;
  readonly people: number;
  readonly reseller_id: string | null;
  readonly reseller_name: string | null;
  readonly sort_value: string;
};

const sorts = {
  name: { sql: 'c.name_key', type: 'text COLLATE "C"' },
  createdAt: { sql: 'c.created_at', type: 'timestamptz' },
} as const;

/**
 * One page of companies. A tenant's page, and that of one reseller's customers, starts from its shares, so that it costs
 * what the tenant sees and not what there is.
 */
export async function listCompanies(
  db: Reads,
  list: ListRequest,
  filters: CompanyListFilters,
): Promise<{ rows: CompanyListRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'c.id', type: 'uuid' });
  const from = fromSql(filters);
  const read = withDetail(
    sql`SELECT c.id, c.name, c.kind, trim(c.country) AS country, c.region, c.created_at, ${page.value} AS sort_value
      FROM ${from} WHERE ${whereSql(filters)} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`,
    orderOfPage(list),
  );
  const run = async () => (await read.execute(db)).rows;
  const rows = filters.tenantCompanyId === null ? await run() : await rowByRow(db, run);
  return { rows, count: await countCompanies(db, filters) };
}

/** One company as the list shows it; under a tenant only if shared with it. */
export async function readCompanyItem(db: Reads, id: string): Promise<CompanyListRow | null> {
  const { rows } = await withDetail(
    sql`SELECT c.id, c.name, c.kind, trim(c.country) AS country, c.region, c.created_at, '' AS sort_value
      FROM contacts.companies c WHERE c.id = ${id}`,
    sql`c.id`,
  ).execute(db);
  return rows[0] ?? null;
}

// People and reseller are looked up for the rows of the page only.
function withDetail(page: RawBuilder<unknown>, order: RawBuilder<unknown>): RawBuilder<CompanyListRow> {
  return sql<CompanyListRow>`WITH page AS MATERIALIZED (${page})
    SELECT c.*, r.reseller_id, r.reseller_name,
      (SELECT count(*)::int FROM contacts.company_people cp WHERE cp.company_id = c.id AND cp.until IS NULL) AS people
    FROM page c LEFT JOIN LATERAL (SELECT t.id AS reseller_id, t.name AS reseller_name
      FROM contacts.shares s JOIN contacts.companies t ON t.id = s.tenant_company_id
      WHERE s.company_id = c.id AND s.until IS NULL AND s.tenant_company_id <> c.id AND t.kind = 'reseller'
      ORDER BY s.since DESC, s.id LIMIT 1) r ON true
    ORDER BY ${order}`;
}

async function countCompanies(db: Reads, filters: CompanyListFilters): Promise<number> {
  // Without filters the shares alone say how many there are.
  const plain = filters.tenantCompanyId !== null && !filters.name && !filters.kind && !filters.country;
  const from = plain ? sql`contacts.shares s` : fromSql(filters);
  const { rows } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM ${from} WHERE ${whereSql(filters)}`.execute(db);
  return rows[0]?.count ?? 0;
}

function fromSql(filters: CompanyListFilters): RawBuilder<unknown> {
  return (filters.tenantCompanyId ?? filters.resellerId)
    ? sql`contacts.shares s JOIN contacts.companies c ON c.id = s.company_id`
    : sql`contacts.companies c`;
}

function whereSql(filters: CompanyListFilters): RawBuilder<unknown> {
  const sharedWith = filters.tenantCompanyId ?? filters.resellerId;
  const conditions = [filters.tenantCompanyId === null ? sql`c.merged_into IS NULL` : sql`true`];
  if (sharedWith)
    conditions.push(
      sql`s.tenant_company_id = ${sharedWith}::uuid AND s.until IS NULL AND s.company_id <> s.tenant_company_id`,
    );
  if (filters.tenantCompanyId && filters.resellerId)
    conditions.push(sql`s.tenant_company_id = ${filters.resellerId}::uuid`);
  if (filters.name) conditions.push(namedSql(filters.name, filters.formerly));
  if (filters.kind) conditions.push(sql`c.kind = ${filters.kind}`);
  if (filters.country) conditions.push(sql`c.country = ${filters.country}`);
  return sql.join(conditions, sql` AND `);
}

// Each half by its own index; the second is left out where there is nothing to find, which is nearly always.
function namedSql(name: NonNullable<CompanyListFilters['name']>, formerly: readonly string[]): RawBuilder<unknown> {
  const now = sql`c.name_key >= ${name.from} COLLATE "C" AND c.name_key < ${name.below} COLLATE "C"`;
  return formerly.length === 0 ? now : sql`((${now}) OR c.id = ANY(${[...formerly]}::uuid[]))`;
}

function orderOfPage(list: ListRequest): RawBuilder<unknown> {
  // The page's sort value is text; a name key sorts as it stands, a time by its own column.
  const column = list.sort === 'name' ? 'c.sort_value COLLATE "C"' : 'c.created_at';
  return sql.raw(`${column} ${list.descending ? 'DESC' : 'ASC'}, c.id`);
}
