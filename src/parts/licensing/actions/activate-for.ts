import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { companiesById } from '../../contacts/index.ts';
import { readLicence } from '../store/licences.ts';
import { activateLicence } from './activate.ts';
import { tenantOf } from './read-as.ts';

/**
 * A reseller activates a licence of its stock or of its customer, with what the customer told it: the data carry the reseller as their
 * source. A known address changes nothing of that person, as on the page; product information is never ticked for somebody else.
 */
export async function activateFor(
  deps: Deps,
  who: Member,
  asked: { readonly id: string; readonly notice: string; readonly fields: Readonly<Record<string, unknown>> },
): Promise<void> {
  const tenant = tenantOf(who);
  if (tenant === null) throw httpErrors.KEPT_NOT_ALLOWED();
  const serial = await deps.db.tenant('reseller', tenant, async (trx) => {
    const seen = await readLicence(trx, asked.id);
    const customer = seen?.company_id ?? null;
    const ours =
      customer === null ? seen?.holder_company_id === tenant : (await companiesById(trx, [customer])).has(customer);
    // A distributor sees what its resellers hold, and activates nothing of it.
    return ours ? (seen?.serial ?? null) : null;
  });
  if (serial === null) throw httpErrors.KEPT_NOT_FOUND();
  await activateLicence(deps, who, {
    ...{ serial, fields: asked.fields, notice: asked.notice, marketing: false },
    ...{ machine: null, releaseId: null, key: null },
    source: 'reseller',
    // Resellers sell education licences to schools and teachers. A student registers by themself, behind the age screen.
    registrant: 'school',
  });
}

/** May this member activate it for a customer? */
export function mayActivateFor(
  who: Member,
  licence: { readonly state: string; readonly holder_company_id: string | null; readonly company_id: string | null },
): boolean {
  return (
    who.companyId !== null &&
    (licence.state === 'issued' || licence.state === 'active') &&
    (licence.company_id !== null || licence.holder_company_id === who.companyId)
  );
}
