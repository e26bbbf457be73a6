import type { Deps } from '../../../../platform/deps.ts';
import { forgetDeliveries } from '../../store/webhook-deliveries.ts';
import { dropOldSecrets } from '../../store/webhooks.ts';

/** How long a message can be replayed. The ledger keeps that it was sent. */
const keepDays = 30;

/** Removes messages after thirty days, and secrets that sign no more. */
export function tidyWebhooks(deps: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const now = deps.clock.now();
  return deps.db.base(async (trx) => {
    await forgetDeliveries(trx, new Date(now.getTime() - keepDays * 86_400_000));
    await dropOldSecrets(trx, now);
  });
}
