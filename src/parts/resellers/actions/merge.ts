import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import {
  type CompanyMerger,
  endShare,
  hasPerson,
  type Merging,
  type NewSight,
  resellersOfCompany,
} from '../../contacts/index.ts';
import { holdRecipient } from '../../disclosures/index.ts';
import { resellerFields } from '../../licensing/index.ts';
import { audit } from '../../staff/index.ts';
import { type AssignmentRow, lockCustomer, readAssignment, readAssignments } from '../store/assignments.ts';
import { companiesWithLead, holdLead, readLeadPerson, readOpenLeads, writeLeadState } from '../store/leads.ts';
import * as store from '../store/merges.ts';
import { assign, replace } from './assign.ts';
import { liveRecipients } from './live-recipients.ts';

/**
 * How leads, assignments and sight go along where two companies are merged. Who serves the company that stays serves it still; where nobody
 * was assigned to it, who served the other does. What a reseller comes to see newly stands in the ledger.
 */
export function resellersMerger(): CompanyMerger {
  return {
    async hold(trx, { from, into }) {
      for (const id of [from, into].sort()) await lockCustomer(trx, id);
    },
    count: async (trx, companyId) => ({ lead: await store.countLeads(trx, companyId) }),
    async newSights(trx, deps, merging) {
      return (await plan(trx, deps, merging)).sights;
    },
    async lostSights(trx, deps, merging) {
      const { after, before } = await plan(trx, deps, merging);
      return before
        .filter((id) => !after.includes(id))
        .map((resellerCompanyId) => ({ resellerCompanyId, companyId: merging.from }));
    },
    async collides(trx, { from, into }) {
      return (await companiesWithLead(trx, [from, into])).size === 2;
    },
    move,
    gone: async () => 0,
    back,
  };
}

/** Who serves both now, who will see the company that stays, and what that makes known to whom. */
async function plan(trx: Trx, deps: Deps, { from, into }: Merging) {
  const assignments = await readAssignments(trx, [from, into]);
  const ended = assignments.get(from) ?? null;
  const current = assignments.get(into) ?? null;
  const heir = current === null ? (ended?.reseller_company_id ?? null) : null;
  const before = await resellersOfCompany(trx, from);
  const seeing = await resellersOfCompany(trx, into);
  const live = await liveRecipients(trx, deps, [...before, ...seeing, heir]);
  const follows = heir !== null && live.has(heir) ? heir : null;
  const sights: NewSight[] = [
    ...seeing.filter((id) => !before.includes(id)).map((resellerCompanyId) => ({ resellerCompanyId, companyId: from })),
    ...(follows !== null && !seeing.includes(follows) ? [{ resellerCompanyId: follows, companyId: into }] : []),
  ];
  const after = [...seeing, ...(follows === null ? [] : [follows])];
  return { ended, current, follows, sights, before, after, live };
}

async function move(trx: Trx, deps: Deps, merging: Merging) {
  const { from, into } = merging;
  const { ended, current, follows, sights, before, live } = await plan(trx, deps, merging);
  const lead = await store.moveLeads(trx, { from, into, only: null });
  if (ended) await store.endAssignment(trx, ended.id, deps.clock.now());
  for (const tenantCompanyId of before) await endShare(trx, deps, { companyId: from, tenantCompanyId });
  for (const { resellerCompanyId, companyId } of sights) {
    const recipientId = live.get(resellerCompanyId);
    const held = recipientId !== undefined && (await holdRecipient(trx, recipientId));
    if (companyId === from && held) await noteSight(trx, deps, { recipientId, companyId: into });
    else if (companyId === from) await endShare(trx, deps, { companyId: into, tenantCompanyId: resellerCompanyId });
  }
  const open = await readOpenLeads(trx, { companyId: into });
  const begun = follows && ended && (await serve(trx, deps, { companyId: into, current, as: ended }));
  return {
    lead,
    // Who serves a company from now on needs no lead of it.
    'lead closed': begun ? open : [],
    'assignment ended': ended ? [ended.id] : [],
    'assignment begun': begun ? [begun] : [],
  };
}

/** Whom the company that stays is shared with sees the people of the other from now on. */
async function noteSight(
  trx: Trx,
  deps: Deps,
  { recipientId, companyId }: { readonly recipientId: string; readonly companyId: string },
): Promise<void> {
  await deps.egress.send(trx, {
    disclosures: [
      {
        recipientKind: 'reseller',
        recipientId,
        personId: null,
        companyId,
        channel: 'share',
        purpose: 'customer service',
        fields: resellerFields,
        basis: 'companies merged',
        about: { kind: 'company', id: companyId },
      },
    ],
    events: [],
  });
}

/** Assigns a company as another was, or as it was itself; the assignment, or null where that reseller may be given nothing any more. */
async function serve(
  trx: Trx,
  deps: Deps,
  to: { readonly companyId: string; readonly current: AssignmentRow | null; readonly as: AssignmentRow },
): Promise<string | null> {
  const { companyId, current, as } = to;
  const { basis, territory_id: territoryId, reseller_company_id: resellerCompanyId } = as;
  const reason = as.reason === null ? {} : { reason: as.reason };
  if (resellerCompanyId === null)
    await replace(trx, deps, { companyId, current, next: { resellerCompanyId, basis, territoryId, ...reason } });
  else {
    const recipientId = (await liveRecipients(trx, deps, [resellerCompanyId])).get(resellerCompanyId);
    if (!recipientId || !(await holdRecipient(trx, recipientId))) return null;
    const next = { resellerCompanyId, basis, territoryId, ...reason };
    await assign(trx, deps, { companyId, current, next, recipientId });
  }
  return (await readAssignments(trx, [companyId])).get(companyId)?.id ?? null;
}

async function back(
  trx: Trx,
  deps: Deps,
  { from, into }: Merging,
  moved: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  await store.moveLeads(trx, { from: into, into: from, only: moved.lead ?? [] });
  for (const id of moved['assignment begun'] ?? []) {
    const begun = await readAssignment(trx, id);
    // What was decided about the company since then stays.
    if (!(await store.endAssignment(trx, id, deps.clock.now())) || !begun?.reseller_company_id) continue;
    await endShare(trx, deps, { companyId: into, tenantCompanyId: begun.reseller_company_id });
  }
  for (const id of moved['assignment ended'] ?? []) {
    const ended = await readAssignment(trx, id);
    if (ended) await serve(trx, deps, { companyId: from, current: null, as: ended });
  }
  for (const id of moved['lead closed'] ?? []) await reopenLead(trx, deps, id);
}

/**
 * A lead that was closed because the other company brought its reseller along waits again, and the clock of leads offers it. What came since
 * stands against it: somebody serves the company, it has another lead, or whoever enquired was erased.
 */
async function reopenLead(trx: Trx, deps: Deps, id: string): Promise<void> {
  const lead = await holdLead(trx, id);
  if (lead?.state !== 'closed' || lead.outcome !== 'served already') return;
  const { company_id: companyId } = lead;
  const served = (await readAssignments(trx, [companyId])).has(companyId);
  if (served || (await companiesWithLead(trx, [companyId])).has(companyId)) return;
  const personId = await readLeadPerson(trx, id);
  if (personId !== null && !(await hasPerson(trx, personId))) return;
  await writeLeadState(trx, { id, state: 'waiting', holderCompanyId: null, outcome: null, at: deps.clock.now() });
  const job = { kind: 'system', job: 'resellers.leads' } as const;
  await audit(trx, deps, job, { action: 'resellers.lead reopened', aboutKind: 'lead', aboutId: id });
}
