import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { companiesById, endShares, shareCompanies } from '../../contacts/index.ts';
import { holdRecipient } from '../../disclosures/index.ts';
import { type ImportAssigner, type NamedReseller, resellerFields } from '../../licensing/index.ts';
import { isClosed } from '../../policy/index.ts';
import * as store from '../store/assignments.ts';
import { companiesWithLead } from '../store/leads.ts';
import { closeOpenLeads } from './assign.ts';
import { liveRecipients } from './live-recipients.ts';

/** How the import of a customer base gives customers to the resellers that it names, many at once. */
export function importAssigner(): ImportAssigner {
  return { look, give, takeBack, last: store.readLastAssignment };
}

const look: ImportAssigner['look'] = async (db, deps, { companyIds, resellerIds }) => {
  const served = await store.readAssignments(db, companyIds);
  return { serves: resellersOf(served), live: new Set((await givable(db, deps, resellerIds)).keys()) };
};

const give: ImportAssigner['give'] = async (trx, deps, named) => {
  const recipients = await givable(
    trx,
    deps,
    named.map(({ resellerCompanyId }) => resellerCompanyId),
  );
  // One that is being ended just now is given nothing.
  for (const [companyId, recipientId] of [...recipients].sort())
    if (!(await holdRecipient(trx, recipientId))) recipients.delete(companyId);
  const companyIds = [...new Set(named.map(({ companyId }) => companyId))];
  await store.lockCustomers(trx, companyIds);
  const customers = await companiesById(trx, companyIds);
  const serves = resellersOf(await store.readAssignments(trx, companyIds));
  const given = named.filter(({ companyId, resellerCompanyId }) => {
    if (serves.has(companyId) || !recipients.has(resellerCompanyId)) return false;
    if (customers.get(companyId)?.kind !== 'customer') return false;
    serves.set(companyId, resellerCompanyId);
    return true;
  });
  if (given.length > 0) await write(trx, deps, given, recipients);
  return { serves, live: new Set(recipients.keys()), given };
};

/** Ended, and not removed: that they were given stands in the ledger for ever. */
const takeBack: ImportAssigner['takeBack'] = async (trx, deps, range) => {
  const customers = (await store.readCurrentWithin(trx, range)).map((row) => row.customer_company_id);
  await store.lockCustomers(trx, customers);
  const ended = await store.endWithin(trx, range, deps.clock.now());
  await endShares(
    trx,
    deps,
    ended.map((row) => ({ companyId: row.customer_company_id, tenantCompanyId: row.reseller_company_id })),
  );
  return ended.length;
};

/** Recipients by the company of each reseller to which something may be given today. */
async function givable(db: Database['read'], deps: Deps, ids: readonly string[]): Promise<Map<string, string>> {
  // New to the policy, and not declared yet: nothing may be given to any.
  return (await isClosed(db, 'recipient reseller')) ? new Map() : liveRecipients(db, deps, ids);
}

function resellersOf(rows: ReadonlyMap<string, store.AssignmentRow>): Map<string, string | null> {
  return new Map([...rows].map(([companyId, row]) => [companyId, row.reseller_company_id]));
}

async function write(
  trx: Trx,
  deps: Deps,
  given: readonly NamedReseller[],
  recipients: ReadonlyMap<string, string>,
): Promise<void> {
  const basis = 'import';
  await store.insertAssignments(trx, given, { basis, since: deps.clock.now() });
  const ledgerIds = await deps.egress.send(trx, {
    disclosures: given.map(({ companyId, resellerCompanyId }) => ({
      recipientKind: 'reseller',
      recipientId: recipients.get(resellerCompanyId) ?? '',
      personId: null,
      companyId,
      channel: 'share',
      purpose: 'customer service',
      fields: resellerFields,
      basis,
      about: { kind: 'company', id: companyId },
    })),
    events: given.map(({ companyId, resellerCompanyId }) => ({
      name: 'resellers.assigned',
      payload: { companyId, resellerCompanyId },
    })),
  });
  await shareCompanies(
    trx,
    deps,
    given.map(({ companyId, resellerCompanyId: tenantCompanyId }, at) => ({
      ...{ companyId, tenantCompanyId, basis },
      ledgerId: ledgerIds[at] ?? '',
    })),
  );
  const companyIds = given.map(({ companyId }) => companyId);
  for (const companyId of await companiesWithLead(trx, companyIds)) await closeOpenLeads(trx, deps, companyId);
}
