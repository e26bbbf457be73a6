export type DisputeState = 'open' | 'stays' | 'goes over' | 'one company';
export type Side = 'holder' | 'claimant';
export type DisputeOutcome = 'stays' | 'goes over';

/** How long a decision can be taken back; as long the seats of the company before run on where a licence went over. */
export const takeBackDays = 14;
/** After a decision registrations open no other dispute about the same licence for so long; the licence desk may. */
const quietDays = 90;
const dayMs = 86_400_000;

/** A closed list, so that no reason names a person. */
export const decisionReasons = [
  'purchase shown',
  'no evidence',
  'claim withdrawn',
  'licence given up',
  'company taken over',
  'mistake',
] as const;
export type DecisionReason = (typeof decisionReasons)[number];

/** May whoever asks decide it? By two people, unless no person opened it. */
export function judgeDecision(
  dispute: { readonly state: DisputeState; readonly openedBy: string | null },
  memberId: string,
): 'KEPT_DISPUTE_DECIDED' | 'KEPT_DISPUTE_SAME_PERSON' | null {
  if (dispute.state !== 'open') return 'KEPT_DISPUTE_DECIDED';
  return dispute.openedBy === memberId ? 'KEPT_DISPUTE_SAME_PERSON' : null;
}

interface Decided {
  readonly state: DisputeState;
  readonly decidedAt: Date | null;
  readonly seatsFreedAt: Date | null;
}

/** Until when a decision can be taken back; null where it is none of somebody, or its seats were freed. */
export function takeBackUntil({ state, decidedAt, seatsFreedAt }: Decided): Date | null {
  if ((state !== 'stays' && state !== 'goes over') || decidedAt === null || seatsFreedAt !== null) return null;
  return new Date(decidedAt.getTime() + takeBackDays * dayMs);
}

export function mayTakeBack(dispute: Decided, now: Date): boolean {
  const until = takeBackUntil(dispute);
  return until !== null && now < until;
}

/**
 * Does a registration under another company name claim the licence for an evidently other company? Its mail address must say so, as names are
 * spelled in many ways and several companies may share a serial: it lies in the domain of another company, or in none while the company that has
 * the licence has domains of its own.
 */
export function isEvidentlyOther(address: {
  readonly holderId: string;
  /** Whose noted domain the address lies in. */
  readonly domainOf: string | null;
  readonly holderHasDomain: boolean;
  /** Of a provider with which anybody can have an address. */
  readonly anybodys: boolean;
}): boolean {
  if (address.domainOf !== null) return address.domainOf !== address.holderId;
  return address.holderHasDomain && !address.anybodys;
}

/** Whether a registration at this moment may open a dispute, some time after the last one was decided. */
export function isQuiet(lastDecided: Date | null, now: Date): boolean {
  return lastDecided !== null && now.getTime() - lastDecided.getTime() < quietDays * dayMs;
}

/** Acts on a licence that wait for the decision: those by which a company would lose it. What gives it back does not wait. */
export const heldActs: readonly string[] = ['suspend', 'hold', 'revoke', 'replace'];

/** Can another company claim the licence? Somebody must have it, and it must be in use. */
export function mayBeClaimed(licence: {
  readonly state: string;
  readonly companyId: string | null;
  readonly disputed: boolean;
}): boolean {
  return licence.companyId !== null && !licence.disputed && !['draft', 'revoked', 'replaced'].includes(licence.state);
}
