import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';
import { licenceKinds } from './terms.ts';

const uuid = Type.String({ format: 'uuid' });
const day = Type.String({ format: 'date' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Ref = Type.Object({ id: Type.String(), name: Type.String() });
const words = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' });

const orderKinds = ['new', 'renewal'] as const;
const orderStates = ['placed', 'confirmed', 'fulfilled', 'cancelled', 'refused'] as const;
export type OrderState = (typeof orderStates)[number];
/** A closed list, so that no reason names a person. */
const orderReasons = [
  'asked by the customer',
  'not available',
  'wrong terms',
  'duplicate',
  'not paid',
  'mistake',
] as const;

export const NewOrder = Type.Object(
  {
    kind: Type.Enum([...orderKinds]),
    contractId: Type.Optional(
      Type.String({ format: 'uuid', description: 'Of a renewal: the contract that is renewed' }),
    ),
    companyId: Type.Optional(Type.String({ format: 'uuid', description: 'Of new licences: the customer' })),
    productId: Type.Optional(uuid),
    licenceKind: Type.Optional(Type.Enum([...licenceKinds])),
    seats: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    copies: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    holderCompanyId: Type.Optional(
      Type.String({ format: 'uuid', description: 'From staff: the reseller that sells; a reseller orders for itself' }),
    ),
    reference: Type.Optional(
      orNull(
        Type.String({
          pattern: '^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$',
          description: 'Number of the order at the customer',
        }),
      ),
    ),
  },
  { additionalProperties: false },
);
export type NewOrder = Static<typeof NewOrder>;

const item = {
  id: Type.String(),
  number: Type.String(),
  kind: Type.Enum([...orderKinds]),
  company: Ref,
  holder: orNull(Ref),
  product: orNull(Ref),
  licenceKind: orNull(Type.String()),
  seats: orNull(Type.Integer()),
  copies: orNull(Type.Integer()),
  contract: orNull(Type.Object({ id: Type.String(), number: Type.String() })),
  reference: orNull(Type.String()),
  state: Type.Enum([...orderStates]),
  reason: orNull(Type.String()),
  openQuestions: Type.Integer(),
  placedAt: Type.String(),
};
export const OrderItem = Type.Object(item);
export type OrderItem = Static<typeof OrderItem>;
export const OrderList = listOf(OrderItem);
export const OrderQuery = listQuery(['placedAt', 'number'], {
  q: Type.Optional(Type.String({ maxLength: 40, description: 'The number, or its beginning' })),
  state: Type.Optional(Type.Enum([...orderStates])),
  kind: Type.Optional(Type.Enum([...orderKinds])),
  companyId: Type.Optional(uuid),
});

export const Order = Type.Object({
  ...item,
  acts: Type.Array(Type.String({ description: 'What the caller may do with it now' })),
  licences: Type.Array(Type.Object({ id: Type.String(), serial: Type.String() })),
  renewedBy: orNull(Type.Object({ id: Type.String(), number: Type.String() })),
  events: Type.Array(Type.Object({ kind: Type.String(), at: Type.String() })),
});
export type Order = Static<typeof Order>;

export const OrderEnd = Type.Object({ reason: Type.Enum([...orderReasons]) }, { additionalProperties: false });
export const Fulfilment = Type.Object(
  {
    releaseId: Type.Optional(
      Type.String({ format: 'uuid', description: 'Of new licences; the newest where none is named' }),
    ),
    number: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$' })),
    startsOn: Type.Optional(day),
    endsOn: Type.Optional(day),
  },
  { additionalProperties: false },
);
export type Fulfilment = Static<typeof Fulfilment>;

export const OrderParams = Type.Object({ id: uuid });
export const QuestionParams = Type.Object({ id: uuid, questionId: uuid });
export const NewQuestion = Type.Object({ personId: uuid, question: words }, { additionalProperties: false });
export const AnswerTold = Type.Object(
  { answer: words, channel: Type.Enum(['phone', 'mail', 'letter']) },
  { additionalProperties: false },
);
export const OrderQuestions = Type.Object({
  people: Type.Array(
    Type.Object(
      { id: Type.String(), name: orNull(Type.String()) },
      { description: 'Of the customer; whom one may ask' },
    ),
  ),
  questions: Type.Array(
    Type.Object({
      id: Type.String(),
      person: Type.Object({ id: Type.String(), name: orNull(Type.String()) }),
      question: orNull(Type.String()),
      askedAt: Type.String(),
      answer: orNull(Type.String()),
      answeredAt: orNull(Type.String()),
      answeredBy: orNull(Type.String()),
    }),
  ),
});
export type OrderQuestions = Static<typeof OrderQuestions>;
