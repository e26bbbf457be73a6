import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Member, type Who } from '../../../platform/http/who.ts';
import { companyRefs, hasPerson, peopleOfCompanies } from '../../contacts/index.ts';
import { ensureAuthority } from '../../disclosures/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { addDays } from '../rules/calendar.ts';
import { approvalsNeeded, type LegalDemandStep, mayTake } from '../rules/legal-demands.ts';
import { requestNumber } from '../rules/requests.ts';
import { readHoldsOfDemand } from '../store/holds.ts';
import * as store from '../store/legal-demands.ts';
import { insertWithholding, readWaiting, type WithholdingRow } from '../store/withholdings.ts';
import type { NewLegalDemand } from '../wire/legal-demands.ts';
import { today } from './clock.ts';
import { writeHold } from './holds.ts';

/** A demand that is held for one step of it, with who approved it so far. */
export interface Begun {
  readonly row: store.LegalDemandRow;
  readonly approvedBy: readonly string[];
  readonly waiting: WithholdingRow | null;
  readonly today: string;
}

/** Staff records what an authority demands, and of whom. A day until which nobody is told waits for a second person from then on. */
export async function recordLegalDemand(
  deps: Deps,
  who: Member,
  given: NewLegalDemand,
): Promise<{ id: string; number: string }> {
  return deps.db.base(async (trx) => {
    await check(trx, deps, given);
    const at = deps.clock.now();
    const { authority, address, country, personIds, companyIds, withholding } = given;
    const { id: authorityId } = await ensureAuthority(trx, deps, who, { name: authority.trim(), address, country });
    const row = {
      id: deps.ids.uuid(),
      number: requestNumber(deps.ids.random(8)),
      authority_id: authorityId,
      channel: given.channel,
      received_on: given.receivedOn,
      due_on: given.dueOn,
      recorded_by: who.memberId,
      recorded_at: at,
      reference: given.reference.trim(),
      basis: given.basis.trim(),
      scope: given.scope.trim(),
    };
    await store.insertLegalDemand(trx, row, { personIds, companyIds });
    await noteDemand(trx, deps, who, { demandId: row.id, kind: 'received' });
    const detail = { channel: given.channel, count: personIds.length };
    await auditDemand(trx, deps, who, { id: row.id, action: 'rights.legal demand recorded', detail });
    if (withholding) {
      const { until, basis } = withholding;
      const asked = { id: deps.ids.uuid(), demandId: row.id, askedBy: who.memberId, at };
      await insertWithholding(trx, { ...asked, until, basis: basis.trim() });
      await noteDemand(trx, deps, who, { demandId: row.id, kind: 'withholding asked' });
    }
    return { id: row.id, number: row.number };
  });
}

async function check(trx: Trx, deps: Deps, given: NewLegalDemand): Promise<void> {
  const now = await today(trx, deps);
  const isDay = (day: string) => addDays(day, 0) === day;
  const fields: Record<string, string> = {};
  if (given.receivedOn > now || !isDay(given.receivedOn)) fields.receivedOn = 'is no day up to today';
  if (given.dueOn !== null && (given.dueOn < given.receivedOn || !isDay(given.dueOn)))
    fields.dueOn = 'is before the day it came';
  if (given.withholding && (given.withholding.until < now || !isDay(given.withholding.until)))
    fields['withholding.until'] = 'is over';
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  for (const personId of given.personIds) if (!(await hasPerson(trx, personId))) throw httpErrors.KEPT_NOT_FOUND();
  const companies = await companyRefs(trx, given.companyIds);
  if (companies.size < given.companyIds.length) throw httpErrors.KEPT_NOT_FOUND();
}

/** Holds a demand for one step of it, if this member may take that now. */
export async function beginDemandStep(
  trx: Trx,
  deps: Deps,
  who: Member,
  asked: { readonly id: string; readonly step: LegalDemandStep },
): Promise<Begun> {
  const begun = await lockDemand(trx, deps, asked.id);
  const verdict = mayTake(standing(begun), asked.step, who.memberId);
  if (verdict === 'state') throw errors.KEPT_LEGAL_DEMAND_STATE({ state: begun.row.state });
  if (verdict === 'same person') throw errors.KEPT_LEGAL_DEMAND_SAME_PERSON();
  if (verdict === 'undecided') throw errors.KEPT_LEGAL_DEMAND_UNDECIDED();
  return begun;
}

/** Held until the end of the transaction: of two people who act at once the second sees what the first did. */
export async function lockDemand(trx: Trx, deps: Deps, id: string): Promise<Begun> {
  const row = await store.lockLegalDemand(trx, id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  const approvedBy = (await store.readApprovals(trx, id)).map((each) => each.member_id);
  return { row, approvedBy, waiting: await readWaiting(trx, id), today: await today(trx, deps) };
}

export function standing({ row, approvedBy, waiting }: Omit<Begun, 'today'>) {
  return {
    state: row.state,
    approvedBy,
    waiting: waiting && { askedBy: waiting.asked_by, until: waiting.until },
    withheldUntil: row.withheld_until,
  };
}

/** One of the two people says that the demand is lawful; with the second it is approved. */
export async function approveLegalDemand(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.base(async (trx) => {
    const { approvedBy } = await beginDemandStep(trx, deps, who, { id, step: 'approve' });
    const at = deps.clock.now();
    await store.insertApproval(trx, { demandId: id, memberId: who.memberId, at });
    const whole = approvedBy.length + 1 >= approvalsNeeded;
    if (whole) await store.updateLegalDemand(trx, id, { state: 'approved', approved_at: at });
    await noteDemand(trx, deps, who, { demandId: id, kind: whole ? 'approved' : 'approved once' });
    const action = whole ? 'rights.legal demand approved' : 'rights.legal demand approved once';
    await auditDemand(trx, deps, who, { id, action });
  });
}

/** Nothing is given; why stands in the register. */
export async function refuseLegalDemand(deps: Deps, who: Member, id: string, reason: string): Promise<void> {
  await deps.db.base(async (trx) => {
    await beginDemandStep(trx, deps, who, { id, step: 'refuse' });
    const closed = { state: 'refused', closed_at: deps.clock.now(), refusal: reason.trim() } as const;
    await store.updateLegalDemand(trx, id, closed);
    await noteDemand(trx, deps, who, { demandId: id, kind: 'refused' });
    await auditDemand(trx, deps, who, { id, action: 'rights.legal demand refused' });
  });
}

export async function closeLegalDemand(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.base(async (trx) => {
    await beginDemandStep(trx, deps, who, { id, step: 'close' });
    await store.updateLegalDemand(trx, id, { state: 'closed', closed_at: deps.clock.now() });
    await noteDemand(trx, deps, who, { demandId: id, kind: 'closed' });
    await auditDemand(trx, deps, who, { id, action: 'rights.legal demand closed' });
  });
}

/** From now on nothing is deleted of the people whom the demand names, themselves or by their company. */
export async function holdByDemand(
  deps: Deps,
  who: Member,
  asked: { readonly id: string; readonly until: string },
): Promise<{ count: number }> {
  return deps.db.base(async (trx) => {
    const { row, today: now } = await beginDemandStep(trx, deps, who, { id: asked.id, step: 'hold' });
    if (asked.until < now || addDays(asked.until, 0) !== asked.until)
      throw httpErrors.KEPT_INVALID({ fields: { until: 'is over' } });
    const { personIds } = await peopleInScope(trx, asked.id);
    const held = (await readHoldsOfDemand(trx, asked.id)).filter((hold) => hold.ended_at === null);
    let count = 0;
    for (const personId of personIds) {
      if (!(await hasPerson(trx, personId))) continue;
      // Held as long already: pressed twice, one hold.
      if (held.some((hold) => hold.person_id === personId && hold.until >= asked.until)) continue;
      const reason = `Legal demand ${row.number}`;
      await writeHold(trx, deps, who, { personId, category: null, reason, until: asked.until, demandId: asked.id });
      count += 1;
    }
    if (count > 0) await noteDemand(trx, deps, who, { demandId: asked.id, kind: 'hold set' });
    return { count };
  });
}

/** Whom a demand is about: those it names, and those who belong to a company that it names. */
export async function peopleInScope(trx: Trx, id: string) {
  const named = await store.readNamed(trx, id);
  const ofCompanies = await peopleOfCompanies(trx, named.companyIds);
  return { ...named, named: named.personIds, personIds: [...new Set([...named.personIds, ...ofCompanies])] };
}

export function noteDemand(
  trx: Trx,
  deps: Deps,
  who: Who,
  event: { readonly demandId: string; readonly kind: store.LegalDemandEventKind },
): Promise<void> {
  return store.insertLegalDemandEvent(trx, { ...event, at: deps.clock.now(), actor: actor(who) });
}

export function auditDemand(
  trx: Trx,
  deps: Deps,
  who: Who,
  act: { readonly id: string; readonly action: string; readonly detail?: Record<string, string | number> },
): Promise<void> {
  const { id: aboutId, action, detail = {} } = act;
  return audit(trx, deps, who, { action, aboutKind: 'legal demand', aboutId, detail });
}
