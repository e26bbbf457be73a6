import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { WebhookState } from '../rules.ts';

type Db = Kysely<Record<never, never>>;

export interface WebhookRow {
  readonly id: string;
  readonly recipientId: string;
  readonly name: string;
  readonly url: string;
  readonly kinds: string[];
  readonly createdAt: Date;
  readonly secretSince: Date;
  readonly oldUntil: Date | null;
  readonly failingSince: Date | null;
  readonly stoppedAt: Date | null;
  readonly stoppedWhy: 'staff' | 'failure' | 'gone' | null;
  readonly endedAt: Date | null;
  readonly waiting: number;
  readonly givenUp: number;
}

/** What is needed to send: sealed secrets. */
export interface SendingWebhook {
  readonly id: string;
  readonly recipientId: string;
  readonly url: string;
  readonly secret: Buffer;
  readonly oldSecret: Buffer | null;
  readonly oldUntil: Date | null;
  readonly failingSince: Date | null;
}

const row = sql.raw(`w.id, w.recipient_id AS "recipientId", w.name, w.url, w.kinds, w.created_at AS "createdAt",
  w.secret_since AS "secretSince", w.old_until AS "oldUntil", w.failing_since AS "failingSince", w.stopped_at AS "stoppedAt",
  w.stopped_why AS "stoppedWhy", w.ended_at AS "endedAt",
  (SELECT count(*)::int FROM staff.webhook_deliveries d WHERE d.webhook_id = w.id AND d.state = 'waiting') AS waiting,
  (SELECT count(*)::int FROM staff.webhook_deliveries d WHERE d.webhook_id = w.id AND d.state = 'given up') AS "givenUp"`);

const inState: Record<WebhookState, string> = {
  on: 'w.ended_at IS NULL AND w.stopped_at IS NULL AND w.failing_since IS NULL',
  failing: 'w.ended_at IS NULL AND w.stopped_at IS NULL AND w.failing_since IS NOT NULL',
  stopped: 'w.ended_at IS NULL AND w.stopped_at IS NOT NULL',
  ended: 'w.ended_at IS NOT NULL',
};

export async function insertWebhook(
  trx: Trx,
  webhook: {
    readonly id: string;
    readonly recipientId: string;
    readonly name: string;
    readonly url: string;
    readonly kinds: readonly string[];
    readonly secret: Buffer;
    readonly at: Date;
  },
): Promise<void> {
  const { id, recipientId, name, url, kinds, secret, at } = webhook;
  await sql`INSERT INTO staff.webhooks (id, recipient_id, name, url, kinds, created_at, secret, secret_since)
    VALUES (${id}, ${recipientId}, ${name}, ${url}, ${kinds}, ${at}, ${secret}, ${at})`.execute(trx);
}

export async function readWebhook(db: Db, id: string): Promise<WebhookRow | null> {
  const { rows } = await sql<WebhookRow>`SELECT ${row} FROM staff.webhooks w WHERE w.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Nobody else changes it before this transaction is over. */
export async function lockWebhook(trx: Trx, id: string): Promise<WebhookRow | null> {
  const { rows } = await sql<WebhookRow>`SELECT ${row} FROM staff.webhooks w WHERE w.id = ${id} FOR UPDATE`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export async function listWebhooks(
  db: Db,
  list: ListRequest,
  state: WebhookState | null,
): Promise<{ rows: (WebhookRow & { sort_value: string | null })[]; count: number }> {
  const page = keyset(
    list,
    { name: { sql: 'lower(w.name)', type: 'text' }, createdAt: { sql: 'w.created_at', type: 'timestamptz' } },
    { sql: 'w.id', type: 'uuid' },
  );
  const where = sql.raw(state === null ? 'true' : inState[state]);
  const { rows } = await sql<WebhookRow & { sort_value: string | null }>`SELECT ${row}, ${page.value} AS sort_value
    FROM staff.webhooks w WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM staff.webhooks w WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

export async function changeWebhook(
  trx: Trx,
  id: string,
  change: { readonly name: string; readonly kinds: readonly string[] },
): Promise<void> {
  await sql`UPDATE staff.webhooks SET name = ${change.name}, kinds = ${change.kinds} WHERE id = ${id}`.execute(trx);
}

/** The secret that signed so far signs beside the new one until `oldUntil`; null: it is dropped. */
export async function rotateSecret(
  trx: Trx,
  id: string,
  given: { readonly secret: Buffer; readonly at: Date; readonly oldUntil: Date | null },
): Promise<void> {
  await sql`UPDATE staff.webhooks SET old_secret = CASE WHEN ${given.oldUntil}::timestamptz IS NULL THEN NULL ELSE secret END,
    old_until = ${given.oldUntil}, secret = ${given.secret}, secret_since = ${given.at} WHERE id = ${id}`.execute(trx);
}

/** False where it is stopped already. */
export async function stopWebhook(
  trx: Trx,
  id: string,
  { at, why }: { readonly at: Date; readonly why: 'staff' | 'failure' | 'gone' },
): Promise<boolean> {
  const { rows } = await sql`UPDATE staff.webhooks SET stopped_at = ${at}, stopped_why = ${why}
    WHERE id = ${id} AND stopped_at IS NULL RETURNING id`.execute(trx);
  return rows.length === 1;
}

/** On again; what waits is due at once. */
export async function resumeWebhook(trx: Trx, id: string, at: Date): Promise<void> {
  await sql`UPDATE staff.webhooks SET stopped_at = NULL, stopped_why = NULL, failing_since = NULL WHERE id = ${id}`.execute(
    trx,
  );
  await sql`UPDATE staff.webhook_deliveries SET next_at = ${at} WHERE webhook_id = ${id} AND state = 'waiting'`.execute(
    trx,
  );
}

/** No more, for good: what waits is given up, and the secrets go. False where it has ended already. */
export async function endWebhook(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { rows } =
    await sql`UPDATE staff.webhooks SET ended_at = ${at}, secret = '', old_secret = NULL, old_until = NULL
    WHERE id = ${id} AND ended_at IS NULL RETURNING id`.execute(trx);
  if (rows.length === 1)
    await sql`UPDATE staff.webhook_deliveries SET state = 'given up', next_at = NULL, ended_at = ${at}
      WHERE webhook_id = ${id} AND state = 'waiting'`.execute(trx);
  return rows.length === 1;
}

/** The webhook that this recipient is, if it is one and has not ended. */
export async function webhookOfRecipient(trx: Trx, recipientId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM staff.webhooks
    WHERE recipient_id = ${recipientId} AND ended_at IS NULL`.execute(trx);
  return rows[0]?.id ?? null;
}

/** Who is to be told of news of this kind that happened then, stopped or not; of any time where null. */
export async function webhooksFor(db: Db, kind: string, at: Date | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${prepared}SELECT id FROM staff.webhooks
    WHERE ended_at IS NULL AND kinds @> ARRAY[${kind}::text] AND created_at <= coalesce(${at}::timestamptz, 'infinity')`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Those with something due. */
export async function dueWebhooks(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${prepared}SELECT id FROM staff.webhooks w
    WHERE ended_at IS NULL AND stopped_at IS NULL AND EXISTS (SELECT FROM staff.webhook_deliveries d
      WHERE d.webhook_id = w.id AND d.state = 'waiting' AND d.next_at <= ${now})`.execute(db);
  return rows.map(({ id }) => id);
}

/** As it is to be sent to now; null where nothing may go to it. It is not ended or stopped before this transaction is over. */
export async function holdForSending(trx: Trx, id: string): Promise<SendingWebhook | null> {
  const { rows } =
    await sql<SendingWebhook>`SELECT id, recipient_id AS "recipientId", url, secret, old_secret AS "oldSecret",
      old_until AS "oldUntil", failing_since AS "failingSince"
    FROM staff.webhooks WHERE id = ${id} AND ended_at IS NULL AND stopped_at IS NULL FOR SHARE`.execute(trx);
  return rows[0] ?? null;
}

/** Since when it takes nothing: `at` where it took something so far; null: it took this one. */
export async function noteFailing(trx: Trx, id: string, at: Date | null): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`UPDATE staff.webhooks
    SET failing_since = CASE WHEN ${at}::timestamptz IS NULL THEN NULL ELSE coalesce(failing_since, ${at}) END
    WHERE id = ${id} RETURNING failing_since AS since`.execute(trx);
  return rows[0]?.since ?? null;
}

/** Secrets whose time is over are of no use to anybody. */
export async function dropOldSecrets(trx: Trx, now: Date): Promise<void> {
  await sql`UPDATE staff.webhooks SET old_secret = NULL, old_until = NULL WHERE old_until <= ${now}`.execute(trx);
}

/** Those that were stopped and not by staff, longest first. */
export async function webhooksLeftAlone(
  db: Db,
): Promise<Pick<WebhookRow, 'id' | 'name' | 'stoppedAt' | 'stoppedWhy'>[]> {
  const { rows } = await sql<Pick<WebhookRow, 'id' | 'name' | 'stoppedAt' | 'stoppedWhy'>>`SELECT id, name,
      stopped_at AS "stoppedAt", stopped_why AS "stoppedWhy"
    FROM staff.webhooks WHERE ended_at IS NULL AND stopped_why <> 'staff' ORDER BY stopped_at, id`.execute(db);
  return rows;
}
