import type { Deps } from '../../../platform/deps.ts';
import { countInvitations } from '../store/invitations.ts';
import { countMembers } from '../store/members.ts';
import type { Today } from '../wire/composed.ts';

/** One of the steps of setting up: nobody should be the only one who can sign in. */
export function staffToday(deps: Pick<Deps, 'db'>): Today {
  return async (who) => {
    if (who.role !== 'administrator') return {};
    const members = await countMembers(deps.db.read);
    // The first administrator's own invitation is one of them.
    const done = members > 1 || (await countInvitations(deps.db.read, null)) > 1;
    return { setup: [{ step: 'staff', done }] };
  };
}
