import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const uuid = Type.String({ format: 'uuid' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Ref = Type.Object({ id: Type.String(), name: Type.String() });

/** Which of a reseller's customers are meant; what is left out is not looked at. */
const chosen = {
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  region: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'With which the name begins' })),
};
export const ChosenCustomers = Type.Object(chosen, { additionalProperties: false });
export type ChosenCustomers = Static<typeof ChosenCustomers>;

export const Preview = Type.Object({
  count: Type.Integer(),
  /** The first of them by name. */
  customers: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      country: orNull(Type.String()),
      region: orNull(Type.String()),
    }),
  ),
});
export type Preview = Static<typeof Preview>;

export const NewReassignment = Type.Object(
  {
    ...chosen,
    toCompanyId: uuid,
    count: Type.Integer({ minimum: 1, description: 'As the preview said; otherwise nothing is done' }),
  },
  { additionalProperties: false },
);
export type NewReassignment = Static<typeof NewReassignment>;

export const Reassignment = Type.Object({
  id: Type.String(),
  from: Ref,
  to: Ref,
  state: Type.Enum(['running', 'done', 'undoing', 'undone']),
  customers: Type.Integer(),
  moved: Type.Integer({ description: 'Served by the new one because of this' }),
  left: Type.Integer({ description: 'Changed by somebody else, so left as they are' }),
  waiting: Type.Integer(),
  createdAt: Type.String(),
  endedAt: orNull(Type.String()),
  told: Type.Array(
    Type.Object({
      what: Type.Enum(['given over', 'brought back']),
      reseller: Ref,
      customers: Type.Integer(),
      outcome: Type.Enum(['mailed', 'no mailbox', 'no contract']),
      at: Type.String(),
    }),
    { description: 'Which of the two resellers was told of how many customers, once each way' },
  ),
});
export type Reassignment = Static<typeof Reassignment>;
export const ReassignmentList = listOf(Reassignment);
export const ReassignmentQuery = listQuery(['createdAt'], { companyId: Type.Optional(uuid) });
