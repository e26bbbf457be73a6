import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companiesById, endShare, shareCompany } from '../../contacts/index.ts';
import { holdRecipient } from '../../disclosures/index.ts';
import { resellerFields } from '../../licensing/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import type { Assigned } from '../rules/assign.ts';
import { type AssignmentRow, lockCustomer, readAssignments, replaceAssignment } from '../store/assignments.ts';
import { readOpenLeads, writeLeadState } from '../store/leads.ts';
import { answerOffer } from '../store/offers.ts';
import { liveRecipients } from './live-recipients.ts';
import { tellResellers } from './tell-resellers.ts';

/** An assignment to somebody, and why. */
export interface Served extends Assigned {
  readonly resellerCompanyId: string;
  readonly reason?: string;
  readonly territoryId?: string | null;
}

export interface Chosen {
  readonly current: AssignmentRow | null;
  readonly next: Served;
  readonly recipientId: string;
}

interface Decided {
  readonly companyId: string;
  readonly resellerCompanyId: string | null;
}

/** Staff gives a customer to another reseller, or to none; both resellers are told by mail. */
export async function assignReseller(trx: Trx, deps: Deps, who: Who, input: Decided): Promise<void> {
  const { companyId, resellerCompanyId: to } = input;
  await lockCustomer(trx, companyId);
  const from = (await readAssignments(trx, [companyId])).get(companyId)?.reseller_company_id ?? null;
  const since = deps.clock.now();
  await giveToReseller(trx, deps, who, input);
  if (from === to) return;
  const about = { kind: 'company', id: companyId };
  await tellResellers(trx, deps, {
    ...{ from, to, since, about },
    site: await deps.site(),
    companyIds: [companyId],
    back: false,
  });
}

/** The old one sees the customer no longer, the new one from now on. */
export async function giveToReseller(trx: Trx, deps: Deps, who: Who, input: Decided): Promise<void> {
  const { companyId, resellerCompanyId } = input;
  const customer = (await companiesById(trx, [input.companyId])).get(input.companyId);
  if (customer?.kind !== 'customer') throw httpErrors.KEPT_NOT_FOUND();
  await lockCustomer(trx, input.companyId);
  const current = (await readAssignments(trx, [companyId])).get(companyId) ?? null;
  const basis = 'decision of staff';
  if (current?.reseller_company_id === resellerCompanyId && current.basis === basis) return;
  if (resellerCompanyId === null) await replace(trx, deps, { companyId, current, next: { resellerCompanyId, basis } });
  else {
    const recipientId = (await liveRecipients(trx, deps, [resellerCompanyId])).get(resellerCompanyId);
    if (!recipientId || !(await holdRecipient(trx, recipientId))) throw errors.KEPT_RESELLER_UNKNOWN();
    await assign(trx, deps, { companyId, current, next: { resellerCompanyId, basis }, recipientId });
  }
  await auditAssigned(trx, deps, who, input);
}

function auditAssigned(trx: Trx, deps: Deps, who: Who, { companyId, resellerCompanyId }: Decided): Promise<void> {
  const detail = { resellerCompanyId };
  return audit(trx, deps, who, { action: 'resellers.assigned', aboutKind: 'company', aboutId: companyId, detail });
}

/** The old assignment ends with its share; the next one begins, without a share yet. What was offered to others is not any more. */
export async function replace(
  trx: Trx,
  deps: Deps,
  change: {
    readonly companyId: string;
    readonly current: AssignmentRow | null;
    readonly next: Assigned & { readonly reason?: string; readonly territoryId?: string | null };
  },
): Promise<void> {
  const { companyId, next } = change;
  const at = deps.clock.now();
  const old = change.current?.reseller_company_id ?? null;
  if (old !== null && old !== next.resellerCompanyId) await endShare(trx, deps, { companyId, tenantCompanyId: old });
  await replaceAssignment(trx, {
    id: deps.ids.uuid(),
    customer_company_id: companyId,
    reseller_company_id: next.resellerCompanyId,
    basis: next.basis,
    territory_id: next.territoryId ?? null,
    reason: next.reason ?? null,
    since: at,
  });
  await closeOpenLeads(trx, deps, companyId);
}

/** Under the lock of a customer that is served now: what was offered of it to others is not any more. */
export async function closeOpenLeads(trx: Trx, deps: Deps, companyId: string): Promise<void> {
  const at = deps.clock.now();
  for (const id of await readOpenLeads(trx, { companyId })) {
    await answerOffer(trx, { leadId: id, state: 'withdrawn', by: null, at });
    await writeLeadState(trx, { id, state: 'closed', holderCompanyId: null, outcome: 'served already', at });
  }
}

/** Under the lock of the customer: the assignment, its row of the ledger and the share. */
export async function assign(trx: Trx, deps: Deps, change: Chosen & { readonly companyId: string }): Promise<void> {
  const { companyId, next, recipientId } = change;
  await replace(trx, deps, change);
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
