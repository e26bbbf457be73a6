import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companiesById, companyRefs, createCompany } from '../../contacts/index.ts';
import { addRecipient, recipientsById } from '../../disclosures/index.ts';
import { issuedCounts, resellerFields } from '../../licensing/index.ts';
import { audit } from '../../staff/index.ts';
import { countCustomers } from '../store/assignments.ts';
import * as store from '../store/resellers.ts';
import { readTerritories } from '../store/territories.ts';
import { readTiers } from '../store/tiers.ts';
import type { NewReseller, Reseller, ResellersHanded } from '../wire/resellers.ts';
import { presentTerritory, serve } from './territories.ts';

/** Makes a reseller: the company, the recipient with its contract, and the territories it serves. */
export async function createReseller(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: NewReseller,
): Promise<{ companyId: string; recipientId: string }> {
  const { companyId } = await createCompany(trx, deps, who, {
    name: input.name,
    kind: 'reseller',
    country: input.country,
    region: input.region,
  });
  const { id: recipientId } = await addRecipient(trx, deps, who, {
    kind: 'reseller',
    name: input.name,
    address: input.address,
    country: input.country,
    mailbox: input.mailbox,
    companyId,
    contract: { ...input.contract, fields: resellerFields, frequency: null },
  });
  await store.insertReseller(trx, { company_id: companyId, recipient_id: recipientId, created_at: deps.clock.now() });
  for (const territory of input.territories) await serve(trx, deps, companyId, territory);
  await audit(trx, deps, who, { action: 'resellers.created', aboutKind: 'company', aboutId: companyId });
  return { companyId, recipientId };
}

/** Resellers by name or age. There are hundreds: they are filtered and sorted here, with the names from contacts. */
export async function listResellers(
  trx: Trx,
  handed: ResellersHanded,
  list: ListRequest,
  filter: { readonly q: string | null; readonly country: string | null },
): Promise<ListAnswer<Reseller>> {
  const all = await presentAll(trx, handed, await store.readResellers(trx));
  const start = filter.q?.trim().toLowerCase() ?? '';
  const found = all.filter(
    (each) => each.name.toLowerCase().startsWith(start) && (!filter.country || each.country === filter.country),
  );
  const value = (each: Reseller) => (list.sort === 'name' ? each.name.toLowerCase() : each.createdAt);
  const direction = list.descending ? -1 : 1;
  const sorted = found
    .map((each) => ({ ...each, sort_value: value(each) }))
    .sort((a, b) => direction * compare(a.sort_value, b.sort_value) || compare(a.id, b.id));
  const { after } = list;
  const rest = after
    ? sorted.filter((each) => {
        const order = direction * compare(each.sort_value, after.value ?? '');
        return order > 0 || (order === 0 && each.id > after.id);
      })
    : sorted;
  return answerList(list, rest.slice(0, list.limit + 1), found.length, ({ sort_value: _, ...each }) => each);
}

export async function openReseller(trx: Trx, handed: ResellersHanded, companyId: string): Promise<Reseller> {
  const reseller = (await presentAll(trx, handed, await store.readResellers(trx, companyId)))[0];
  if (!reseller) throw httpErrors.KEPT_NOT_FOUND();
  return reseller;
}

async function presentAll(trx: Trx, handed: ResellersHanded, rows: readonly store.ResellerRow[]): Promise<Reseller[]> {
  const ids = rows.map((row) => row.company_id);
  const companies = await companiesById(trx, ids);
  const recipients = await recipientsById(
    trx,
    rows.map((row) => row.recipient_id),
  );
  const only = ids.length === 1 && ids[0] ? { resellerCompanyId: ids[0] } : {};
  const territories = await readTerritories(trx, only);
  const tiers = await readTiers(trx, ids);
  const names = await companyRefs(
    trx,
    tiers.map((tier) => tier.distributor_company_id),
  );
  const customers = await countCustomers(trx, ids);
  const licences = await issuedCounts(trx, ids);
  const members = await handed.memberCounts(ids);
  return rows.map((row) => {
    const company = companies.get(row.company_id);
    const distributorId = tiers.find((tier) => tier.reseller_company_id === row.company_id)?.distributor_company_id;
    return {
      id: row.company_id,
      name: company?.name ?? '',
      country: company?.country ?? null,
      region: company?.region ?? null,
      recipientId: row.recipient_id,
      mailbox: recipients.get(row.recipient_id)?.mailbox ?? null,
      territories: territories
        .filter((territory) => territory.resellerCompanyId === row.company_id)
        .map(presentTerritory),
      distributor: distributorId ? (names.get(distributorId) ?? null) : null,
      supplies: tiers.filter((tier) => tier.distributor_company_id === row.company_id).length,
      customers: customers.get(row.company_id) ?? 0,
      licences: licences.get(row.company_id) ?? 0,
      members: members.get(row.company_id) ?? 0,
      createdAt: row.created_at.toISOString(),
    };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
