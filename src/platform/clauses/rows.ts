import { type Finding, listed } from './finding.ts';
import type { Query, Row, Scene } from './scene.ts';

interface RowsProbeName {
  readonly kind: 'rows';
  /** What is counted: `activations`. */
  readonly unit: string;
}

/** Looks at rows by SQL. */
interface RowsByLook extends RowsProbeName {
  /** One row for each thing looked at: `key` and `holds`. What does not hold, or is not known to, is a counterexample. */
  readonly look: string;
  /** Where SQL cannot tell: the query gives `key` and what this needs. Must not use anything outside itself. */
  readonly holds?: (row: Row) => boolean;
  /** One value, written independently: how many things there are. */
  readonly counted: string;
}

/** Looks at every cell of text in some schemas for patterns. */
interface RowsByCell extends RowsProbeName {
  readonly cells: {
    /** Which tables: a condition on `n.nspname` and `c.relname`. */
    readonly where: string;
    /** POSIX regular expressions of PostgreSQL. */
    readonly patterns: readonly string[];
    /** `schema.table.column` left out, each with its reason. */
    readonly except: Readonly<Record<string, string>>;
    /** Leaves out columns labelled personal: people write there what they like. */
    readonly withoutPersonal?: true;
  };
}

export type RowsProbe = RowsByLook | RowsByCell;

/** Breaks the demand in scratch, inside a transaction that is rolled back. */
export interface RowsSaboteur {
  readonly kind: 'rows';
  /** What it does, in one sentence. */
  readonly says: string;
  /** SQL, run as owner. */
  readonly plant: string;
}

export async function runRows(probe: RowsProbe, scene: Scene): Promise<Finding> {
  return scene.snapshot(({ query }) => ('cells' in probe ? lookAtCells(probe, query) : lookAtRows(probe, query)));
}

/** Runs one look and its count in the same moment of the database. */
export async function lookAtRows(probe: Omit<RowsByLook, 'kind' | 'unit'>, query: Query): Promise<Finding> {
  const counted = await number(query, probe.counted);
  const { holds } = probe;
  if (holds) {
    const rows = await query(probe.look);
    const against = rows.filter((row) => holds(row) !== true).map((row) => String(row.key));
    return { examined: rows.length, counted, counterexamples: listed(against) };
  }
  const [seen] = await query<{ examined: string; against: string; keys: string[] | null }>(
    `WITH look AS (${probe.look}), against AS (SELECT key::text FROM look WHERE holds IS NOT TRUE)
     SELECT (SELECT count(*) FROM look) AS examined, (SELECT count(*) FROM against) AS against,
       (SELECT array_agg(key ORDER BY key) FROM (SELECT key FROM against ORDER BY key LIMIT 50) first) AS keys`,
  );
  if (!seen) throw new Error('the look gave nothing');
  return {
    examined: Number(seen.examined),
    counted,
    counterexamples: listed((seen.keys ?? []).map(String), Number(seen.against)),
  };
}

async function number(query: Query, text: string): Promise<number> {
  const rows = await query(text);
  const values = Object.values(rows[0] ?? {});
  if (rows.length !== 1 || values.length !== 1) throw new Error('a count gives one value');
  return Number(values[0]);
}

interface Cell extends Row {
  schema: string;
  table: string;
  column: string;
}

// Examined: cells that the patterns were held against, column by column as the catalog lists them.
// Counted: filled cells, row by row, over the columns as the information schema lists them.
async function lookAtCells({ cells }: RowsByCell, query: Query): Promise<Finding> {
  const columns = (await query<Cell>(textColumns(cells))).filter((cell) => !(name(cell) in cells.except));
  let examined = 0;
  const against: string[] = [];
  for (const cell of columns) {
    const value = `${quote(cell.column)}::text`;
    const [seen] = await query<{ filled: string; found: string }>(
      `SELECT count(${quote(cell.column)}) AS filled,
         count(*) FILTER (WHERE ${cells.patterns.map((_, index) => `${value} ~* $${index + 1}`).join(' OR ')}) AS found
       FROM ${quote(cell.schema)}.${quote(cell.table)}`,
      cells.patterns,
    );
    examined += Number(seen?.filled);
    if (Number(seen?.found) > 0) against.push(`${name(cell)}: ${seen?.found} cells`);
  }
  return { examined, counted: await countCells(cells, query), counterexamples: listed(against) };
}

/** Every column of text that the probe may read and that holds one of these very values somewhere. */
export async function columnsHolding(values: readonly string[], where: string, query: Query): Promise<string[]> {
  const found: string[] = [];
  for (const cell of await query<Cell>(textColumns({ where }))) {
    const [seen] = await query<{ found: boolean }>(
      `SELECT EXISTS (SELECT FROM ${quote(cell.schema)}.${quote(cell.table)}
        WHERE ${values.map((_, index) => `strpos(${quote(cell.column)}::text, $${index + 1}) > 0`).join(' OR ')}) AS found`,
      values,
    );
    if (seen?.found !== false) found.push(name(cell));
  }
  return found;
}

function textColumns({ where, withoutPersonal }: Pick<RowsByCell['cells'], 'where' | 'withoutPersonal'>): string {
  return `SELECT n.nspname AS schema, c.relname AS table, a.attname AS column
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
      AND coalesce(e.typname, t.typname) IN ('text', 'varchar', 'bpchar', 'name', 'citext', 'json', 'jsonb', 'xml', 'inet', 'cidr')
      AND has_column_privilege(c.oid, a.attnum, 'SELECT') AND (${where})
      ${withoutPersonal ? "AND coalesce(col_description(c.oid, a.attnum), '') !~ '^personal:'" : ''}
    ORDER BY 1, 2, 3`;
}

const notPersonal = `AND NOT EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid
  AND d.objsubid = i.ordinal_position AND left(d.description, 9) = 'personal:')`;

async function countCells(cells: RowsByCell['cells'], query: Query): Promise<number> {
  const columns = await query<Cell>(
    `SELECT i.table_schema AS schema, i.table_name AS table, i.column_name AS column
     FROM information_schema.columns i JOIN pg_namespace n ON n.nspname = i.table_schema
     JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = i.table_name AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     WHERE (i.data_type IN ('text', 'character varying', 'character', 'name', 'json', 'jsonb', 'xml', 'inet', 'cidr')
        OR i.udt_name IN ('citext', '_text', '_varchar', '_bpchar', '_name', '_citext', '_json', '_jsonb', '_xml', '_inet', '_cidr'))
       AND has_column_privilege(c.oid, i.column_name, 'SELECT') AND (${cells.where})
       ${cells.withoutPersonal ? notPersonal : ''}`,
  );
  const tables = Map.groupBy(
    columns.filter((cell) => !(name(cell) in cells.except)),
    (cell) => `${quote(cell.schema)}.${quote(cell.table)}`,
  );
  let counted = 0;
  for (const [table, held] of tables)
    counted += await number(
      query,
      `SELECT coalesce(sum(num_nonnulls(${held.map(({ column }) => quote(column)).join(', ')})), 0) FROM ${table}`,
    );
  return counted;
}

const name = ({ schema, table, column }: Cell) => `${schema}.${table}.${column}`;
const quote = (identifier: string) => `"${identifier.replaceAll('"', '""')}"`;
