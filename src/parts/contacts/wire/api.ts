import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';
import { Actor, Datum, NoticeRef, PersonRegistration, Ref } from './data.ts';
import { Merge } from './merges.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const Instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const CountryCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1, two letters' });
const CompanyKind = Type.Enum(['customer', 'reseller']);
const closed = { additionalProperties: false };
/** One line of text without control characters. */
const line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$' });

export const ById = Type.Object({ id: Uuid }, closed);

export const CompanyItem = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: CompanyKind,
  country: orNull(Type.String()),
  region: orNull(Type.String()),
  people: Type.Integer(),
  licences: Type.Integer(),
  reseller: orNull(Ref),
  createdAt: Instant,
});
export type CompanyItem = Static<typeof CompanyItem>;

export const CompanyQuery = listQuery(['name', 'createdAt'], {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  kind: Type.Optional(CompanyKind),
  country: Type.Optional(CountryCode),
  resellerId: Type.Optional(Uuid),
});
export type CompanyQuery = Static<typeof CompanyQuery>;
export const CompanyList = listOf(CompanyItem);

export const CompanyPage = Type.Object({
  ...CompanyItem.properties,
  mergedInto: orNull(Ref),
  data: Type.Array(Datum),
  shares: Type.Array(
    Type.Object({ id: Type.String(), tenant: Ref, since: Instant, until: orNull(Instant), basis: Type.String() }),
  ),
  /** What it was called before, and the names of companies that were merged with it; for staff. */
  formerNames: Type.Array(Type.Object({ name: Type.String(), until: Instant, merged: Type.Boolean() })),
  /** Merges with other companies, for staff. */
  merges: Type.Array(Merge),
  /** Whose mailbox lies in one of these belongs to the company; none for a reseller. */
  domains: Type.Array(
    Type.Object({ id: Type.String(), domain: Type.String(), since: Instant, until: orNull(Instant) }),
  ),
});
export type CompanyPage = Static<typeof CompanyPage>;

export const NewName = Type.Object(
  {
    name: line(200),
    evidence: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', description: 'What shows that it is so' }),
  },
  closed,
);

export const NewDomain = Type.Object(
  {
    domain: line(253),
    evidence: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        pattern: '\\S',
        description: 'What was seen. Without it the record is looked for in the DNS.',
      }),
    ),
  },
  closed,
);
export const DomainQuery = Type.Object({ domain: line(253) }, closed);
export const DomainRecord = Type.Object({
  domain: Type.String(),
  type: Type.Literal('TXT'),
  value: Type.String({ description: 'What the company puts into its DNS, to show that the domain is its own' }),
});
export type DomainRecord = Static<typeof DomainRecord>;
export const ByDomain = Type.Object({ id: Uuid, domainId: Uuid }, closed);

export const CompanyPersonal = Type.Object({
  purpose: Type.String(),
  address: Type.Array(Datum),
  people: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Datum,
      email: Datum,
      phone: Datum,
      title: Datum,
      role: Datum,
      since: Instant,
      until: orNull(Instant),
      provenAt: orNull(Instant),
    }),
  ),
});
export type CompanyPersonal = Static<typeof CompanyPersonal>;

const Channel = Type.Enum(['mail', 'post', 'phone']);

export const PersonPage = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  purpose: Type.String(),
  provenAt: orNull(Instant),
  createdAt: Instant,
  changedAt: Instant,
  data: Type.Array(Datum),
  companies: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), since: Instant, until: orNull(Instant) }),
  ),
  wishes: Type.Object({
    refusedTopics: Type.Array(Type.String()),
    pausedUntil: orNull(Type.String({ description: 'Instant at which the pause is over' })),
    changedAt: orNull(Type.String()),
    source: orNull(Type.String()),
  }),
  preferences: Type.Array(
    Type.Object({
      channel: Channel,
      allowed: Type.Boolean(),
      sourceKind: Type.String(),
      changedAt: Instant,
      notice: NoticeRef,
    }),
  ),
  registrations: Type.Array(PersonRegistration),
  recipients: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      name: Type.String(),
      fields: Type.Array(Type.String()),
      channels: Type.Array(Type.String()),
      lastAt: Instant,
      times: Type.Integer(),
    }),
  ),
});
export type PersonPage = Static<typeof PersonPage>;

const Email = '^[^\\s@<>(),;:"]+@[^\\s@<>(),;:"]+\\.[^\\s@<>(),;:"]+$';

export const Correction = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    field: Type.Enum(['name', 'phone', 'title', 'role', 'email']),
    value: orNull(line(200)),
  },
  closed,
);
export const emailPattern = new RegExp(Email, 'u');

export const PreferencePath = Type.Object({ id: Uuid, channel: Channel }, closed);
export const PreferenceChange = Type.Object({ allowed: Type.Boolean() }, closed);
export const ResellerChoice = Type.Object({ resellerCompanyId: orNull(Uuid) }, closed);

export const LookUpItem = Type.Object({
  id: Type.String(),
  at: Instant,
  by: Actor,
  tenant: orNull(Ref),
  person: orNull(Type.Object({ id: Type.String() })),
  company: orNull(Ref),
  people: orNull(Type.Integer({ description: 'How many people were in a look-up of many at once' })),
  kind: Type.String(),
  purpose: Type.String(),
  reason: Type.String(),
  fields: Type.Array(Type.String()),
});
export type LookUpItem = Static<typeof LookUpItem>;
export const LookUpQuery = listQuery(['-at'], {
  personId: Type.Optional(Uuid),
  companyId: Type.Optional(Uuid),
  memberId: Type.Optional(Uuid),
  purpose: Type.Optional(Type.String({ maxLength: 60 })),
});
export const LookUpList = listOf(LookUpItem);

/** Columns that a processor may be given, as outside. */
/** What marketing may be about. */
const topicNames = ['news', 'seminars', 'product tips'] as const;
export const WishesChange = Type.Object(
  {
    refusedTopics: Type.Optional(Type.Array(Type.Enum([...topicNames]), { maxItems: topicNames.length })),
    pausedUntil: Type.Optional(
      orNull(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'Last day of the pause' })),
    ),
  },
  closed,
);

const handOverColumns = [
  'companyName',
  'country',
  'name',
  'email',
  'phone',
  'title',
  'role',
  'street',
  'postalCode',
  'city',
  'region',
] as const;
export const HandOver = Type.Object(
  {
    recipientId: Uuid,
    companyIds: Type.Array(Uuid, { minItems: 1, maxItems: 500 }),
    fields: Type.Array(Type.Enum([...handOverColumns]), { minItems: 1, maxItems: handOverColumns.length }),
    channel: orNull(Type.Enum(['mail', 'post', 'phone'])),
    topic: Type.Optional(orNull(Type.Enum([...topicNames]))),
  },
  closed,
);
export const HandedOver = Type.Object({
  id: Type.String(),
  people: Type.Integer(),
  base64: Type.String({ description: 'The file: CSV, encrypted with age for the processor' }),
});
export type HandedOver = Static<typeof HandedOver>;
