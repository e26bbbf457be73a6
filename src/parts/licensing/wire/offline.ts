import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { parts } from './activation.ts';
import { machineKinds } from './terms.ts';

/** The request of a machine without a network, as it stands in its canonical JSON (docs/offline.md). */
const OfflineRequest = Type.Object(
  {
    type: Type.Enum(['kept-request-1', 'kept-request-2']),
    request: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$', description: '128 random bits.' }),
    serial: Type.String({ maxLength: 100 }),
    product: Type.String({ minLength: 1, maxLength: 127 }),
    build: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'When the release was built.' }),
    releaseId: Type.Union([Type.Null(), Type.String({ format: 'uuid' })]),
    machine: Type.String({ minLength: 8, maxLength: 200, pattern: '^[!-~]+$' }),
    machineKind: Type.Optional(Type.Enum([...machineKinds])),
    parts: Type.Optional(parts),
    proof: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the secret that gives the seat up.' }),
    registration: Type.Union([
      Type.Null(),
      Type.Object(
        {
          notice: Type.String({ pattern: '^[0-9a-f]{64}$' }),
          version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          marketing: Type.Boolean(),
          fields: Type.Record(Type.String({ pattern: '^[A-Za-z]{1,40}$' }), Type.String({ maxLength: 4000 })),
        },
        { additionalProperties: false },
      ),
    ]),
  },
  { additionalProperties: false },
);
export type OfflineRequest = Static<typeof OfflineRequest>;

export function isOfflineRequest(value: unknown): value is OfflineRequest {
  if (!Value.Check(OfflineRequest, value)) return false;
  // Of the machine the second kind says more.
  const { type, machineKind, parts: told } = value;
  return (type === 'kept-request-2') === (machineKind !== undefined && told !== undefined);
}

/** By what a seat is given up online: the fingerprint of its machine. */
export const DeactivationBody = Type.Object(
  { machine: Type.String({ minLength: 8, maxLength: 200, description: 'Fingerprint of the machine.' }) },
  { additionalProperties: false },
);

export const DeactivationAnswer = Type.Object({
  activationId: Type.String(),
  deactivatedAt: Type.String({ description: 'When the seat was freed; asked again, the same' }),
});
export type DeactivationAnswer = Static<typeof DeactivationAnswer>;

const uuid = Type.String({ format: 'uuid' });
const dayOrNull = Type.Union([Type.String({ format: 'date' }), Type.Null()]);

export const RenewalParams = Type.Object({ id: uuid, activationId: uuid });

export const NewRenewal = Type.Object(
  { expiresOn: dayOrNull, maintenanceUntil: dayOrNull },
  { additionalProperties: false },
);

/** A licence document, as it is to be carried to its machine. */
export const RenewalFile = Type.Object({ payload: Type.String(), keyId: Type.String(), signature: Type.String() });
export type RenewalFile = Static<typeof RenewalFile>;
