import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false };
const kinds = ['lawyer', 'authorised agent', 'parent or guardian', 'officer of the company'] as const;
const requestKinds = [
  'access',
  'correction',
  'objection',
  'restriction',
  'erasure',
  'portability',
  'opt-out',
  'question',
] as const;
const line = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });
const words = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' });
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });

/** Who makes a request for somebody else, as staff records it. */
export const NewAgent = Type.Object(
  {
    kind: Type.Enum([...kinds]),
    name: line(1, 200),
    mailbox: Type.Optional(Nullable(line(3, 254))),
    mandate: words(3, 2_000),
    coversAnswer: Type.Boolean(),
  },
  closed,
);
export const Agent = Type.Object({
  kind: Type.Enum([...kinds]),
  name: Type.String(),
  mailbox: Nullable(Type.String()),
  mandate: Type.String(),
  subject: Nullable(Type.String({ description: 'The address of the person, as the agent wrote it' })),
  coversAnswer: Type.Boolean(),
  confirmation: Type.Enum(['waiting', 'confirmed', 'declined', 'not needed']),
  askedAt: Nullable(Instant),
  decidedAt: Nullable(Instant),
  why: Nullable(Type.String()),
  answeredAgentAt: Nullable(Instant),
});
export const MandateEnough = Type.Object({ why: words(10, 2_000) }, closed);

/** The public form for somebody else. */
export const BehalfForm = Type.Object(
  {
    agent: Type.Enum([...kinds]),
    name: line(1, 200),
    mailbox: line(3, 254),
    subject: line(3, 254),
    kind: Type.Enum([...requestKinds]),
    mandate: words(3, 2_000),
    wording: words(0, 4_000),
    covers: Type.Optional(Type.Literal('on')),
  },
  closed,
);
export type BehalfForm = Static<typeof BehalfForm>;
export const AgentPath = Type.Object({ token: Type.String({ maxLength: 100 }) }, closed);
export const AgentDecision = Type.Object({ mine: Type.Enum(['yes', 'no']) }, closed);
