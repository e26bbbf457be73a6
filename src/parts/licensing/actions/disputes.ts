import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Member, type Who } from '../../../platform/http/who.ts';
import { companiesById } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/disputes.ts';
import {
  type DecisionReason,
  type DisputeOutcome,
  judgeDecision,
  mayBeClaimed,
  mayTakeBack,
  takeBackDays,
} from '../rules/disputes.ts';
import * as store from '../store/disputes.ts';
import { holdLicence, writeEvent } from '../store/states.ts';
import { tellSides } from './dispute-news.ts';
import { screenGiven } from './screening.ts';

/** What is given to a company, changed or told about a licence waits while two companies claim it. */
export async function mustNotBeDisputed(db: Trx, licenceId: string): Promise<void> {
  if ((await store.readDisputed(db, [licenceId])).size > 0) throw errors.KEPT_DISPUTE_OPEN();
}

export interface Claim {
  readonly licenceId: string;
  /** The company that says the licence is its own. */
  readonly companyId: string;
  readonly evidence: Pick<store.NewEvidence, 'channel' | 'evidence'>;
  /** The registration that says so, where no member of staff noted it. */
  readonly registrationId: string | null;
}

/** A company tells the licence desk by phone, mail or letter that a licence of another is its own. */
export async function openDispute(deps: Deps, who: Member, claim: Omit<Claim, 'registrationId'>): Promise<string> {
  const id = await deps.db.as('customer service', (trx) =>
    writeDispute(trx, deps, who, { ...claim, registrationId: null }),
  );
  deps.nudge();
  return id;
}

/** Under the lock of the licence. From now on nothing is taken from the company that has it, until somebody decides. */
export async function writeDispute(trx: Trx<'customer service'>, deps: Deps, who: Who, claim: Claim): Promise<string> {
  const { licenceId, companyId, registrationId } = claim;
  const held = await holdLicence(trx, licenceId);
  if (!held) throw httpErrors.KEPT_NOT_FOUND();
  const { state, company_id: holderId } = held;
  if (holderId === null || !mayBeClaimed({ state, companyId: holderId, disputed: false }))
    throw errors.KEPT_NOTHING_TO_DISPUTE();
  if (holderId === companyId) throw errors.KEPT_CLAIM_OF_HOLDER();
  await mustNotBeDisputed(trx, licenceId);
  await mustBeCustomer(trx, companyId);
  const at = deps.clock.now();
  const memberId = who.kind === 'member' ? who.memberId : null;
  const id = deps.ids.uuid();
  const claimantClaim = deps.ids.uuid();
  await store.insertDispute(trx, {
    id,
    licenceId,
    at,
    memberId,
    registrationId,
    claims: [
      { id: deps.ids.uuid(), side: 'holder', companyId: holderId },
      { id: claimantClaim, side: 'claimant', companyId },
    ],
  });
  // Merged by somebody while it was waited for: now that the claim refers to it, nobody merges it before this is written.
  await mustBeCustomer(trx, companyId);
  await store.insertEvidence(trx, {
    ...claim.evidence,
    evidence: claim.evidence.evidence.trim(),
    id: deps.ids.uuid(),
    claimId: claimantClaim,
    at,
    memberId,
  });
  await writeEvent(trx, { licenceId, kind: 'dispute opened', code: null, actor: actor(who), at });
  await audit(trx, deps, who, {
    action: 'licensing.dispute opened',
    aboutKind: 'licence',
    aboutId: licenceId,
    detail: { disputeId: id, companyId, channel: claim.evidence.channel },
  });
  await tellSides(trx, deps, await found(trx, id), 'opened');
  return id;
}

async function mustBeCustomer(trx: Trx, companyId: string): Promise<void> {
  if ((await companiesById(trx, [companyId])).get(companyId)?.kind !== 'customer')
    throw httpErrors.KEPT_INVALID({ fields: { companyId: 'is no customer' } });
}

/** What one of the sides brings forward while it is open. */
export async function noteEvidence(
  deps: Deps,
  who: Member,
  input: { readonly id: string; readonly side: 'holder' | 'claimant' } & Pick<
    store.NewEvidence,
    'channel' | 'evidence'
  >,
): Promise<void> {
  await deps.db.base(async (trx) => {
    const dispute = await held(trx, input.id);
    if (dispute.state !== 'open') throw errors.KEPT_DISPUTE_DECIDED();
    const { side, channel } = input;
    await store.insertEvidence(trx, {
      id: deps.ids.uuid(),
      claimId: side === 'holder' ? dispute.holder_claim_id : dispute.claimant_claim_id,
      channel,
      evidence: input.evidence.trim(),
      at: deps.clock.now(),
      memberId: who.memberId,
    });
    await audit(trx, deps, who, {
      action: 'licensing.dispute evidence noted',
      aboutKind: 'licence',
      aboutId: dispute.licence_id,
      detail: { disputeId: dispute.id, side, channel },
    });
  });
}

/**
 * Decides whose the licence is. Somebody else than who opened it, so that nobody gives licences away alone. Where it goes over, the seats of the
 * company before run on for the days in which the decision can be taken back: nobody is stopped in the middle of a shift.
 */
export async function decideDispute(
  deps: Deps,
  who: Member,
  input: { readonly id: string; readonly outcome: DisputeOutcome; readonly reason: DecisionReason },
): Promise<void> {
  const { id, outcome, reason } = input;
  await deps.db.as('customer service', async (trx) => {
    const dispute = await held(trx, id);
    const fault = judgeDecision({ state: dispute.state, openedBy: dispute.opened_by }, who.memberId);
    if (fault) throw errors[fault]();
    const { licence_id: licenceId, holder_company_id: from, claimant_company_id: to } = dispute;
    const at = deps.clock.now();
    const seatsUntil = outcome === 'goes over' ? new Date(at.getTime() + takeBackDays * 86_400_000) : null;
    await store.writeDecision(trx, { id, outcome, reason, memberId: who.memberId, at, seatsUntil });
    if (outcome === 'goes over') await store.writeTransfer(trx, { licenceId, from, to, at, actor: actor(who) });
    await writeEvent(trx, { licenceId, kind: 'dispute decided', code: outcome, actor: actor(who), at });
    await audit(trx, deps, who, {
      action: 'licensing.dispute decided',
      aboutKind: 'licence',
      aboutId: licenceId,
      detail: { disputeId: id, outcome, reason },
    });
    await tellSides(trx, deps, await found(trx, id), outcome);
    if (outcome === 'goes over')
      await screenGiven(trx, deps, who, { licenceIds: [licenceId], companyId: to, occasion: 'hand-over' });
  });
  deps.nudge();
}

/** A decision was wrong: the dispute is open again, and a licence that went over is back where it was. */
export async function takeBackDecision(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.as('customer service', async (trx) => {
    const dispute = await held(trx, id);
    const { licence_id: licenceId, holder_company_id: before, claimant_company_id: after } = dispute;
    const at = deps.clock.now();
    const decided = { state: dispute.state, decidedAt: dispute.decided_at, seatsFreedAt: dispute.seats_freed_at };
    const wentOver = dispute.state === 'goes over';
    const stands = dispute.licence_company_id === (wentOver ? after : before);
    const licence = await holdLicence(trx, licenceId);
    if (!mayTakeBack(decided, at) || !stands || licence?.state === 'replaced') throw errors.KEPT_DISPUTE_OVER();
    await mustNotBeDisputed(trx, licenceId);
    await store.writeTakenBack(trx, id);
    if (wentOver) await store.writeTransfer(trx, { licenceId, from: after, to: before, at, actor: actor(who) });
    await writeEvent(trx, { licenceId, kind: 'dispute taken up again', code: null, actor: actor(who), at });
    await audit(trx, deps, who, {
      action: 'licensing.dispute decision taken back',
      aboutKind: 'licence',
      aboutId: licenceId,
      detail: { disputeId: id },
    });
    await tellSides(trx, deps, await found(trx, id), 'taken back');
    if (wentOver)
      await screenGiven(trx, deps, who, { licenceIds: [licenceId], companyId: before, occasion: 'hand-over' });
  });
  deps.nudge();
}

async function held(trx: Trx, id: string): Promise<store.DisputeRow> {
  const dispute = await store.holdDispute(trx, id);
  if (!dispute) throw httpErrors.KEPT_NOT_FOUND();
  return dispute;
}

async function found(trx: Trx, id: string): Promise<store.DisputeRow> {
  const dispute = await store.readDispute(trx, id);
  if (!dispute) throw httpErrors.KEPT_NOT_FOUND();
  return dispute;
}
