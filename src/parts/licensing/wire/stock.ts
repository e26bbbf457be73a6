import Type, { type Static } from 'typebox';
import { licenceKinds } from './terms.ts';

const uuid = Type.String({ format: 'uuid' });
const Ref = Type.Object({ id: Type.String(), name: Type.String() });

export const Stock = Type.Object({
  /** Of a reseller: who may be given serials out of it. */
  items: Type.Array(
    Type.Object({ holder: Ref, product: Ref, kind: Type.String(), inStock: Type.Integer(), sold: Type.Integer() }),
  ),
});
export type Stock = Static<typeof Stock>;

export const Splitting = Type.Object(
  {
    fromCompanyId: uuid,
    toCompanyId: uuid,
    productId: uuid,
    kind: Type.Optional(Type.Enum([...licenceKinds])),
    count: Type.Integer({ minimum: 1, maximum: 500 }),
  },
  { additionalProperties: false },
);
export type Splitting = Static<typeof Splitting>;
export const Split = Type.Object({ moved: Type.Integer() });
