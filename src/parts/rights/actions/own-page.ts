import { allAtOnce, atOnce } from '../../../platform/db/at-once.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import {
  companyRefs,
  emailKeyOf,
  type HeldContact,
  heldOfPerson,
  type PersonRegistration,
  type Wishes,
  wishesOf,
} from '../../contacts/index.ts';
import {
  type DisclosedTo,
  disclosureSource,
  disclosuresOfPerson,
  ledgerIdsOfPerson,
  type MailToPerson,
  mailsToPerson,
} from '../../disclosures/index.ts';
import { rowEvidence } from '../../policy/index.ts';
import { readBreachesOf } from '../store/breaches.ts';
import { readNoticesOfPerson } from '../store/holders.ts';
import { readLinkTimes } from '../store/links.ts';
import { readMailsOfPerson } from '../store/mails.ts';
import { zoneOf } from './clock.ts';
import type { Held, RightsHanded } from './handed.ts';
import { type OwnRequest, ownRequests } from './own-requests.ts';
import { type OwnTelling, ownTellings } from './own-tellings.ts';
import { withheldFrom } from './withholdings.ts';

/** Who of the staff looked, without their name; a reseller is named by its company. */
export interface OwnLookUp {
  readonly at: Date;
  readonly by: string;
  readonly kind: string;
  readonly purpose: string;
  readonly reason: string;
  readonly fields: readonly string[];
}

/** One holder, told of one thing. */
export interface OwnTold {
  readonly recipient: string;
  readonly kind: 'correction' | 'opt-out' | 'erasure';
  readonly subject: string;
  readonly state: 'queued' | 'no mailbox' | 'ended';
  readonly toldAt: Date;
  readonly acknowledgedAt: Date | null;
}

/** Everything that is held of a person, and everybody who has it. */
export interface OwnPage {
  readonly contact: HeldContact;
  readonly registrations: readonly PersonRegistration[];
  readonly recipients: readonly DisclosedTo[];
  /** What holders were told of corrections and opt-outs, and when they said that they did it. */
  readonly told: readonly OwnTold[];
  /** Breaches of which they were told. */
  readonly breaches: Awaited<ReturnType<typeof readBreachesOf>>;
  readonly upcoming: Awaited<ReturnType<RightsHanded['upcomingReports']>>;
  readonly lookUps: { readonly count: number; readonly newest: readonly OwnLookUp[] };
  readonly mails: readonly MailToPerson[];
  readonly links: readonly { readonly askedAt: Date; readonly usedAt: Date | null }[];
  readonly requests: readonly OwnRequest[];
  readonly wishes: Wishes | null;
  readonly tellings: readonly OwnTelling[];
  /** About orders, not answered yet. */
  readonly questions: Awaited<ReturnType<RightsHanded['openQuestions']>>;
  readonly others: readonly Held[];
  /** Whether they registered an education licence for a school, whose pupils have labels. */
  readonly keepsLabels: boolean;
  /** IANA name of the vendor's time zone. */
  readonly zone: string;
}

/** Reads the whole page; `lookUps` limits how many of them, the count says how many there are. */
export async function readOwnPage(
  trx: Trx<'rights'>,
  deps: Deps,
  handed: RightsHanded,
  asked: { readonly personId: string; readonly lookUps: number },
): Promise<OwnPage> {
  const withheld = await withheldFrom(trx, deps, asked.personId);
  return readWithout(trx, deps, handed, { ...asked, withheld });
}

interface WithoutAsked {
  readonly personId: string;
  readonly lookUps: number;
  /** What the law forbids to tell. */
  readonly withheld: Awaited<ReturnType<typeof withheldFrom>>;
}

/** What needs nothing of one another is asked for in one go: on a busy machine each wait for an answer costs more than the answer. */
async function readWithout(
  trx: Trx<'rights'>,
  deps: Deps,
  handed: RightsHanded,
  { personId, lookUps, withheld }: WithoutAsked,
): Promise<OwnPage> {
  const { contact, told, written, exported, labels, zone, ...page } = await atOnce({
    contact: heldOfPerson(trx, personId, { lookUps, withheld: withheld.lookUpIds }),
    told: handed.registrationsOfPerson(trx, 'rights', personId),
    written: mailsOfPerson(trx, personId),
    exported: allAtOnce(handed.exporters.map((exporter) => exporter(trx, personId))),
    tolds: ownTold(trx, personId),
    breaches: readBreachesOf(trx, personId),
    upcoming: handed.upcomingReports(deps, personId),
    mails: mailsToPerson(trx, personId),
    links: linkTimes(trx, personId),
    requests: ownRequests(trx, personId),
    wishes: wishesOf(trx, personId, deps.clock.now()),
    tellings: ownTellings(trx, personId),
    questions: handed.openQuestions(trx, personId),
    labels: handed.school.licences(trx, personId),
    zone: zoneOf(trx),
  });
  if (!contact) throw httpErrors.KEPT_NOT_FOUND();
  const companyIds = contact.companies.map((each) => each.id);
  const { recipients, newest } = await atOnce({
    recipients: disclosuresOfPerson(trx, { personId, companyIds, withheld: withheld.ledgerIds }),
    newest: nameLookUps(trx, handed, contact),
  });
  // A purpose reads all that base reads: notices, licences and companies need no other role.
  const registrations = await told(trx as unknown as Trx<'base'>, recipients);
  const { tolds, ...rest } = page;
  return {
    ...rest,
    contact,
    registrations: registrations.map(withoutStrangers),
    recipients,
    told: tolds,
    lookUps: { count: contact.lookUps.count, newest },
    others: [...written, ...exported.flat()],
    keepsLabels: labels.length > 0,
    zone,
  };
}

async function linkTimes(trx: Trx<'rights'>, personId: string): Promise<OwnPage['links']> {
  return (await readLinkTimes(trx, personId)).map((row) => ({ askedAt: row.created_at, usedAt: row.used_at }));
}

async function ownTold(trx: Trx<'rights'>, personId: string): Promise<OwnTold[]> {
  return (await readNoticesOfPerson(trx, personId)).map((row) => ({
    recipient: row.recipient,
    kind: row.kind,
    subject: row.subject,
    state: row.state,
    toldAt: row.told_at,
    acknowledgedAt: row.acknowledged_at,
  }));
}

/** What they wrote to us by mail. */
async function mailsOfPerson(trx: Trx<'rights'>, personId: string): Promise<Held[]> {
  const senderKey = await emailKeyOf(trx, personId);
  const rows = senderKey === null ? [] : await readMailsOfPerson(trx, { personId, senderKey });
  if (rows.length === 0) return [];
  const entries = rows.map((row) => ({
    label: row.received_at,
    value: [row.subject, row.body, ...row.files.map(({ name }) => name)].filter(Boolean).join('\n'),
    provenance: `to the ${row.mailbox} mailbox, from ${row.sender ?? 'you'}`,
  }));
  return [{ part: 'rights', title: 'Mails that you wrote to us', entries }];
}

/** Of a registration that was not theirs, only the address is the person's. */
function withoutStrangers(registration: PersonRegistration): PersonRegistration {
  if (registration.state !== 'disowned') return registration;
  return { ...registration, data: registration.data.filter((each) => each.field === 'email') };
}

async function nameLookUps(
  trx: Trx<'rights'>,
  handed: Pick<RightsHanded, 'members'>,
  contact: HeldContact,
): Promise<OwnLookUp[]> {
  const { newest } = contact.lookUps;
  const members = await handed.members([...new Set(newest.map((each) => each.memberId))]);
  const tenants = await companyRefs(trx, [
    ...new Set(newest.flatMap((each) => (each.tenantCompanyId === null ? [] : [each.tenantCompanyId]))),
  ]);
  return newest.map(({ memberId, tenantCompanyId, at, kind, purpose, reason, fields }) => {
    const role = members.get(memberId)?.role ?? 'member of staff';
    const tenant = tenantCompanyId === null ? undefined : tenants.get(tenantCompanyId);
    return { at, by: tenant ? `${tenant.name} (${role})` : role, kind, purpose, reason, fields };
  });
}

/** Disclosures with their proof in one file. */
const mostProven = 500;

/** The same as a file that a program can read, whole. */
export async function exportOwnData(
  trx: Trx<'rights'>,
  deps: Deps,
  handed: RightsHanded,
  asked: { readonly personId: string; readonly lookUps: number },
) {
  const withheld = await withheldFrom(trx, deps, asked.personId);
  const page = await readWithout(trx, deps, handed, { ...asked, withheld });
  const { personId, values, ...contact } = page.contact;
  const companyIds = contact.companies.map((each) => each.id);
  const disclosed = await ledgerIdsOfPerson(trx, { personId, companyIds, withheld: withheld.ledgerIds }, mostProven);
  return {
    exportedAt: deps.clock.now().toISOString(),
    from: (await deps.site()).name,
    reference: personId,
    contact: { ...values, ...contact, lookUps: undefined },
    registrations: page.registrations,
    recipients: page.recipients.map(({ mailbox: _mailbox, companyId: _companyId, ...recipient }) => recipient),
    told: page.told,
    breaches: page.breaches,
    upcomingReports: page.upcoming,
    lookUps: page.lookUps.newest,
    mails: page.mails,
    links: page.links,
    requests: page.requests.map(({ person_id: _person, ...request }) => request),
    wishes: page.wishes,
    policyChanges: page.tellings,
    others: page.others,
    evidence: await rowEvidence(trx, disclosureSource, disclosed),
    fields: Object.fromEntries(
      [...handed.fieldFacts()].map(([name, { label, purposes, retention }]) => [name, { label, purposes, retention }]),
    ),
  };
}
