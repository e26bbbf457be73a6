import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import { endSharesWith, shareOwnCompany } from '../../contacts/index.ts';
import { type ResellerStanding, resellerStandings } from '../../disclosures/index.ts';
import { audit } from '../../staff/index.ts';
import { endAssignmentsOf } from '../store/assignments.ts';
import { hurryOffers } from '../store/offers.ts';
import { endTerritoriesOf } from '../store/territories.ts';
import { shareTiersOf } from './tiers.ts';
import { vendorDay } from './vendor-day.ts';

/** Brings what one reseller sees in line with its contract, in the transaction in which that began or ended. */
export async function settleReseller(trx: Trx, deps: Deps, companyId: string): Promise<void> {
  const on = await vendorDay(trx, deps);
  for (const standing of await resellerStandings(trx, { companyIds: [companyId], on }))
    await settle(trx, deps, standing);
}

/** On `disclosures.ended`: the same again, for whoever was ended by another door. */
export function settleEnded(deps: Deps): Subscriber {
  return async ({ companyId, kind }) => {
    if (kind !== 'reseller' || typeof companyId !== 'string') return;
    await deps.db.base((trx) => settleReseller(trx, deps, companyId));
  };
}

/** Contracts end and begin by the day, and nobody presses a button then. */
export async function settleResellers(deps: Deps): Promise<void> {
  const on = await vendorDay(deps.db.read, deps);
  for (const standing of await resellerStandings(deps.db.read, { companyIds: null, on }))
    await deps.db
      .base((trx) => settleReseller(trx, deps, standing.companyId))
      .catch((error: unknown) => {
        // One that cannot be settled keeps no other from losing its sight today.
        deps.log.error('a reseller could not be settled', { id: standing.companyId, error });
      });
}

async function settle(trx: Trx, deps: Deps, { companyId, live, over }: ResellerStanding): Promise<void> {
  if (live) {
    await shareOwnCompany(trx, deps, companyId);
    return shareTiersOf(trx, deps, companyId);
  }
  const at = deps.clock.now();
  const customers = await endAssignmentsOf(trx, companyId, at);
  const shares = await endSharesWith(trx, deps, companyId);
  // What it is offered goes on to the next as soon as the clock is looked at.
  await hurryOffers(trx, companyId, at);
  const territories = over ? await endTerritoriesOf(trx, companyId, at) : 0;
  if (customers + shares + territories === 0) return;
  await audit(
    trx,
    deps,
    { kind: 'system', job: 'resellers.contracts' },
    {
      action: 'resellers.sight ended',
      aboutKind: 'company',
      aboutId: companyId,
      detail: { customers, shares, territories },
    },
  );
}
