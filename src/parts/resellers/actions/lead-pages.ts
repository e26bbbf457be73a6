import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Member } from '../../../platform/http/who.ts';
import { companyRefs } from '../../contacts/index.ts';
import { productRefs } from '../../licensing/index.ts';
import { leadActs } from '../rules/leads.ts';
import * as store from '../store/leads.ts';
import { readOffers } from '../store/offers.ts';
import type { Lead, LeadItem } from '../wire/leads.ts';
import { readAs, tenantOf } from './read-as.ts';

/** Leads that the caller may see; of a reseller those that it is offered or has taken. */
export function listLeads(
  deps: Deps,
  who: Member,
  list: ListRequest,
  filter: store.LeadFilter,
): Promise<ListAnswer<LeadItem>> {
  return readAs(deps, who, async (trx) => {
    const { rows, count } = await store.listLeads(trx, list, filter);
    const present = await presenter(trx, who, rows);
    return answerList(list, rows, count, present);
  });
}

export function openLead(deps: Deps, who: Member, id: string): Promise<Lead> {
  return readAs(deps, who, async (trx) => {
    const row = await store.readLead(trx, id);
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
    const present = await presenter(trx, who, [row]);
    const offers = await readOffers(trx, id);
    const keeper = who.role === 'administrator' || who.role === 'licence desk';
    const acts = leadActs(
      { state: row.state, holderCompanyId: row.holder_company_id },
      { keeper, company: who.companyId },
    );
    const item = present(row);
    const ids = [...new Set(offers.map((offer) => offer.reseller_company_id))];
    const names = await companyRefs(trx, ids);
    // What a tenant sees is decided above; whom the lead is about it may know once the company is shared with it.
    const base = tenantOf(who) === null ? trx : await become(trx, deps.db.prefix, 'base');
    const personId = item.company === null ? null : await store.readLeadPerson(base, id);
    return {
      ...item,
      personId,
      acts,
      offers: offers.map((offer) => ({
        id: offer.id,
        reseller: names.get(offer.reseller_company_id) ?? { id: offer.reseller_company_id, name: '' },
        reason: offer.reason,
        offeredAt: offer.offered_at.toISOString(),
        dueAt: offer.due_at.toISOString(),
        remindedAt: offer.reminded_at?.toISOString() ?? null,
        state: offer.state,
        answeredAt: offer.answered_at?.toISOString() ?? null,
      })),
    };
  });
}

async function presenter(trx: Trx, who: Member, rows: readonly store.LeadListRow[]) {
  const companies = await companyRefs(trx, [
    ...new Set(rows.flatMap((row) => [row.company_id, ...(row.holder_company_id ? [row.holder_company_id] : [])])),
  ]);
  const products = await productRefs(
    trx,
    rows.flatMap((row) => row.product_id ?? []),
  );
  return (row: store.LeadListRow): LeadItem => ({
    id: row.id,
    companyName: row.company_name,
    company: companies.has(row.company_id) ? { id: row.company_id } : null,
    country: row.country,
    region: row.region,
    industry: row.industry,
    source: row.source,
    interest: row.interest,
    product: (row.product_id && products.get(row.product_id)) || null,
    state: row.state,
    holder: tenantOf(who) === null ? (row.holder_company_id && companies.get(row.holder_company_id)) || null : null,
    outcome: row.outcome,
    reason: row.reason,
    dueAt: row.due_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  });
}

/** For the person's own page. */
export async function leadsOfPerson(trx: Trx, personId: string) {
  const rows = await store.readLeadsOfPerson(trx, personId);
  if (rows.length === 0) return [];
  const names = await companyRefs(trx, [...new Set(rows.flatMap((row) => row.holder_company_id ?? []))]);
  const said = (row: store.LeadOfPerson) => {
    const reseller = names.get(row.holder_company_id ?? '')?.name;
    if (row.state === 'accepted' && reseller) return `${reseller} has taken it on, and sees how to reach you.`;
    if (row.state === 'offered' && reseller) return `Offered to ${reseller}, who knows your company and not yet you.`;
    return row.state === 'closed' ? 'Closed.' : 'No reseller has it yet.';
  };
  const entries = rows.map((row) => ({
    label: row.at,
    value: `Your enquiry for ${row.company_name}. ${said(row)}`,
    provenance: null,
  }));
  return [{ part: 'resellers', title: 'Your enquiries', entries }];
}
