import type { Deps } from '../../../platform/deps.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { freeSeat } from '../store/deactivation.ts';
import * as store from '../store/disputes.ts';

const byItself: Who = { kind: 'system', job: 'licensing.disputed-seats' };

/**
 * Frees the seats of the company before of licences that went over, once the decision can be taken back no more. Whoever has the licence now was
 * told the day, as was whoever had it. May run as often as one likes.
 */
export async function freeDisputedSeats(deps: Deps): Promise<number> {
  let freed = 0;
  for (const id of await store.readSeatsDue(deps.db.read, deps.clock.now()))
    freed += await deps.db.base(async (trx) => {
      const dispute = await store.holdDispute(trx, id);
      const at = deps.clock.now();
      if (!dispute?.seats_until || dispute.seats_freed_at !== null || dispute.seats_until > at) return 0;
      const { licence_id: licenceId, licence_company_id: companyId } = dispute;
      // Whoever activated after the decision had the word of the company that has it now.
      const before = dispute.decided_at ?? at;
      const seats = companyId === null ? [] : await store.readSeatsOfOthers(trx, { licenceId, companyId, before });
      for (const activationId of seats) await freeSeat(trx, { activationId, at, actor: actor(byItself) });
      if (companyId !== null) await store.endKeptSeats(trx, { licenceId, companyId, at, by: null });
      await store.writeSeatsFreed(trx, id, at);
      return seats.length;
    });
  return freed;
}
