import Type, { type Static } from 'typebox';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
// What is wrong with a field is said by the rules, in words; here only that it is a text.
const text = Type.Optional(orNull(Type.String()));

const machine = Type.String({ minLength: 8, maxLength: 200, description: 'Fingerprint of the machine.' });

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
    machine: Type.Optional(machine),
    proof: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'SHA-256 of the secret by which the program can give its seat up without a network.',
      }),
    ),
    releaseId: Type.Optional(Type.String({ format: 'uuid', description: 'The release that is to run.' })),
  },
  { additionalProperties: false },
);
export type ActivationBody = Static<typeof ActivationBody>;

/** What a reseller sends to activate for its customer. */
export const ActivationFor = Type.Omit(ActivationBody, ['serial', 'marketing', 'machine', 'proof', 'releaseId'], {
  additionalProperties: false,
});

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
