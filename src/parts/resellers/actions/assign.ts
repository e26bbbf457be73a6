import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companiesById, endShare, shareCompany } from '../../contacts/index.ts';
import { liveContracts, recipientOfCompany } from '../../disclosures/index.ts';
import { resellerFields } from '../../licensing/index.ts';
import { readVendor } from '../../policy/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { type Assigned, assignAfterActivation, resellerOfPlace } from '../rules.ts';
import { type AssignmentRow, lockAssignment, replaceAssignment } from '../store/assignments.ts';
import { readTerritories } from '../store/resellers.ts';

/** On `licensing.activated`: the customer goes to who sold the licence, else to whose territory it is. */
export function assignActivated(deps: Deps): Subscriber {
  return async ({ companyId, holderCompanyId }) => {
    if (typeof companyId !== 'string') return;
    const holder = typeof holderCompanyId === 'string' ? holderCompanyId : null;
    const assigned = await deps.db.base((trx) => assignAfter(trx, deps, companyId, holder));
    if (assigned) deps.nudge();
  };
}

async function assignAfter(trx: Trx, deps: Deps, companyId: string, holder: string | null): Promise<Assigned | null> {
  const current = await lockAssignment(trx, companyId);
  const customer = (await companiesById(trx, [companyId])).get(companyId);
  // A reseller that activates a licence for itself is nobody's customer.
  if (customer?.kind !== 'customer') return null;
  const territories = customer.country ? await readTerritories(trx, { country: customer.country }) : [];
  const local = resellerOfPlace(
    territories.map((row) => ({
      resellerCompanyId: row.reseller_company_id,
      country: row.country,
      region: row.region,
    })),
    customer,
  );
  const assigned = assignAfterActivation({
    current: current && { resellerCompanyId: current.reseller_company_id, basis: current.basis },
    seller: holder && (await recipientFor(trx, deps, holder)) ? holder : null,
    local: local && (await recipientFor(trx, deps, local)) ? local : null,
  });
  if (assigned) await assign(trx, deps, { companyId, current, next: assigned });
  return assigned;
}

/** Staff gives a customer to another reseller: the old one sees it no longer, the new one from now on. */
export async function assignReseller(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly companyId: string; readonly resellerCompanyId: string },
): Promise<void> {
  const customer = (await companiesById(trx, [input.companyId])).get(input.companyId);
  if (customer?.kind !== 'customer') throw httpErrors.KEPT_NOT_FOUND();
  const current = await lockAssignment(trx, input.companyId);
  const next: Assigned = { resellerCompanyId: input.resellerCompanyId, basis: 'decision of staff' };
  if (current?.reseller_company_id === next.resellerCompanyId && current.basis === next.basis) return;
  await assign(trx, deps, { companyId: input.companyId, current, next });
  await audit(trx, deps, who, {
    action: 'resellers.assigned',
    aboutKind: 'company',
    aboutId: input.companyId,
    detail: { resellerCompanyId: input.resellerCompanyId },
  });
}

async function assign(
  trx: Trx,
  deps: Deps,
  change: { companyId: string; current: AssignmentRow | null; next: Assigned },
): Promise<void> {
  const { companyId, current, next } = change;
  const recipientId = await recipientFor(trx, deps, next.resellerCompanyId);
  if (recipientId === null) throw errors.KEPT_RESELLER_UNKNOWN();
  const at = deps.clock.now();
  if (current && current.reseller_company_id !== next.resellerCompanyId)
    await endShare(trx, deps, { companyId, tenantCompanyId: current.reseller_company_id });
  await replaceAssignment(trx, {
    id: deps.ids.uuid(),
    customer_company_id: companyId,
    reseller_company_id: next.resellerCompanyId,
    basis: next.basis,
    since: at,
  });
  // One row for the company stands for all of its people, also those who come later.
  const [ledgerId] = await deps.egress.send(trx, {
    disclosures: [
      {
        recipientKind: 'reseller',
        recipientId,
        personId: null,
        companyId,
        channel: 'share',
        purpose: 'customer service',
        fields: resellerFields,
        basis: next.basis,
        about: { kind: 'company', id: companyId },
      },
    ],
    events: [{ name: 'resellers.assigned', payload: { companyId, resellerCompanyId: next.resellerCompanyId } }],
  });
  await shareCompany(trx, deps, {
    companyId,
    tenantCompanyId: next.resellerCompanyId,
    basis: next.basis,
    ledgerId: ledgerId ?? '',
  });
}

/** The recipient that a reseller is, if its contract holds today; otherwise nothing may be given to it. */
async function recipientFor(trx: Trx, deps: Deps, resellerCompanyId: string): Promise<string | null> {
  const recipient = await recipientOfCompany(trx, resellerCompanyId);
  if (recipient?.kind !== 'reseller' || recipient.endedAt) return null;
  const zone = (await readVendor(trx))?.timeZone ?? 'UTC';
  const on = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(deps.clock.now());
  const live = await liveContracts(trx, { kind: 'reseller', on });
  return live.some((contract) => contract.recipientId === recipient.id) ? recipient.id : null;
}
