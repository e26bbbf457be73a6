import { type Kysely, sql } from 'kysely';
import { mayTakeWork } from '../../../platform/db/alone.ts';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { asRows } from '../../../platform/db/rows.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { WebhookVerdict } from '../rules.ts';

type Db = Kysely<Record<never, never>>;

export interface DeliveryRow {
  readonly id: string;
  readonly kind: string;
  readonly happenedAt: Date;
  readonly state: 'waiting' | 'delivered' | 'given up';
  readonly tries: number;
  readonly nextAt: Date | null;
  readonly endedAt: Date | null;
  readonly ledgerId: string | null;
  readonly lastStatus: number | null;
  readonly lastFault: string | null;
}

/** One that is about to be sent. */
export interface TakenUp {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
  readonly tries: number;
  /** Null: its row of the ledger is to be written first. */
  readonly ledgerId: string | null;
}

const row =
  sql.raw(`d.id, d.kind, d.happened_at AS "happenedAt", d.state, d.tries, d.next_at AS "nextAt", d.ended_at AS "endedAt",
  d.ledger_id AS "ledgerId", t.status AS "lastStatus", t.fault AS "lastFault"`);
const lastTry = sql.raw(`LEFT JOIN LATERAL (SELECT status, fault FROM staff.webhook_tries
  WHERE delivery_id = d.id ORDER BY id DESC LIMIT 1) t ON true`);

/** Puts one message into the queue of each of these webhooks; news that comes twice is one message. */
export async function queueDeliveries(
  trx: Trx,
  rows: readonly {
    readonly id: string;
    readonly webhookId: string;
    readonly eventId: string | null;
    readonly kind: string;
    readonly body: string;
    readonly at: Date;
  }[],
  now: Date,
): Promise<void> {
  await sql`INSERT INTO staff.webhook_deliveries (id, webhook_id, event_id, kind, body, happened_at, next_at)
    SELECT id, "webhookId", "eventId", kind, body, at, ${now}::timestamptz FROM json_to_recordset(${asRows(rows)})
      AS n (id uuid, "webhookId" uuid, "eventId" bigint, kind text, body text, at timestamptz)
    ON CONFLICT (webhook_id, event_id) DO NOTHING`.execute(trx);
}

/**
 * Takes up some that are due. Until `again` nobody else does; if this process dies meanwhile, they are due anew then.
 * `tries` is the number of the try that now begins.
 */
export async function takeUp(
  trx: Trx,
  webhookId: string,
  given: { readonly now: Date; readonly again: Date; readonly limit: number; readonly alone: boolean },
): Promise<TakenUp[]> {
  const { rows } = await sql<TakenUp>`SELECT id, kind, body, tries + 1 AS tries, ledger_id AS "ledgerId"
    FROM staff.webhook_deliveries WHERE webhook_id = ${webhookId} AND state = 'waiting' AND next_at <= ${given.now}
      AND ${mayTakeWork({ alone: given.alone })}
    ORDER BY next_at, id LIMIT ${given.limit} FOR UPDATE SKIP LOCKED`.execute(trx);
  return rows;
}

export async function noteTakenUp(
  trx: Trx,
  rows: readonly { readonly id: string; readonly ledgerId: string }[],
  again: Date,
): Promise<void> {
  await sql`UPDATE staff.webhook_deliveries d SET tries = d.tries + 1, next_at = ${again}, ledger_id = n."ledgerId"
    FROM json_to_recordset(${asRows(rows)}) AS n (id uuid, "ledgerId" uuid) WHERE d.id = n.id`.execute(trx);
}

/** False where its outcome is known already, from another try. */
export async function noteTry(
  trx: Trx,
  given: {
    readonly deliveryId: string;
    readonly at: Date;
    readonly ms: number;
    readonly status: number | null;
    readonly fault: string | null;
    readonly verdict: WebhookVerdict;
    readonly endedAt: Date;
  },
): Promise<boolean> {
  const { deliveryId, at, ms, status, fault, verdict } = given;
  const nextAt = verdict.state === 'waiting' ? verdict.nextAt : null;
  const endedAt = verdict.state === 'waiting' ? null : given.endedAt;
  const { rows } = await sql`WITH tried AS (INSERT INTO staff.webhook_tries (delivery_id, at, ms, status, fault)
      VALUES (${deliveryId}, ${at}, ${ms}, ${status}, ${fault}))
    UPDATE staff.webhook_deliveries SET state = ${verdict.state}, next_at = ${nextAt}::timestamptz, ended_at = ${endedAt}::timestamptz
    WHERE id = ${deliveryId} AND state = 'waiting' RETURNING id`.execute(trx);
  return rows.length === 1;
}

export async function listDeliveries(
  db: Db,
  list: ListRequest,
  filters: { readonly webhookId: string; readonly state: string | null; readonly kind: string | null },
): Promise<{ rows: (DeliveryRow & { sort_value: string | null })[]; count: number }> {
  const page = keyset(
    list,
    { happenedAt: { sql: 'd.happened_at', type: 'timestamptz' } },
    { sql: 'd.id', type: 'uuid' },
  );
  const where = sql`d.webhook_id = ${filters.webhookId} AND (${filters.state}::text IS NULL OR d.state = ${filters.state})
    AND (${filters.kind}::text IS NULL OR d.kind = ${filters.kind})`;
  const { rows } = await sql<DeliveryRow & { sort_value: string | null }>`SELECT ${row}, ${page.value} AS sort_value
    FROM staff.webhook_deliveries d ${lastTry} WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(
    db,
  );
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM staff.webhook_deliveries d WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

export async function readDelivery(
  db: Db,
  webhookId: string,
  id: string,
): Promise<(DeliveryRow & { readonly body: string }) | null> {
  const { rows } = await sql<
    DeliveryRow & { body: string }
  >`SELECT ${row}, d.body FROM staff.webhook_deliveries d ${lastTry}
    WHERE d.webhook_id = ${webhookId} AND d.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function readTries(
  db: Db,
  deliveryId: string,
): Promise<{ at: Date; ms: number; status: number | null; fault: string | null }[]> {
  const { rows } = await sql<{
    at: Date;
    ms: number;
    status: number | null;
    fault: string | null;
  }>`SELECT at, ms, status, fault
    FROM staff.webhook_tries WHERE delivery_id = ${deliveryId} ORDER BY id DESC`.execute(db);
  return rows;
}

/** Sends it anew under its id, with a row of the ledger of its own. False where there is none, or it still waits. */
export async function replayOne(trx: Trx, webhookId: string, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`UPDATE staff.webhook_deliveries
    SET state = 'waiting', tries = 0, next_at = ${at}, ended_at = NULL, ledger_id = NULL
    WHERE webhook_id = ${webhookId} AND id = ${id} AND state <> 'waiting' RETURNING id`.execute(trx);
  return rows.length === 1;
}

/** The same for all that happened in a span of time and have come to an end; how many. */
export async function replaySpan(
  trx: Trx,
  webhookId: string,
  span: { readonly from: Date; readonly until: Date; readonly state: string | null; readonly at: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`UPDATE staff.webhook_deliveries
    SET state = 'waiting', tries = 0, next_at = ${span.at}, ended_at = NULL, ledger_id = NULL
    WHERE webhook_id = ${webhookId} AND happened_at >= ${span.from} AND happened_at < ${span.until} AND state <> 'waiting'
      AND (${span.state}::text IS NULL OR state = ${span.state})`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** What happened before this instant goes, with its tries; what waits behind a stopped webhook, too. */
export async function forgetDeliveries(trx: Trx, before: Date): Promise<void> {
  await sql`DELETE FROM staff.webhook_deliveries WHERE happened_at < ${before}`.execute(trx);
}
