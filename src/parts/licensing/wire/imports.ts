import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

/** What a column of an imported list may hold. */
export const importFields = [
  'serial',
  'product',
  'release',
  'kind',
  'seats',
  'state',
  'issuedOn',
  'expiresOn',
  'maintenanceUntil',
  'reseller',
  'companyName',
  'country',
  'region',
  'industry',
  'street',
  'postalCode',
  'city',
  'name',
  'email',
  'phone',
  'title',
  'role',
] as const;
export type ImportField = (typeof importFields)[number];

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const uuidOrNull = orNull(Type.String({ format: 'uuid' }));

export const importStates = [
  'uploaded',
  'checking',
  'checked',
  'running',
  'stopped',
  'done',
  'undoing',
  'undone',
] as const;
export type ImportState = (typeof importStates)[number];

const importCounts = {
  licences: Type.Integer({ description: 'Made, or to be made' }),
  companies: Type.Integer(),
  people: Type.Integer(),
  refused: Type.Integer({ description: 'Rows that are left out' }),
  knownCompanies: Type.Integer({ description: 'There before; the licences are theirs' }),
  knownPeople: Type.Integer({ description: 'There before; neither changed nor joined to a company' }),
  suppressed: Type.Integer({ description: 'People who opted out or were erased, and are not brought back' }),
  drafts: Type.Integer({ description: 'Licences without a reseller, which nobody can activate' }),
  assigned: Type.Integer({ description: 'Customers given to a reseller, or to be given' }),
  leftLicences: Type.Integer({ description: 'Of an undone import: something was built on them' }),
  leftCompanies: Type.Integer(),
  leftPeople: Type.Integer(),
};
export const ImportCounts = Type.Object(importCounts);
export type ImportCounts = Static<typeof ImportCounts>;

const mapping = Object.fromEntries(
  importFields.map((field) => [field, Type.Optional(Type.Integer({ minimum: 0, maximum: 199 }))]),
) as Record<(typeof importFields)[number], ReturnType<typeof Type.Optional<ReturnType<typeof Type.Integer>>>>;

const ImportPlan = Type.Object(
  {
    mapping: Type.Object(mapping, {
      additionalProperties: false,
      description: 'Number of the column of each field, from 0',
    }),
    dateOrder: Type.Enum(['day first', 'month first']),
    productId: uuidOrNull,
    releaseId: uuidOrNull,
    resellerId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
      description: 'The company of the reseller',
    }),
    country: orNull(Type.String({ pattern: '^[A-Z]{2}$' })),
    assign: Type.Optional(
      Type.Boolean({ description: 'Customers are given to the resellers of their rows, who see them from then on' }),
    ),
  },
  { additionalProperties: false },
);

export const PlanImport = Type.Object(
  {
    plan: ImportPlan,
    cameFrom: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S', description: 'Where the list came from' }),
    noticeId: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'The notice under which the data was given; the present registration notice where none is named',
      }),
    ),
  },
  { additionalProperties: false },
);
export type PlanImport = Static<typeof PlanImport>;

export const Import = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  sha256: Type.String(),
  bytes: Type.Integer(),
  header: Type.Array(Type.String()),
  plan: orNull(ImportPlan),
  cameFrom: orNull(Type.String()),
  noticeId: orNull(Type.String()),
  state: Type.Enum([...importStates]),
  code: orNull(Type.String({ description: 'Why it stopped by itself' })),
  rowsTotal: orNull(Type.Integer()),
  rowsDone: Type.Integer(),
  counts: ImportCounts,
  hasFile: Type.Boolean({ description: 'Its file is held here; without it, it has to be sent again to go on' }),
  createdAt: Type.String(),
  changedAt: Type.String(),
});
export type Import = Static<typeof Import>;
export const ImportList = listOf(Import);
export const ImportQuery = listQuery(['createdAt'], {});

export const ImportPage = Type.Object({
  ...Import.properties,
  faults: Type.Array(
    Type.Object({
      code: Type.String(),
      field: Type.String(),
      rows: Type.Integer(),
      message: Type.String(),
      next: Type.String(),
    }),
    { description: 'What is wrong with how many rows; which, is in the file of faults' },
  ),
  resellers: Type.Array(
    Type.Object({ reseller: Type.Object({ id: Type.String(), name: Type.String() }), customers: Type.Integer() }),
    { description: 'To which resellers customers are given, or were; those with the most first, at most 200' },
  ),
});
export type ImportPage = Static<typeof ImportPage>;

export const FileName = Type.Object({
  'kept-file-name': Type.String({ minLength: 1, maxLength: 600, description: 'Percent-encoded (RFC 3986)' }),
});
