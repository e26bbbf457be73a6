import Type, { type Static } from 'typebox';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const country = Type.String({ pattern: '^[A-Z]{2}$' });
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^\\S[^\\r\\n]*$' });
const day = Type.String({ format: 'date' });
const postal = Type.String({ minLength: 1, maxLength: 12, pattern: '^[A-Za-z0-9 -]+$' });

export const NewTerritory = Type.Object(
  {
    country: Type.Optional(orNull(country)),
    region: Type.Optional(orNull(line(100))),
    postalFrom: Type.Optional(
      orNull(Type.String({ ...postal, description: 'Beginning of the postal codes, or the first of a range' })),
    ),
    postalTo: Type.Optional(
      orNull(Type.String({ ...postal, description: 'The last of the range, as long as the first' })),
    ),
    industry: Type.Optional(orNull(line(100))),
    account: Type.Optional(orNull(Type.String({ ...line(200), description: 'A company by its name' }))),
    priority: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 999, description: 'The lowest goes first; 100 where none is named' }),
    ),
    fromOn: Type.Optional(orNull(day)),
    untilOn: Type.Optional(orNull(day)),
  },
  { additionalProperties: false },
);
export type NewTerritory = Static<typeof NewTerritory>;

export const Territory = Type.Object({
  id: Type.String(),
  country: orNull(Type.String()),
  region: orNull(Type.String()),
  postalFrom: orNull(Type.String()),
  postalTo: orNull(Type.String()),
  industry: orNull(Type.String()),
  account: orNull(Type.String()),
  priority: Type.Integer(),
  fromOn: orNull(Type.String()),
  untilOn: orNull(Type.String()),
  since: Type.String(),
});
export type Territory = Static<typeof Territory>;

export const WhoWould = Type.Object(
  {
    companyName: Type.Optional(orNull(line(200))),
    country: orNull(country),
    region: Type.Optional(orNull(line(100))),
    postalCode: Type.Optional(orNull(Type.String({ maxLength: 20 }))),
    industry: Type.Optional(orNull(line(100))),
    on: Type.Optional(Type.String({ format: 'date', description: 'The day; today where none is named' })),
  },
  { additionalProperties: false },
);
export type WhoWould = Static<typeof WhoWould>;

export const WouldGet = Type.Object({
  candidates: Type.Array(
    Type.Object({
      reseller: Type.Object({ id: Type.String(), name: Type.String() }),
      reason: Type.String(),
      live: Type.Boolean({ description: 'Whether its contract holds; others are passed over' }),
    }),
  ),
});
export type WouldGet = Static<typeof WouldGet>;
