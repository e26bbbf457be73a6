/** Dictionaries of the server's words (states, roles, purposes ...) are open: a word that is missing is shown as it came. */
export type Words = Record<string, string>;

export const roles: Words = {
  administrator: 'Administrator',
  'licence desk': 'Licence desk',
  marketing: 'Marketing',
  support: 'Support',
  QA: 'Quality assurance',
  'product manager': 'Product manager',
  'privacy officer': 'Privacy officer',
  'reseller administrator': 'Reseller administrator',
  'reseller staff': 'Reseller staff',
  'buyer administrator': 'Buyer administrator',
};

export const purposes: Words = {
  registration: 'Registration',
  authentication: 'Authentication',
  'customer service': 'Customer service',
  support: 'Support',
  marketing: 'Marketing',
  'product improvement': 'Product improvement',
  'licensor obligation': 'Obligation to a licensor',
  legal: 'Law and legal process',
  rights: 'The person’s own rights',
  operations: 'Running this server',
};

export const dataFields: Words = {
  companyName: 'Company',
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  title: 'Title',
  role: 'Role',
  street: 'Street',
  postalCode: 'Postal code',
  city: 'City',
  region: 'Region',
  country: 'Country',
  productsDesigned: 'Products designed',
  primaryProduct: 'Primary product in use',
  industry: 'Industry sector',
  // What a look-up may have shown beside data.
  timeline: 'What happened',
  request: 'A request of theirs',
  hold: 'A legal hold',
  'legal demand': 'A legal demand about them',
  orderQuestion: 'What they were asked about an order',
  disputeEvidence: 'What was brought forward in a dispute about a licence',
  companies: 'Companies they belong to',
  registrations: 'Licences they registered, with what they told',
};

export const sources: Words = {
  registration: 'Registration at activation',
  'person page': 'The person, on their own page',
  mail: 'The person, by mail to us',
  staff: 'Entered by staff',
  reseller: 'From a reseller',
  demo: 'Made up for the demonstration',
  import: 'Imported from a list',
  enquiry: 'An enquiry, before any licence',
  buyer: 'Their company, for a seat in their name',
};

export const recipientKinds: Words = {
  licensor: 'licensor',
  reseller: 'reseller',
  processor: 'processor',
  witness: 'witness',
  person: 'the person',
  staff: 'staff',
  licensee: 'the company that holds the licence',
  authority: 'authority that demanded it by law',
  webhook: 'program told by webhook',
};

export const channels: Words = {
  mail: 'by e-mail',
  share: 'shared on the desk',
  report: 'in a report',
  correction: 'as a correction',
  export: 'as an export',
  webhook: 'by webhook',
  offer: 'as the offer of a lead',
  answer: 'as an answer',
};

export const statesOf: Words = {
  held: 'Held',
  broken: 'Broken',
  unproven: 'Unproven',
  'not built': 'Not built',
  stale: 'Stale',
  attested: 'Attested',
  draft: 'Draft',
  issued: 'Issued',
  active: 'Active',
  suspended: 'Suspended',
  'on hold': 'On hold',
  expired: 'Expired',
  revoked: 'Revoked',
  placed: 'Placed',
  confirmed: 'Confirmed',
  fulfilled: 'Fulfilled',
  stays: 'Stays',
  'goes over': 'Went over',
  'one company': 'One company',
  cancelled: 'Cancelled',
  offered: 'Offered',
  accepted: 'Taken',
  coming: 'Not begun yet',
  running: 'Running',
  reinstated: 'Reinstated',
  lapsed: 'Lapsed',
  renewed: 'Renewed',
  declined: 'Not to be renewed',
  replaced: 'Replaced',
  applied: 'Applied',
  'waiting for proof': 'Waiting for the person’s word',
  disowned: 'Disowned: the person says it was not them',
  queued: 'Queued',
  sending: 'Sending',
  sent: 'Sent',
  refused: 'Refused',
  'no mailbox': 'Not told: no mailbox',
  ended: 'Not told: nothing is shared with it any more',
  open: 'Open',
  answered: 'Answered',
  withdrawn: 'Taken back',
  received: 'Waits for approval',
  approved: 'Approved',
  given: 'Given',
  closed: 'Closed',
  due: 'Due soon',
  late: 'Late',
  on: 'On',
  failing: 'Takes nothing',
  stopped: 'Stopped',
  over: 'Ended',
  waiting: 'Waiting',
  delivered: 'Delivered',
  'given up': 'Given up',
  good: 'Good',
};

export const noticeKinds: Words = {
  'privacy policy': 'Privacy policy',
  registration: 'Registration notice',
  'person page': 'Notice on the person’s page',
  enquiry: 'Notice at an enquiry',
  'named seat': 'Notice of a seat in somebody’s name',
};

export const actors: Words = {
  staff: 'staff',
  reseller: 'a reseller',
  person: 'the person',
  system: 'Kept itself',
  public: 'somebody not signed in',
};

export const companyKinds = { customer: 'Customer', reseller: 'Reseller' };

export const licenceKinds: Words = {
  perpetual: 'Perpetual',
  subscription: 'Subscription',
  trial: 'Trial',
  education: 'Education',
  nfr: 'Not for resale',
  demo: 'Demonstration',
  home: 'Home',
};

export const frequencies: Words = {
  'each activation': 'At each activation',
  monthly: 'Monthly',
  quarterly: 'Quarterly',
};

export const channelNames: Words = { mail: 'e-mail', post: 'post', phone: 'phone' };

export const probeKinds: Words = {
  rows: 'SQL over the rows',
  bytes: 'a search through the bytes on disk',
  structure: 'the structure of database and code',
  behaviour: 'behaviour through the front door',
  egress: 'what leaves',
};

export const mailKinds: Words = {
  'licence activated': 'Licence activated',
  'named seat': 'Seat kept for somebody',
  'seat release': 'Link to free a seat',
  'licence dispute': 'News of a dispute about a licence',
  'person link': 'Personal link',
  invitation: 'Invitation',
  correction: 'Correction passed on',
  breach: 'Notice of a breach',
  'opt-out': 'Opt-out passed on',
  erasure: 'Erasure passed on',
  'reminder to a holder': 'Reminder to acknowledge what was passed on',
  deletion: 'Question whether a processor has deleted',
  request: 'News of a request',
  'licensor report': 'Report to a licensor',
  'renewal reminder': 'Reminder of a renewal',
  lead: 'Offer of a lead',
  'customers given over': 'Customers that go to another reseller',
  'order question': 'Question about an order',
  'statistics report': 'Figures of a website',
};

/** Codes of the server that stand in lists: why an activation was refused. */
export const codes: Words = {
  KEPT_SERIAL_UNKNOWN: 'not to be activated',
  KEPT_SEATS_USED_UP: 'every seat is in use',
  KEPT_SEATS_NAMED: 'the free seats are kept for others',
  KEPT_MACHINE_REFUSED: 'this kind of machine is not allowed',
  KEPT_LICENCE_EXPIRED: 'the licence has expired',
  KEPT_LICENCE_SUSPENDED: 'the licence is suspended',
  KEPT_LICENCE_REVOKED: 'the licence was withdrawn',
  KEPT_LICENCE_ON_HOLD: 'the licence is on hold',
  KEPT_LICENCE_REPLACED: 'the licence was replaced',
  KEPT_SWAPS_USED_UP: 'seats were freed too often',
  KEPT_REGISTRATION_DISOWNED: 'the owner of the address says it was somebody else',
};
