import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { KeptEvent, Subscriber } from '../../../platform/events/events.ts';
import type { Site } from '../../../platform/html/page.ts';
import { companiesById, placesOfCompanies, standingCompanies } from '../../contacts/index.ts';
import { holdRecipient } from '../../disclosures/index.ts';
import { assignAfterActivation } from '../rules/assign.ts';
import { lockCustomer, readAssignments } from '../store/assignments.ts';
import { companiesWithLead, insertLead } from '../store/leads.ts';
import { assign, type Chosen } from './assign.ts';
import { liveRecipients } from './live-recipients.ts';
import { offerNext } from './offer.ts';

/**
 * On `licensing.activated`: the customer goes to who sold the licence. Where nobody did who may be given anything, it reached the vendor
 * first, and becomes a lead of the resellers whose territory it lies in.
 */
export function assignActivated(deps: Deps): Subscriber {
  const handle: Subscriber = async (payload) => {
    const activated = activationOf(payload);
    if (!activated) return;
    const site = await deps.site();
    const changed = await deps.db.as('customer service', async (trx) => {
      // A company may have been merged into another since then, and is merged under this lock, too.
      const companyId = await standing(trx, activated.companyId);
      await lockCustomer(trx, companyId);
      if ((await standing(trx, companyId)) !== companyId) throw new Error('the company was merged meanwhile');
      const now = { ...activated, companyId };
      const [outcome] = await decide(trx, deps, [now]);
      if (outcome === 'lead') return makeLead(trx, deps, { ...now, site });
      // One that is being ended just now is given nothing.
      if (!outcome || !(await holdRecipient(trx, outcome.recipientId))) return false;
      await assign(trx, deps, { companyId, ...outcome });
      return true;
    });
    if (changed) deps.nudge();
  };
  return Object.assign(handle, { concerns: (payloads: Parameters<typeof concerned>[1]) => concerned(deps, payloads) });
}

async function standing(db: Database['read'], companyId: string): Promise<string> {
  return (await standingCompanies(db, [companyId])).get(companyId) ?? companyId;
}

interface Activated {
  readonly companyId: string;
  readonly personId: string | null;
  /** Who sold the licence; null: the vendor. */
  readonly holder: string | null;
}

function activationOf({ companyId, personId, holderCompanyId }: KeptEvent['payload']): Activated | null {
  if (typeof companyId !== 'string') return null;
  return { companyId, personId: text(personId), holder: text(holderCompanyId) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Most activations change nothing: that is seen for many at once, by key however small the tables were when the server started. */
async function concerned(deps: Deps, payloads: readonly KeptEvent['payload'][]): Promise<readonly boolean[]> {
  const activated = payloads.map(activationOf);
  const told = activated.filter((each) => each !== null);
  const now = await standingCompanies(
    deps.db.read,
    told.map(({ companyId }) => companyId),
  );
  const asked = told.map((each) => ({ ...each, companyId: now.get(each.companyId) ?? each.companyId }));
  const decided = await deps.db.base((trx) => decide(trx, deps, asked), { byKey: true });
  const changing = new Set(asked.filter((_, at) => decided[at] !== null).map(({ companyId }) => companyId));
  return activated.map((each) => each !== null && changing.has(now.get(each.companyId) ?? each.companyId));
}

/** Who is to serve each customer after an activation, or that it becomes a lead; null where nothing changes. */
async function decide(
  db: Database['read'],
  deps: Deps,
  activated: readonly Activated[],
): Promise<readonly (Chosen | 'lead' | null)[]> {
  const companyIds = activated.map(({ companyId }) => companyId);
  const customers = await companiesById(db, companyIds);
  const assignments = await readAssignments(db, companyIds);
  const withLead = await companiesWithLead(
    db,
    companyIds.filter((id) => !assignments.has(id)),
  );
  const recipients = await liveRecipients(
    db,
    deps,
    activated.map(({ holder }) => holder),
  );
  return activated.map(({ companyId, holder }) => {
    // A reseller that activates a licence for itself is nobody's customer.
    if (customers.get(companyId)?.kind !== 'customer') return null;
    const current = assignments.get(companyId) ?? null;
    const now = current && { resellerCompanyId: current.reseller_company_id, basis: current.basis };
    const seller = holder !== null && recipients.has(holder) ? holder : null;
    const next = assignAfterActivation({ current: now, seller });
    const recipientId = next?.resellerCompanyId && recipients.get(next.resellerCompanyId);
    if (next?.resellerCompanyId && recipientId)
      return { current, next: { ...next, resellerCompanyId: next.resellerCompanyId }, recipientId };
    return current === null && seller === null && !withLead.has(companyId) ? 'lead' : null;
  });
}

async function makeLead(
  trx: Trx<'customer service'>,
  deps: Deps,
  { companyId, personId, site }: Activated & { readonly site: Site },
): Promise<boolean> {
  const company = (await placesOfCompanies(trx, [companyId])).get(companyId);
  if (!company) return false;
  const id = deps.ids.uuid();
  const made = await insertLead(trx, {
    id,
    company_id: companyId,
    person_id: personId,
    source: 'activation',
    interest: 'service',
    product_id: null,
    company_name: company.name,
    country: company.country,
    region: company.region,
    industry: company.industry,
    created_at: deps.clock.now(),
    actor: { kind: 'system', id: null },
  });
  if (made) await offerNext(trx, deps, { leadId: id, site });
  return made;
}
