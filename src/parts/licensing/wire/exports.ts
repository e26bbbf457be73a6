import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

/** Tables that an export may hold, in their order in the file. */
export const exportTables = ['customers', 'licences', 'seats', 'contracts', 'resellers', 'assignments'] as const;
export type ExportTable = (typeof exportTables)[number];
export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportStates = ['running', 'stopped', 'done', 'deleted'] as const;
export type ExportState = (typeof exportStates)[number];

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const ExportFilters = Type.Object(
  {
    country: orNull(Type.String({ pattern: '^[A-Z]{2}$', description: 'Customers of this country' })),
    resellerId: orNull(
      Type.String({ format: 'uuid', description: 'Licences issued to this reseller, and customers that it sees' }),
    ),
    productId: orNull(Type.String({ format: 'uuid', description: 'Licences of this product' })),
  },
  { additionalProperties: false },
);
export type ExportFilters = Static<typeof ExportFilters>;

export const AskExport = Type.Object(
  {
    tables: Type.Array(Type.Enum([...exportTables]), { minItems: 1, maxItems: exportTables.length, uniqueItems: true }),
    format: Type.Enum([...exportFormats]),
    filters: Type.Optional(Type.Partial(ExportFilters)),
  },
  { additionalProperties: false },
);
export type AskExport = Static<typeof AskExport>;

export const Export = Type.Object({
  id: Type.String(),
  own: Type.Boolean({ description: 'You asked for it, and may fetch it' }),
  fileName: Type.String(),
  tables: Type.Array(Type.Enum([...exportTables])),
  format: Type.Enum([...exportFormats]),
  filters: ExportFilters,
  purpose: Type.String(),
  state: Type.Enum([...exportStates]),
  code: orNull(Type.String({ description: 'Why it stopped, or was deleted, by itself' })),
  rowsTotal: orNull(Type.Integer()),
  rowsDone: Type.Integer(),
  bytes: orNull(Type.Integer()),
  sha256: orNull(Type.String()),
  createdAt: Type.String(),
  expiresAt: orNull(Type.String({ description: 'When its file is deleted' })),
});
export type Export = Static<typeof Export>;
export const ExportList = listOf(Export);
export const ExportQuery = listQuery(['createdAt'], {});
