import Type, { type Static } from 'typebox';
import Value from 'typebox/value';

/**
 * What is in a backup, in this order:
 *   backup.json                     Head: which tables, at which schema version
 *   secrets/keys.json               the installation's keys
 *   tables/<schema>.<table>/NNNNNN  PostgreSQL's COPY text, in pieces; put together they are the table
 *   manifest.json                   Manifest: rows, bytes and SHA-256 of each table. Without it the backup is not whole
 * as tar, in gzip, in age: `age -d FILE | tar xz` opens it without Kept.
 */
export const names = {
  head: 'backup.json',
  keys: 'secrets/keys.json',
  manifest: 'manifest.json',
  piece: (table: string, number: number) => `tables/${table}/${String(number).padStart(6, '0')}`,
} as const;

/** The table that a name in the archive belongs to. */
export function tableOfPiece(name: string): string | undefined {
  return /^tables\/([^/]+)\/\d{6,}$/.exec(name)?.[1];
}

const formatName = 'kept-backup';
export const formatVersion = 1;

const headSchema = Type.Object({
  format: Type.Literal(formatName),
  formatVersion: Type.Integer(),
  /** Version of Kept that made it. */
  kept: Type.String(),
  madeAt: Type.String(),
  /** Version of PostgreSQL that it was read from. */
  postgres: Type.String(),
  /** The migrations applied to the database, in order. */
  migrations: Type.Array(Type.Object({ name: Type.String(), sha256: Type.String() })),
  /** In the order in which they can be filled. */
  tables: Type.Array(Type.Object({ name: Type.String(), columns: Type.Array(Type.String()) })),
});
export type Head = Static<typeof headSchema>;

const fingerprint = { bytes: Type.Integer({ minimum: 0 }), sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) };
const manifestSchema = Type.Object({
  tables: Type.Array(Type.Object({ name: Type.String(), rows: Type.Integer({ minimum: 0 }), ...fingerprint })),
  /** `last` as text: it may be larger than a number of JavaScript. */
  sequences: Type.Array(
    Type.Object({ name: Type.String(), last: Type.String({ pattern: '^-?\\d+$' }), called: Type.Boolean() }),
  ),
  files: Type.Array(Type.Object({ name: Type.String(), ...fingerprint })),
});
export type Manifest = Static<typeof manifestSchema>;
export type TableSum = Manifest['tables'][number];

export function newHead(fields: Omit<Head, 'format' | 'formatVersion'>): Head {
  return { format: formatName, formatVersion, ...fields };
}

/** undefined where the text is not a head. A head of a later format is told by its `formatVersion`. */
export function parseHead(text: string): Head | undefined {
  return checked(headSchema, text);
}

export function parseManifest(text: string): Manifest | undefined {
  return checked(manifestSchema, text);
}

function checked<S extends Type.TSchema>(schema: S, text: string): Static<S> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Value.Check(schema, value) ? value : undefined;
  } catch {
    return undefined;
  }
}
