import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companiesById, endShare, shareCompany } from '../../contacts/index.ts';
import { holdRecipient, resellerStandings } from '../../disclosures/index.ts';
import { resellerFields } from '../../licensing/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { type Assigned, assignAfterActivation, resellerOfPlace } from '../rules.ts';
import { type AssignmentRow, lockCustomer, readAssignment, replaceAssignment } from '../store/assignments.ts';
import { hasTerritories, readTerritories } from '../store/resellers.ts';
import { vendorDay } from './vendor-day.ts';

/** On `licensing.activated`: the customer goes to who sold the licence, else to whose territory it is. */
export function assignActivated(deps: Deps): Subscriber {
  return async ({ companyId, holderCompanyId }) => {
    if (typeof companyId !== 'string') return;
    const seller = typeof holderCompanyId === 'string' ? holderCompanyId : null;
    // Most activations change nothing: that is seen without a transaction, and decided again within one.
    if (!(await choose(deps.db.read, deps, companyId, seller))) return;
    const assigned = await deps.db.base(async (trx) => {
      await lockCustomer(trx, companyId);
      const chosen = await choose(trx, deps, companyId, seller);
      // One that is being ended just now is given nothing.
      if (!chosen || !(await holdRecipient(trx, chosen.recipientId))) return null;
      await assign(trx, deps, { companyId, ...chosen });
      return chosen;
    });
    if (assigned) deps.nudge();
  };
}

/** An assignment to somebody. */
interface Served extends Assigned {
  readonly resellerCompanyId: string;
}

interface Chosen {
  readonly current: AssignmentRow | null;
  readonly next: Served;
  readonly recipientId: string;
}

/** Who is to serve a customer after an activation; null where nothing changes. */
async function choose(
  db: Database['read'],
  deps: Deps,
  companyId: string,
  holder: string | null,
): Promise<Chosen | null> {
  // Without a seller only a territory could decide.
  if (holder === null && !(await hasTerritories(db))) return null;
  const current = await readAssignment(db, companyId);
  const now = current && { resellerCompanyId: current.reseller_company_id, basis: current.basis };
  const customer = (await companiesById(db, [companyId])).get(companyId);
  // A reseller that activates a licence for itself is nobody's customer.
  if (customer?.kind !== 'customer') return null;
  const local = now || !customer.country ? null : await localReseller(db, customer);
  if (!assignAfterActivation({ current: now, seller: holder, local })) return null;
  // Only now is it worth asking whose contract holds.
  const recipients = await liveRecipients(db, deps, [holder, local]);
  const live = (companyId: string | null) => (companyId !== null && recipients.has(companyId) ? companyId : null);
  const next = assignAfterActivation({ current: now, seller: live(holder), local: live(local) });
  const resellerCompanyId = next?.resellerCompanyId;
  const recipientId = resellerCompanyId && recipients.get(resellerCompanyId);
  return next && recipientId ? { current, next: { ...next, resellerCompanyId }, recipientId } : null;
}

async function localReseller(
  db: Database['read'],
  customer: { readonly country: string | null; readonly region: string | null },
): Promise<string | null> {
  const rows = await readTerritories(db, { country: customer.country ?? '' });
  return resellerOfPlace(
    rows.map(({ reseller_company_id, country, region }) => ({
      resellerCompanyId: reseller_company_id,
      country,
      region,
    })),
    customer,
  );
}

/** Staff gives a customer to another reseller, or to none: the old one sees it no longer, the new one from now on. */
export async function assignReseller(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly companyId: string; readonly resellerCompanyId: string | null },
): Promise<void> {
  const { companyId, resellerCompanyId } = input;
  const customer = (await companiesById(trx, [input.companyId])).get(input.companyId);
  if (customer?.kind !== 'customer') throw httpErrors.KEPT_NOT_FOUND();
  await lockCustomer(trx, input.companyId);
  const current = await readAssignment(trx, input.companyId);
  const basis = 'decision of staff';
  if (current?.reseller_company_id === resellerCompanyId && current.basis === basis) return;
  if (resellerCompanyId === null) await replace(trx, deps, { companyId, current, next: { resellerCompanyId, basis } });
  else {
    const recipientId = (await liveRecipients(trx, deps, [resellerCompanyId])).get(resellerCompanyId);
    if (!recipientId || !(await holdRecipient(trx, recipientId))) throw errors.KEPT_RESELLER_UNKNOWN();
    await assign(trx, deps, { companyId, current, next: { resellerCompanyId, basis }, recipientId });
  }
  await audit(trx, deps, who, {
    action: 'resellers.assigned',
    aboutKind: 'company',
    aboutId: input.companyId,
    detail: { resellerCompanyId },
  });
}

/** The old assignment ends with its share; the next one begins, without a share yet. */
async function replace(
  trx: Trx,
  deps: Deps,
  change: { readonly companyId: string; readonly current: AssignmentRow | null; readonly next: Assigned },
): Promise<void> {
  const { companyId, next } = change;
  const old = change.current?.reseller_company_id ?? null;
  if (old !== null && old !== next.resellerCompanyId) await endShare(trx, deps, { companyId, tenantCompanyId: old });
  await replaceAssignment(trx, {
    id: deps.ids.uuid(),
    customer_company_id: companyId,
    reseller_company_id: next.resellerCompanyId,
    basis: next.basis,
    since: deps.clock.now(),
  });
}

async function assign(trx: Trx, deps: Deps, change: Chosen & { readonly companyId: string }): Promise<void> {
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

/** The recipients that these resellers are, by company, as far as their contracts hold today; nothing may be given to others. */
async function liveRecipients(
  db: Database['read'],
  deps: Deps,
  companyIds: readonly (string | null)[],
): Promise<Map<string, string>> {
  const on = await vendorDay(db, deps);
  const standings = await resellerStandings(db, { companyIds: companyIds.filter((id) => id !== null), on });
  return new Map(standings.filter(({ live }) => live).map(({ companyId, recipientId }) => [companyId, recipientId]));
}
