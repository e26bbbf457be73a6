import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

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

const uuid = Type.String({ format: 'uuid' });

/** A floating seat in use, for staff: which machine, and nothing of a person. */
export const LeaseItem = Type.Object({
  id: Type.String({ description: 'Of the activation' }),
  seat: Type.Integer(),
  machine: Type.String({ description: 'The beginning of the keyed digest of the machine, in hexadecimal' }),
  release: Type.String(),
  leasedAt: Type.String(),
  renewedAt: Type.String(),
  leasedUntil: Type.String(),
  borrowed: Type.Boolean(),
});
export type LeaseItem = Static<typeof LeaseItem>;
export const LeaseList = listOf(LeaseItem);
export const LeaseQuery = listQuery(['leasedAt', 'leasedUntil'], {});
export const LeaseParams = Type.Object({ id: uuid, activationId: uuid });
export const EndedLease = Type.Object({ activationId: Type.String(), endedAt: Type.String() });

export const LeaseDay = Type.Object({
  id: Type.String(),
  day: Type.String(),
  peak: Type.Integer({ description: 'Most seats in use at once' }),
  refused: Type.Integer({ description: 'How often none was free' }),
});
export type LeaseDay = Static<typeof LeaseDay>;
export const LeaseDayList = listOf(LeaseDay);
export const LeaseDayQuery = listQuery(['day'], {});

/** A floating licence that was used within the last 30 days. */
export const FloatingUse = Type.Object({
  id: Type.String({ description: 'Of the licence' }),
  serial: Type.String(),
  product: Type.String(),
  seats: Type.Integer(),
  peak: Type.Integer({ description: 'Most seats in use at once' }),
  fullDays: Type.Integer({ description: 'Days on which every seat was in use' }),
  refused: Type.Integer({ description: 'How often none was free' }),
});
export type FloatingUse = Static<typeof FloatingUse>;
export const FloatingUseList = listOf(FloatingUse);
export const FloatingUseQuery = listQuery(['refused', 'peak', 'fullDays'], {});
