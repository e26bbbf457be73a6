import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { LicenceState } from '../rules/verdict.ts';

type Reads = Database['read'];

export interface LicenceRow {
  id: string;
  serial: string;
  product_id: string;
  product_code: string;
  product_name: string;
  release_id: string;
  release: string;
  kind: 'perpetual' | 'subscription';
  state: LicenceState;
  seats: number;
  seats_used: number;
  expires_on: string | null;
  maintenance_until: string | null;
  holder_company_id: string | null;
  company_id: string | null;
  created_at: Date;
  issued_at: Date | null;
  activated_at: Date | null;
  sort_value: string | null;
}

const columns = sql.raw(`l.id, l.serial, l.product_id, p.code AS product_code, p.name AS product_name, l.release_id,
  r.version AS release, l.kind, l.state, l.seats, l.seats_used, l.expires_on::text AS expires_on,
  l.maintenance_until::text AS maintenance_until, l.holder_company_id, l.company_id, l.created_at, l.issued_at, l.activated_at`);

const sorts: Record<string, SortColumn> = {
  createdAt: { sql: 'l.created_at', type: 'timestamptz' },
  activatedAt: { sql: 'l.activated_at', type: 'timestamptz', nullable: true },
  expiresOn: { sql: 'l.expires_on', type: 'date', nullable: true },
  maintenanceUntil: { sql: 'l.maintenance_until', type: 'date', nullable: true },
  serial: { sql: 'l.serial', type: 'text COLLATE "C"' },
};

/** Companies as a piece of SQL `(SELECT id …)`, made by the part that keeps them. */
export type Companies = RawBuilder<unknown>;

export interface LicenceFilter {
  readonly state?: LicenceState | undefined;
  readonly productId?: string | undefined;
  readonly releaseId?: string | undefined;
  readonly holderId?: string | undefined;
  readonly companyId?: string | undefined;
  /** A whole serial, or the beginning of one. */
  readonly serial?: { readonly exact: string } | { readonly prefix: string } | undefined;
  /** Companies of the name that was searched. */
  readonly named?: Companies | undefined;
  /** A reseller: its stock, and the licences of the companies shared with it. */
  readonly tenant?: { readonly companyId: string; readonly shared: Companies } | undefined;
}

/** Rows are counted up to this many; a list that says so many may have more. */
export const countedAtMost = 100_000;

/** One page of licences. The filters are written out, so that each finds its index. */
export async function readLicences(
  db: Reads,
  list: ListRequest,
  filter: LicenceFilter,
): Promise<{ rows: LicenceRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'l.id', type: 'uuid' });
  const where = whereSql(filter);
  const { rows } = await sql<LicenceRow>`SELECT ${columns}, ${page.value} AS sort_value
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id JOIN licensing.releases r ON r.id = l.release_id
    WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM (SELECT FROM licensing.licences l WHERE ${where} LIMIT ${countedAtMost}) counted`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

function whereSql(filter: LicenceFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (filter.state) conditions.push(sql`l.state = ${filter.state}`);
  if (filter.productId) conditions.push(sql`l.product_id = ${filter.productId}`);
  if (filter.releaseId) conditions.push(sql`l.release_id = ${filter.releaseId}`);
  if (filter.holderId) conditions.push(sql`l.holder_company_id = ${filter.holderId}`);
  if (filter.companyId) conditions.push(sql`l.company_id = ${filter.companyId}`);
  if (filter.serial || filter.named) conditions.push(soughtSql(filter));
  if (filter.tenant)
    conditions.push(sql`l.id IN (SELECT s.id FROM licensing.licences s WHERE s.holder_company_id = ${filter.tenant.companyId}
      UNION SELECT s.id FROM licensing.licences s WHERE s.company_id IN ${filter.tenant.shared})`);
  return sql.join(conditions, sql` AND `);
}

// Each half finds its own index; an OR over both would read the whole table.
function soughtSql({ serial, named }: LicenceFilter): RawBuilder<unknown> {
  if (serial && 'exact' in serial) return sql`l.serial = ${serial.exact}`;
  const halves: RawBuilder<unknown>[] = [];
  if (serial)
    halves.push(
      sql`SELECT s.id FROM licensing.licences s WHERE s.serial >= ${serial.prefix} AND s.serial < ${`${serial.prefix}~`}`,
    );
  if (named) halves.push(sql`SELECT s.id FROM licensing.licences s WHERE s.company_id IN ${named}`);
  return sql`l.id IN (${sql.join(halves, sql` UNION `)})`;
}

export async function readLicence(db: Reads, id: string): Promise<LicenceRow | null> {
  const { rows } = await sql<LicenceRow>`SELECT ${columns}, NULL::text AS sort_value
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id JOIN licensing.releases r ON r.id = l.release_id
    WHERE l.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function readLicencesOfCompany(db: Reads, companyId: string): Promise<LicenceRow[]> {
  const { rows } = await sql<LicenceRow>`SELECT ${columns}, NULL::text AS sort_value
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id JOIN licensing.releases r ON r.id = l.release_id
    WHERE l.company_id = ${companyId} ORDER BY l.created_at DESC, l.id LIMIT 1000`.execute(db);
  return rows;
}

/** Licences by the company that they are registered to; under a tenant only those it sees. */
export async function countLicencesByCompany(db: Reads, companyIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ company_id: string; count: number }>`SELECT company_id, count(*)::int AS count
    FROM licensing.licences WHERE company_id = ANY(${[...companyIds]}::uuid[]) GROUP BY company_id`.execute(db);
  return new Map(rows.map((row) => [row.company_id, row.count]));
}

/** Licences by the reseller to which they were issued. */
export async function countLicencesByHolder(db: Reads, companyIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`SELECT holder_company_id AS id, count(*)::int AS count
    FROM licensing.licences WHERE holder_company_id = ANY(${[...companyIds]}::uuid[]) GROUP BY holder_company_id`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row.count]));
}

export interface NewLicenceRows {
  readonly ids: readonly string[];
  readonly serials: readonly string[];
  readonly productId: string;
  readonly releaseId: string;
  readonly kind: string;
  readonly seats: number;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
  readonly holderCompanyId: string;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly at: Date;
}

/** Licences with their first events, in one statement. */
export async function insertIssued(trx: Trx, rows: NewLicenceRows): Promise<void> {
  await sql`WITH made AS (
      INSERT INTO licensing.licences (id, serial, product_id, release_id, kind, state, seats, expires_on, maintenance_until,
        holder_company_id, created_at, issued_at, changed_at)
      SELECT fresh.id, fresh.serial, ${rows.productId}::uuid, ${rows.releaseId}::uuid, ${rows.kind}, 'issued', ${rows.seats}::int,
        ${rows.expiresOn}::date, ${rows.maintenanceUntil}::date, ${rows.holderCompanyId}::uuid, ${rows.at}::timestamptz,
        ${rows.at}::timestamptz, ${rows.at}::timestamptz
      FROM unnest(${[...rows.ids]}::uuid[], ${[...rows.serials]}::text[]) AS fresh (id, serial) RETURNING id)
    INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
    SELECT made.id, ${rows.at}::timestamptz, what.kind, ${rows.actor.kind}, ${rows.actor.id}::uuid
    FROM made CROSS JOIN (VALUES ('created'), ('issued')) AS what (kind)`.execute(trx);
}

/** Changes the state where it is one of `from`; false otherwise. */
export async function changeState(
  trx: Trx,
  change: {
    readonly id: string;
    readonly from: readonly LicenceState[];
    /** 'active' stands for the state that fits: active with a seat taken, otherwise issued. */
    readonly to: 'suspended' | 'active';
    readonly kind: 'suspended' | 'resumed';
    readonly actor: { readonly kind: string; readonly id: string | null };
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } = await sql`WITH changed AS (
      UPDATE licensing.licences SET changed_at = ${change.at},
        state = CASE WHEN ${change.to} = 'suspended' THEN 'suspended' WHEN activated_at IS NULL THEN 'issued' ELSE 'active' END
      WHERE id = ${change.id} AND state = ANY(${[...change.from]}) RETURNING id)
    INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
    SELECT id, ${change.at}, ${change.kind}, ${change.actor.kind}, ${change.actor.id}::uuid FROM changed RETURNING id`.execute(
    trx,
  );
  return rows.length === 1;
}

/** Serial and product of licences, for lists of what is about them. */
export async function readLicenceNames(
  db: Reads,
  ids: readonly string[],
): Promise<Map<string, { id: string; serial: string; product: string }>> {
  const { rows } = await sql<{ id: string; serial: string; product: string }>`SELECT l.id, l.serial, p.name AS product
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id
    WHERE l.id = ANY(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
