import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { endShare, shareCompany } from '../../contacts/index.ts';
import { holdRecipient } from '../../disclosures/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { readResellers } from '../store/resellers.ts';
import { lockTiers, readTiers, replaceTier } from '../store/tiers.ts';
import { liveRecipients } from './live-recipients.ts';

/** A distributor learns of a reseller that it supplies who that is. What the reseller holds follows by row security. */
const sharedWithDistributor = ['companyName', 'country', 'region'];

/** Says which distributor supplies a reseller; null: the vendor itself. The distributor sees what it holds, from now on. */
export async function setDistributor(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly companyId: string; readonly distributorCompanyId: string | null },
): Promise<void> {
  const { companyId, distributorCompanyId: distributorId } = input;
  if (!(await readResellers(trx, companyId))[0]) throw httpErrors.KEPT_NOT_FOUND();
  await lockTiers(trx);
  const tiers = await readTiers(trx);
  const current = tiers.find((tier) => tier.reseller_company_id === companyId)?.distributor_company_id ?? null;
  if (current === distributorId) return;
  const supplies = tiers.some((tier) => tier.distributor_company_id === companyId);
  const supplied = tiers.some((tier) => tier.reseller_company_id === distributorId);
  if (distributorId !== null && (distributorId === companyId || supplies || supplied))
    throw errors.KEPT_DISTRIBUTOR_REFUSED();
  if (current !== null) await endShare(trx, deps, { companyId, tenantCompanyId: current });
  await replaceTier(trx, { id: deps.ids.uuid(), resellerId: companyId, distributorId, at: deps.clock.now() });
  if (distributorId !== null && !(await shareWithDistributor(trx, deps, { companyId, distributorId })))
    throw errors.KEPT_RESELLER_UNKNOWN();
  await audit(trx, deps, who, {
    action: 'resellers.distributor set',
    aboutKind: 'company',
    aboutId: companyId,
    detail: { companyId: distributorId },
  });
}

/** What a distributor sees again once its contract holds again. */
export async function shareTiersOf(trx: Trx, deps: Deps, distributorId: string): Promise<void> {
  for (const tier of await readTiers(trx, [distributorId]))
    if (tier.distributor_company_id === distributorId)
      await shareWithDistributor(trx, deps, { companyId: tier.reseller_company_id, distributorId });
}

async function shareWithDistributor(
  trx: Trx,
  deps: Deps,
  { companyId, distributorId }: { readonly companyId: string; readonly distributorId: string },
): Promise<boolean> {
  const recipientId = (await liveRecipients(trx, deps, [distributorId])).get(distributorId);
  if (!recipientId || !(await holdRecipient(trx, recipientId))) return false;
  const [ledgerId] = await deps.egress.send(trx, {
    disclosures: [
      {
        recipientKind: 'reseller',
        recipientId,
        personId: null,
        companyId,
        channel: 'share',
        purpose: 'customer service',
        fields: sharedWithDistributor,
        basis: 'supplied by the distributor',
        about: { kind: 'company', id: companyId },
      },
    ],
  });
  const basis = 'supplied by the distributor';
  await shareCompany(trx, deps, { companyId, tenantCompanyId: distributorId, basis, ledgerId: ledgerId ?? '' });
  return true;
}
