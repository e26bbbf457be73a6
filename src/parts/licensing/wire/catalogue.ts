import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const uuid = Type.String({ format: 'uuid' });
const name = Type.String({ minLength: 1, maxLength: 200, pattern: '^\\S.*$' });
const day = Type.String({ format: 'date' });
const Ref = Type.Object({ id: Type.String(), name: Type.String() });

export const IdParams = Type.Object({ id: uuid });

export const Product = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  createdAt: Type.String(),
  licences: Type.Integer(),
  releases: Type.Array(
    Type.Object({
      id: Type.String(),
      version: Type.String(),
      builtOn: Type.String(),
      technologies: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), licensor: Ref })),
    }),
  ),
});
export type Product = Static<typeof Product>;
export const ProductList = listOf(Product);
export const ProductQuery = listQuery(['name', 'createdAt'], { q: Type.Optional(Type.String({ maxLength: 200 })) });

export const NewProduct = Type.Object(
  { code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' }), name },
  { additionalProperties: false },
);
export type NewProduct = Static<typeof NewProduct>;

const technologyIds = Type.Array(uuid, { maxItems: 200, uniqueItems: true });

export const NewRelease = Type.Object(
  { version: Type.String({ minLength: 1, maxLength: 40, pattern: '^\\S.*$' }), builtOn: day, technologyIds },
  { additionalProperties: false },
);
export type NewRelease = Static<typeof NewRelease>;

export const ReleaseTechnologies = Type.Object({ technologyIds }, { additionalProperties: false });

export const Technology = Type.Object({
  id: Type.String(),
  name: Type.String(),
  licensor: Ref,
  createdAt: Type.String(),
  releases: Type.Integer(),
});
export type Technology = Static<typeof Technology>;
export const TechnologyList = listOf(Technology);
export const TechnologyQuery = listQuery(['name', 'createdAt'], {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  licensorId: Type.Optional(uuid),
});
export const NewTechnology = Type.Object({ name, licensorId: uuid }, { additionalProperties: false });
export type NewTechnology = Static<typeof NewTechnology>;
