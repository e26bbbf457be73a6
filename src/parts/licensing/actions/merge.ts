import type { Deps } from '../../../platform/deps.ts';
import type { CompanyMerger } from '../../contacts/index.ts';
import * as store from '../store/merges.ts';

const kinds = Object.keys(store.ownedBy) as store.OwnedKind[];

/**
 * How licences, registrations, contracts, orders and seats kept by name go along where two companies are merged. The history of a serial is
 * not touched: it says who had it at the time.
 */
export function licensingMerger(deps: Pick<Deps, 'clock'>): CompanyMerger {
  return {
    hold: (trx, { from, into }) => store.holdLicencesOf(trx, [from, into]),
    count: store.countOwned,
    newSights: async () => [],
    lostSights: async () => [],
    collides: async () => false,
    async move(trx, _deps, merging) {
      const moved: Record<string, string[]> = {};
      for (const kind of kinds)
        moved[kind] = await store.moveOwned(trx, kind, { ...merging, only: null, at: deps.clock.now() });
      return moved;
    },
    gone: (trx, { into }, moved) => store.countOthers(trx, moved.licence ?? [], into),
    async back(trx, _deps, { from, into }, moved) {
      const back = { from: into, into: from, at: deps.clock.now() };
      for (const kind of kinds) await store.moveOwned(trx, kind, { ...back, only: moved[kind] ?? [] });
    },
  };
}
