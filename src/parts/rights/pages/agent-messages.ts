import type { BehalfForm } from '../wire/agents.ts';

type AgentKind = BehalfForm['agent'];

/** Words of the pages by which somebody asks for somebody else. */
export const agentMessages = {
  link: 'Ask on behalf of somebody else',
  title: 'Ask on behalf of somebody else',
  intro:
    'For lawyers, authorised agents, parents and guardians, and officers of a company. We ask the person by mail whether you act for them. Before that we tell you nothing about them, not even whether we know them.',
  agent: 'You are their',
  kinds: {
    lawyer: 'lawyer',
    'authorised agent': 'authorised agent',
    'parent or guardian': 'parent or guardian',
    'officer of the company': 'officer of the company for which they act',
  } satisfies Record<AgentKind, string>,
  name: 'Your name',
  nameWhy: 'It is shown to the person, who says whether you act for them.',
  mailbox: 'Your mail address',
  mailboxWhy: 'We write to you here: about the request, and with the answer if your mandate covers it.',
  subject: 'Mail address of the person',
  subjectWhy: 'We look for their data by it and ask them at it.',
  what: 'What do you ask for them?',
  mandate: 'Your mandate',
  mandateWhy: 'Date, kind and reference of the power of attorney, court order or the like. We may ask you for a copy.',
  wording: 'In your own words',
  wordingWhy: 'As you like. All of this goes half a year after the answer.',
  covers: 'The mandate covers that the answer is sent to me. Otherwise it goes to the person alone.',
  send: 'Send the request',
  notEmail: 'does not look like a mail address',
  sent: 'Your request is stored',
  number: 'Its number is',
  // No day: it follows from the country of the person, and would say whether we know them.
  by: 'We answer within the time that the law gives.',
  next: 'If we know the person, they have a mail from us now and are asked whether you act for them.',
  decide: 'Does somebody act for you?',
  who: 'Somebody has asked us in your name:',
  asks: 'What they ask:',
  yes: 'Yes, they act for me',
  no: 'No, they do not',
  close: 'If you are not sure, close this page: nothing is told to them and nothing is done until you say so.',
  confirmed: 'Thank you. We now deal with the request as if you had made it yourself.',
  declined: 'Thank you. We tell them nothing and do nothing that they asked for.',
  covered: 'They say that the answer may be sent to them as well.',
  notCovered: 'The answer goes to you, on your own page.',
  by2: 'asked for you by',
  confirmations: {
    waiting: 'you have not said yet whether they act for you',
    confirmed: 'you said that they act for you',
    declined: 'you said that they do not act for you',
    'not needed': 'their mandate was enough without asking you',
  },
  answeredToo: 'The answer was sent to them as well, on',
} as const;
