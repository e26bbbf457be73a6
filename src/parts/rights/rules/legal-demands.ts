import type { LegalDemandItem } from '../wire/legal-demands.ts';

export type LegalDemandState = LegalDemandItem['state'];
export type LegalDemandStep = 'approve' | 'refuse' | 'hold' | 'give' | 'close';
export type WithholdingStep = 'ask' | 'approve' | 'drop';

/** People who must agree before anything is given, and before anybody is not told. */
export const approvalsNeeded = 2;
/** Days for which looks at people are withheld while the first day until which they are not told waits for a second person. */
export const undecidedDays = 7;

const openTo: Readonly<Record<LegalDemandStep, readonly LegalDemandState[]>> = {
  approve: ['received'],
  refuse: ['received', 'approved'],
  hold: ['received', 'approved', 'given'],
  give: ['approved', 'given'],
  close: ['given'],
};

interface Standing {
  readonly state: LegalDemandState;
  /** Members who approved it. */
  readonly approvedBy: readonly string[];
  /** What waits for a second person: until when the people are not told. */
  readonly waiting: { readonly askedBy: string; readonly until: string } | null;
  /** Approved by two: the last day on which they are not told. */
  readonly withheldUntil: string | null;
}

/** Whether this member may take a step of a demand, or why not. */
export function mayTake(
  demand: Standing,
  step: LegalDemandStep,
  memberId: string,
): 'yes' | 'state' | 'same person' | 'undecided' {
  if (!openTo[step].includes(demand.state)) return 'state';
  if (step === 'approve' && demand.approvedBy.includes(memberId)) return 'same person';
  if (step === 'give' && demand.waiting !== null) return 'undecided';
  return 'yes';
}

/** Whether this member may take a step towards not telling the people, or why not. `today` in the vendor's calendar. */
export function mayWithhold(
  demand: Standing,
  step: WithholdingStep,
  { memberId, today }: { readonly memberId: string; readonly today: string },
): 'yes' | 'state' | 'same person' | 'told' | 'nothing waits' {
  if (demand.state === 'refused') return 'state';
  const given = demand.state === 'given' || demand.state === 'closed';
  if (step !== 'drop' && given && !isWithheld(demand.withheldUntil, today)) return 'told';
  if (step === 'ask') return 'yes';
  if (demand.waiting === null) return 'nothing waits';
  if (step === 'approve' && demand.waiting.askedBy === memberId) return 'same person';
  return step === 'approve' && demand.waiting.until < today ? 'told' : 'yes';
}

/** Whether the people are not told on a day; the last day counts. */
export function isWithheld(until: string | null, today: string): boolean {
  return until !== null && until >= today;
}

/** What an authority can be given of a person. */
export const givable = ['email', 'name', 'phone', 'title', 'role', 'companies', 'registrations'] as const;
export type Givable = (typeof givable)[number];
