import Type, { type Static } from 'typebox';
import { Meter, Meters } from './meters.ts';

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

/** How the seats of a floating licence are leased. */
export const Floating = Type.Object(
  {
    leaseMinutes: Type.Integer({
      minimum: 5,
      maximum: 10_080,
      description: 'How long a lease lasts without a heartbeat',
    }),
    heartbeatMinutes: Type.Integer({ minimum: 1, maximum: 5_040, description: 'How often a program renews its lease' }),
    borrowDays: Type.Integer({
      minimum: 0,
      maximum: 365,
      description: 'For how many days a seat may be borrowed; 0: not',
    }),
  },
  { additionalProperties: false },
);
export type Floating = Static<typeof Floating>;

/** How long a program runs on when something fails; null: as it was built. */
export const Grace = Type.Object(
  {
    networkDays: orNull(Type.Integer({ minimum: 1, maximum: 3_650, description: 'Without an answer of the server' })),
    expiryDays: orNull(Type.Integer({ minimum: 0, maximum: 3_650, description: 'After the licence has expired' })),
    leaseHours: orNull(Type.Integer({ minimum: 0, maximum: 8_760, description: 'After its lease has ended' })),
  },
  { additionalProperties: false },
);
export type Grace = Static<typeof Grace>;

export const machineKinds = ['physical', 'virtual', 'terminal server', 'dongle'] as const;
export type MachineKind = (typeof machineKinds)[number];
const machineMatches = ['any', 'two', 'most', 'all'] as const;
export type MachineMatch = (typeof machineMatches)[number];

/** By which parts a machine keeps its seat, and which kinds may have one. */
export const Machines = Type.Object(
  {
    match: Type.Enum([...machineMatches], {
      description:
        'How much has to be as before: one or two parts that tell machines apart, most of all by weight, or everything',
    }),
    virtual: Type.Enum(['allowed', 'refused']),
    terminalServer: Type.Enum(['once', 'refused'], { description: 'once: one seat serves whoever works there' }),
  },
  { additionalProperties: false },
);
export type Machines = Static<typeof Machines>;

const template = {
  name,
  kind: Type.Enum([...licenceKinds]),
  seats: Type.Integer({ minimum: 1, maximum: 100_000 }),
  termDays: days,
  maintenanceDays: days,
  features: FeatureCodes,
};
const seatTerms = { floating: orNull(Floating), grace: orNull(Grace), machines: orNull(Machines) };
export const NewTemplate = Type.Object(
  {
    ...template,
    floating: Type.Optional(seatTerms.floating),
    grace: Type.Optional(seatTerms.grace),
    machines: Type.Optional(seatTerms.machines),
    meters: Type.Optional(Meters),
  },
  { additionalProperties: false },
);
export type NewTemplate = Static<typeof NewTemplate>;
export const Template = Type.Object({ id: Type.String(), ...template, ...seatTerms, meters: Meters });
export type Template = Static<typeof Template>;

export const ProductTerms = Type.Object({
  features: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), meter: orNull(Meter) })),
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
