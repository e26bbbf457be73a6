import Type, { type Static } from 'typebox';
import { Range, RangeQuery, TableQuery } from './reports.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const whole = Type.Integer();

/** Dimensions whose values are paths. */
const folderDimensions = ['page', 'entry', 'exit', 'download', 'not-found'] as const;
const dimension = Type.Enum([...folderDimensions]);
export type FolderDimension = Static<typeof dimension>;

export const FolderParams = Type.Object({ site: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }), dimension });

const asked = {
  ...RangeQuery.properties,
  filter: TableQuery.properties.filter,
  compare: TableQuery.properties.compare,
  /** The folder that is opened: `/` or `/products/`. */
  under: Type.Optional(Type.String({ maxLength: 400, pattern: '^/(?:[^?\\n]*/)?$', default: '/' })),
  sort: Type.Optional(Type.Enum(['visits', '-visits', 'views', '-views', 'value', '-value'])),
};
export const FolderCsvQuery = Type.Object(asked, { additionalProperties: false });
export const FolderQuery = Type.Object(
  { ...asked, limit: TableQuery.properties.limit, offset: TableQuery.properties.offset },
  { additionalProperties: false },
);
export type FolderQuery = Static<typeof FolderQuery>;

const FolderRow = Type.Object({
  /** `/products/` for a folder, otherwise a path. */
  value: Type.String(),
  folder: Type.Boolean(),
  /** Paths in it that have a name in the table of paths. */
  paths: whole,
  /** Of entry and exit pages, of which each visit has one; otherwise null: visits of several paths would count several times. */
  visits: orNull(whole),
  views: whole,
  /** Of the visits of the range, or of all page views, downloads and so on. */
  share: orNull(Type.Number()),
  before: orNull(Type.Object({ visits: orNull(whole), views: whole })),
});

export const FolderTable = Type.Object({
  range: Range,
  before: orNull(Range),
  origin: Type.String(),
  dimension,
  under: Type.String(),
  rows: Type.Array(FolderRow),
  /** What has no name in the table of paths, and so lies in no folder; told at the root only. */
  other: orNull(Type.Object({ visits: orNull(whole), views: whole, share: orNull(Type.Number()) })),
  count: whole,
  next: orNull(whole),
});
export type FolderTable = Static<typeof FolderTable>;
