import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { CompanyMerger } from '../../contacts/index.ts';
import { closeOneCompany, reopenTwoCompanies } from '../store/disputes.ts';
import * as store from '../store/merges.ts';
import { writeEvent } from '../store/states.ts';

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
      // Two companies that are one have nothing to settle.
      for (const licenceId of await closeOneCompany(trx, merging.into, deps.clock.now()))
        await note(trx, deps, { licenceId, kind: 'dispute decided', code: 'one company' });
      return moved;
    },
    gone: (trx, { into }, moved) => store.countOthers(trx, moved.licence ?? [], into),
    async back(trx, _deps, { from, into }, moved) {
      const back = { from: into, into: from, at: deps.clock.now() };
      for (const kind of kinds) await store.moveOwned(trx, kind, { ...back, only: moved[kind] ?? [] });
      for (const licenceId of await reopenTwoCompanies(trx, [from, into]))
        await note(trx, deps, { licenceId, kind: 'dispute taken up again', code: null });
    },
  };
}

async function note(
  trx: Trx,
  deps: Pick<Deps, 'clock'>,
  event: { readonly licenceId: string; readonly kind: string; readonly code: string | null },
): Promise<void> {
  await writeEvent(trx, { ...event, actor: { kind: 'system', id: null }, at: deps.clock.now() });
}
