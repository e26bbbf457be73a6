import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Site } from '../../../platform/html/page.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companiesById, companyRefs } from '../../contacts/index.ts';
import { holdRecipient } from '../../disclosures/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { lockCustomer, readAssignments } from '../store/assignments.ts';
import * as store from '../store/reassignments.ts';
import type { ChosenCustomers, NewReassignment, Preview, Reassignment } from '../wire/reassignments.ts';
import { assign, giveToReseller } from './assign.ts';
import { liveRecipients } from './live-recipients.ts';
import { tellResellers } from './tell-resellers.ts';

const shown = 50;
const worker: Who = { kind: 'system', job: 'resellers.reassignments' };

/** Whom a choice means just now, by name. */
async function meant(trx: Trx, from: string, { country, region, name }: ChosenCustomers) {
  const companies = await companiesById(trx, await store.readCustomerIds(trx, from));
  const begins = name?.toLocaleLowerCase('en');
  return [...companies.values()]
    .filter(
      (one) =>
        (country === undefined || one.country === country) &&
        (region === undefined || one.region === region) &&
        (begins === undefined || one.name.toLocaleLowerCase('en').startsWith(begins)),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function previewReassignment(trx: Trx, from: string, chosen: ChosenCustomers): Promise<Preview> {
  const customers = await meant(trx, from, chosen);
  return {
    count: customers.length,
    customers: customers.slice(0, shown).map(({ id, name, country, region }) => ({ id, name, country, region })),
  };
}

/** Says who goes where. It is done right after, customer by customer. */
export async function beginReassignment(
  trx: Trx,
  deps: Deps,
  who: Who,
  { from, toCompanyId, count, ...chosen }: NewReassignment & { readonly from: string },
): Promise<Reassignment> {
  if (from === toCompanyId || !(await liveRecipients(trx, deps, [toCompanyId])).has(toCompanyId))
    throw errors.KEPT_RESELLER_UNKNOWN();
  const customers = await meant(trx, from, chosen);
  if (customers.length !== count) throw errors.KEPT_CUSTOMERS_CHANGED({ found: customers.length });
  const id = deps.ids.uuid();
  const customerIds = customers.map((each) => each.id);
  await store.insertBatch(trx, { id, from, to: toCompanyId, customerIds, at: deps.clock.now() });
  const detail = { customers: count, resellerCompanyId: toCompanyId };
  await audit(trx, deps, who, { action: 'resellers.reassignment begun', aboutKind: 'company', aboutId: from, detail });
  return readReassignment(trx, id);
}

export async function undoReassignment(trx: Trx, deps: Deps, who: Who, id: string): Promise<Reassignment> {
  const found = await readReassignment(trx, id);
  if (!(await store.beginUndo(trx, id))) throw errors.KEPT_REASSIGNMENT_STATE({ state: found.state });
  const about = { aboutKind: 'company', aboutId: found.from.id };
  await audit(trx, deps, who, {
    action: 'resellers.reassignment undone',
    ...about,
    detail: { customers: found.moved },
  });
  return readReassignment(trx, id);
}

/** Goes through those that wait, each in a transaction of its own; ended in between, another server or the next start goes on. */
export async function workOnReassignment(deps: Deps, id: string): Promise<void> {
  while (await deps.db.base((trx) => one(trx, deps, id)));
  const site = await deps.site();
  await deps.db.base((trx) => end(trx, deps, { id, site }));
  deps.nudge();
}

/** Whoever ends it tells both resellers in the same transaction: once, and never not at all. */
async function end(trx: Trx, deps: Deps, { id, site }: { readonly id: string; readonly site: Site }): Promise<void> {
  const at = deps.clock.now();
  const ended = await store.endBatch(trx, id, at);
  if (!ended) return;
  const back = ended.state === 'undone';
  const [lost, gained] = [ended.from_company_id, ended.to_company_id];
  const told = await tellResellers(trx, deps, {
    site,
    from: back ? gained : lost,
    to: back ? lost : gained,
    companyIds: await store.readItems(trx, id, back ? 'undone' : 'moved'),
    since: ended.created_at,
    back,
    about: { kind: 'reassignment', id },
  });
  for (const { resellerCompanyId, ledgerId, customers, outcome } of told)
    await store.insertTelling(trx, {
      reassignment_id: id,
      what: back ? 'brought back' : 'given over',
      reseller_company_id: resellerCompanyId,
      ledger_id: ledgerId,
      customers,
      outcome,
      at,
    });
}

export async function workOnReassignments(deps: Deps): Promise<void> {
  for (const id of await store.readUnended(deps.db.read)) await workOnReassignment(deps, id);
}

async function one(trx: Trx, deps: Deps, id: string): Promise<boolean> {
  const item = await store.holdNext(trx, id);
  if (!item) return false;
  await (item.state === 'waiting' ? move(trx, deps, item) : bringBack(trx, deps, item));
  return true;
}

/** As staff would at the company: share and ledger of this one customer. Whom somebody else gave away meanwhile is left. */
async function move(trx: Trx, deps: Deps, item: store.ItemRow): Promise<void> {
  const { customer_company_id: companyId, from_company_id: from, to_company_id: to } = item;
  await lockCustomer(trx, companyId);
  const current = (await readAssignments(trx, [companyId])).get(companyId);
  const isLive = (await liveRecipients(trx, deps, [to])).has(to);
  if (current?.reseller_company_id !== from || !isLive)
    return store.writeItem(trx, item, { state: 'left', assignmentId: null });
  await giveToReseller(trx, deps, worker, { companyId, resellerCompanyId: to });
  const made = (await readAssignments(trx, [companyId])).get(companyId);
  await store.writeItem(trx, item, { state: 'moved', assignmentId: made?.id ?? null });
}

/** With the basis that it had. What was decided about the customer since then stays. */
async function bringBack(trx: Trx, deps: Deps, item: store.ItemRow): Promise<void> {
  const { customer_company_id: companyId, from_company_id: from } = item;
  await lockCustomer(trx, companyId);
  const current = (await readAssignments(trx, [companyId])).get(companyId) ?? null;
  const recipientId = (await liveRecipients(trx, deps, [from])).get(from);
  const isOurs = current !== null && current.id === item.assignment_id;
  if (!isOurs || !recipientId || !(await holdRecipient(trx, recipientId)))
    return store.writeItem(trx, item, { state: 'kept', assignmentId: null });
  const { basis, reason, territory_id: territoryId } = item;
  const next = { resellerCompanyId: from, basis, territoryId, ...(reason === null ? {} : { reason }) };
  await assign(trx, deps, { companyId, current, next, recipientId });
  const detail = { resellerCompanyId: from };
  const about = { aboutKind: 'company', aboutId: companyId };
  await audit(trx, deps, worker, { action: 'resellers.assigned', ...about, detail });
  await store.writeItem(trx, item, { state: 'undone', assignmentId: null });
}

const newest: ListRequest = { limit: 1, sort: 'createdAt', descending: true, after: null };

async function readReassignment(trx: Trx, id: string): Promise<Reassignment> {
  const [found] = (await listReassignments(trx, newest, { companyId: null, id })).items;
  if (!found) throw httpErrors.KEPT_NOT_FOUND();
  return found;
}

export async function listReassignments(
  trx: Trx,
  list: ListRequest,
  filter: { readonly companyId: string | null; readonly id: string | null },
): Promise<ListAnswer<Reassignment>> {
  const { rows, count } = await store.readBatches(trx, list, filter);
  const refs = await companyRefs(trx, [...new Set(rows.flatMap((row) => [row.from_company_id, row.to_company_id]))]);
  const refOf = (id: string) => refs.get(id) ?? { id, name: '' };
  const tellings = await store.readTellings(
    trx,
    rows.map((row) => row.id),
  );
  return answerList(list, rows, count, (row) => ({
    id: row.id,
    from: refOf(row.from_company_id),
    to: refOf(row.to_company_id),
    state: row.state,
    customers: row.customers,
    moved: row.moved,
    left: row.left,
    waiting: row.waiting,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    told: tellings
      .filter((telling) => telling.reassignment_id === row.id)
      .map(({ what, reseller_company_id: companyId, customers, outcome, at }) => ({
        what,
        reseller: refOf(companyId),
        customers,
        outcome,
        at: at.toISOString(),
      })),
  }));
}
