import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { OrderItem, OrderState } from '../wire/orders.ts';

type Reads = Database['read'];

export interface OrderRow {
  id: string;
  number: string;
  kind: OrderItem['kind'];
  company_id: string;
  holder_company_id: string | null;
  product_id: string | null;
  licence_kind: string | null;
  seats: number | null;
  copies: number | null;
  contract_id: string | null;
  reference: string | null;
  state: OrderState;
  reason: string | null;
  renewed_by_id: string | null;
  placed_at: Date;
}

const columns =
  sql.raw(`o.id, o.number, o.kind, o.company_id, o.holder_company_id, o.product_id, o.licence_kind, o.seats, o.copies,
  o.contract_id, o.reference, o.state, o.reason, o.renewed_by_id, o.placed_at`);

export interface OrderFilter {
  readonly id?: string | undefined;
  readonly q?: string | undefined;
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  readonly companyId?: string | undefined;
}

const sorts = {
  placedAt: { sql: 'o.placed_at', type: 'timestamptz' },
  number: { sql: 'o.number', type: 'text' },
} as const;

export type OrderListRow = OrderRow & { open_questions: number; sort_value: string | null };

/** Orders; under a tenant those that it placed. */
export async function readOrders(
  db: Reads,
  list: ListRequest,
  filter: OrderFilter,
): Promise<{ rows: OrderListRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'o.id', type: 'uuid' });
  const where = sql.join(conditionsOf(filter), sql` AND `);
  const { rows } = await sql<OrderListRow>`SELECT ${columns}, (SELECT count(*)::int FROM licensing.order_questions q
      WHERE q.order_id = o.id AND q.answered_at IS NULL) AS open_questions, ${page.value} AS sort_value
    FROM licensing.orders o WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.orders o
    WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

function conditionsOf(filter: OrderFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (filter.id) conditions.push(sql`o.id = ${filter.id}`);
  if (filter.q) conditions.push(sql`starts_with(o.number, upper(${filter.q}))`);
  if (filter.state) conditions.push(sql`o.state = ${filter.state}`);
  if (filter.kind) conditions.push(sql`o.kind = ${filter.kind}`);
  if (filter.companyId) conditions.push(sql`o.company_id = ${filter.companyId}`);
  return conditions;
}

/** The order as it stands, held until the end of the transaction. */
export async function holdOrder(trx: Trx, id: string): Promise<OrderRow | null> {
  const { rows } = await sql<OrderRow>`SELECT ${columns} FROM licensing.orders o WHERE o.id = ${id} FOR UPDATE`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Whether the caller sees it. */
export async function seesOrder(db: Reads, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM licensing.orders WHERE id = ${id}`.execute(db);
  return rows.length === 1;
}

/** False where the contract is on order already. */
export async function insertOrder(
  trx: Trx,
  row: Omit<OrderRow, 'state' | 'reason' | 'renewed_by_id'>,
): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO licensing.orders (id, number, kind, company_id, holder_company_id, product_id, licence_kind, seats,
      copies, contract_id, reference, state, placed_at, changed_at)
    VALUES (${row.id}, ${row.number}, ${row.kind}, ${row.company_id}, ${row.holder_company_id}, ${row.product_id}, ${row.licence_kind},
      ${row.seats}, ${row.copies}, ${row.contract_id}, ${row.reference}, 'placed', ${row.placed_at}, ${row.placed_at})
    ON CONFLICT (contract_id) WHERE state IN ('placed', 'confirmed') DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

export async function writeOrderState(
  trx: Trx,
  change: {
    readonly id: string;
    readonly state: OrderState;
    readonly reason: string | null;
    readonly renewedById: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await sql`UPDATE licensing.orders SET state = ${change.state}, reason = ${change.reason}, renewed_by_id = ${change.renewedById}::uuid,
      changed_at = ${change.at} WHERE id = ${change.id}`.execute(trx);
}

export async function writeOrderEvent(
  trx: Trx,
  event: {
    readonly orderId: string;
    readonly kind: string;
    readonly at: Date;
    readonly actor: { readonly kind: string; readonly id: string | null };
  },
): Promise<void> {
  await sql`INSERT INTO licensing.order_events (order_id, kind, at, actor_kind, actor_id)
    VALUES (${event.orderId}, ${event.kind}, ${event.at}, ${event.actor.kind}, ${event.actor.id})`.execute(trx);
}

export async function readOrderEvents(db: Reads, orderId: string): Promise<{ kind: string; at: Date }[]> {
  const { rows } = await sql<{
    kind: string;
    at: Date;
  }>`SELECT kind, at FROM licensing.order_events WHERE order_id = ${orderId}
    ORDER BY id LIMIT 500`.execute(db);
  return rows;
}

export async function writeOrderLicences(trx: Trx, orderId: string, licenceIds: readonly string[]): Promise<void> {
  await sql`INSERT INTO licensing.order_licences (order_id, licence_id)
    SELECT ${orderId}::uuid, unnest(${[...licenceIds]}::uuid[])`.execute(trx);
}

export async function readOrderLicences(db: Reads, orderId: string): Promise<{ id: string; serial: string }[]> {
  const { rows } = await sql<{ id: string; serial: string }>`SELECT l.id, l.serial FROM licensing.order_licences x
    JOIN licensing.licences l ON l.id = x.licence_id WHERE x.order_id = ${orderId} ORDER BY l.serial LIMIT 500`.execute(
    db,
  );
  return rows;
}

export async function readContractNumbers(db: Reads, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; number: string }>`SELECT id, number FROM licensing.contracts
    WHERE id = ANY(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** The newest release of a product. */
export async function readNewestRelease(db: Reads, productId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM licensing.releases WHERE product_id = ${productId}
    ORDER BY built_on DESC, created_at DESC, id LIMIT 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Orders in these states, the oldest first; under a tenant its own. */
export async function readOrdersIn(
  db: Reads,
  of: { readonly states: readonly OrderState[]; readonly asked: boolean },
): Promise<{ rows: { id: string; number: string; kind: string; placed_at: Date }[]; count: number }> {
  const asked = sql`EXISTS (SELECT FROM licensing.order_questions q WHERE q.order_id = o.id AND q.answered_at IS NULL)`;
  const { rows } = await sql<{ id: string; number: string; kind: string; placed_at: Date; count: number }>`
    SELECT o.id, o.number, o.kind, o.placed_at, count(*) OVER ()::int AS count FROM licensing.orders o
    WHERE o.state = ANY(${[...of.states]}::text[]) AND ${of.asked ? asked : sql`true`} ORDER BY o.placed_at, o.id LIMIT 5`.execute(
    db,
  );
  return { rows, count: rows[0]?.count ?? 0 };
}

/** Whose contract it is; null where there is none that the caller sees. */
export async function readCompanyOfContract(db: Reads, contractId: string): Promise<string | null> {
  const { rows } = await sql<{
    company_id: string;
  }>`SELECT company_id FROM licensing.contracts WHERE id = ${contractId}`.execute(db);
  return rows[0]?.company_id ?? null;
}
