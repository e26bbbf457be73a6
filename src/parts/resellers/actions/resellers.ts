import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companiesById, companyRefs, createCompany } from '../../contacts/index.ts';
import { addRecipient, holdRecipient, recipientsById } from '../../disclosures/index.ts';
import { issuedCounts, resellerFields } from '../../licensing/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { countCustomers } from '../store/assignments.ts';
import * as store from '../store/resellers.ts';
import type { NewReseller, NewTerritory, Reseller, ResellersHanded } from '../wire.ts';

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

export async function addTerritory(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: NewTerritory & { readonly companyId: string },
): Promise<void> {
  const reseller = (await store.readResellers(trx, input.companyId))[0];
  if (!reseller) throw httpErrors.KEPT_NOT_FOUND();
  if (!(await holdRecipient(trx, reseller.recipient_id))) throw errors.KEPT_RESELLER_UNKNOWN();
  await serve(trx, deps, input.companyId, input);
  const detail = { country: input.country, region: input.region };
  await audit(trx, deps, who, {
    action: 'resellers.territory added',
    aboutKind: 'company',
    aboutId: input.companyId,
    detail,
  });
}

/** From now on nobody is assigned by this territory; who was, stays. */
export async function endTerritory(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly companyId: string; readonly territoryId: string },
): Promise<void> {
  const ended = await store.endTerritory(trx, {
    resellerCompanyId: input.companyId,
    territoryId: input.territoryId,
    at: deps.clock.now(),
  });
  if (!ended) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, { action: 'resellers.territory ended', aboutKind: 'company', aboutId: input.companyId });
}

async function serve(trx: Trx, deps: Deps, companyId: string, { country, region }: NewTerritory): Promise<void> {
  const made = await store.insertTerritory(trx, {
    id: deps.ids.uuid(),
    reseller_company_id: companyId,
    country,
    region: region?.trim() ?? null,
    created_at: deps.clock.now(),
  });
  if (made) return;
  const key = (text: string | null) => text?.trim().toLowerCase() ?? '';
  const there = (await store.readTerritories(trx, { countries: [country] })).find(
    (row) => key(row.region) === key(region),
  );
  const id = there?.reseller_company_id;
  const reseller = id ? ((await companyRefs(trx, [id])).get(id)?.name ?? '') : '';
  throw errors.KEPT_TERRITORY_TAKEN({ territory: region ? `${region}, ${country}` : country, reseller });
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
  const territories = await store.readTerritories(trx, only);
  const customers = await countCustomers(trx, ids);
  const licences = await issuedCounts(trx, ids);
  const members = await handed.memberCounts(ids);
  return rows.map((row) => {
    const company = companies.get(row.company_id);
    return {
      id: row.company_id,
      name: company?.name ?? '',
      country: company?.country ?? null,
      region: company?.region ?? null,
      recipientId: row.recipient_id,
      mailbox: recipients.get(row.recipient_id)?.mailbox ?? null,
      territories: territories
        .filter((territory) => territory.reseller_company_id === row.company_id)
        .map(({ id, country, region, created_at }) => ({ id, country, region, since: created_at.toISOString() })),
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
