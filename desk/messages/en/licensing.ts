import type { Words } from './words.ts';

// Longer than most files: nothing but the words of one part.

/** What ends for whom; a program that runs is never stopped in the middle of its work. */
function stopped(used: number, company: string | null): string {
  const nobody = company ? `${company} can no longer activate it` : 'Nobody can activate it';
  if (used === 0) return `${nobody}.`;
  return `${nobody}, and the programs of its ${used} ${used === 1 ? 'seat' : 'seats'} do not start again once they have asked; one that runs is not stopped.`;
}

export const inquiry = {
  open: 'Name who activated it',
  title: (serial: string) => `Who activated ${serial}?`,
  about: (company: string) =>
    `Only for ${company}, which asks who there activated its licence. Tell the name and nothing else. The answer is written to the ledger and the look-up log, and the person named sees it on their page.`,
  channel: 'How they ask',
  channels: { phone: 'By phone', mail: 'By mail', letter: 'By letter' },
  evidence: 'What shows that the company asks',
  evidenceHow: 'For instance: called back at the number of the contract; letter head; number of the order.',
  go: 'Show the name',
  named: (company: string) => `activated it for ${company}. Tell this name and nothing else.`,
  nobody: 'Nobody can be named',
  answers: {
    'former contact': 'The contact is known no longer: say that it was a former contact.',
    'not confirmed': 'The contact has not confirmed yet that the registration was theirs.',
    'no licence': 'There is no such licence.',
  },
  done: 'Done',
};
export const licensing = {
  products: 'Products',
  technologies: 'Technologies',
  licensors: 'Licensors',
  reports: 'Reports',
  issue: 'Issue serials',
  search: 'Serial or company begins with',
  needs: 'To see to',
  needsOf: {
    'activations refused': 'Activation refused lately',
    'waiting for proof': 'Registration not answered for',
    'registrations disowned': 'Registration disowned lately',
  } as Words,
  none: 'No licences yet',
  noneHow: 'Issue serials to a reseller; each serial is a licence.',
  noneHowReseller: 'Licences appear here when serials are issued to you.',
};

export const licence = {
  serial: 'Serial',
  product: 'Product',
  release: 'Release',
  state: 'State',
  customer: 'Customer',
  seats: 'Seats',
  seatsOf: (used: number, all: number) => `${used} of ${all}`,
  floatingSeats: (all: number) => `${all} floating`,
  machines: 'Machines',
  noMachines: 'No machine is activated yet. Each machine that is may lease a seat.',
  maintenance: 'Maintenance until',
  expires: 'Expires',
  issued: 'Issued',
  activated: 'Activated',
  created: 'Created',
  kind: 'Kind',
  terms: 'Terms',
  seatsTitle: 'Seats',
  seat: 'Seat',
  pupil: 'a pupil',
  freed: 'Freed',
  inUse: 'in use',
  seatsInUse: 'Seats in use',
  noSeats: 'No seat is in use. A seat is taken when the customer activates.',
  registrations: 'Registrations',
  noRegistrations: 'Nobody has registered this licence yet.',
  openPerson: 'Open person',
  history: 'Sellers and owners',
  noHistory: 'Not sold yet.',
  seller: 'Sold by',
  owner: 'Owned by',
  reason: 'Why',
  reasonOptional: 'Why (optional)',
  replacement: { 'replaced by': 'Replaced by', replaces: 'Replaces' } as Words,
};

export const licenceActs = {
  issue: {
    label: 'Issue',
    title: (serial: string) => `Issue ${serial}?`,
    needsReason: false,
    consequence: () => 'The reseller sees it in its stock, and it can be activated at once. You can suspend it later.',
    done: 'The licence is issued.',
  },
  suspend: {
    label: 'Suspend licence',
    title: (serial: string) => `Suspend ${serial}?`,
    needsReason: false,
    consequence: (used: number, company: string | null) => `${stopped(used, company)} You can resume it at any time.`,
    done: 'The licence is suspended.',
  },
  resume: {
    label: 'Resume licence',
    title: (serial: string) => `Resume ${serial}?`,
    needsReason: false,
    consequence: () => 'It can be activated and used again at once.',
    done: 'The licence is resumed.',
  },
  hold: {
    label: 'Put on hold',
    title: (serial: string) => `Put ${serial} on hold?`,
    needsReason: true,
    consequence: (used: number, company: string | null) =>
      `${stopped(used, company)} You release it once the question is settled.`,
    done: 'The licence is on hold.',
  },
  release: {
    label: 'Release',
    title: (serial: string) => `Release ${serial}?`,
    needsReason: true,
    consequence: () => 'It can be activated and used again at once, unless it was suspended before: that stays.',
    done: 'The licence is released.',
  },
  revoke: {
    label: 'Withdraw',
    title: (serial: string) => `Withdraw ${serial}?`,
    needsReason: true,
    consequence: (used: number, company: string | null) =>
      `${stopped(used, company)} Only an administrator can give it back.`,
    done: 'The licence is withdrawn.',
  },
  reinstate: {
    label: 'Reinstate',
    title: (serial: string) => `Reinstate ${serial}?`,
    needsReason: true,
    consequence: () =>
      'It can be activated and used again at once, with the seats that it had. If it was suspended or on hold before, it is so again.',
    done: 'The licence is reinstated.',
  },
  replace: {
    label: 'Replace serial',
    title: (serial: string) => `Replace ${serial} by another serial?`,
    needsReason: true,
    consequence: (used: number, company: string | null) =>
      `A new serial of the same terms is made for the same reseller. ${stopped(used, company)} This cannot be undone.`,
    done: 'The licence is replaced. The new serial stands on its page.',
  },
};

export const floating = {
  floating: 'Floating seats',
  floatingHint: 'The seats are then how many programs run at once, on any number of machines.',
  leaseMinutes: 'Lease (minutes)',
  heartbeatMinutes: 'Heartbeat (minutes)',
  borrowDays: 'Borrow (days)',
  grace: 'Grace (empty: as the program was built)',
  networkDays: 'Days offline',
  expiryDays: 'Days after expiry',
  leaseHours: 'Hours after a lease',
  terms: (lease: number, heartbeat: number) => `Leased for ${lease} minutes, renewed every ${heartbeat}`,
  lent: (days: number) => (days === 0 ? 'Not lent' : `Lent for ${days} ${days === 1 ? 'day' : 'days'} at most`),
  graceNetwork: (days: number) => `${days} ${days === 1 ? 'day' : 'days'} without the server`,
  graceExpiry: (days: number) => `${days} ${days === 1 ? 'day' : 'days'} after expiry`,
  graceLease: (hours: number) => `${hours} ${hours === 1 ? 'hour' : 'hours'} after a lease`,
  graceOfProgram: 'as the program was built',
  graceTitle: 'Grace',
  held: 'Floating seats in use',
  heldAbout: 'Machines are shown by the beginning of a keyed digest; nobody is named here.',
  nobody: 'No seat is in use',
  nobodyHow: 'A seat appears here while a program holds a lease of it.',
  machine: 'Machine',
  number: 'Number',
  since: 'Since',
  until: 'Until',
  borrowed: '(borrowed)',
  borrowedColumn: 'Borrowed',
  free: 'Free seat',
  freeTitle: (seat: number) => `Free seat ${seat}?`,
  freeConsequence:
    'Another program can have it at once. The one that holds it runs on until it is closed, and gets another seat where one is free.',
  freed: 'The seat is free.',
  days: 'Use by day',
  day: 'Day',
  peak: 'Most at once',
  refused: 'Turned away',
  fullDays: 'Days used up',
  used: 'Floating licences, last 30 days',
  noDays: 'Nothing was leased yet',
  noDaysHow:
    'Each day on which a program asks for a floating seat is counted: how many were in use at most, and how often none was free.',
};

export const machines = {
  match: 'A machine keeps its seat while',
  matchHint:
    'Compared are digests of its parts. Disk, system, network and dongle tell machines apart; board and processor only their make.',
  fingerprint: 'its fingerprint is the same (the program decides)',
  matches: {
    any: 'one part that tells it apart is as it was',
    two: 'two parts that tell it apart are as they were',
    most: 'most of it is as it was, by weight',
    all: 'every part is as it was',
  } as Words,
  virtual: 'Virtual machines may have a seat',
  terminalServer: 'Terminal servers may have a seat',
  terminalServerHint: 'One seat then serves whoever works there.',
  kind: 'Machine',
  kinds: {
    physical: 'computer',
    virtual: 'virtual machine',
    'terminal server': 'terminal server',
    dongle: 'dongle',
  } as Words,
  notSaid: 'not said',
  noVirtual: 'no virtual machines',
  noTerminalServer: 'no terminal servers',
};

export const giving = {
  'hand over': {
    label: 'Hand to a customer',
    title: (serial: string) => `Hand ${serial} to a customer?`,
    company: 'Customer',
    consequence:
      'It leaves your stock and belongs to this customer, who activates it as usual. It stays in the history of the serial.',
    done: 'The serial belongs to the customer now.',
  },
  'pass on': {
    label: 'Pass on to a reseller',
    title: (serial: string) => `Pass ${serial} on?`,
    company: 'Reseller',
    consequence:
      'It leaves the stock of the present reseller, who does not see it any more, and stands in that of the other.',
    done: 'The serial is in the stock of the other reseller now.',
  },
};
export const givingNobody = 'Nobody of that name is known to you.';

export const changeReasons = {
  'not paid': 'Not paid',
  'asked by the customer': 'The customer asked for it',
  'given back': 'Given back',
  'lost or leaked serial': 'The serial was lost or has leaked',
  'wrong terms': 'Wrong terms',
  dispute: 'A dispute',
  'export control': 'Export control',
  misuse: 'Misuse',
  settled: 'Settled',
  mistake: 'It was a mistake',
} as Words;

export const issue = {
  title: 'Issue serials',
  about: 'Each serial is a licence that the reseller hands to one customer.',
  notYet: 'Not ready yet',
  notYetHow: 'Serials need a product with a release, and a reseller to issue them to.',
  holder: 'Reseller',
  drafts: 'Nobody yet: keep them as drafts',
  draftsConsequence: 'Nobody can activate them before you issue them, each on its page.',
  draftsDone: (n: string) => `${n} drafts are made.`,
  holderNeeded: 'Choose the reseller.',
  productNeeded: 'Choose the product.',
  releaseNeeded: 'Choose the release.',
  count: 'Number of serials',
  countWrong: 'From 1 to 500 at a time.',
  seats: 'Seats of each',
  seatsWrong: 'From 1 to 100,000.',
  expiresOptional: 'Expires (optional)',
  expiryNeeded: 'This kind needs its last day.',
  maintenanceOptional: 'Maintenance until (optional)',
  next: 'Check',
  check: 'Is this right?',
  summary: (s: { count: string; product: string; reseller: string; seats: string; kind: string }) =>
    `${s.count} serials of ${s.product} for ${s.reseller}, ${s.kind.toLowerCase()}, with ${s.seats} ${s.seats === '1' ? 'seat' : 'seats'} each.`,
  summaryOfDrafts: (s: { count: string; product: string; seats: string; kind: string }) =>
    `${s.count} drafts of ${s.product}, ${s.kind.toLowerCase()}, with ${s.seats} ${s.seats === '1' ? 'seat' : 'seats'} each.`,
  consequence: 'They can be activated at once. You can suspend each one later.',
  go: (n: string) => `Issue ${n} serials`,
  done: (n: string, reseller: string) => `${n} serials are issued to ${reseller}.`,
  doneNext:
    'Hand them over as you always do. They also stand in the list of licences, and the reseller sees them on the desk.',
  serials: 'Serials',
  save: 'Save as a file',
  again: 'Issue more',
  list: 'To the licences',
};

export const products = {
  add: 'Add product',
  added: 'The product is added. Now add its release.',
  none: 'No products yet',
  noneHow: 'A product has releases; each release names the technologies of others that it embeds.',
  name: 'Name',
  code: 'Code',
  codeHint: 'Short and lasting; it stands in files and in the program.',
  codeNeeded: 'Give a code.',
  licences: (n: string) => `${n} licences`,
  releases: (product: string) => `Releases of ${product}`,
  noReleases: 'No release yet: serials can be issued once there is one.',
  addRelease: 'Add release',
  version: 'Version',
  versionNeeded: 'Give the version.',
  built: 'Built on',
  dayNeeded: 'Give the day.',
  embeds: 'Embedded technologies',
  embedsHint: 'Their licensors get the fields that their contracts name, of each registration.',
  nothing: 'none',
  noTechnologies: 'No such technology. Add it under Technologies.',
  change: 'Change technologies',
  technologiesOf: (product: string, version: string) => `Technologies in ${product} ${version}`,
  save: 'Save',
  saved: 'Saved.',
};

export const contracts = {
  tab: 'Renewals',
  add: 'Add contract',
  keep: 'Keep contract',
  kept: 'The contract is kept.',
  number: 'Number',
  numberNeeded: 'Give the number of the contract.',
  serialNeeded: 'Give the serial of the licence.',
  serialUnknown: 'There is no licence with this serial. Give all four groups of it.',
  serialOptional: 'Serial (optional)',
  company: 'Customer',
  companyNeeded: 'Choose the customer, or give a serial.',
  search: 'Number begins with',
  from: 'From',
  until: 'Until',
  renewal: 'Renewal',
  renewals: { due: 'Due within 90 days', lapsed: 'Lapsed within a year' } as Words,
  kinds: {
    maintenance: 'Maintenance',
    support: 'Support',
    rental: 'Rental',
    training: 'Training',
    other: 'Other',
  } as Words,
  renew: 'Renew',
  renewTitle: (number: string) => `Renew ${number}`,
  renewAbout: (company: string) => `A further contract with ${company}, with a number of its own.`,
  decline: 'Not renewed',
  declineTitle: (number: string) => `${number} will not be renewed?`,
  declineConsequence: (company: string) =>
    `${company} and its reseller get no further reminder of it. You can take that back.`,
  declined: 'It is noted that the contract will not be renewed.',
  reopen: 'May be renewed',
  reopenConsequence: 'Reminders of its end go on.',
  reopened: 'Reminders go on.',
  none: 'No contracts yet',
  noneHow:
    'A contract belongs to a licence that a customer has. 90, 60, 30 and 7 days before its end the customer and its reseller are reminded.',
};

export const figures = {
  tab: 'Figures',
  title: 'Licences by kind',
};

export const terms = {
  features: 'Features',
  noFeatures: 'none named yet',
  all: 'all',
  addFeature: 'Add feature',
  codeHint: 'What the program asks for.',
  template: 'Template',
  templateHint: 'Fills in the terms below; you can change each.',
  templatesOf: (product: string) => `Templates of ${product}`,
  addTemplate: 'Add template',
  term: 'Term',
  termDays: 'Term in days (empty: no end)',
  maintenance: 'Maintenance',
  maintenanceDays: 'Maintenance in days (empty: none)',
  featuresHint: 'Leave it empty for all.',
  endless: 'no end',
  days: (n: number) => `${n} days`,
  end: 'End',
  endTitle: (name: string) => `End the template ${name}?`,
  endConsequence: 'Nothing more is issued by it. Licences that were, stay as they are.',
  extend: 'Extend trial',
  extendTitle: (serial: string) => `Extend ${serial}?`,
  extendConsequence:
    'The trial lasts so many days longer; if it is over, from today on. A trial can be extended twice.',
  extendDays: 'Days',
  extended: 'The trial is extended.',
};

export const technologies = {
  add: 'Add technology',
  added: 'The technology is added.',
  none: 'No technologies yet',
  noneHow: 'A technology of somebody else that your products embed, such as a modelling kernel or a translator.',
  name: 'Name',
  licensor: 'Licensor',
  licensorNeeded: 'Choose the licensor.',
  noLicensors: 'There is no licensor yet. Add one under Licensors first.',
  releases: 'Releases',
};

export const reports = {
  from: 'From',
  until: 'Until',
  registrations: 'Registrations',
  hash: 'SHA-256 of the content',
  approved: 'How it left',
  lookedAt: 'looked at and approved',
  byItself: 'by itself',
  goesByItself: 'goes by itself',
  waits: 'waits for approval',
  due: 'To be reported now',
  noneDue: 'Nothing is to be reported now.',
  dueLine: (n: string) => `${n} registrations until`,
  look: 'Look at it',
  title: (name: string) => `Report to ${name}`,
  what: (n: string, form: string) => `${n} registrations, as ${form}, until`,
  consequence: (name: string) =>
    `${name} gets exactly these rows by mail, signed. Each person sees it on their own page; what was sent cannot be taken back.`,
  send: 'Approve and send',
  sent: (name: string) => `The report to ${name} is on its way.`,
  none: 'No reports yet',
  noneHow:
    'A report goes out as often as a licensor’s contract says, once licences with its technology are registered.',
};
