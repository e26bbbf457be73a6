import Type, { type Static } from 'typebox';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const uuid = Type.String({ description: 'A uuid' });
const instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });

export const Ref = Type.Object({ id: uuid, name: Type.String() });
export type Ref = Static<typeof Ref>;

export const NoticeRef = Type.Object({ id: uuid, kind: Type.String(), version: Type.Integer(), sha256: Type.String() });
export type NoticeRef = Static<typeof NoticeRef>;

const SourceKind = Type.Enum([
  'registration',
  'person page',
  'staff',
  'reseller',
  'demo',
  'import',
  'enquiry',
  'buyer',
]);

/** Where a datum came from, under which notice, for what, and who has it. */
export const Provenance = Type.Object({
  sourceKind: SourceKind,
  sourceId: orNull(uuid),
  list: orNull(
    Type.Object({ fileName: Type.String(), cameFrom: Type.String({ description: 'As whoever imported it says' }) }),
  ),
  givenAt: instant,
  notice: NoticeRef,
  purposes: Type.Array(Type.String()),
  recipients: Type.Array(Type.Object({ id: uuid, kind: Type.String(), name: Type.String() })),
  retention: Type.String(),
});
export type Provenance = Static<typeof Provenance>;

export const Datum = Type.Object({
  field: Type.String(),
  value: orNull(Type.String()),
  /** False where the stated purpose does not cover it; the value is null then. */
  readable: Type.Boolean(),
  provenance: orNull(Provenance),
});
export type Datum = Static<typeof Datum>;

export const Actor = Type.Object({
  kind: Type.Enum(['staff', 'reseller', 'person', 'system', 'public']),
  id: orNull(Type.String()),
  name: orNull(Type.String()),
});
export type Actor = Static<typeof Actor>;

/** A registration as the person's page and the desk show it; licensing hands it in. */
export const PersonRegistration = Type.Object({
  id: uuid,
  licence: Type.Object({ id: uuid, serial: Type.String(), product: Type.String() }),
  company: Ref,
  state: Type.Enum(['applied', 'waiting for proof', 'disowned']),
  givenAt: instant,
  sourceKind: Type.String(),
  notice: NoticeRef,
  data: Type.Array(Datum),
});
export type PersonRegistration = Static<typeof PersonRegistration>;
