import Type, { type Static } from 'typebox';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const asking = {
  machine: Type.String({ minLength: 8, maxLength: 200, description: 'Fingerprint of the machine.' }),
  nonce: Type.String({
    pattern: '^[A-Za-z0-9_-]{16,64}$',
    description: 'Fresh for each request; the answer is bound to it',
  }),
};

/** What a program sends to lease a seat, and again as its heartbeat. */
export const LeaseBody = Type.Object(
  {
    ...asking,
    borrowDays: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 365, description: 'To run without a network for so long' }),
    ),
  },
  { additionalProperties: false },
);
export const ReturnBody = Type.Object(asking, { additionalProperties: false });

export const LeaseAnswer = Type.Object({
  activationId: Type.String(),
  verdict: Type.Enum([
    'leased',
    'borrowed',
    'returned',
    'full',
    'deactivated',
    'revoked',
    'replaced',
    'held',
    'suspended',
    'expired',
  ]),
  checkedAt: Type.String(),
  seat: orNull(Type.Integer({ description: 'Which of the seats; null without a lease' })),
  leasedUntil: orNull(Type.String()),
  heartbeatSeconds: orNull(Type.Integer({ description: 'When to ask again, so that the lease does not end' })),
  nonce: Type.String(),
  keyId: Type.String(),
  signature: Type.String(),
});
export type LeaseAnswer = Static<typeof LeaseAnswer>;
