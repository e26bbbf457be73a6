import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const Instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' });
const closed = { additionalProperties: false };
/** One line of text without control characters. */
const line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$' });
/** Text that may have line breaks. */
const text = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' });
const Mailbox = Type.String({ maxLength: 254, pattern: '^[^\\s@<>(),;:"]+@[^\\s@<>(),;:"]+\\.[^\\s@<>(),;:"]+$' });
const Ref = Type.Object({ id: Type.String(), name: Type.String() });

export const ById = Type.Object({ id: Uuid }, closed);
export const Empty = Type.Object({}, closed);
const Country = Type.String({ pattern: '^[A-Z]{2}$' });
const AgeKey = Type.String({ maxLength: 100, description: 'Public key of age, for X25519' });
const RecipientKind = Type.Enum(['licensor', 'reseller', 'processor', 'witness', 'authority', 'webhook']);
const Frequency = Type.Enum(['each activation', 'monthly', 'quarterly']);

/** Fields of a registration, as outside. */
const registrationFieldNames = [
  'companyName',
  'street',
  'postalCode',
  'city',
  'region',
  'country',
  'name',
  'email',
  'phone',
  'title',
  'role',
  'productsDesigned',
  'primaryProduct',
  'industry',
] as const;

export const ContractInput = Type.Object(
  {
    fields: Type.Array(Type.Enum([...registrationFieldNames]), { maxItems: 14 }),
    frequency: orNull(Frequency),
    confidential: Type.Boolean(),
    signedOn: Day,
    endsOn: orNull(Day),
    reference: orNull(line(200)),
    approval: Type.Optional(
      Type.Boolean({ description: 'Whether reports wait until somebody has looked at them and approved' }),
    ),
    format: Type.Optional(Type.Enum(['csv', 'json'])),
    confidentialOn: Type.Optional(orNull(Day)),
    nothingElse: Type.Optional(Type.Boolean()),
    countries: Type.Optional(Type.Array(Country, { maxItems: 60 })),
  },
  closed,
);

export const RecipientInput = Type.Object(
  {
    kind: Type.Enum(['licensor', 'processor', 'witness']),
    name: line(200),
    address: orNull(text(500)),
    country: Country,
    mailbox: orNull(Mailbox),
    ageKey: Type.Optional(orNull(AgeKey)),
    contract: orNull(ContractInput),
  },
  closed,
);

export const ProcessorChange = Type.Object(
  { address: orNull(text(500)), mailbox: orNull(Mailbox), ageKey: orNull(AgeKey) },
  closed,
);
const Evidence = Type.Enum(['certificate', 'letter', 'mail']);
export const DeletionConfirmed = Type.Object({ on: Day, evidence: Evidence }, closed);

export const RecipientItem = Type.Object({
  id: Type.String(),
  kind: RecipientKind,
  name: Type.String(),
  address: orNull(Type.String()),
  country: Type.String(),
  mailbox: orNull(Type.String()),
  ageKey: orNull(Type.String()),
  company: orNull(Ref),
  createdAt: Instant,
  endedAt: orNull(Instant),
  contracts: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      fields: Type.Array(Type.String()),
      frequency: orNull(Type.String()),
      confidential: Type.Boolean(),
      signedOn: Type.String(),
      endsOn: orNull(Type.String()),
      reference: orNull(Type.String()),
      approval: Type.Boolean(),
      format: Type.String(),
      confidentialOn: orNull(Type.String()),
      nothingElse: Type.Boolean(),
      countries: Type.Array(Type.String()),
    }),
  ),
  deletions: Type.Array(
    Type.Object({
      id: Type.String(),
      overOn: Type.String(),
      dueOn: Type.String(),
      askedAt: Instant,
      byMail: Type.Boolean(),
      reminders: Type.Integer(),
      confirmedOn: orNull(Type.String()),
      evidence: orNull(Evidence),
      withdrawn: Type.Boolean({ description: 'A further contract was made meanwhile' }),
    }),
  ),
  disclosures: Type.Integer(),
  lastAt: orNull(Instant),
});
export type RecipientItem = Static<typeof RecipientItem>;
export const RecipientQuery = listQuery(['name', 'createdAt'], {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  kind: Type.Optional(RecipientKind),
});
export type RecipientQuery = Static<typeof RecipientQuery>;
export const RecipientList = listOf(RecipientItem);

export const DisclosureItem = Type.Object({
  id: Type.String(),
  at: Instant,
  recipient: Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String() }),
  channel: Type.String(),
  purpose: Type.String(),
  fields: Type.Array(Type.String()),
  basis: Type.String(),
  person: orNull(Type.Object({ id: Type.String() })),
  company: orNull(Ref),
  about: orNull(Type.Object({ kind: Type.String(), id: Type.String() })),
});
export type DisclosureItem = Static<typeof DisclosureItem>;
export const DisclosureQuery = listQuery(['-at'], {
  personId: Type.Optional(Uuid),
  companyId: Type.Optional(Uuid),
  recipientId: Type.Optional(Uuid),
});
export const DisclosureList = listOf(DisclosureItem);

const MailState = Type.Enum(['queued', 'sending', 'sent', 'refused']);
export const OutboxItem = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  recipient: Type.Object({ kind: Type.String(), name: orNull(Type.String()) }),
  state: MailState,
  queuedAt: Instant,
  sentAt: orNull(Instant),
  attempts: Type.Integer(),
  retryAt: orNull(Instant),
  failure: orNull(Type.String()),
  ledgerId: Type.String(),
});
export type OutboxItem = Static<typeof OutboxItem>;
export const OutboxQuery = listQuery(['-queuedAt'], {
  state: Type.Optional(MailState),
  kind: Type.Optional(Type.String({ maxLength: 60 })),
});
export const OutboxList = listOf(OutboxItem);
export const OutboxMail = Type.Object({
  ...OutboxItem.properties,
  to: Type.String(),
  subject: Type.String(),
  bodyText: Type.String(),
  redacted: Type.Boolean({ description: 'Whether tokens of links were taken out of what is shown' }),
});
export type OutboxMail = Static<typeof OutboxMail>;

const OutsideHost = Type.Object({
  host: Type.String(),
  use: Type.Enum(['sign-in']),
  processor: orNull(Type.Object({ id: Type.String(), name: Type.String() })),
  bound: Type.Boolean({ description: 'A contract of today binds that processor' }),
});
export type OutsideHost = Static<typeof OutsideHost>;
export const OutsideHosts = Type.Object({ items: Type.Array(OutsideHost) });
export type OutsideHosts = Static<typeof OutsideHosts>;
export const NotedHost = Type.Object({ host: line(253), recipientId: Uuid }, closed);
