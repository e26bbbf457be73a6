import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { errors as contactErrors } from '../errors.ts';
import { nameKey, personFields, replaces } from '../rules.ts';
import { joinCompany, readWholePerson, updatePerson } from '../store/people.ts';
import { readProvenance, replaceProvenance } from '../store/provenance.ts';
import { insertContacts, type NewContactRows, type ToldSubject } from '../store/register.ts';
import type { PersonField, SourceKind } from '../tables.ts';

export { isSameAddress } from '../store/register.ts';

/** What was told of a company and a person. Absent optional values are null. */
export interface ContactData {
  readonly companyName: string;
  /** Two letters, ISO 3166-1. */
  readonly country: string;
  readonly region: string | null;
  readonly industry: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly title: string | null;
  readonly role: string | null;
}

export interface Origin {
  readonly sourceKind: SourceKind;
  /** The registration, for one. */
  readonly sourceId: string | null;
  readonly noticeId: string;
  /** Purposes of each field, by its name; a field that is not named here is held for 'registration'. */
  readonly purposes: Readonly<Partial<Record<keyof ContactData, readonly string[]>>>;
  readonly givenAt: Date;
}

export interface NewContact extends Origin {
  readonly data: ContactData;
  /** Whether the person ticked that they want product information by mail. Nothing else is ever allowed by a registration. */
  readonly mailAllowed: boolean;
  /** The company that the licence belongs to already; null makes a new one. */
  readonly companyId: string | null;
  /** Digest of the mail address, and whose it is as seen in the same transaction (`personOfAddressSql`); null: nobody's. */
  readonly emailKey: Buffer;
  readonly knownPersonId: string | null;
}

export interface RegisteredContact {
  readonly companyId: string;
  readonly personId: string;
  /** False: the address was known, so the person's record is neither touched nor joined to the company. */
  readonly applied: boolean;
  readonly rows: NewContactRows;
}

/**
 * Decides what a registration makes. A new address makes company, person, membership, address, the source of every datum, and
 * preferences; a known one makes the company and its address only. Values are stored as they were given: limits and the
 * refusal of control characters are the route's.
 */
export function newContact(deps: Deps, input: NewContact): RegisteredContact {
  const rows = contactRows(deps, input);
  return { companyId: rows.company.id, personId: rows.person.id, applied: rows.person.made !== null, rows };
}

/**
 * Writes what these registrations make, in one statement. Fails with what `isSameAddress` tells where somebody registered one of the new
 * addresses at the same moment; no two of the registrations may have the same.
 */
export function writeContacts(trx: Trx<'registration'>, contacts: readonly RegisteredContact[]): Promise<void> {
  return insertContacts(
    trx,
    contacts.map(({ rows }) => rows),
  );
}

function contactRows(deps: Deps, input: NewContact): NewContactRows {
  const { data } = input;
  const isNewPerson = input.knownPersonId === null;
  const isNewCompany = input.companyId === null;
  const hasAddress = isNewCompany && (data.street ?? data.postalCode ?? data.city) !== null;
  return {
    at: input.givenAt,
    company: { id: input.companyId ?? deps.ids.uuid(), made: isNewCompany ? companyOf(data) : null },
    address: hasAddress
      ? {
          id: deps.ids.uuid(),
          street: data.street ?? '',
          postalCode: data.postalCode ?? '',
          city: data.city ?? '',
          region: data.region,
          country: data.country,
        }
      : null,
    person: {
      id: input.knownPersonId ?? deps.ids.uuid(),
      made: isNewPerson
        ? {
            emailKey: input.emailKey,
            email: data.email,
            name: data.name,
            phone: data.phone,
            title: data.title,
            role: data.role,
          }
        : null,
    },
    told: [
      ...(isNewPerson ? [toldSubject(deps, input, 'person', personFields)] : []),
      ...(isNewCompany ? [toldSubject(deps, input, 'company', companyFields)] : []),
      ...(hasAddress ? [toldSubject(deps, input, 'address', addressFields)] : []),
    ],
    source: { source_kind: input.sourceKind, source_id: input.sourceId, notice_id: input.noticeId },
    mailAllowed: input.mailAllowed,
  };
}

function companyOf(data: ContactData) {
  return {
    name: data.companyName,
    nameKey: nameKey(data.companyName),
    country: data.country,
    region: data.region,
    industry: data.industry,
  };
}

const companyFields = ['companyName', 'country', 'region', 'industry'] as const;
const addressFields = ['street', 'postalCode', 'city', 'region', 'country'] as const;

function toldSubject(
  deps: Deps,
  input: NewContact,
  kind: ToldSubject['kind'],
  fields: readonly (keyof ContactData)[],
): ToldSubject {
  const purposes: Record<string, readonly string[]> = {};
  for (const field of fields) if (input.data[field] !== null) purposes[field] = purposesOf(input, field);
  return { originId: deps.ids.uuid(), kind, purposes };
}

function purposesOf(origin: Origin, field: keyof ContactData): readonly string[] {
  const purposes = origin.purposes[field];
  return purposes && purposes.length > 0 ? purposes : ['registration'];
}

/**
 * When the person says that a waiting registration was theirs: what it told becomes their data (where it is newer than what
 * is held), and they join the company. Announces contacts.corrected for each changed field.
 * Returns the names of the changed fields.
 */
export async function applyRegistration(
  trx: Trx<'rights'>,
  deps: Deps,
  input: Origin & { readonly personId: string; readonly companyId: string; readonly data: ContactData },
): Promise<readonly string[]> {
  const { personId, companyId } = input;
  await joinCompany(trx, { companyId, personId, at: deps.clock.now() });
  const [held] = await readWholePerson(trx, personId);
  if (!held) throw httpErrors.KEPT_NOT_FOUND();
  const since = new Map((await readProvenance(trx, [personId])).map((row) => [row.field, row.given_at]));
  const changed = personFields.filter(
    (field) =>
      field !== 'email' &&
      replaces(
        { value: input.data[field], givenAt: input.givenAt },
        { value: held[field], givenAt: since.get(field) ?? null },
      ),
  );
  if (changed.length === 0) return [];
  const values = Object.fromEntries(changed.map((field) => [field, input.data[field]]));
  const done = await updatePerson(trx, { personId, version: held.version, values, at: deps.clock.now() });
  if (!done) throw contactErrors.KEPT_CHANGED_MEANWHILE();
  for (const field of changed) await noteChange(trx, deps, input, field);
  return changed;
}

async function noteChange(
  trx: Trx<'rights'>,
  deps: Deps,
  input: Origin & { readonly personId: string },
  field: PersonField,
): Promise<void> {
  await replaceProvenance(trx, {
    id: deps.ids.uuid(),
    subject: { kind: 'person', id: input.personId },
    field,
    sourceKind: input.sourceKind,
    sourceId: input.sourceId,
    noticeId: input.noticeId,
    purposes: purposesOf(input, field),
    held: true,
    at: input.givenAt,
  });
  await announce(trx, deps.clock, {
    name: 'contacts.corrected',
    payload: {
      personId: input.personId,
      field,
      correctedAt: deps.clock.now().toISOString(),
      sourceKind: 'person page',
    },
  });
}
