import Type, { type Static } from 'typebox';
import { machineKinds } from './terms.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
// What is wrong with a field is said by the rules, in words; here only that it is a text.
const text = Type.Optional(orNull(Type.String()));

const machine = Type.String({ minLength: 8, maxLength: 200, description: 'Fingerprint of the machine.' });

export const parts = Type.Record(
  Type.String({ pattern: '^[a-z]{1,20}$' }),
  Type.String({ pattern: '^[0-9a-f]{32,64}$' }),
  {
    maxProperties: 12,
    additionalProperties: false,
    description: 'Digests of what the machine is made of, by name, so that it keeps its seat when one of them changes.',
  },
);

const proof = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'SHA-256 of the secret by which the program can give its seat up without a network.',
});

/** What a desktop program sends to activate. Field names and their limits: GET /api/v1/registration-schema. */
export const ActivationBody = Type.Object(
  {
    serial: Type.String(),
    notice: Type.String({
      description: 'SHA-256 of the registration notice that was shown (notice.sha256 of the schema).',
    }),
    companyName: text,
    street: text,
    postalCode: text,
    city: text,
    region: text,
    country: text,
    name: text,
    email: text,
    phone: text,
    title: text,
    role: text,
    productsDesigned: text,
    primaryProduct: text,
    industry: text,
    marketing: Type.Optional(
      Type.Boolean({ description: 'Product information by mail; only if the person ticked it.' }),
    ),
    registrant: Type.Optional(
      Type.Enum(['school', 'student'], { description: 'Who registers; needed for an education licence.' }),
    ),
    agePass: Type.Optional(
      Type.String({ maxLength: 100, description: 'Of a student: what POST /api/v1/age-screen has answered.' }),
    ),
    machine: Type.Optional(machine),
    machineKind: Type.Optional(Type.Enum([...machineKinds])),
    parts: Type.Optional(parts),
    proof: Type.Optional(proof),
    releaseId: Type.Optional(Type.String({ format: 'uuid', description: 'The release that is to run.' })),
  },
  { additionalProperties: false },
);
export type ActivationBody = Static<typeof ActivationBody>;

/** What a desktop program sends to activate with the label of a pupil: no registration field at all. */
export const LabelBody = Type.Object(
  {
    label: Type.String({ maxLength: 60 }),
    machine: Type.Optional(machine),
    proof: Type.Optional(proof),
    releaseId: Type.Optional(Type.String({ format: 'uuid', description: 'The release that is to run.' })),
  },
  { additionalProperties: false },
);

const part = (maxLength: number) => Type.String({ maxLength });

/** The birth date of a student as it was typed; looked at once and not stored. */
export const AgeScreenBody = Type.Object(
  { day: part(2), month: part(2), year: part(4) },
  { additionalProperties: false },
);
export const AgeScreenAnswer = Type.Object({
  agePass: Type.String({ description: 'To be sent with the registration, within an hour. It names nobody.' }),
});

/** What a reseller sends to activate for its customer. */
export const ActivationFor = Type.Omit(
  ActivationBody,
  ['serial', 'marketing', 'machine', 'machineKind', 'parts', 'proof', 'releaseId', 'registrant', 'agePass'],
  {
    additionalProperties: false,
  },
);

/** What a desktop program sends to take over a seat that has no machine yet. */
export const MachineBody = Type.Object({ machine }, { additionalProperties: false });

const SignedDocument = Type.Object({ payload: Type.String(), keyId: Type.String(), signature: Type.String() });

export const ActivationAnswer = Type.Object({
  activationId: Type.String(),
  product: Type.String(),
  release: Type.String(),
  expiresOn: orNull(Type.String()),
  maintenanceUntil: orNull(Type.String()),
  licence: SignedDocument,
});

export const ActivationParams = Type.Object({ id: Type.String({ format: 'uuid' }) });

export const StatusQuery = Type.Object(
  { nonce: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' })) },
  { additionalProperties: false },
);

export const StatusAnswer = Type.Object({
  activationId: Type.String(),
  verdict: Type.Enum(['good', 'deactivated', 'revoked', 'replaced', 'held', 'suspended', 'expired']),
  checkedAt: Type.String(),
  expiresOn: orNull(Type.String()),
  maintenanceUntil: orNull(Type.String()),
  nonce: orNull(Type.String()),
  keyId: orNull(Type.String()),
  signature: orNull(Type.String()),
});

export const SigningKeys = Type.Object({
  keys: Type.Array(Type.Object({ keyId: Type.String(), algorithm: Type.String(), publicKey: Type.String() })),
});
