import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { companiesById, companyRefs } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { contractFaults, contractState } from '../rules/contracts.ts';
import { addDays } from '../rules/terms.ts';
import { dayIn } from '../rules/verdict.ts';
import * as store from '../store/contracts.ts';
import { readLicenceNames } from '../store/licences.ts';
import { holdLicence, writeEvent } from '../store/states.ts';
import type { Contract, NewContract } from '../wire/contracts.ts';
import { readAs } from './read-as.ts';
import { vendorZone } from './remembered.ts';

export interface ContractSearch extends Omit<store.ContractFilter, 'open' | 'id'> {
  readonly renewal?: 'due' | 'lapsed' | undefined;
}

/** Contracts that the caller may see; of a reseller those of its customers. */
export async function listContracts(
  deps: Deps,
  who: Who,
  list: ListRequest,
  search: ContractSearch,
): Promise<ListAnswer<Contract>> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  const { renewal, ...filter } = search;
  const open = {
    due: { from: today, to: addDays(today, 90) },
    lapsed: { from: addDays(today, -365), to: addDays(today, -1) },
  };
  return readAs(deps, who, (trx) => page(trx, list, { ...filter, ...(renewal ? { open: open[renewal] } : {}) }, today));
}

async function page(
  trx: Trx,
  list: ListRequest,
  filter: store.ContractFilter,
  today: string,
): Promise<ListAnswer<Contract>> {
  const { rows, count } = await store.readContracts(trx, list, filter);
  const companies = await companyRefs(trx, [...new Set(rows.map((row) => row.company_id))]);
  const licences = await readLicenceNames(
    trx,
    rows.flatMap((row) => row.licence_id ?? []),
  );
  return answerList(list, rows, count, (row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number,
    company: companies.get(row.company_id) ?? { id: row.company_id, name: '' },
    licence: (row.licence_id && licences.get(row.licence_id)) || null,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: contractState(daysOf(row), today),
    declinedAt: row.declined_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }));
}

function daysOf(row: store.ContractRow) {
  return {
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    previousEndsOn: row.previous_ends_on,
    renewed: row.renewed,
    declined: row.declined_at !== null,
  };
}

/** Keeps a contract. Maintenance lets the licence run releases that are built until its end. */
export async function keepContract(trx: Trx, deps: Deps, who: Who, input: NewContract): Promise<Contract> {
  const { kind, number, licenceId, startsOn, endsOn, renewsId } = input;
  const licence = licenceId ? await holdLicence(trx, licenceId) : null;
  if (licenceId && !licence) throw httpErrors.KEPT_NOT_FOUND();
  if (licence && licence.company_id === null) throw errors.KEPT_LICENCE_UNSOLD();
  if (licence?.state === 'revoked' || licence?.state === 'replaced')
    throw errors.KEPT_LICENCE_STATE({ state: licence.state });
  const companyId = licence?.company_id ?? input.companyId ?? null;
  const previous = renewsId ? await store.holdContract(trx, renewsId) : null;
  const before = previous && {
    ...daysOf(previous),
    kind: previous.kind,
    companyId: previous.company_id,
    licenceId: previous.licence_id,
  };
  const fields = contractFaults(input, before, companyId);
  if (renewsId && !previous) fields.renewsId = 'is no contract';
  if (companyId !== null && (await companiesById(trx, [companyId])).get(companyId)?.kind !== 'customer')
    fields.companyId = 'is no customer';
  if (companyId === null || Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  const id = deps.ids.uuid();
  const at = deps.clock.now();
  const made = await store.insertContract(trx, {
    id,
    company_id: companyId,
    licence_id: licenceId ?? null,
    kind,
    number,
    starts_on: startsOn,
    ends_on: endsOn,
    renews_id: renewsId ?? null,
    created_at: at,
  });
  if (!made) throw errors.KEPT_NAME_TAKEN({ fields: { number: 'is taken' } });
  if (kind === 'maintenance' && licenceId) {
    await store.writeMaintenance(trx, licenceId, { until: endsOn, at });
    await writeEvent(trx, { licenceId, kind: 'renewed', code: null, actor: actor(who), at });
  }
  await audit(trx, deps, who, {
    action: 'licensing.contract kept',
    aboutKind: 'company',
    aboutId: companyId,
    detail: { contractId: id, kind, endsOn },
  });
  return readContract(trx, deps, id);
}

/** Notes that the customer does not renew it, or takes that back: reminders end, or go on. */
export async function declineContract(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly id: string; readonly declined: boolean },
): Promise<Contract> {
  const { id, declined } = input;
  const held = await store.holdContract(trx, id);
  if (!held) throw httpErrors.KEPT_NOT_FOUND();
  if (held.renewed) throw errors.KEPT_CONTRACT_RENEWED();
  if ((held.declined_at !== null) !== declined) {
    await store.writeDeclined(trx, id, declined ? deps.clock.now() : null);
    const action = declined ? 'licensing.contract declined' : 'licensing.contract reopened';
    await audit(trx, deps, who, { action, aboutKind: 'company', aboutId: held.company_id, detail: { contractId: id } });
  }
  return readContract(trx, deps, id);
}

async function readContract(trx: Trx, deps: Deps, id: string): Promise<Contract> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  const list = { limit: 1, sort: 'endsOn', descending: false, after: null };
  const contract = (await page(trx, list, { id }, today)).items[0];
  if (!contract) throw httpErrors.KEPT_FAULT();
  return contract;
}
