import type { Deps } from '../../../platform/deps.ts';
import { anybodyInvited } from '../store/invitations.ts';
import { countMembers } from '../store/members.ts';
import { webhooksLeftAlone } from '../store/webhooks.ts';
import type { Today } from '../wire/composed.ts';

const mostShown = 5;

/** One of the steps of setting up: nobody should be the only one who can sign in. And webhooks that were left alone. */
export function staffToday(deps: Pick<Deps, 'db'>): Today {
  return async (who) => {
    if (who.role !== 'administrator') return {};
    const members = await countMembers(deps.db.read);
    const done = members > 1 || (await anybodyInvited(deps.db.read));
    const leftAlone = await webhooksLeftAlone(deps.db.read);
    const items = leftAlone.slice(0, mostShown).map(({ id, name, stoppedAt, stoppedWhy }) => ({
      kind: 'webhook' as const,
      id,
      title: name,
      detail: stoppedWhy,
      at: stoppedAt,
    }));
    return {
      setup: [{ step: 'staff', done }],
      groups: leftAlone.length > 0 ? [{ kind: 'webhooks left alone', count: leftAlone.length, items }] : [],
    };
  };
}
