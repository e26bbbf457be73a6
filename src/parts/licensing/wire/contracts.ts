import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const uuid = Type.String({ format: 'uuid' });
const day = Type.String({ format: 'date' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Ref = Type.Object({ id: Type.String(), name: Type.String() });

const contractKinds = ['maintenance', 'support', 'rental', 'training', 'other'] as const;
const contractStates = ['coming', 'running', 'reinstated', 'lapsed', 'renewed', 'ended'] as const;
export type ContractState = (typeof contractStates)[number];

export const NewContract = Type.Object(
  {
    kind: Type.Enum([...contractKinds]),
    number: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$' }),
    licenceId: Type.Optional(
      Type.String({ format: 'uuid', description: 'Then the company is the one that the licence is registered to' }),
    ),
    companyId: Type.Optional(uuid),
    startsOn: day,
    endsOn: day,
    renewsId: Type.Optional(Type.String({ format: 'uuid', description: 'The contract that this one follows' })),
  },
  { additionalProperties: false },
);
export type NewContract = Static<typeof NewContract>;

export const Contract = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...contractKinds]),
  number: Type.String(),
  company: Ref,
  licence: orNull(Type.Object({ id: Type.String(), serial: Type.String(), product: Type.String() })),
  startsOn: Type.String(),
  endsOn: Type.String(),
  state: Type.Enum([...contractStates]),
  declinedAt: orNull(Type.String({ description: 'Since when it is known that it will not be renewed' })),
  createdAt: Type.String(),
});
export type Contract = Static<typeof Contract>;
export const ContractList = listOf(Contract);
export const ContractQuery = listQuery(['endsOn', 'createdAt'], {
  q: Type.Optional(Type.String({ maxLength: 200, description: 'The number, or its beginning' })),
  kind: Type.Optional(Type.Enum([...contractKinds])),
  companyId: Type.Optional(uuid),
  licenceId: Type.Optional(uuid),
  renewal: Type.Optional(
    Type.Enum(['due', 'lapsed'], {
      description: 'due: ends within 90 days; lapsed: ended within the last 365; neither renewed nor declined',
    }),
  ),
});
