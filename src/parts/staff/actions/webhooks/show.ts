import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../../platform/http/list.ts';
import { type WebhookState, webhookState } from '../../rules.ts';
import { type DeliveryRow, listDeliveries, readDelivery, readTries } from '../../store/webhook-deliveries.ts';
import { listWebhooks, readWebhook, type WebhookRow } from '../../store/webhooks.ts';
import type { DeliveryItem, DeliveryPage, WebhookItem } from '../../wire/webhooks.ts';

type Reads = Deps['db']['read'];

export async function webhookList(
  db: Reads,
  list: ListRequest,
  state: WebhookState | null,
): Promise<ListAnswer<WebhookItem>> {
  const { rows, count } = await listWebhooks(db, list, state);
  return answerList(list, rows, count, presentWebhook);
}

export async function webhookItem(db: Reads, id: string): Promise<WebhookItem> {
  const row = await readWebhook(db, id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  return presentWebhook(row);
}

export async function deliveryList(
  db: Reads,
  list: ListRequest,
  filters: { readonly webhookId: string; readonly state: string | null; readonly kind: string | null },
): Promise<ListAnswer<DeliveryItem>> {
  await webhookItem(db, filters.webhookId);
  const { rows, count } = await listDeliveries(db, list, filters);
  return answerList(list, rows, count, presentDelivery);
}

export async function deliveryPage(
  db: Reads,
  { id, deliveryId }: { readonly id: string; readonly deliveryId: string },
): Promise<DeliveryPage> {
  const row = await readDelivery(db, id, deliveryId);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  const tries = await readTries(db, deliveryId);
  return {
    ...presentDelivery(row),
    body: row.body,
    log: tries.map(({ at, ms, status, fault }) => ({ at: at.toISOString(), ms, status, fault })),
  };
}

const text = (at: Date | null) => at?.toISOString() ?? null;

function presentWebhook(row: WebhookRow): WebhookItem {
  return {
    id: row.id,
    recipientId: row.recipientId,
    name: row.name,
    url: row.url,
    kinds: row.kinds,
    createdAt: row.createdAt.toISOString(),
    secretSince: row.secretSince.toISOString(),
    oldSecretUntil: text(row.oldUntil),
    state: webhookState(row),
    failingSince: text(row.failingSince),
    stoppedAt: text(row.stoppedAt),
    stoppedWhy: row.stoppedWhy,
    endedAt: text(row.endedAt),
    waiting: row.waiting,
    givenUp: row.givenUp,
  };
}

function presentDelivery(row: DeliveryRow): DeliveryItem {
  return {
    id: row.id,
    kind: row.kind,
    happenedAt: row.happenedAt.toISOString(),
    state: row.state,
    tries: row.tries,
    nextAt: text(row.nextAt),
    endedAt: text(row.endedAt),
    ledgerId: row.ledgerId,
    lastStatus: row.lastStatus,
    lastFault: row.lastFault,
  };
}
