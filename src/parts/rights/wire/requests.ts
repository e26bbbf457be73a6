import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';
import { Agent, NewAgent } from './agents.ts';

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const Instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'Day, YYYY-MM-DD' });
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false };
const kinds = [
  'access',
  'correction',
  'objection',
  'restriction',
  'erasure',
  'portability',
  'opt-out',
  'question',
] as const;
const refusals = [
  'identity not shown',
  'nothing held',
  'unfounded',
  'excessive',
  'law requires keeping',
  'rights of others',
] as const;
const states = ['open', 'answered', 'refused', 'withdrawn'] as const;
/** Text over several lines: no control characters but line breaks and tabs. */
const words = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' });

export const RequestItem = Type.Object({
  id: Type.String(),
  number: Type.String(),
  kind: Type.Enum([...kinds]),
  kindGuessed: Type.Boolean({ description: 'Told from a mail by rules; no member of staff has looked yet' }),
  channel: Type.Enum(['page', 'letter', 'phone', 'mail', 'agent']),
  personId: Nullable(Type.String()),
  identity: Type.Enum(['proven', 'shown', 'not shown']),
  law: Type.Enum(['gdpr', 'ccpa', 'house']),
  rule: Type.String(),
  receivedAt: Instant,
  confirmBy: Nullable(Day),
  dueOn: Day,
  daysLeft: Nullable(
    Type.Integer({ description: 'Until it must be answered; negative where it is late, null once it is closed' }),
  ),
  extended: Type.Boolean(),
  state: Type.Enum([...states]),
  refusal: Nullable(Type.String()),
  confirmedAt: Nullable(Instant),
  closedAt: Nullable(Instant),
  receipt: Nullable(Type.String({ description: 'Number of the receipt of the erasure' })),
});
export type RequestItem = Static<typeof RequestItem>;

const MailFile = Type.Object({
  position: Type.Integer(),
  name: Type.String(),
  type: Type.String(),
  bytes: Type.Integer(),
  whyNot: Nullable(Type.String({ description: 'Why it was not kept; null: it can be opened' })),
});

/** A mail that came in, as text. */
export const Mail = Type.Object({
  id: Type.String(),
  mailbox: Type.Enum(['privacy', 'remove']),
  sort: Type.Enum(['person', 'auto-reply', 'bounce', 'list', 'own']),
  receivedAt: Instant,
  sentAt: Nullable(Instant),
  sender: Nullable(Type.String()),
  subject: Nullable(Type.String()),
  text: Nullable(Type.String()),
  cut: Type.Boolean({ description: 'The text was longer than is kept' }),
  leftOut: Type.Integer({ description: 'Further files, neither named nor kept' }),
  files: Type.Array(MailFile),
});
export type Mail = Static<typeof Mail>;
export const MailPath = Type.Object({ id: Uuid }, closed);
export const MailJoin = Type.Object(
  {
    number: Nullable(
      Type.String({
        pattern: '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$',
        description: 'Of the open request that it belongs to; null: it is done as a mail of a person',
      }),
    ),
  },
  closed,
);
export const MailJoined = Type.Object({ id: Type.String(), number: Type.String() });
export const MailFilePath = Type.Object({ id: Uuid, position: Type.Integer({ minimum: 0, maximum: 1_000 }) }, closed);
export const MailFileContent = Type.Object({ name: Type.String(), type: Type.String(), base64: Type.String() });

/** Mail that became no request. */
export const ApartMail = Type.Object({
  id: Type.String(),
  at: Instant,
  mailbox: Nullable(Type.Enum(['privacy', 'remove'])),
  what: Type.String({ description: 'The code with which it was sent back, or what wrote it' }),
  kept: Type.Boolean({ description: 'Its text can be opened; else it is still where it came from' }),
  bytes: Nullable(Type.Integer()),
});
export type ApartMail = Static<typeof ApartMail>;
export const ApartQuery = listQuery(['-at'], {});
export const ApartList = listOf(ApartMail);

export const RequestPage = Type.Object({
  ...RequestItem.properties,
  source: Type.String({ description: 'Where the rule of the clock comes from' }),
  extendableTo: Nullable(Day),
  wording: Nullable(Type.String()),
  asker: Nullable(Type.String()),
  extension: Nullable(Type.String()),
  answer: Nullable(Type.String()),
  scan: Nullable(Type.String({ description: 'Media type of the scan' })),
  agent: Nullable(Agent),
  mails: Type.Array(Mail),
  history: Type.Array(
    Type.Object({
      at: Instant,
      kind: Type.String(),
      by: Type.Object({ kind: Type.String(), name: Nullable(Type.String()) }),
    }),
  ),
});
export type RequestPage = Static<typeof RequestPage>;

export const RequestQuery = listQuery(['dueOn', '-receivedAt'], {
  kind: Type.Optional(Type.Enum([...kinds])),
  state: Type.Optional(Type.Enum([...states])),
  personId: Type.Optional(Uuid),
});
export const RequestList = listOf(RequestItem);
export const RequestId = Type.Object({ id: Uuid }, closed);

export const NewRequest = Type.Object(
  {
    kind: Type.Enum([...kinds]),
    channel: Type.Enum(['letter', 'phone']),
    receivedOn: Day,
    personId: Type.Optional(Nullable(Uuid)),
    asker: words(1, 500),
    wording: words(1, 10_000),
    law: Type.Optional(Type.Enum(['gdpr', 'ccpa', 'house'])),
    agent: Type.Optional(Nullable(NewAgent)),
  },
  closed,
);
export type NewRequest = Static<typeof NewRequest>;
export const NewRequestMade = Type.Object({ id: Type.String(), number: Type.String(), dueOn: Day });

export const Scan = Type.Object(
  { base64: Type.String({ minLength: 4, maxLength: 2_796_204, pattern: '^[A-Za-z0-9+/]+={0,2}$' }) },
  closed,
);
export const ScanContent = Type.Object({ type: Type.String(), base64: Type.String() });
export const Reasoned = Type.Object({ reason: words(10, 2_000) }, closed);
export const Answered = Type.Object({ answer: words(1, 20_000) }, closed);
export const Refused = Type.Object({ ground: Type.Enum([...refusals]), answer: words(1, 20_000) }, closed);
export type Refused = Static<typeof Refused>;
export const KindSet = Type.Object({ kind: Type.Enum([...kinds]) }, closed);
export const IdentityShown = Type.Object({ personId: Type.Optional(Nullable(Uuid)) }, closed);

export const ReceiptPath = Type.Object(
  { number: Type.String({ pattern: '^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$' }) },
  closed,
);
export const ErasedAnswer = Type.Object({ receipt: Type.String() });

/** On the person's own page. */
export const RequestForm = Type.Object(
  {
    sitting: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
    kind: Type.Enum([...kinds]),
    wording: words(0, 4_000),
  },
  closed,
);
export const LiftForm = Type.Object(
  { sitting: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), state: Type.Enum(['restricted', 'objected']) },
  closed,
);
export const WithdrawForm = Type.Object(
  { sitting: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), request: Uuid },
  closed,
);
