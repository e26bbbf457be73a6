import type { OwnRequest } from '../actions/own-requests.ts';

type RequestKind = OwnRequest['kind'];
type Refusal = NonNullable<OwnRequest['refusal']>;

/** Texts of requests on a person's page. */
export const requestMessages = {
  title: 'Your requests',
  none: 'You have not asked for anything so far.',
  ask: 'Ask for something',
  what: 'What do you want?',
  kinds: {
    question: 'I have a question about my data.',
    access: 'Tell me what you hold about me (most of it stands on this page).',
    correction: 'Correct something that I cannot correct on this page.',
    'opt-out': 'Send me no product information any more. This is done at once.',
    objection: 'I object to how you use my data.',
    restriction: 'Keep my data, but do not use it for now.',
    portability: 'Give me my data in a form that a program can read (or download it above, now).',
    erasure: 'Erase what you hold about me. Your licence stays valid.',
  } satisfies Record<RequestKind, string>,
  names: {
    question: 'Question',
    access: 'Access',
    correction: 'Correction',
    'opt-out': 'No product information',
    objection: 'Objection',
    restriction: 'Restriction',
    portability: 'Data for a program',
    erasure: 'Erasure',
  } satisfies Record<RequestKind, string>,
  wording: 'In your own words',
  why: 'Needed for a question, else as you like; 4,000 characters at most. It is used to answer you and goes half a year after the answer.',
  send: 'Send the request',
  by: 'We answer by',
  asked: 'You wrote:',
  channels: {
    page: 'Asked here on',
    letter: 'Your letter of',
    phone: 'Your call of',
    mail: 'Your mail of',
    agent: 'Asked in your name on',
  },
  states: { open: 'Open', answered: 'Answered on', refused: 'Refused on', withdrawn: 'Taken back on' },
  extended: 'We need more time, because:',
  refused: 'We cannot do this:',
  refusals: {
    'identity not shown': 'nobody has shown that the request comes from you.',
    'nothing held': 'we hold nothing that it could be about.',
    unfounded: 'there is clearly no ground for it.',
    excessive: 'it repeats what was asked and answered before.',
    'law requires keeping': 'the law obliges us to keep this data.',
    'rights of others': 'it would harm the rights of somebody else.',
  } satisfies Record<Refusal, string>,
  remedy:
    'If you think that this is wrong, you can complain to the data protection authority of your country, or go to court.',
  answer: 'Our answer:',
  receipt: 'Once your data is erased we cannot write to you any more. Keep this number: under it you find the receipt.',
  inForce: {
    restricted: 'Your data is kept and used for nothing else than your rights, since',
    objected: 'Your data is used neither for product information nor to improve our products, since',
  },
  lift: { restricted: 'Let my data be used again', objected: 'Take my objection back' },
  lifted: {
    restricted: 'Your data may be used again, as before.',
    objected: 'Your objection is taken back. What we may send you stays as you chose it.',
  },
  withdraw: 'Take this request back',
  unproven: 'A mail alone does not prove who wrote it. Was it you?',
  guessed: 'A machine has guessed what it asks for; our staff will look.',
  mine: 'Yes, this request is mine',
  confirmed: 'Thank you. The request counts as made here on your page.',
  stored: 'Your request is stored. Its number is',
  same: 'You have asked for this before, and we have not answered yet. Its number is',
  doneAtOnce: 'Done. The request has the number',
  withdrawn: 'The request is taken back.',
};
