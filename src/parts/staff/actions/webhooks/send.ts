import { sha256 } from '../../../../platform/crypto/digest.ts';
import { webhookHeaders } from '../../../../platform/crypto/webhook-signature.ts';
import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import type { Disclosure } from '../../../../platform/egress/egress.ts';
import { judgeTry, whyStopped } from '../../rules.ts';
import { noteTakenUp, noteTry, type TakenUp, takeUp } from '../../store/webhook-deliveries.ts';
import {
  dueWebhooks,
  endWebhook,
  holdForSending,
  noteFailing,
  type SendingWebhook,
  stopWebhook,
} from '../../store/webhooks.ts';
import type { WebhooksHanded } from '../../wire/handed.ts';
import { audit } from '../audit.ts';

type SendDeps = Pick<Deps, 'db' | 'clock' | 'egress' | 'log'>;

export interface WebhookSender {
  /** Sends all that is due; resolves with how many tries were made. */
  drain(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

/** Messages of one webhook that are under way at once, in one process. */
const atOnce = 4;
/** After this, what a process has taken up and said no more of is due anew. Longer than any try lasts. */
const again = 60_000;
const system = { kind: 'system', job: 'webhooks' } as const;

/**
 * Sends what waits in the queues: at least once, under the same id at each try. Taking up is committed, with the row of the
 * ledger, before anything leaves. Each webhook is served on its own, so that a slow one holds nobody up.
 */
export function createWebhookSender(
  deps: SendDeps,
  handed: WebhooksHanded,
  options: { readonly alone?: boolean; readonly everyMs?: number } = {},
): WebhookSender {
  const serving = new Map<string, Promise<number>>();
  let timer: NodeJS.Timeout | undefined;
  let ending = false;

  async function serve(webhookId: string): Promise<number> {
    let count = 0;
    while (!ending) {
      const taken = await deps.db.base((trx) =>
        takeSome(trx, deps, handed, { webhookId, alone: options.alone ?? false }),
      );
      if (!taken) return count;
      await Promise.all(taken.messages.map((message) => tryOne(deps, handed, taken.webhook, message)));
      count += taken.messages.length;
    }
    return count;
  }

  async function drain(): Promise<number> {
    const due = await dueWebhooks(deps.db.read, deps.clock.now());
    const served = due.map((id) => {
      const running = serving.get(id) ?? serve(id).finally(() => serving.delete(id));
      serving.set(id, running);
      return running;
    });
    return (await Promise.all(served)).reduce((sum, count) => sum + count, 0);
  }

  const turn = () => {
    drain().catch((error: unknown) => deps.log.error('the webhooks could not be sent', { error }));
  };
  return {
    drain,
    start() {
      timer = setInterval(turn, options.everyMs ?? 1_000);
    },
    async stop() {
      ending = true;
      clearInterval(timer);
      await Promise.allSettled(serving.values());
    },
  };
}

interface Taken {
  readonly webhook: SendingWebhook;
  readonly messages: readonly TakenUp[];
}

async function takeSome(
  trx: Trx,
  deps: SendDeps,
  handed: WebhooksHanded,
  asked: { readonly webhookId: string; readonly alone: boolean },
): Promise<Taken | null> {
  const now = deps.clock.now();
  const webhook = await holdForSending(trx, asked.webhookId);
  if (!webhook) return null;
  if (!(await handed.mayReceive(trx, webhook.recipientId))) {
    await endWebhook(trx, webhook.id, now);
    return null;
  }
  const until = new Date(now.getTime() + again);
  const messages = await takeUp(trx, webhook.id, { now, again: until, limit: atOnce, alone: asked.alone });
  if (messages.length === 0) return null;
  const first = messages.filter(({ ledgerId }) => ledgerId === null);
  const written = await deps.egress.send(trx, {
    disclosures: first.map(({ id, body }) => disclosure({ recipientId: webhook.recipientId, id, body })),
  });
  const ledgerIds = new Map(first.map(({ id }, at) => [id, written[at] ?? '']));
  await noteTakenUp(
    trx,
    messages.map(({ id, ledgerId }) => ({ id, ledgerId: ledgerId ?? ledgerIds.get(id) ?? '' })),
    until,
  );
  return { webhook, messages };
}

/** About nobody: a message names no person. */
function disclosure({
  recipientId,
  id,
  body,
}: {
  readonly recipientId: string;
  readonly id: string;
  readonly body: string;
}): Disclosure {
  return {
    recipientKind: 'webhook',
    recipientId,
    personId: null,
    companyId: null,
    channel: 'webhook',
    purpose: 'operations',
    fields: [],
    basis: 'webhook registered by staff',
    about: { kind: 'webhook delivery', id },
    contentSha256: sha256(body),
  };
}

async function tryOne(
  deps: SendDeps,
  handed: WebhooksHanded,
  webhook: SendingWebhook,
  message: TakenUp,
): Promise<void> {
  const at = deps.clock.now();
  const began = performance.now();
  const secrets = secretsAt(webhook, handed, at);
  const headers = webhookHeaders({ id: message.id, at, body: message.body }, secrets);
  // A secret that does not open any more (the installation's keys are others) signs nothing, and unsigned nothing leaves.
  const posted: Awaited<ReturnType<typeof handed.post>> =
    secrets.length === 0
      ? { fault: 'not signed' }
      : await handed.post(webhook.url, { 'content-type': 'application/json', ...headers }, message.body);
  const status = 'status' in posted ? posted.status : null;
  const fault = 'fault' in posted ? posted.fault : null;
  const now = deps.clock.now();
  const verdict = judgeTry(status, message.tries, now);
  await deps.db.base(async (trx) => {
    const ms = Math.round(performance.now() - began);
    const counts = await noteTry(trx, { deliveryId: message.id, at, ms, status, fault, verdict, endedAt: now });
    if (!counts) return;
    const failingSince = await noteFailing(trx, webhook.id, verdict.state === 'delivered' ? null : now);
    const why = verdict.state === 'delivered' ? null : whyStopped(status, failingSince, now);
    if (why === null || !(await stopWebhook(trx, webhook.id, { at: now, why }))) return;
    await audit(trx, deps, system, {
      action: 'staff.webhook stopped',
      aboutKind: 'webhook',
      aboutId: webhook.id,
      detail: { why },
    });
  });
}

/** The secrets that sign now, the newest first. */
function secretsAt(webhook: SendingWebhook, { seal }: WebhooksHanded, now: Date): string[] {
  const old = webhook.oldUntil !== null && webhook.oldUntil > now ? webhook.oldSecret : null;
  const opened = [webhook.secret, old].map((sealed) => (sealed === null ? null : seal.open(sealed)));
  return opened.filter((secret) => secret !== null);
}
