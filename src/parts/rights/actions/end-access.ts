import type { Deps } from '../../../platform/deps.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import { endAccess } from '../store/links.ts';

/**
 * Once a mail address is corrected, links and sittings of the old one do not work, as they are bound to it. This ends
 * them for good, so that they do not work again should the old address come back.
 */
export function endOldAccess(deps: Deps): Subscriber {
  return async (payload) => {
    if (payload.field !== 'email') return;
    const at = new Date(String(payload.correctedAt));
    await deps.db.base((trx) => endAccess(trx, String(payload.personId), at));
  };
}
