import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { KeptEvent, Subscriber } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companiesById, endShare, shareCompany } from '../../contacts/index.ts';
import { holdRecipient, resellerStandings } from '../../disclosures/index.ts';
import { resellerFields } from '../../licensing/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { type Assigned, assignAfterActivation, resellerOfPlace, type Territory } from '../rules.ts';
import { type AssignmentRow, lockCustomer, readAssignments, replaceAssignment } from '../store/assignments.ts';
import { readTerritories } from '../store/resellers.ts';
import { vendorDay } from './vendor-day.ts';

/** On `licensing.activated`: the customer goes to who sold the licence, else to whose territory it is. */
export function assignActivated(deps: Deps): Subscriber {
  const handle: Subscriber = async (payload) => {
    const activated = activationOf(payload);
    if (!activated) return;
    const assigned = await deps.db.base(async (trx) => {
      await lockCustomer(trx, activated.companyId);
      const [chosen] = await choose(trx, deps, [activated]);
      // One that is being ended just now is given nothing.
      if (!chosen || !(await holdRecipient(trx, chosen.recipientId))) return null;
      await assign(trx, deps, { companyId: activated.companyId, ...chosen });
      return chosen;
    });
    if (assigned) deps.nudge();
  };
  return Object.assign(handle, { concerns: (payloads: Parameters<typeof concerned>[1]) => concerned(deps, payloads) });
}

interface Activated {
  readonly companyId: string;
  /** Who sold the licence; null: the vendor. */
  readonly holder: string | null;
}

function activationOf({ companyId, holderCompanyId }: KeptEvent['payload']): Activated | null {
  if (typeof companyId !== 'string') return null;
  return { companyId, holder: typeof holderCompanyId === 'string' ? holderCompanyId : null };
}

/** Most activations change nothing: that is seen for many at once, by key however small the tables were when the server started. */
async function concerned(deps: Deps, payloads: readonly KeptEvent['payload'][]): Promise<readonly boolean[]> {
  const activated = payloads.map(activationOf);
  const asked = activated.filter((each) => each !== null);
  const chosen = await deps.db.base((trx) => choose(trx, deps, asked), { byKey: true });
  const changing = new Set(asked.filter((_, at) => chosen[at] !== null).map(({ companyId }) => companyId));
  return activated.map((each) => each !== null && changing.has(each.companyId));
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

/** Who is to serve each customer after an activation; null where nothing changes. */
async function choose(
  db: Database['read'],
  deps: Deps,
  activated: readonly Activated[],
): Promise<readonly (Chosen | null)[]> {
  const companyIds = activated.map(({ companyId }) => companyId);
  const customers = await companiesById(db, companyIds);
  const assignments = await readAssignments(db, companyIds);
  const places = [...customers.values()].filter(({ id }) => !assignments.has(id));
  const territories = await territoriesIn(db, places);
  const situations = activated.map(({ companyId, holder }) => {
    const customer = customers.get(companyId);
    const current = assignments.get(companyId) ?? null;
    const now = current && { resellerCompanyId: current.reseller_company_id, basis: current.basis };
    const local = now || !customer?.country ? null : resellerOfPlace(territories, customer);
    // A reseller that activates a licence for itself is nobody's customer.
    const may =
      customer?.kind === 'customer' && assignAfterActivation({ current: now, seller: holder, local }) !== null;
    return may ? { current, now, seller: holder, local } : null;
  });
  // Only now is it worth asking whose contract holds.
  const sought = situations.flatMap((each) => (each ? [each.seller, each.local] : []));
  const recipients = await liveRecipients(db, deps, sought);
  const live = (companyId: string | null) => (companyId !== null && recipients.has(companyId) ? companyId : null);
  return situations.map((each) => {
    const next =
      each && assignAfterActivation({ current: each.now, seller: live(each.seller), local: live(each.local) });
    const resellerCompanyId = next?.resellerCompanyId;
    const recipientId = resellerCompanyId && recipients.get(resellerCompanyId);
    return each && next && recipientId
      ? { current: each.current, next: { ...next, resellerCompanyId }, recipientId }
      : null;
  });
}

async function territoriesIn(
  db: Database['read'],
  places: readonly { readonly country: string | null }[],
): Promise<readonly Territory[]> {
  const countries = [...new Set(places.map(({ country }) => country))].filter((country) => country !== null);
  const rows = countries.length === 0 ? [] : await readTerritories(db, { countries });
  return rows.map(({ reseller_company_id, country, region }) => ({
    resellerCompanyId: reseller_company_id,
    country,
    region,
  }));
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
  const current = (await readAssignments(trx, [companyId])).get(companyId) ?? null;
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
  const sought = [...new Set(companyIds)].filter((id) => id !== null);
  if (sought.length === 0) return new Map();
  const on = await vendorDay(db, deps);
  const standings = await resellerStandings(db, { companyIds: sought, on });
  return new Map(standings.filter(({ live }) => live).map(({ companyId, recipientId }) => [companyId, recipientId]));
}
