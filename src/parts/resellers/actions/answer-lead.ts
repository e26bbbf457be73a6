import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Site } from '../../../platform/html/page.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { leadActs, mayAnswer } from '../rules/leads.ts';
import { lockCustomer, readAssignments } from '../store/assignments.ts';
import { holdLead, type LeadRow, readLead, writeLeadState } from '../store/leads.ts';
import { answerOffer, type OfferRow, readOpenOffer } from '../store/offers.ts';
import type { LeadOutcome } from '../wire/leads.ts';
import { assign } from './assign.ts';
import { liveRecipients } from './live-recipients.ts';
import { offerNext, offerTo } from './offer.ts';
import { readAs, tenantOf } from './read-as.ts';

const staffReason = 'decision of staff';

/** A reseller takes a lead: the company and its people are shared with it from now on. */
export function acceptLead(deps: Deps, who: Member, id: string): Promise<void> {
  return answering(deps, who, id, async (base, { lead, offer }) => {
    const at = deps.clock.now();
    const { company_id: companyId, holder_company_id: holder } = lead;
    const resellerCompanyId = holder ?? '';
    await answerOffer(base, { leadId: id, state: 'accepted', by: who.memberId, at });
    await writeLeadState(base, { id, state: 'accepted', holderCompanyId: holder, outcome: null, at });
    const current = (await readAssignments(base, [companyId])).get(companyId) ?? null;
    if (current?.reseller_company_id !== resellerCompanyId) {
      const recipientId = (await liveRecipients(base, deps, [resellerCompanyId])).get(resellerCompanyId);
      if (!recipientId) throw errors.KEPT_RESELLER_UNKNOWN();
      const basis = offer.reason === staffReason ? 'decision of staff' : 'territory';
      const next = {
        resellerCompanyId,
        basis,
        reason: `${offer.reason}; took the lead`,
        territoryId: offer.territory_id,
      } as const;
      await assign(base, deps, { companyId, current, next, recipientId });
    }
    await audit(base, deps, who, { action: 'resellers.lead accepted', aboutKind: 'lead', aboutId: id });
  });
}

/** It goes to the next at once. */
export async function declineLead(deps: Deps, who: Member, id: string): Promise<void> {
  const site = await deps.site();
  await answering(deps, who, id, async (base) => {
    await answerOffer(base, { leadId: id, state: 'declined', by: who.memberId, at: deps.clock.now() });
    await audit(base, deps, who, { action: 'resellers.lead declined', aboutKind: 'lead', aboutId: id });
    await offerNext(await become(base, deps.db.prefix, 'customer service'), deps, { leadId: id, site });
  });
}

/** Sight is proven as the tenant; then the customer is locked before the lead, as everywhere. */
async function answering(
  deps: Deps,
  who: Member,
  id: string,
  run: (base: Trx, found: { readonly lead: LeadRow; readonly offer: OfferRow }) => Promise<void>,
): Promise<void> {
  const company = tenantOf(who);
  if (company === null) throw httpErrors.KEPT_NOT_ALLOWED();
  await deps.db.tenant('reseller', company, async (trx) => {
    const seen = await readLead(trx, id);
    if (!seen) throw httpErrors.KEPT_NOT_FOUND();
    const base = await become(trx, deps.db.prefix, 'base');
    await lockCustomer(base, seen.company_id);
    const lead = await holdLead(base, id);
    const offer = await readOpenOffer(base, id);
    const known = lead && { state: lead.state, holderCompanyId: lead.holder_company_id };
    const open = offer && { dueAt: offer.due_at };
    if (!lead || !known || !offer || !mayAnswer(known, open, { company, now: deps.clock.now() }))
      throw errors.KEPT_LEAD_GONE();
    await run(base, { lead, offer });
  });
  deps.nudge();
}

/** Staff offers a lead to a reseller of its choice, or to the next by the territories; an open offer is withdrawn. */
export async function offerLead(
  deps: Deps,
  who: Member,
  input: { readonly id: string; readonly resellerCompanyId: string | null },
): Promise<void> {
  const { id, resellerCompanyId } = input;
  const site = await deps.site();
  await deps.db.as('customer service', async (trx) => {
    const lead = await heldFor(trx, who, id, 'offer');
    await answerOffer(trx, { leadId: id, state: 'withdrawn', by: who.memberId, at: deps.clock.now() });
    if (resellerCompanyId === null) await offerNext(trx, deps, { leadId: id, site });
    else await offerChosen(trx, deps, lead, { resellerCompanyId, site });
    await audit(trx, deps, who, {
      action: 'resellers.lead offered',
      aboutKind: 'lead',
      aboutId: id,
      detail: { resellerCompanyId },
    });
  });
  deps.nudge();
}

async function offerChosen(
  trx: Trx<'customer service'>,
  deps: Deps,
  lead: LeadRow,
  { resellerCompanyId, site }: { readonly resellerCompanyId: string; readonly site: Site },
): Promise<void> {
  const recipientId = (await liveRecipients(trx, deps, [resellerCompanyId])).get(resellerCompanyId);
  const to = { resellerCompanyId, territoryId: null, reason: staffReason, site };
  if (!recipientId || !(await offerTo(trx, deps, lead, { ...to, recipientId }))) throw errors.KEPT_RESELLER_UNKNOWN();
}

/** The end of a lead, by whoever has it or by staff. */
export function closeLead(
  deps: Deps,
  who: Member,
  { id, outcome }: { readonly id: string; readonly outcome: LeadOutcome },
): Promise<void> {
  return readAs(deps, who, async (trx) => {
    if (!(await readLead(trx, id))) throw httpErrors.KEPT_NOT_FOUND();
    const base = tenantOf(who) === null ? trx : await become(trx, deps.db.prefix, 'base');
    const lead = await heldFor(base, who, id, 'close');
    const at = deps.clock.now();
    await answerOffer(base, { leadId: id, state: 'withdrawn', by: who.memberId, at });
    await writeLeadState(base, { id, state: 'closed', holderCompanyId: lead.holder_company_id, outcome, at });
    await audit(base, deps, who, {
      action: 'resellers.lead closed',
      aboutKind: 'lead',
      aboutId: id,
      detail: { outcome },
    });
  });
}

async function heldFor(trx: Trx, who: Member, id: string, act: 'offer' | 'close'): Promise<LeadRow> {
  const seen = await readLead(trx, id);
  if (!seen) throw httpErrors.KEPT_NOT_FOUND();
  await lockCustomer(trx, seen.company_id);
  const lead = await holdLead(trx, id);
  const by = { keeper: who.role === 'administrator' || who.role === 'licence desk', company: who.companyId };
  if (!lead || !leadActs({ state: lead.state, holderCompanyId: lead.holder_company_id }, by).includes(act))
    throw errors.KEPT_LEAD_GONE();
  return lead;
}
