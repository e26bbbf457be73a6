import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Ref = Type.Object({ id: Type.String(), name: Type.String() });
const uuid = Type.String({ format: 'uuid' });
const states = ['open', 'stays', 'goes over', 'one company'] as const;
const sides = ['holder', 'claimant'] as const;
const Evidence = Type.String({
  minLength: 1,
  maxLength: 1000,
  pattern: '\\S',
  description: 'What shows that the licence is theirs',
});

const item = {
  id: Type.String(),
  number: Type.String(),
  licence: Type.Object({ id: Type.String(), serial: Type.String() }),
  product: Type.String(),
  state: Type.Enum([...states]),
  holder: Ref,
  claimant: Ref,
  openedBy: Type.Enum(['licence desk', 'registration']),
  openedAt: Type.String(),
  decidedAt: orNull(Type.String()),
  reason: orNull(Type.String()),
};
export const DisputeItem = Type.Object(item);
export type DisputeItem = Static<typeof DisputeItem>;
export const DisputeList = listOf(DisputeItem);
export const DisputeQuery = listQuery(['-openedAt'], {
  state: Type.Optional(Type.Enum([...states])),
  licenceId: Type.Optional(uuid),
  companyId: Type.Optional(uuid),
});

export const Dispute = Type.Object({
  ...item,
  mine: Type.Boolean({ description: 'Whether the caller opened it; then somebody else decides' }),
  mayTakeBack: Type.Boolean(),
  takeBackUntil: orNull(Type.String()),
  seatsUntil: orNull(Type.String({ description: 'Until when the seats of the company before run on' })),
  seatsFreedAt: orNull(Type.String()),
  tellings: Type.Array(
    Type.Object({
      side: Type.Enum([...sides]),
      what: Type.Enum(['opened', 'stays', 'goes over', 'taken back']),
      at: Type.String(),
      told: Type.Boolean({ description: 'False: nobody was known who could be told by mail' }),
    }),
  ),
});
export type Dispute = Static<typeof Dispute>;

export const DisputeEvidence = Type.Object({
  evidence: Type.Array(
    Type.Object({
      id: Type.String(),
      side: Type.Enum([...sides]),
      channel: Type.Enum(['phone', 'mail', 'letter', 'registration']),
      evidence: Type.String(),
      at: Type.String(),
    }),
  ),
});
export type DisputeEvidence = Static<typeof DisputeEvidence>;

export const NewDispute = Type.Object(
  {
    companyId: Type.String({ format: 'uuid', description: 'The company that says the licence is its own' }),
    channel: Type.Enum(['phone', 'mail', 'letter']),
    evidence: Evidence,
  },
  { additionalProperties: false },
);
export const NewEvidence = Type.Object(
  { side: Type.Enum([...sides]), channel: Type.Enum(['phone', 'mail', 'letter']), evidence: Evidence },
  { additionalProperties: false },
);

/** A closed list, so that no reason names a person. */
export const Decision = Type.Object(
  {
    outcome: Type.Enum(['stays', 'goes over']),
    reason: Type.Enum([
      'purchase shown',
      'no evidence',
      'claim withdrawn',
      'licence given up',
      'company taken over',
      'mistake',
    ]),
  },
  { additionalProperties: false },
);
