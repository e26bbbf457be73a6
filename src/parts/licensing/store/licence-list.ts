import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import { rowByRow } from '../../../platform/db/row-by-row.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { LicenceNeed } from '../rules/needs.ts';
import type { ShownState } from '../rules/states.ts';
import type { LicenceKind } from '../wire/terms.ts';
import { foreignSerialsSql } from './foreign-serials.ts';
import { columns, type LicenceRow } from './licences.ts';

type Reads = Database['read'];

const sorts: Record<string, SortColumn> = {
  createdAt: { sql: 'l.created_at', type: 'timestamptz' },
  activatedAt: { sql: 'l.activated_at', type: 'timestamptz' },
  expiresOn: { sql: 'l.expires_on', type: 'date' },
  maintenanceUntil: { sql: 'l.maintenance_until', type: 'date' },
  serial: { sql: 'l.serial', type: 'text COLLATE "C"' },
};
const nullable = new Set(['activatedAt', 'expiresOn', 'maintenanceUntil']);

/** Companies as a piece of SQL `(SELECT id …)`, made by the part that keeps them. */
type Companies = RawBuilder<unknown>;

export interface LicenceFilter {
  /** As it is shown on that day. */
  readonly state?: { readonly state: ShownState; readonly today: string } | undefined;
  readonly kind?: LicenceKind | undefined;
  readonly productId?: string | undefined;
  readonly releaseId?: string | undefined;
  readonly holderId?: string | undefined;
  readonly companyId?: string | undefined;
  /** What staff have to see to, of what happened since then. */
  readonly needs?: { readonly need: LicenceNeed; readonly since: Date } | undefined;
  /** A whole serial, or the beginning of one. */
  readonly serial?: { readonly exact: string } | { readonly prefix: string } | undefined;
  /** The beginning of the key of another system's serial. */
  readonly foreign?: string | undefined;
  /** Companies of the name that was searched. */
  readonly named?: Companies | undefined;
  /** A reseller: its stock and that of the resellers it supplies, and the licences of the companies shared with it. */
  readonly tenant?: { readonly shared: Companies; readonly resellers: Companies } | undefined;
}

// Rows are counted up to these numbers; a list that says so many may have more. A tenant's rows are checked one by one.
const countedAtMost = 100_000;
const countedForTenant = 10_000;
const countedForSearch = 1_000;
/** Up to so many companies or licences it is quicker to begin with them than with the order of the list. */
const few = 2_000;

/**
 * One page of licences, quick at a million rows: the filters are written out, so that each finds its index, and what is
 * few decides where to begin.
 */
export async function readLicences(
  db: Trx,
  list: ListRequest,
  filter: LicenceFilter,
): Promise<{ rows: LicenceRow[]; count: number }> {
  const where = [...plainConditions(filter), ...(await soughtCondition(db, filter))];
  const tenant = await tenantCondition(db, filter);
  const read = () =>
    nullable.has(list.sort) ? nullsLastPage(db, list, [...where, ...tenant]) : page(db, list, [...where, ...tenant]);
  const rows = await (filter.tenant && tenant.length === 0 ? rowByRow(db, read) : read());
  const count = () => countRows(db, where, filter);
  return { rows, count: await (filter.tenant ? rowByRow(db, count) : count()) };
}

/** Rows without a value come last in both directions, which no index does: they are a second, short query. */
async function nullsLastPage(db: Reads, list: ListRequest, where: readonly Condition[]): Promise<LicenceRow[]> {
  const column = sql.raw(sorts[list.sort]?.sql ?? '');
  const withValue =
    list.after && list.after.value === null ? [] : await page(db, list, [...where, sql`${column} IS NOT NULL`]);
  const missing = list.limit + 1 - withValue.length;
  if (missing <= 0) return withValue;
  const after = list.after && list.after.value === null ? sql`l.id > ${list.after.id}::uuid` : sql`true`;
  const { rows } = await sql<LicenceRow>`SELECT ${columns}, NULL::text AS sort_value
    FROM ${licences} WHERE ${all([...where, sql`${column} IS NULL`, after])} ORDER BY l.id LIMIT ${missing}`.execute(
    db,
  );
  return [...withValue, ...rows];
}

async function page(db: Reads, list: ListRequest, where: readonly Condition[]): Promise<LicenceRow[]> {
  const keys = keyset(list, sorts, { sql: 'l.id', type: 'uuid' });
  const { rows } = await sql<LicenceRow>`SELECT ${columns}, ${keys.value} AS sort_value
    FROM ${licences} WHERE ${all([...where, keys.where])} ORDER BY ${keys.order} LIMIT ${keys.limit}`.execute(db);
  return rows;
}

type Condition = RawBuilder<unknown>;

const licences = sql.raw(`licensing.licences l JOIN licensing.products p ON p.id = l.product_id
  JOIN licensing.releases r ON r.id = l.release_id`);

function all(conditions: readonly Condition[]): Condition {
  return conditions.length > 0 ? sql.join([...conditions], sql` AND `) : sql`true`;
}

function plainConditions(filter: LicenceFilter): Condition[] {
  const conditions: Condition[] = [];
  if (filter.state) conditions.push(stateCondition(filter.state));
  if (filter.kind) conditions.push(sql`l.kind = ${filter.kind}`);
  if (filter.productId) conditions.push(sql`l.product_id = ${filter.productId}`);
  if (filter.releaseId)
    conditions.push(sql`l.release_id = ${filter.releaseId}
      AND l.product_id = (SELECT r.product_id FROM licensing.releases r WHERE r.id = ${filter.releaseId})`);
  if (filter.holderId) conditions.push(sql`l.holder_company_id = ${filter.holderId}`);
  if (filter.companyId) conditions.push(sql`l.company_id = ${filter.companyId}`);
  if (filter.needs) conditions.push(sql`l.id IN (${needing(filter.needs)})`);
  return conditions;
}

/** Written out, so that the index of rare states is found; the value is one of the wire's list. */
function stateCondition({ state, today }: NonNullable<LicenceFilter['state']>): Condition {
  if (state === 'expired') return sql`l.expires_on < ${today}::date AND l.state IN ('issued', 'active')`;
  const is = sql`l.state = ${sql.lit(state)}`;
  if (state !== 'issued' && state !== 'active') return is;
  return sql`${is} AND (l.expires_on IS NULL OR l.expires_on >= ${today}::date)`;
}

/** As the groups of the first page find them (happenings.ts). */
function needing({ need, since }: NonNullable<LicenceFilter['needs']>): RawBuilder<unknown> {
  if (need === 'waiting for proof')
    return sql`SELECT g.licence_id FROM licensing.registrations g WHERE g.state = 'waiting for proof'`;
  if (need === 'registrations disowned')
    return sql`SELECT g.licence_id FROM licensing.registrations g WHERE g.disowned_at >= ${since}`;
  return sql`SELECT e.licence_id FROM licensing.licence_events e WHERE e.kind = 'refused' AND e.at >= ${since}
    AND NOT EXISTS (SELECT FROM licensing.licence_events a
      WHERE a.licence_id = e.licence_id AND a.kind = 'activated' AND a.at > e.at)`;
}

async function soughtCondition(db: Reads, { serial, foreign, named }: LicenceFilter): Promise<Condition[]> {
  if (!serial && !foreign && !named) return [];
  const ours = serial && ('exact' in serial ? sql`l.serial = ${serial.exact}` : begins(serial.prefix));
  const others = foreign && sql`l.id IN ${foreignSerialsSql(foreign)}`;
  if (named && !(await areFew(db, named))) {
    const isNamed = sql`EXISTS (SELECT FROM ${named} named (id) WHERE named.id = l.company_id)`;
    return [sql`(${sql.join(present([ours, others, isNamed]), sql` OR `)})`];
  }
  // Each part finds its own index; an OR over all would read the whole table.
  const parts = present([ours, others, named && sql`l.company_id IN ${named}`]);
  const ids = parts.map((part) => sql`SELECT l.id FROM licensing.licences l WHERE ${part}`);
  return [sql`l.id IN (${sql.join(ids, sql` UNION `)})`];
}

function begins(prefix: string): Condition {
  return sql`l.serial >= ${prefix} AND l.serial < ${`${prefix}~`}`;
}

function present(conditions: readonly (Condition | undefined | '')[]): Condition[] {
  return conditions.filter((each) => each !== undefined && each !== '');
}

/** What a tenant sees is decided by the database; this only says where to begin for one that sees little. */
async function tenantCondition(db: Reads, { tenant, serial, foreign, named }: LicenceFilter): Promise<Condition[]> {
  if (!tenant || serial || foreign || named) return [];
  const stock = stockOf(tenant.resellers, [], few + 1);
  if (!((await areFew(db, stock)) && (await areFew(db, tenant.shared)))) return [];
  return [sql`l.id IN (${stock} UNION SELECT l.id FROM licensing.licences l WHERE l.company_id IN ${tenant.shared})`];
}

/**
 * Licences that these resellers have, of each so many at most. In the order of its index, so that it is found there: where somebody has
 * most of all, the planner takes it that everybody has many, and reads the whole table for the first few.
 */
function stockOf(resellers: Companies, where: readonly Condition[], most: number): RawBuilder<unknown> {
  return sql`(SELECT had.id FROM ${resellers} holder (id) CROSS JOIN LATERAL (SELECT l.id FROM licensing.licences l
    WHERE ${all([...where, sql`l.holder_company_id = holder.id`])} ORDER BY l.created_at DESC, l.id LIMIT ${most}) had)`;
}

async function areFew(db: Reads, ids: RawBuilder<unknown>): Promise<boolean> {
  return (await countOf(db, ids, few + 1)) <= few;
}

async function countOf(db: Reads, ids: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM (SELECT FROM ${ids} found LIMIT ${most}) counted`.execute(db);
  return rows[0]?.count ?? 0;
}

async function countRows(db: Reads, where: readonly Condition[], { tenant, named }: LicenceFilter): Promise<number> {
  if (!tenant) return countUpTo(db, where, countedAtMost);
  const most = named ? countedForSearch : countedForTenant;
  const stock = await countOf(db, stockOf(tenant.resellers, where, most), most);
  const isOthers = sql`coalesce(l.holder_company_id NOT IN ${tenant.resellers}, true)`;
  const shared = await countUpTo(db, [...where, sql`l.company_id IN ${tenant.shared}`, isOthers], most);
  return stock + shared;
}

async function countUpTo(db: Reads, where: readonly Condition[], most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM (SELECT FROM licensing.licences l WHERE ${all(where)} LIMIT ${most}) counted`.execute(db);
  return rows[0]?.count ?? 0;
}
