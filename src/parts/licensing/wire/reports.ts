import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const uuid = Type.String({ format: 'uuid' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Ref = Type.Object({ id: Type.String(), name: Type.String() });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the report, in hexadecimal' });
const Instant = Type.String({ format: 'date-time', description: 'Instant, ISO 8601 in UTC' });

export const ContractParams = Type.Object({ contractId: uuid });

export const Report = Type.Object({
  id: Type.String(),
  recipient: Ref,
  fromAt: Type.String(),
  untilAt: Type.String(),
  registrations: Type.Integer(),
  sha256: Type.String(),
  queuedAt: Type.String(),
  approved: Type.Boolean({ description: 'Whether somebody looked at it first; false for one that went by itself' }),
});
export type Report = Static<typeof Report>;
export const ReportList = listOf(Report);
export const ReportQuery = listQuery(['queuedAt'], { recipientId: Type.Optional(uuid) });

const contract = {
  contractId: Type.String(),
  recipient: Ref,
  fields: Type.Array(Type.String()),
  frequency: Type.String(),
  format: Type.String(),
  approval: Type.Boolean({
    description: 'Whether it waits until somebody approves; false for one that goes by itself',
  }),
  registrations: Type.Integer(),
  untilAt: Instant,
};
export const DueReport = Type.Object(contract);
export type DueReport = Static<typeof DueReport>;
export const DueReports = Type.Object({ reports: Type.Array(DueReport) });

export const ReportPreview = Type.Object({
  ...contract,
  fromDay: Type.String(),
  sha256: Sha256,
  columns: Type.Array(Type.String()),
  lines: Type.Array(Type.Object({ registrationId: Type.String(), values: Type.Array(orNull(Type.String())) })),
});
export type ReportPreview = Static<typeof ReportPreview>;

export const ApprovedReport = Type.Object(
  { contractId: uuid, untilAt: Instant, sha256: Sha256 },
  { additionalProperties: false },
);
export const SentReport = Type.Object({ id: Type.String() });
