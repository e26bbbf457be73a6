import type { Deps } from '../../../../platform/deps.ts';
import type { Hearer, KeptEvent, Subscriber } from '../../../../platform/events/events.ts';
import { queueDeliveries } from '../../store/webhook-deliveries.ts';
import { endWebhook, webhookOfRecipient, webhooksFor } from '../../store/webhooks.ts';
import { type WebhookKind, webhookKindNames, webhookKinds } from '../../wire/webhook-kinds.ts';

type QueueDeps = Pick<Deps, 'db' | 'clock' | 'ids'>;

/** For each news that a webhook can be told of, who puts it into the queues. */
export function webhookSubscribers(deps: QueueDeps): Readonly<Record<string, Hearer>> {
  return Object.fromEntries(webhookKindNames.map((kind) => [webhookKinds[kind].news, queueNews(deps, kind)]));
}

function queueNews(deps: QueueDeps, kind: WebhookKind): Hearer {
  const hear: Hearer = async (payload, { id: eventId, at }) => {
    const to = await webhooksFor(deps.db.read, kind, at);
    if (to.length === 0) return;
    const body = messageBody(kind, at, outgoing(kind, payload));
    await deps.db.base((trx) =>
      queueDeliveries(
        trx,
        to.map((webhookId) => ({ id: deps.ids.uuid(), webhookId, eventId, kind, body, at })),
        deps.clock.now(),
      ),
    );
  };
  return Object.assign(hear, {
    concerns: async (payloads: readonly KeptEvent['payload'][]) => {
      const any = (await webhooksFor(deps.db.read, kind, null)).length > 0;
      return payloads.map(() => any);
    },
  });
}

/** What of the news goes out: the fields that the kind lists, and nothing else. */
function outgoing(kind: WebhookKind, payload: KeptEvent['payload']): KeptEvent['payload'] {
  return Object.fromEntries(webhookKinds[kind].fields.map((field) => [field, payload[field] ?? null]));
}

/** A message as Standard Webhooks shapes it. */
export function messageBody(type: string, at: Date, data: KeptEvent['payload']): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}

/** Whose recipient was ended among the recipients ends too. */
export function endWithRecipient(deps: Pick<Deps, 'db' | 'clock'>): Subscriber {
  return async ({ recipientId, kind }) => {
    if (kind !== 'webhook' || typeof recipientId !== 'string') return;
    await deps.db.base(async (trx) => {
      const id = await webhookOfRecipient(trx, recipientId);
      if (id !== null) await endWebhook(trx, id, deps.clock.now());
    });
  };
}
