import type { Words } from './words.ts';

export const vendor = {
  title: 'The vendor',
  firstTitle: 'Who is the vendor?',
  firstAbout:
    'Every page that collects data names you, with address and phone. Nothing can be collected before that is known.',
  missing: 'The vendor is not set up yet',
  missingNext: 'An administrator has to give the vendor’s name and address first. Come back then.',
  name: 'Name of the company',
  address: 'Postal address',
  addressNeeded: 'Give the postal address.',
  phone: 'Phone',
  phoneNeeded: 'Give a phone number.',
  privacyMailbox: 'Privacy mailbox',
  privacyMailboxHint: 'Questions about privacy go here.',
  removeMailbox: 'Remove mailbox',
  removeMailboxHint: 'Who wants no more marketing writes here.',
  offices: 'Countries with offices',
  officesHint: 'Where you and your affiliates have offices: data may be stored there.',
  officesNeedCountry: 'The vendor’s own country belongs to the list.',
  timeZone: 'Time zone',
  timeZoneHint: 'Days begin and end by it: maintenance, expiry, reports.',
  zoneNeeded: 'Choose a time zone.',
  accent: 'Accent colour (optional)',
  accentHint: 'Like #2b5f8a. White text must be readable on it.',
  accentWrong: 'Write it as # and six digits, like #2b5f8a.',
  set: 'Set up the vendor',
  save: 'Save',
  saved: 'Saved. The public pages show it now.',
};

export const proof = {
  about: 'Each sentence of the policy, whether it is true now, and how that is known.',
  ran: 'Last looked at',
  run: 'Look again now',
  running: (done: number, total: number, left: number | null) =>
    `Looking: ${done} of ${total}${left === null ? '' : `, about ${left} s left`}`,
  progress: 'Progress of the proofs',
  untested: (n: number) =>
    `${n === 1 ? 'One demand was' : `${n} demands were`} never seen red. Each is broken on purpose in an installation with made-up data, by itself, soon after a start; it takes some minutes. Until then they are unproven.`,
  part: 'Part',
  state: 'State',
  shown: (n: string, of: string) => `${n} of ${of} clauses`,
  demandsHeld: (held: number, all: number) => `${held} of ${all} demands held`,
  examined: (n: string) => `${n} looked at`,
  coverage: (examined: string, counted: string, unit: string) =>
    `${examined} of ${counted} ${unit} looked at`.replace('  ', ' '),
  last: 'Looked at',
  red: 'seen red',
  keeps: 'What Kept does:',
  demand: (id: string) => `Demand ${id}`,
  lastProof: 'Last proof',
  lookedAt: 'Coverage',
  lastRed: 'Last seen red',
  neverRed: 'never: a proof never seen failing counts for nothing',
  attested: 'Attested',
  attestedBy: (name: string, role: string) => (name === role ? `by the ${role},` : `by ${name}, ${role},`),
  attestedUntil: 'until',
  byPeople:
    'No machine can look at this: it is a promise that people keep. It is shown as attested, never as proven, and lapses on the day you name.',
  attestWords: 'What you attest, and what it rests on',
  attestUntil: 'To the end of the day',
  attest: 'Attest promise',
  attestedDone: 'The promise is attested. Everybody sees your role and the dates, not your name.',
  control: 'What makes it true',
  probe: (kind: string) => `What looks: ${kind}`,
  saboteur: 'What breaks it on purpose',
  counterexamples: (n: string) => `Counterexamples (${n})`,
  history: 'History',
  noHistory: 'Never looked at.',
  entryKinds: { proof: 'proof', sabotage: 'sabotage' },
  verdicts: { true: 'true', false: 'false', unknown: 'unknown', red: 'seen red', 'not red': 'not seen red' } as Words,
  noneHow: 'Choose another part or state.',
};

export const notices = {
  kind: 'Text',
  version: 'Version',
  current: 'In force',
  effective: 'Effective',
  published: 'Published',
  hash: 'SHA-256',
  about: 'The words that people saw. They never change: a change makes a new version.',
  none: 'No notices yet',
  noneHow: 'The first versions are published once the vendor is set up.',
};

export const draft = {
  title: (version: number) => `Version ${version} of the privacy policy waits`,
  about:
    'What the policy would say now differs from the version in force: a clause, or who the vendor is, has changed.',
  kinds: { added: 'new', removed: 'taken out', changed: 'changed' } as Words,
  from: 'In force from (empty: at once)',
  putUp: (version: number) => `Put version ${version} up`,
  putUpTitle: (version: number) => `Put version ${version} up for a second person?`,
  putUpConsequence: 'Nothing is published yet: another privacy officer or administrator reads and approves it.',
  isUp: (version: number) => `Version ${version} waits for a second person.`,
  waits: 'Put up',
  waitsAtOnce: 'To be in force as soon as it is approved.',
  waitsFrom: 'To be in force from',
  outdated:
    'The policy would say something else by now, so this draft cannot be approved any more. Put the new one up.',
  otherApproves: 'You put it up: another privacy officer or administrator approves it.',
  approve: (version: number) => `Approve version ${version}`,
  approveTitle: (version: number) => `Approve and publish version ${version}?`,
  consequence:
    'It is posted with what has changed, and can never be taken back or edited. Earlier versions stay public.',
  done: (version: number) => `Version ${version} is published.`,
  takeBack: 'Take the draft back',
  takeBackTitle: 'Take this draft back?',
  takeBackConsequence: 'Nothing is published. It can be put up again, for another day too.',
  takenBack: 'The draft is taken back.',
  concerned: 'Whom it concerns',
  willBeTold: (n: number) =>
    n === 0
      ? 'What changes concerns no data that is held of anybody: nobody is told by mail.'
      : n === 1
        ? 'One person gave data that it concerns, and is told by mail.'
        : `${n} people gave data that it concerns, and are told by mail, each once.`,
  heldBack: (n: number) =>
    `Of them ${n} must not be written to now (restricted or sealed), and are told when that is lifted.`,
  newUses: 'These uses are new. They stay closed until the version holds, and then for each person:',
  asked: (n: number) => `Closed until they say yes on their page (people: ${n}).`,
  toTell: (n: number) => `Closed until they were told (people: ${n}).`,
};

export const tellings = {
  title: 'Who was told of changes',
  none: 'No version has changed anything since the first: nobody was to be told.',
  run: (version: number) => `Version ${version}`,
  progress: (version: number) => `People told of version ${version}`,
  counts: (n: { told: number; listed: number; waiting: number; heldBack: number; gone: number }) => {
    const parts = [
      `${n.told} of ${n.listed} told`,
      ...(n.waiting > 0 ? [`${n.waiting} to be told`] : []),
      ...(n.heldBack > 0 ? [`${n.heldBack} held back (restricted or sealed)`] : []),
      ...(n.gone > 0 ? [`${n.gone} erased before`] : []),
    ];
    return `${parts.join(', ')}.`;
  },
  answers: (yes: number, no: number) => `Answers: ${yes} yes, ${no} no.`,
  finished: 'Finished',
  isStopped: 'Stopped: nobody is told until it goes on, and new uses stay closed.',
  underWay: 'Under way. Who gives data before the version holds is told, too.',
  stop: (version: number) => `Stop telling of version ${version}`,
  goOn: (version: number) => `Go on telling of version ${version}`,
  stopped: (version: number) => `Nobody more is told of version ${version} for now.`,
  goesOn: (version: number) => `People are told of version ${version} again.`,
};

export const registers = {
  stores: 'Where data is stored',
  storesAbout:
    'Each place that holds personal data. Its country must be one with an office of yours, or that of a processor.',
  holds: 'What it holds',
  holdsNeeded: 'Say what it holds.',
  runBy: 'Run by',
  ourselves: 'ourselves',
  addStore: 'Add a store',
  links: 'Links that leave the site',
  linksAbout: 'Public pages link only to these, and mark each link with whose page it is.',
  url: 'Address',
  urlNeeded: 'Give the whole address.',
  party: 'Whose it is',
  partyNeeded: 'Say whose it is.',
  addLink: 'Add a link',
  remove: (name: string) => `Remove ${name}`,
  save: 'Save the register',
  saved: 'The register is saved.',
};
