import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const Instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'Day, YYYY-MM-DD' });
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false };
/** Text over several lines: no control characters but line breaks and tabs. */
const words = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' });
const line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$' });
const Actor = Type.Object({ kind: Type.String(), name: Nullable(Type.String()) });
const Field = Type.Enum(['email', 'name', 'phone', 'title', 'role', 'companies', 'registrations']);

export const LegalDemandItem = Type.Object({
  id: Type.String(),
  number: Type.String(),
  authority: Type.String(),
  channel: Type.Enum(['letter', 'mail', 'in person']),
  receivedOn: Day,
  dueOn: Nullable(Day),
  daysLeft: Nullable(
    Type.Integer({ description: 'Until it is due; negative where it is late, null once it is closed' }),
  ),
  state: Type.Enum(['received', 'approved', 'refused', 'given', 'closed']),
  approvals: Type.Integer({ description: 'People who approved it; two are needed' }),
  withheldUntil: Nullable(Day),
});
export type LegalDemandItem = Static<typeof LegalDemandItem>;

export const LegalDemandQuery = listQuery(['receivedOn'], {
  state: Type.Optional(Type.Enum(['received', 'approved', 'refused', 'given', 'closed'])),
});
export const LegalDemandList = listOf(LegalDemandItem);
export const LegalDemandPath = Type.Object({ id: Uuid }, closed);

const GivenTo = Type.Object({
  personId: Type.String(),
  fields: Type.Array(Type.String()),
  told: Nullable(Type.Enum(['mailed', 'no address'])),
  toldAt: Nullable(Instant),
});

export const LegalDemandPage = Type.Object({
  ...LegalDemandItem.properties,
  reference: Type.String(),
  basis: Type.String(),
  scope: Type.String(),
  refusal: Nullable(Type.String()),
  approvedBy: Type.Array(Type.Object({ at: Instant, by: Actor })),
  mayApprove: Type.Boolean({ description: 'Whether you may be the next to approve it' }),
  people: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Nullable(Type.String()),
      named: Type.Boolean({ description: 'Named by the demand; else of a company that it names' }),
    }),
  ),
  companies: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  withholding: Nullable(Type.Object({ until: Day, basis: Type.String(), askedBy: Actor, approvedBy: Nullable(Actor) })),
  waiting: Nullable(Type.Object({ until: Day, basis: Type.String(), askedBy: Actor, mayApprove: Type.Boolean() })),
  givings: Type.Array(
    Type.Object({
      at: Instant,
      by: Actor,
      sha256: Type.String({ description: 'SHA-256 of the file, hexadecimal' }),
      people: Type.Array(GivenTo),
    }),
  ),
  holds: Type.Array(
    Type.Object({ id: Type.String(), personId: Type.String(), until: Day, endedAt: Nullable(Instant) }),
  ),
  history: Type.Array(Type.Object({ at: Instant, kind: Type.String(), by: Actor })),
});
export type LegalDemandPage = Static<typeof LegalDemandPage>;

const withholding = Type.Object({ until: Day, basis: words(3, 2_000) }, closed);

export const NewLegalDemand = Type.Object(
  {
    authority: line(200),
    address: Nullable(words(1, 500)),
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    reference: line(200),
    basis: words(3, 2_000),
    scope: words(3, 10_000),
    channel: Type.Enum(['letter', 'mail', 'in person']),
    receivedOn: Day,
    dueOn: Nullable(Day),
    personIds: Type.Array(Uuid, { maxItems: 200, uniqueItems: true }),
    companyIds: Type.Array(Uuid, { maxItems: 50, uniqueItems: true }),
    withholding: Nullable(withholding),
  },
  closed,
);
export type NewLegalDemand = Static<typeof NewLegalDemand>;
export const NewLegalDemandMade = Type.Object({ id: Type.String(), number: Type.String() });

export const RefusedLegalDemand = Type.Object({ reason: words(3, 2_000) }, closed);
export const NewWithholding = withholding;
export type NewWithholding = Static<typeof NewWithholding>;
export const DemandedHold = Type.Object({ until: Day }, closed);
export const HoldsMade = Type.Object({ count: Type.Integer() });

const chosen = Type.Array(
  Type.Object({ personId: Uuid, fields: Type.Array(Field, { minItems: 1, maxItems: 7, uniqueItems: true }) }, closed),
  { minItems: 1, maxItems: 500 },
);
export const ChosenToGive = Type.Object({ chosen }, closed);
export const Giving = Type.Object(
  { chosen, sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the file as it was shown' }) },
  closed,
);
export type Chosen = Static<typeof chosen>;
/** The file that the authority gets, as text, with its SHA-256. */
export const GivenFile = Type.Object({ name: Type.String(), text: Type.String(), sha256: Type.String() });
export type GivenFile = Static<typeof GivenFile>;
