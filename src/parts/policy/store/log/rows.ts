import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { FieldKind, LogSource } from '../../../../platform/evidence/source.ts';

type Db = Kysely<Record<never, never>>;
export type Fields = Readonly<Record<string, unknown>>;

export interface UnloggedRow {
  readonly key: string;
  readonly fields: Fields;
}

/** A stretch of a source's rows in the order of their ids. */
export interface Stretch {
  /** Those that are no leaf yet. */
  readonly rows: readonly UnloggedRow[];
  /** How many rows were looked at, and the id of the last; null for none. */
  readonly looked: number;
  readonly last: string | null;
}

/** Looks at the rows after an id (null: from the first), as they are committed now. */
export async function nextStretch(
  db: Db,
  source: LogSource,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<Stretch> {
  const columns = [...new Set(Object.values(source.fields).map(({ column }) => column))];
  const { rows } = await sql<{ looked: number; last: string | null; key: string | null; fields: Fields }>`
    WITH stretch AS (SELECT id, ${sql.join(columns.map((column) => sql.ref(column)))} FROM ${sql.table(source.table)}
      WHERE ${after}::text IS NULL OR id > ${after}::text::${idType(source)} ORDER BY id LIMIT ${limit})
    SELECT (SELECT count(*)::int FROM stretch) AS looked, (SELECT id::text FROM stretch ORDER BY id DESC LIMIT 1) AS last,
      f.key, f.fields
    FROM (SELECT) one LEFT JOIN LATERAL (SELECT t.id::text AS key, ${asObject(source)} AS fields FROM stretch t
      WHERE ${isNew(source)} ORDER BY t.id) f ON true`.execute(db);
  const [first] = rows;
  return {
    looked: first?.looked ?? 0,
    last: first?.last ?? null,
    rows: rows.flatMap(({ key, fields }) => (key === null ? [] : [{ key, fields }])),
  };
}

// One probe of the index a row, whatever is thought of the size of the table: it has grown since its statistics were made.
function isNew(source: LogSource): RawBuilder<unknown> {
  return sql`(SELECT r.leaf_index FROM policy.log_rows r WHERE r.source = ${source.name} AND r.key = t.id::text) IS NULL`;
}

/** The last row of a source, up to an id, that is a leaf. */
export async function lastLogged(db: Db, source: LogSource, upTo: string | null): Promise<string | null> {
  const key = source.id === 'number' ? sql`max(key::bigint)::text` : sql`max(key)`;
  const { rows } = await sql<{ last: string | null }>`SELECT ${key} AS last FROM policy.log_rows
    WHERE source = ${source.name} AND (${upTo}::text IS NULL OR key <= ${upTo})`.execute(db);
  return rows[0]?.last ?? null;
}

/** Where the database stands: transactions before `oldest` are over, those from `next` on have not begun. */
export async function transactionsNow(db: Db): Promise<{ oldest: bigint; next: bigint; now: Date }> {
  const { rows } = await sql<{ oldest: string; next: string; now: Date }>`SELECT clock_timestamp() AS now,
    pg_snapshot_xmin(s)::text AS oldest, pg_snapshot_xmax(s)::text AS next FROM pg_current_snapshot() s`.execute(db);
  const [row] = rows;
  return { oldest: BigInt(row?.oldest ?? 0), next: BigInt(row?.next ?? 0), now: row?.now ?? new Date(0) };
}

export interface LoggedRow {
  readonly key: string;
  readonly leafIndex: number;
  /** Null where it was taken. */
  readonly nonce: Buffer | null;
  readonly leafHash: Buffer;
  readonly fields: Fields;
}

/** Those of these rows that are leaves. */
export async function loggedRows(db: Db, source: LogSource, keys: readonly string[]): Promise<LoggedRow[]> {
  const { rows } =
    await sql<LoggedRow>`SELECT r.key, r.leaf_index::float8 AS "leafIndex", r.nonce, l.hash AS "leafHash",
      ${asObject(source)} AS fields
    FROM policy.log_rows r JOIN policy.log_leaves l ON l.leaf_index = r.leaf_index
      JOIN ${sql.table(source.table)} t ON t.id = r.key::${idType(source)}
    WHERE r.source = ${source.name} AND r.key = ANY (${[...keys]}::text[]) ORDER BY r.leaf_index`.execute(db);
  return rows;
}

/** Rows about a person, and those whose free text holds one of these values. */
export async function rowsAbout(
  db: Db,
  source: LogSource,
  { personId, values }: { readonly personId: string; readonly values: readonly string[] },
): Promise<string[]> {
  const about = source.person === undefined ? sql`false` : sql`${sql.ref(source.person)} = ${personId}::uuid`;
  const names =
    source.words === undefined || values.length === 0
      ? sql`false`
      : sql`EXISTS (SELECT FROM unnest(${[...values]}::text[]) v (value) WHERE strpos(${sql.ref(source.words)}, v.value) > 0)`;
  const { rows } = await sql<{ key: string }>`SELECT id::text AS key FROM ${sql.table(source.table)}
    WHERE ${about} OR ${names}`.execute(db);
  return rows.map(({ key }) => key);
}

/** Takes the nonces of these rows, and gives their leaves. */
export async function takeNonces(db: Db, source: LogSource, keys: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ leaf: number }>`UPDATE policy.log_rows SET nonce = NULL WHERE source = ${source.name}
    AND key = ANY (${[...keys]}::text[]) AND nonce IS NOT NULL RETURNING leaf_index::float8 AS leaf`.execute(db);
  return rows.map(({ leaf }) => leaf);
}

export async function noteErased(
  db: Db,
  rows: readonly { readonly id: string; readonly leaf: number }[],
  given: { readonly at: Date; readonly basis: string },
): Promise<void> {
  await sql`INSERT INTO policy.log_erased (id, leaf_index, at, basis)
    SELECT id, leaf, ${given.at}, ${given.basis} FROM unnest(${rows.map(({ id }) => id)}::uuid[],
      ${rows.map(({ leaf }) => leaf)}::bigint[]) AS e (id, leaf)`.execute(db);
}

function idType(source: LogSource): RawBuilder<unknown> {
  return sql.raw(source.id === 'uuid' ? 'uuid' : 'bigint');
}

/** A column as it is written into a row's canonical text. */
const written: Record<FieldKind, (column: string) => string> = {
  text: (column) => `${column}::text`,
  time: (column) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  bytes: (column) => `encode(${column}, 'hex')`,
  json: (column) => `to_jsonb(${column})`,
};

/** SQL: the fields of a row `t` as one JSON object. Names are those of the declared source, nothing that anybody typed. */
export function asObjectText(source: LogSource): string {
  const pairs = Object.entries(source.fields).map(
    ([name, { column, as }]) => `'${name}', ${written[as](`t.${column}`)}`,
  );
  return `jsonb_build_object(${pairs.join(', ')})`;
}

function asObject(source: LogSource): RawBuilder<unknown> {
  return sql.raw(asObjectText(source));
}
