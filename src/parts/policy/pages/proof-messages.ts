import type { ProofState } from '../wire/proof.ts';

export const messages = {
  title: 'Proof that we keep our policy',
  lead: 'Each sentence of our privacy policy is split into demands on the system that we run. A program of its own looks at least once a day whether each one is true. Each such look is tested, too: the demand is broken on purpose, in an installation with made-up data, and the look has to notice.',
  numbers:
    'How much was looked at is told in bands. What broke a demand is never shown here, because it might name somebody.',
  policy: 'The policy itself',
  machine: 'The same for programs',
  verify: 'Check the evidence yourself, without trusting us',
  clause: 'State of this sentence:',
  heldOf: (held: number, all: number) => `${held} of ${all} demands held`,
  why: 'Why:',
  lookedAt: 'Looked at:',
  on: 'on',
  seenRed: 'Last seen noticing a break:',
  since: 'since',
  never: 'never',
  wrong: 'How this could be wrong',
  boundary: 'What the sentence covers',
  over: 'Breaks that are over, and their cause',
  until: 'until',
  toCome: 'Not built yet',
  toComeLead:
    'Of the following nothing is proven yet, and most of it is not built. Our policy does not promise it. It is listed so that nobody thinks it is kept.',
  statesTitle: 'What the states mean',
  empty: 'No clause is registered.',
};

/** What each state says to a stranger. */
export const stateWords: Record<ProofState, string> = {
  held: 'Looked at within the last 26 hours and found true, by a look that was seen noticing a planted break within the last 30 days.',
  broken: 'Looked at and found not to be true. We are told at once.',
  unproven:
    'Nobody knows: the look did not finish, found nothing to look at, counted two different numbers, or was not seen noticing a break lately.',
  'not built': 'Unproven, because the system does not do this yet.',
  stale: 'It was found true, but longer ago than 26 hours.',
  attested: 'Promised by people until a date. A machine cannot look at it, so it is never called proven.',
};
