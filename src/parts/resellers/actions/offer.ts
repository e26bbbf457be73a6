import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Outgoing } from '../../../platform/egress/egress.ts';
import type { Site } from '../../../platform/html/page.ts';
import { companyRefs, placesOfCompanies } from '../../contacts/index.ts';
import { holdRecipient, recipientsById } from '../../disclosures/index.ts';
import { isClosed } from '../../policy/index.ts';
import { leadOffered } from '../mails/lead.ts';
import { offerDue } from '../rules/leads.ts';
import { readAssignments } from '../store/assignments.ts';
import { holdLead, type LeadRow, writeLeadState } from '../store/leads.ts';
import { insertOffer, readAsked } from '../store/offers.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { liveRecipients } from './live-recipients.ts';
import { vendorDay } from './vendor-day.ts';

type ServiceTrx = Trx<'customer service'>;

export interface ToOffer {
  readonly leadId: string;
  /** Read before the transaction began: what needs a connection of its own must not wait inside one. */
  readonly site: Site;
}

/**
 * Offers a lead that is open to the next who may have it and was not asked yet: who serves the company already, then by the territories.
 * Where there is nobody, it waits for staff. Under the lock of the customer, and with no offer open.
 */
export async function offerNext(trx: ServiceTrx, deps: Deps, { leadId, site }: ToOffer): Promise<void> {
  const lead = await holdLead(trx, leadId);
  if (!lead) return;
  const asked = await readAsked(trx, leadId);
  const candidates = (await candidatesOf(trx, deps, lead)).filter((each) => !asked.has(each.resellerCompanyId));
  const ids = candidates.map(({ resellerCompanyId }) => resellerCompanyId);
  const live = await liveRecipients(trx, deps, ids);
  for (const candidate of candidates) {
    const recipientId = live.get(candidate.resellerCompanyId);
    if (recipientId && (await offerTo(trx, deps, lead, { ...candidate, recipientId, site }))) return;
  }
  if (lead.state === 'waiting') return;
  await writeLeadState(trx, {
    id: leadId,
    state: 'waiting',
    holderCompanyId: null,
    outcome: null,
    at: deps.clock.now(),
  });
}

async function candidatesOf(trx: ServiceTrx, deps: Deps, lead: LeadRow): Promise<readonly Candidate[]> {
  // New to the policy, and not declared yet: nothing may be offered to anybody, and what was asked is kept all the same.
  if (await isClosed(trx, 'recipient reseller')) return [];
  const { company_id: companyId, country, region, industry } = lead;
  const serves = (await readAssignments(trx, [companyId])).get(companyId);
  if (serves) {
    // Staff decided that nobody serves it: then nobody is asked.
    const resellerCompanyId = serves.reseller_company_id;
    return resellerCompanyId === null
      ? []
      : [{ resellerCompanyId, territoryId: null, reason: 'serves this company already' }];
  }
  const place = (await placesOfCompanies(trx, [companyId])).get(companyId);
  const [postalCode, nameKey] = [place?.postalCode ?? null, place?.nameKey ?? null];
  return candidatesFor(trx, { country, region, industry, postalCode, nameKey }, await vendorDay(trx, deps));
}

/** False where the reseller is being ended just now. What it is told is the company and where it is, no person. */
export async function offerTo(
  trx: ServiceTrx,
  deps: Deps,
  lead: LeadRow,
  to: Candidate & { readonly recipientId: string; readonly site: Site },
): Promise<boolean> {
  const { resellerCompanyId, recipientId, territoryId, reason } = to;
  if (!(await holdRecipient(trx, recipientId))) return false;
  const at = deps.clock.now();
  const due = offerDue(at);
  const [ledgerId] = await deps.egress.send(trx, await newsOf(trx, deps, lead, { recipientId, due, site: to.site }));
  await insertOffer(trx, {
    id: deps.ids.uuid(),
    lead_id: lead.id,
    reseller_company_id: resellerCompanyId,
    territory_id: territoryId,
    reason,
    ledger_id: ledgerId ?? '',
    offered_at: at,
    due_at: due,
  });
  await writeLeadState(trx, {
    id: lead.id,
    state: 'offered',
    holderCompanyId: resellerCompanyId,
    outcome: null,
    at,
  });
  return true;
}

/** By mail where the reseller has a mailbox; else it learns of it at the desk. */
async function newsOf(
  trx: Trx,
  deps: Deps,
  lead: LeadRow,
  to: { readonly recipientId: string; readonly due: Date; readonly site: Site },
): Promise<Outgoing> {
  const recipient = (await recipientsById(trx, [to.recipientId])).get(to.recipientId);
  const fields = (['country', 'region', 'industry'] as const).filter((field) => lead[field] !== null);
  const disclosure = {
    recipientKind: 'reseller',
    recipientId: to.recipientId,
    personId: null,
    companyId: lead.company_id,
    purpose: 'customer service',
    fields: ['companyName', ...fields],
    basis: 'offer of a lead',
    about: { kind: 'lead', id: lead.id },
    channel: 'offer',
  } as const;
  if (!recipient?.mailbox) return { disclosures: [disclosure] };
  const company = (await companyRefs(trx, [lead.company_id])).get(lead.company_id)?.name ?? lead.company_name;
  const facts = { site: to.site, publicUrl: deps.publicUrl, id: lead.id, company, due: to.due };
  return { mails: [{ kind: 'lead', to: recipient.mailbox, ...leadOffered(facts), disclosure }] };
}
