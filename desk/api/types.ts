/** Shapes of the API that no part's wire.ts offers yet. */
export interface Page<T> {
  items: T[];
  next: string | null;
  count: number;
}
export interface Ref {
  id: string;
  name: string;
}
export interface NoticeRef {
  id: string;
  kind: string;
  version: number;
  sha256: string;
}
export interface RecipientRef {
  id: string;
  kind: string;
  name: string;
}
export interface Provenance {
  sourceKind: string;
  sourceId: string | null;
  givenAt: string;
  notice: NoticeRef;
  purposes: string[];
  recipients: RecipientRef[];
  retention: string;
}
export interface Datum {
  field: string;
  value: string | null;
  readable: boolean;
  provenance: Provenance | null;
}
export interface Actor {
  kind: string;
  id: string | null;
  name: string | null;
}
export interface TimelineEntry {
  id: string;
  at: string;
  kind: string;
  by: Actor;
  about: { kind: string; id: string; name: string } | null;
  fields: string[];
  purpose: string | null;
  reason: string | null;
  code: string | null;
  recipient: string | null;
}

// staff
export interface Session {
  member: null | {
    id: string;
    role: string;
    name: string;
    email: string;
    company: Ref | null;
    twoFactor: boolean;
    passkeys: number;
  };
  purposes: string[];
  defaultPurpose: string | null;
  vendor: null | { name: string; accentColor: string | null; timeZone: string; demo: boolean };
  features: string[];
}
export interface InvitationCheck {
  role: string;
  company: Ref | null;
  email: string | null;
  first: boolean;
  expiresAt: string;
}
export interface Member {
  id: string;
  name: string;
  email: string;
  role: string;
  company: Ref | null;
  createdAt: string;
  disabledAt: string | null;
  twoFactor: boolean;
}
export interface Invitation {
  id: string;
  role: string;
  company: Ref | null;
  email: string | null;
  createdAt: string;
  expiresAt: string;
  usedAt: string | null;
}
export interface Today {
  setup: { step: string; done: boolean }[];
  groups: TodayGroup[];
}
export interface TodayGroup {
  kind: string;
  count: number;
  items: { kind: string; id: string; title: string; detail: string | null; at: string | null }[];
}
export interface SearchResult {
  kind: 'licence' | 'company' | 'person' | 'reseller' | 'product';
  id: string;
  title: string;
  detail: string | null;
}
export interface AuditEntry {
  id: string;
  at: string;
  actor: Actor;
  action: string;
  about: { kind: string; id: string } | null;
  detail: Record<string, string | number | boolean | null>;
}

// policy
export interface Vendor {
  name: string;
  address: string;
  country: string;
  phone: string;
  privacyMailbox: string;
  removeMailbox: string;
  officeCountries: string[];
  timeZone: string;
  accentColor: string | null;
}
export interface Notice {
  id: string;
  kind: string;
  version: number;
  sha256: string;
  effectiveAt: string;
  publishedAt: string;
  current: boolean;
}
export interface NoticeText extends Notice {
  sections: { heading: string | null; text: string }[];
}
export type ProofState = 'held' | 'broken' | 'unproven' | 'not built' | 'stale' | 'attested';
export interface Demand {
  id: string;
  text: string;
  state: ProofState;
  examined: number | null;
  counted: number | null;
  unit: string | null;
  at: string | null;
  lastRedAt: string | null;
  cause: string | null;
  control: string;
  probe: { kind: string; text: string } | null;
  saboteur: string | null;
  counterexamples: string[];
  attested: { by: string; at: string; statement: string } | null;
}
export interface Clause {
  id: string;
  group: string;
  part: string;
  says: string;
  keeps: string;
  state: ProofState;
  demands: Demand[];
}
export interface ProofBoard {
  ranAt: string | null;
  run: { done: number; total: number; startedAt: string } | null;
  clauses: Clause[];
}
export interface ProofHistoryEntry {
  id: string;
  at: string;
  kind: 'proof' | 'sabotage';
  verdict: string;
  examined: number | null;
  counted: number | null;
  cause: string | null;
}

// disclosures
export interface Contract {
  id: string;
  kind: string;
  fields: string[];
  frequency: string | null;
  confidential: boolean;
  signedOn: string;
  endsOn: string | null;
  reference: string | null;
}
export interface Recipient {
  id: string;
  kind: string;
  name: string;
  address: string | null;
  country: string;
  mailbox: string | null;
  company: Ref | null;
  createdAt: string;
  endedAt: string | null;
  contracts: Contract[];
  disclosures: number;
  lastAt: string | null;
}
export interface Disclosure {
  id: string;
  at: string;
  recipient: RecipientRef;
  channel: string;
  purpose: string;
  fields: string[];
  basis: string;
  person: { id: string } | null;
  company: Ref | null;
  about: { kind: string; id: string } | null;
}

// contacts
export interface CompanyItem {
  id: string;
  name: string;
  kind: 'customer' | 'reseller';
  country: string | null;
  region: string | null;
  people: number;
  licences: number;
  reseller: Ref | null;
  createdAt: string;
}
export interface Company extends CompanyItem {
  mergedInto: Ref | null;
  data: Datum[];
  shares: { id: string; tenant: Ref; since: string; until: string | null; basis: string }[];
}
export interface CompanyPersonal {
  purpose: string;
  address: Datum[];
  people: {
    id: string;
    name: Datum;
    email: Datum;
    phone: Datum;
    title: Datum;
    role: Datum;
    since: string;
    until: string | null;
    provenAt: string | null;
  }[];
}
export interface Person {
  id: string;
  version: number;
  purpose: string;
  provenAt: string | null;
  createdAt: string;
  changedAt: string;
  data: Datum[];
  companies: { id: string; name: string; since: string; until: string | null }[];
  preferences: { channel: string; allowed: boolean; sourceKind: string; changedAt: string; notice: NoticeRef }[];
  registrations: {
    id: string;
    licence: { id: string; serial: string; product: string };
    company: Ref;
    state: string;
    givenAt: string;
    sourceKind: string;
    notice: NoticeRef;
    data: Datum[];
  }[];
  recipients: {
    id: string;
    kind: string;
    name: string;
    fields: string[];
    channels: string[];
    lastAt: string;
    times: number;
  }[];
}
export interface Lookup {
  id: string;
  at: string;
  by: Actor;
  tenant: Ref | null;
  person: { id: string } | null;
  company: Ref | null;
  kind: string;
  purpose: string;
  reason: string;
  fields: string[];
}

// licensing
export interface Product {
  id: string;
  code: string;
  name: string;
  createdAt: string;
  licences: number;
  releases: Release[];
}
export interface Release {
  id: string;
  version: string;
  builtOn: string;
  technologies: { id: string; name: string; licensor: Ref }[];
}
export interface Technology {
  id: string;
  name: string;
  licensor: Ref;
  createdAt: string;
  releases: number;
}
export interface RegistrationField {
  name: string;
  label: string;
  purposes: string[];
  recipients: string;
  retention: string;
  needed: boolean;
  category: string;
}
export interface LicenceItem {
  id: string;
  serial: string;
  product: { id: string; code: string; name: string };
  release: { id: string; version: string };
  kind: string;
  state: string;
  seats: number;
  seatsUsed: number;
  expiresOn: string | null;
  maintenanceUntil: string | null;
  holder: Ref | null;
  company: Ref | null;
  createdAt: string;
  issuedAt: string | null;
  activatedAt: string | null;
}
export interface Licence extends LicenceItem {
  activations: {
    id: string;
    release: string;
    activatedAt: string;
    deactivatedAt: string | null;
    registrationId: string;
  }[];
  registrations: {
    id: string;
    personId: string;
    company: Ref;
    state: string;
    givenAt: string;
    sourceKind: string;
    notice: NoticeRef;
  }[];
  sellers: { company: Ref; since: string; until: string | null; basis: string }[];
  owners: { company: Ref; since: string; until: string | null }[];
}
export interface LicenceRegistrations {
  purpose: string;
  registrations: {
    id: string;
    personId: string;
    company: Ref;
    state: string;
    givenAt: string;
    notice: NoticeRef;
    data: Datum[];
  }[];
}
export interface Report {
  id: string;
  recipient: Ref;
  fromAt: string;
  untilAt: string;
  registrations: number;
  sha256: string;
  queuedAt: string;
}

// resellers, rights, outbox
export interface Reseller {
  id: string;
  name: string;
  country: string | null;
  region: string | null;
  recipientId: string;
  mailbox: string | null;
  territories: { id: string; country: string; region: string | null; since: string }[];
  customers: number;
  licences: number;
  members: number;
  createdAt: string;
}
export interface Correction {
  id: string;
  at: string;
  personId: string;
  field: string;
  sourceKind: string;
  told: { recipient: RecipientRef; state: string; at: string }[];
}
export interface Mail {
  id: string;
  kind: string;
  recipient: { kind: string; name: string | null };
  state: string;
  queuedAt: string;
  sentAt: string | null;
  attempts: number;
  retryAt: string | null;
  failure: string | null;
  ledgerId: string;
}
export interface MailText extends Mail {
  to: string;
  subject: string;
  bodyText: string;
}
