import { webhookSecret } from '../../../../platform/crypto/webhook-signature.ts';
import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import type { Who } from '../../../../platform/http/who.ts';
import { errors } from '../../errors.ts';
import { webhookUrlFault } from '../../rules.ts';
import { queueDeliveries, replayOne, replaySpan } from '../../store/webhook-deliveries.ts';
import * as store from '../../store/webhooks.ts';
import type { WebhooksHanded } from '../../wire/handed.ts';
import type { NewWebhook, WebhookChange } from '../../wire/webhooks.ts';
import { type AuditEntry, audit } from '../audit.ts';
import { messageBody } from './queue.ts';

type ManageDeps = Pick<Deps, 'clock' | 'ids'>;

const hourMs = 3_600_000;
/** Longer spans are replayed piece by piece, so that a slip of the hand floods nobody. */
const mostReplayed = 10_000;

const note = (
  trx: Trx,
  deps: ManageDeps,
  who: Who,
  entry: Omit<AuditEntry, 'aboutKind'> & { readonly aboutId: string },
) => audit(trx, deps, who, { aboutKind: 'webhook', ...entry });

/** Registers a receiver. Its secret is answered this once; what is kept of it is sealed. */
export async function addWebhook(
  trx: Trx,
  deps: ManageDeps,
  who: Who,
  { handed, ...input }: NewWebhook & { readonly handed: WebhooksHanded },
): Promise<{ id: string; secret: string }> {
  const fault = webhookUrlFault(input.url, handed.reach.allows);
  if (fault !== null) throw httpErrors.KEPT_INVALID({ fields: { url: fault } });
  const name = input.name.trim();
  const recipient = await handed.register(trx, who, { name, address: input.url, country: input.country });
  const id = deps.ids.uuid();
  const secret = webhookSecret(deps.ids.random(32));
  const kinds = [...new Set(input.kinds)];
  await store.insertWebhook(trx, {
    id,
    recipientId: recipient.id,
    name,
    url: new URL(input.url).href,
    kinds,
    secret: handed.seal.seal(secret),
    at: deps.clock.now(),
  });
  await note(trx, deps, who, { action: 'staff.webhook added', aboutId: id, detail: { kinds: kinds.join(' ') } });
  return { id, secret };
}

/** The webhook, if there is one that has not ended; nobody else changes it meanwhile. */
async function live(trx: Trx, id: string): Promise<store.WebhookRow> {
  const webhook = await store.lockWebhook(trx, id);
  if (!webhook) throw httpErrors.KEPT_NOT_FOUND();
  if (webhook.endedAt) throw errors.KEPT_WEBHOOK_ENDED();
  return webhook;
}

/** Another name, or other kinds of events from now on. Its address never changes: the ledger says who was told what. */
export async function changeWebhook(
  trx: Trx,
  deps: ManageDeps,
  who: Who,
  { id, name, kinds }: WebhookChange & { readonly id: string },
): Promise<void> {
  await live(trx, id);
  const chosen = [...new Set(kinds)];
  await store.changeWebhook(trx, id, { name: name.trim(), kinds: chosen });
  await note(trx, deps, who, { action: 'staff.webhook changed', aboutId: id, detail: { kinds: chosen.join(' ') } });
}

/** A new secret; the old one signs beside it for some hours, so that the receiver can change over in peace. */
export async function rotateSecret(
  trx: Trx,
  deps: ManageDeps,
  who: Who,
  input: { readonly id: string; readonly overlapHours: number; readonly handed: WebhooksHanded },
): Promise<{ secret: string }> {
  const { id, overlapHours, handed } = input;
  await live(trx, id);
  const at = deps.clock.now();
  const secret = webhookSecret(deps.ids.random(32));
  const oldUntil = overlapHours > 0 ? new Date(at.getTime() + overlapHours * hourMs) : null;
  await store.rotateSecret(trx, id, { secret: handed.seal.seal(secret), at, oldUntil });
  await note(trx, deps, who, { action: 'staff.webhook secret changed', aboutId: id, detail: { overlapHours } });
  return { secret };
}

/** Sends nothing more until it is resumed; what happens meanwhile waits. */
export async function stopWebhook(trx: Trx, deps: ManageDeps, who: Who, id: string): Promise<void> {
  await live(trx, id);
  if (await store.stopWebhook(trx, id, { at: deps.clock.now(), why: 'staff' }))
    await note(trx, deps, who, { action: 'staff.webhook stopped', aboutId: id, detail: { why: 'staff' } });
}

/** On again: what waited is sent now. */
export async function resumeWebhook(trx: Trx, deps: ManageDeps, who: Who, id: string): Promise<void> {
  const { stoppedAt } = await live(trx, id);
  if (stoppedAt === null) return;
  await store.resumeWebhook(trx, id, deps.clock.now());
  await note(trx, deps, who, { action: 'staff.webhook resumed', aboutId: id });
}

/** For good: nothing goes there any more, and the register says since when. */
export async function endWebhook(
  trx: Trx,
  deps: ManageDeps,
  who: Who,
  { id, handed }: { readonly id: string; readonly handed: WebhooksHanded },
): Promise<void> {
  const { recipientId } = await live(trx, id);
  await store.endWebhook(trx, id, deps.clock.now());
  await handed.endRecipient(trx, who, recipientId);
  await note(trx, deps, who, { action: 'staff.webhook ended', aboutId: id });
}

/** A message of kind `test`, which tells nothing. */
export async function sendTest(trx: Trx, deps: ManageDeps, who: Who, id: string): Promise<{ deliveryId: string }> {
  const { stoppedAt } = await live(trx, id);
  if (stoppedAt !== null) throw errors.KEPT_WEBHOOK_STOPPED();
  const at = deps.clock.now();
  const deliveryId = deps.ids.uuid();
  const body = messageBody('test', at, { webhookId: id });
  await queueDeliveries(trx, [{ id: deliveryId, webhookId: id, eventId: null, kind: 'test', body, at }], at);
  await note(trx, deps, who, { action: 'staff.webhook tested', aboutId: id });
  return { deliveryId };
}

/** Sends one message anew, under the same id. */
export async function replayDelivery(
  trx: Trx,
  deps: ManageDeps,
  who: Who,
  { id, deliveryId }: { readonly id: string; readonly deliveryId: string },
): Promise<void> {
  await live(trx, id);
  if (!(await replayOne(trx, id, deliveryId, deps.clock.now()))) throw errors.KEPT_WEBHOOK_NOTHING_TO_REPLAY();
  await note(trx, deps, who, { action: 'staff.webhook replayed', aboutId: id, detail: { deliveryId } });
}

/** The same for all that happened from one instant to before another. */
export async function replayDeliveries(
  trx: Trx,
  deps: ManageDeps,
  who: Who,
  span: { readonly id: string; readonly from: string; readonly until: string; readonly state?: string },
): Promise<{ count: number }> {
  await live(trx, span.id);
  const [from, until] = [new Date(span.from), new Date(span.until)];
  if (!(from < until)) throw httpErrors.KEPT_INVALID({ fields: { until: 'is not after the beginning' } });
  const count = await replaySpan(trx, span.id, { from, until, state: span.state ?? null, at: deps.clock.now() });
  if (count > mostReplayed) throw errors.KEPT_WEBHOOK_SPAN_WIDE({ count, most: mostReplayed });
  if (count > 0) await note(trx, deps, who, { action: 'staff.webhook replayed', aboutId: span.id, detail: { count } });
  return { count };
}
