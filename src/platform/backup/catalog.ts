import pg from 'pg';
import { ours } from '../db/labels.ts';
import { errors } from './errors.ts';

/** A table to be copied: `schema.table`, and its columns but for those that the database computes. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** For SQL. */
  readonly sql: string;
  readonly columnsSql: string;
}

/**
 * Left out of a backup, because it describes a running installation and is made again by the next start:
 * the job queue (each server start declares its jobs anew; no job carries anything that is not in another table), and
 * the record of the rights that were set in this very database.
 */
const leftOut = `n.nspname = 'jobs' OR (n.nspname = 'platform' AND c.relname = 'installation')`;

/** What COPY's text must not depend on: the settings of server, database or role. Also no time limit, and no filtering by row. */
export const plainSession = `
  SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; SET LOCAL intervalstyle = 'postgres';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL synchronize_seqscans = off;
  SET LOCAL row_security = off; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL lock_timeout = '60s'`;

/** In an order in which they can be filled: what is referred to comes first. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const tables = await client.query<{ schema: string; table: string; columns: string[] }>(
    `SELECT n.nspname AS schema, c.relname AS table,
       array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${ours} AND NOT (${leftOut})
     GROUP BY n.nspname, c.relname ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`,
  );
  const references = await client.query<{ from: string; to: string }>(
    `SELECT DISTINCT n.nspname || '.' || c.relname AS from, tn.nspname || '.' || t.relname AS to
     FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_class t ON t.oid = f.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
     WHERE f.contype = 'f' AND f.conrelid <> f.confrelid`,
  );
  const all = tables.rows.map(({ schema, table, columns }) => named(schema, table, columns));
  return inOrder(all, references.rows);
}

/** What belongs to somebody else would be left out in silence. */
export async function mustOwnAll(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'S') AND NOT (${ours}) AND NOT (${leftOut}) AND n.nspname !~ '^pg_'
       AND n.nspname IN (SELECT 'platform' UNION ALL
         SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${ours})
     ORDER BY 1`,
  );
  if (rows.length > 0) throw errors.KEPT_BACKUP_NOT_OWNER({ tables: rows.map(({ name }) => name).join(', ') });
}

function named(schema: string, table: string, columns: readonly string[]): Table {
  return {
    name: `${schema}.${table}`,
    columns,
    sql: `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`,
    columnsSql: columns.map((column) => pg.escapeIdentifier(column)).join(', '),
  };
}

/** A table that refers to itself is no circle: its keys are checked when all of its rows are there. */
export function inOrder<T extends { name: string }>(
  tables: readonly T[],
  references: readonly { from: string; to: string }[],
): T[] {
  const done: T[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const names = new Set(waiting.map((table) => table.name));
    const blocked = new Set(references.filter(({ to }) => names.has(to)).map(({ from }) => from));
    const ready = waiting.filter((table) => !blocked.has(table.name));
    if (ready.length === 0) throw errors.KEPT_BACKUP_SCHEMA({ tables: [...names].join(', ') });
    done.push(...ready);
    waiting = waiting.filter((table) => blocked.has(table.name));
  }
  return done;
}

export interface Sequence {
  readonly name: string;
  readonly last: string;
  readonly called: boolean;
}

/** Sequences are outside of transactions: read after the tables, they are at or past every number that was copied. */
export async function readSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const found = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'S' AND ${ours} AND NOT (${leftOut}) ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`,
  );
  const sequences: Sequence[] = [];
  for (const { schema, name } of found.rows) {
    const { rows } = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
    );
    sequences.push({ name: `${schema}.${name}`, last: rows[0]?.last ?? '1', called: rows[0]?.called ?? false });
  }
  return sequences;
}

/** Moves each sequence of the backup to where it was. */
export async function setSequences(client: pg.ClientBase, sequences: readonly Sequence[]): Promise<void> {
  const known = new Set((await readSequences(client)).map((sequence) => sequence.name));
  for (const { name, last, called } of sequences) {
    if (!known.has(name)) throw errors.KEPT_RESTORE_MISMATCH({ table: name, reason: 'there is no such sequence' });
    const quoted = name
      .split('.')
      .map((part) => pg.escapeIdentifier(part))
      .join('.');
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quoted, last, called]);
  }
}
