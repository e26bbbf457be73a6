import { addReceiver, endRecipient, holdRecipient } from '../parts/disclosures/index.ts';
import type { WebhooksHanded } from '../parts/staff/index.ts';
import { createSeal } from '../platform/crypto/seal.ts';
import type { Deps } from '../platform/deps.ts';
import { createPostWebhook } from '../platform/egress/post-webhook.ts';
import { createReach } from '../platform/egress/reach.ts';

/** What the webhooks of staff need: the register of recipients, the way out, and the key that closes their secrets. */
export function webhooksHanded(
  deps: Deps,
  given: { readonly digestKey: Buffer; readonly networks: readonly string[] },
): WebhooksHanded {
  const reach = createReach(given.networks);
  return {
    register: (trx, who, receiver) => addReceiver(trx, deps, who, receiver),
    endRecipient: (trx, who, recipientId) => endRecipient(trx, deps, who, recipientId),
    mayReceive: holdRecipient,
    post: createPostWebhook(reach),
    reach,
    seal: createSeal(given.digestKey, 'staff.webhooks'),
  };
}
