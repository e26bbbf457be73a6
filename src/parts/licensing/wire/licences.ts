import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';
import { FeatureCodes, Floating, Grace, licenceKinds, Machines, machineKinds } from './terms.ts';

const uuid = Type.String({ format: 'uuid' });
const day = Type.String({ format: 'date' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Ref = Type.Object({ id: Type.String(), name: Type.String() });
const NoticeRef = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  version: Type.Integer(),
  sha256: Type.String(),
});

const licenceStates = ['draft', 'issued', 'active', 'suspended', 'on hold', 'expired', 'revoked', 'replaced'] as const;
const licenceSorts = ['createdAt', 'activatedAt', 'expiresOn', 'maintenanceUntil', 'serial'] as const;

export const LicenceQuery = listQuery(licenceSorts, {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(Type.Enum([...licenceStates])),
  kind: Type.Optional(Type.Enum([...licenceKinds])),
  productId: Type.Optional(uuid),
  releaseId: Type.Optional(uuid),
  holderId: Type.Optional(uuid),
  companyId: Type.Optional(uuid),
  needs: Type.Optional(
    Type.Enum(['activations refused', 'waiting for proof', 'registrations disowned'], {
      description: 'What staff have to see to, as the first page of the desk groups it; for staff only',
    }),
  ),
});

const item = {
  id: Type.String(),
  serial: Type.String(),
  product: Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() }),
  release: Type.Object({ id: Type.String(), version: Type.String() }),
  kind: Type.Enum([...licenceKinds]),
  state: Type.Enum([...licenceStates]),
  seats: Type.Integer(),
  seatsUsed: Type.Integer(),
  expiresOn: orNull(Type.String()),
  maintenanceUntil: orNull(Type.String()),
  features: orNull(Type.Array(Type.String(), { description: 'What is included; null: everything' })),
  floating: orNull(Floating),
  grace: orNull(Grace),
  machines: orNull(Machines),
  holder: orNull(Ref),
  company: orNull(Ref),
  createdAt: Type.String(),
  issuedAt: orNull(Type.String()),
  activatedAt: orNull(Type.String()),
};

export const LicenceItem = Type.Object(item);
export type LicenceItem = Static<typeof LicenceItem>;
export const LicenceList = listOf(LicenceItem);

export const Licence = Type.Object({
  ...item,
  acts: Type.Array(Type.String({ description: 'What the caller may do to it now' })),
  disputed: Type.Boolean({ description: 'Whether two companies claim it and nobody has decided yet' }),
  keptByName: Type.Integer({ description: 'Seats that a company keeps for somebody by name' }),
  replacements: Type.Array(Type.Object({ way: Type.String(), id: Type.String(), serial: Type.String() })),
  activations: Type.Array(
    Type.Object({
      id: Type.String(),
      release: Type.String(),
      machineKind: orNull(Type.Enum([...machineKinds])),
      activatedAt: Type.String(),
      deactivatedAt: orNull(Type.String()),
      registrationId: orNull(Type.String({ description: 'Null: the seat of a pupil, who registered nothing' })),
    }),
  ),
  registrations: Type.Array(
    Type.Object({
      id: Type.String(),
      personId: Type.String(),
      company: Ref,
      state: Type.String(),
      givenAt: Type.String(),
      sourceKind: Type.String(),
      notice: NoticeRef,
    }),
  ),
  sellers: Type.Array(
    Type.Object({ company: Ref, since: Type.String(), until: orNull(Type.String()), basis: Type.String() }),
  ),
  owners: Type.Array(
    Type.Object({ company: Ref, since: Type.String(), until: orNull(Type.String()), basis: Type.String() }),
  ),
});
export type Licence = Static<typeof Licence>;

export const NewLicences = Type.Object(
  {
    holderCompanyId: Type.Union([uuid, Type.Null()], {
      description: 'The reseller; null: drafts, which nobody can activate before they are issued',
    }),
    productId: uuid,
    releaseId: uuid,
    count: Type.Integer({ minimum: 1, maximum: 500 }),
    templateId: Type.Optional(
      Type.String({ format: 'uuid', description: 'What of the following is left out comes from this template' }),
    ),
    kind: Type.Optional(Type.Enum([...licenceKinds])),
    seats: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    expiresOn: Type.Optional(orNull(day)),
    maintenanceUntil: Type.Optional(orNull(day)),
    features: Type.Optional(FeatureCodes),
    floating: Type.Optional(
      Type.Union([Floating, Type.Null()], { description: 'Then the seats are how many programs run at once' }),
    ),
    grace: Type.Optional(orNull(Grace)),
    machines: Type.Optional(orNull(Machines)),
  },
  { additionalProperties: false },
);
export type NewLicences = Static<typeof NewLicences>;

/** A closed list, so that no reason names a person. */
export const changeReasons = [
  'not paid',
  'asked by the customer',
  'given back',
  'lost or leaked serial',
  'wrong terms',
  'dispute',
  'export control',
  'misuse',
  'settled',
  'mistake',
] as const;
export type ChangeReason = (typeof changeReasons)[number];

export const LicenceChange = Type.Object(
  {
    reason: Type.Optional(Type.Enum([...changeReasons])),
    holderCompanyId: Type.Optional(uuid),
  },
  { additionalProperties: false },
);
export type LicenceChange = Static<typeof LicenceChange>;

export const Giving = Type.Object({ companyId: uuid }, { additionalProperties: false });

export const IssuedLicences = Type.Object({
  licences: Type.Array(Type.Object({ id: Type.String(), serial: Type.String() })),
});
export type IssuedLicences = Static<typeof IssuedLicences>;

const Datum = Type.Object({
  field: Type.String(),
  value: orNull(Type.String()),
  readable: Type.Boolean(),
  provenance: orNull(
    Type.Object({
      sourceKind: Type.String(),
      sourceId: orNull(Type.String()),
      list: orNull(Type.Object({ fileName: Type.String(), cameFrom: Type.String() })),
      givenAt: Type.String(),
      notice: NoticeRef,
      purposes: Type.Array(Type.String()),
      recipients: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String() })),
      retention: Type.String(),
    }),
  ),
});

export const LicenceRegistrations = Type.Object({
  purpose: Type.String(),
  registrations: Type.Array(
    Type.Object({
      id: Type.String(),
      personId: Type.String(),
      company: Ref,
      state: Type.String(),
      givenAt: Type.String(),
      notice: NoticeRef,
      data: Type.Array(Datum),
    }),
  ),
});
export type LicenceRegistrations = Static<typeof LicenceRegistrations>;

export const NewInquiry = Type.Object(
  {
    channel: Type.Enum(['phone', 'mail', 'letter']),
    evidence: Type.String({
      minLength: 1,
      maxLength: 1000,
      pattern: '\\S',
      description: 'What shows that the company asks',
    }),
  },
  { additionalProperties: false },
);
export const NamedContact = Type.Object({
  answer: Type.Enum(['named', 'former contact', 'not confirmed', 'no licence']),
  serial: Type.String(),
  product: orNull(Type.String()),
  company: Type.String(),
  name: orNull(Type.String({ description: 'The name of the contact; nothing else is told' })),
});
export type NamedContact = Static<typeof NamedContact>;

export const StaffNamedSeats = Type.Object({
  seats: Type.Array(
    Type.Object({
      id: Type.String(),
      personId: Type.String(),
      name: orNull(Type.String({ description: 'Null once erased' })),
      email: orNull(Type.String()),
      assignedAt: Type.String(),
      assignedBy: orNull(Type.String({ description: 'The administrator of the company' })),
      taken: Type.Boolean(),
      endedAt: orNull(Type.String()),
      endedHow: orNull(Type.Enum(['taken back', 'passed on', 'erased'])),
    }),
  ),
});
export type StaffNamedSeats = Static<typeof StaffNamedSeats>;
