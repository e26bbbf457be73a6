import Type, { type Static } from 'typebox';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Kept apart wherever licences are counted. */
export const licenceKinds = ['perpetual', 'subscription', 'trial', 'education', 'nfr', 'demo', 'home'] as const;
export type LicenceKind = (typeof licenceKinds)[number];

const FeatureCode = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' });
export const FeatureCodes = orNull(Type.Array(FeatureCode, { maxItems: 64, uniqueItems: true }));
const name = Type.String({ minLength: 1, maxLength: 200, pattern: '^\\S.*$' });
const days = orNull(Type.Integer({ minimum: 1, maximum: 36_500 }));

export const NewFeature = Type.Object({ code: FeatureCode, name }, { additionalProperties: false });
export type NewFeature = Static<typeof NewFeature>;

const template = {
  name,
  kind: Type.Enum([...licenceKinds]),
  seats: Type.Integer({ minimum: 1, maximum: 100_000 }),
  termDays: days,
  maintenanceDays: days,
  features: FeatureCodes,
};
export const NewTemplate = Type.Object(template, { additionalProperties: false });
export type NewTemplate = Static<typeof NewTemplate>;
export const Template = Type.Object({ id: Type.String(), ...template });
export type Template = Static<typeof Template>;

export const ProductTerms = Type.Object({
  features: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  templates: Type.Array(Template),
});
export type ProductTerms = Static<typeof ProductTerms>;

export const Extension = Type.Object(
  { days: Type.Integer({ minimum: 1, maximum: 30, description: 'How much longer the trial lasts' }) },
  { additionalProperties: false },
);
export type Extension = Static<typeof Extension>;

export const Figures = Type.Object({
  kinds: Type.Array(
    Type.Object({
      kind: Type.Enum([...licenceKinds]),
      licences: Type.Integer(),
      activated: Type.Integer(),
      seats: Type.Integer(),
      seatsUsed: Type.Integer(),
    }),
  ),
});
export type Figures = Static<typeof Figures>;
