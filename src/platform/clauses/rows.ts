import { type Finding, listed } from './finding.ts';
import type { Query, Row, Scene, Snapshot } from './scene.ts';
import { partOf, withShares } from './shares.ts';

interface RowsProbeName {
  readonly kind: 'rows';
  /** What is counted: `activations`. */
  readonly unit: string;
}

/** Looks at rows by SQL. */
interface RowsByLook extends RowsProbeName {
  /** One row for each thing looked at: `key` and `holds`. What does not hold, or is not known to, is a counterexample. Where there are many, `{share SCHEMA.TABLE: COLUMN}` is a condition (see `withShares`). */
  readonly look: string;
  /** Where SQL cannot tell: the query gives `key` and what this needs. Must not use anything outside itself. */
  readonly holds?: (row: Row) => boolean;
  /** One value, written independently: how many things there are (in the same shares). */
  readonly counted: string;
}

/** Looks at every cell of text in some schemas for patterns. */
interface RowsByCell extends RowsProbeName {
  readonly cells: {
    /** Which tables: a condition on `n.nspname` and `c.relname`. */
    readonly where: string;
    /** POSIX regular expressions of PostgreSQL. */
    readonly patterns: readonly string[];
    /** A short one that fits wherever one of them does: only then are they tried, which takes a hundred times as long. */
    readonly quick?: string;
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
  return scene.snapshot((snapshot) => ('cells' in probe ? lookAtCells(probe, snapshot) : lookAtRows(probe, snapshot)));
}

/** Runs one look and its count in the same moment of the database. */
export async function lookAtRows(probe: Omit<RowsByLook, 'kind' | 'unit'>, snapshot: Snapshot): Promise<Finding> {
  const { query } = snapshot;
  const look = await withShares(probe.look, snapshot);
  const counted = await number(query, await withShares(probe.counted, snapshot));
  const { holds } = probe;
  if (holds) {
    const rows = await query(look);
    const against = rows.filter((row) => holds(row) !== true).map((row) => String(row.key));
    return { examined: rows.length, counted, counterexamples: listed(against) };
  }
  // In one pass, which keeps no row; keys are asked for where there are any to tell.
  const [seen] = await query<{ examined: string; against: string }>(
    `SELECT count(*) AS examined, count(*) FILTER (WHERE holds IS NOT TRUE) AS against FROM (${look}) look`,
  );
  if (!seen) throw new Error('the look gave nothing');
  const against = Number(seen.against);
  const told = against > 0 ? await query<{ key: string }>(counterexamplesOf(look)) : [];
  return {
    examined: Number(seen.examined),
    counted,
    counterexamples: listed(
      told.map(({ key }) => key),
      against,
    ),
  };
}

function counterexamplesOf(look: string): string {
  return `SELECT key::text AS key FROM (${look}) look WHERE holds IS NOT TRUE ORDER BY 1 LIMIT 50`;
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
async function lookAtCells({ cells }: RowsByCell, snapshot: Snapshot): Promise<Finding> {
  const { query } = snapshot;
  const columns = (await query<Cell & { few: boolean }>(textColumns(cells))).filter(
    (cell) => !(name(cell) in cells.except),
  );
  const patterns = [cells.quick ?? '', cells.patterns.map((each) => `(${each})`).join('|')] as const;
  let examined = 0;
  const against: string[] = [];
  for (const [table, all] of Map.groupBy(columns, tableOf)) {
    for (const [few, held] of Map.groupBy(all, (cell) => cell.few)) {
      const part = await partOf(table, quoted(held), snapshot);
      const found = await cellsAgainst({ part, held, few, patterns }, query);
      for (const [index, cell] of held.entries()) {
        examined += found[index]?.filled ?? 0;
        if ((found[index]?.found ?? 0) > 0) against.push(`${name(cell)}: ${found[index]?.found} cells`);
      }
    }
  }
  return { examined, counted: await countCells(cells, snapshot), counterexamples: listed(against.sort()) };
}

/** Filled cells of these columns of a table, and those that a pattern fits. Where a column has few values, each is held against it once. */
async function cellsAgainst(
  of: {
    readonly part: string;
    readonly held: readonly Cell[];
    readonly few: boolean;
    readonly patterns: readonly [string, string];
  },
  query: Query,
): Promise<{ filled: number; found: number }[]> {
  const { part, held, few, patterns } = of;
  const values = held.map(({ column }, index) => `${quote(column)}::text AS c${index}`);
  const rows = few
    ? `SELECT ${held.map((_, index) => `c${index}`).join(', ')}, count(*) AS n FROM (SELECT ${values.join(', ')} FROM ${part}) v
       GROUP BY ${held.map((_, index) => `c${index}`).join(', ')}`
    : `SELECT ${values.join(', ')}, 1 AS n FROM ${part}`;
  const sums = held.map(
    (_, index) => `coalesce(sum(n) FILTER (WHERE c${index} IS NOT NULL), 0)::float8 AS filled${index},
      coalesce(sum(n) FILTER (WHERE c${index} ~* $1 AND c${index} ~* $2), 0)::float8 AS found${index}`,
  );
  const [seen = {}] = await query<Record<string, number>>(`SELECT ${sums.join(', ')} FROM (${rows}) r`, patterns);
  return held.map((_, index) => ({ filled: Number(seen[`filled${index}`]), found: Number(seen[`found${index}`]) }));
}

/**
 * Every column of text that the probe may read and that holds one of these very values; with `since`, in a row that was written by this
 * transaction or a later one. (Which one wrote a row is told only of tables that may be read as a whole; others are searched as such.)
 */
export async function columnsHolding(
  values: readonly string[],
  {
    where,
    since = null,
    lane = null,
  }: { readonly where: string; readonly since?: string | null; readonly lane?: Lane | null },
  query: Query,
): Promise<string[]> {
  const found: string[] = [];
  const tables = [...Map.groupBy(await query<Cell & { bytes: number }>(textColumns({ where })), tableOf)].sort(
    ([one, [a]], [other, [b]]) => (b?.bytes ?? 0) - (a?.bytes ?? 0) || (one < other ? -1 : 1),
  );
  for (const [place, [table, cells]] of tables.entries()) {
    if (lane && place % lane.of !== lane.nth) continue;
    const [isWhole] = await query<{ yes: boolean }>(
      `SELECT $2::text IS NOT NULL AND has_table_privilege($1, 'SELECT') AS yes`,
      [table, since],
    );
    const rows = isWhole?.yes ? 'age(xmin) <= age($1::text::xid)' : '($1::text IS NULL OR true)';
    if (!(await mayHold(values, { table, cells, rows, since }, query))) continue;
    // Seldom: only now is it asked in which columns.
    const [seen] = await query<Record<string, boolean | null>>(
      `SELECT ${cells.map(({ column }, index) => `bool_or(${values.map((_, at) => `strpos(${quote(column)}::text, $${at + 2}) > 0`).join(' OR ')}) AS c${index}`).join(', ')}
       FROM ${table} WHERE ${rows}`,
      [since, ...values],
    );
    if (!seen) throw new Error('a search gave nothing');
    for (const [index, cell] of cells.entries()) if (seen[`c${index}`]) found.push(name(cell));
  }
  return found;
}

/** One of several that search side by side: the tables fall to them in turn, the largest first. */
export interface Lane {
  readonly nth: number;
  readonly of: number;
}

/** Rows of so many blocks are joined into one text: to look for a value in it costs little more than in a single cell. */
const joinedBlocks = 64;

/**
 * Whether one of these values can stand in a table: of small ones that is not asked, nor of those whose cells are large themselves, or that
 * consist of others.
 */
async function mayHold(
  values: readonly string[],
  of: { readonly table: string; readonly cells: readonly Cell[]; readonly rows: string; readonly since: string | null },
  query: Query,
): Promise<boolean> {
  const { table, cells, rows, since } = of;
  const [size] = await query<{ blocks: number; toasted: boolean }>(
    `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::int)::float8 AS blocks,
       pg_table_size($1::regclass) > 2 * pg_relation_size($1::regclass) AS toasted`,
    [table],
  );
  const { blocks = 0, toasted = true } = size ?? {};
  if (blocks < joinedBlocks || toasted) return true;
  const line = `concat_ws(E'\\n', ${cells.map(({ column }) => quote(column)).join(', ')})`;
  const [seen] = await query<{ yes: boolean | null }>(
    `SELECT bool_or(EXISTS (SELECT FROM unnest($2::text[]) sought WHERE strpos(joined.rows, sought) > 0)) AS yes
     FROM generate_series(0, $3::int, ${joinedBlocks}) block CROSS JOIN LATERAL (SELECT string_agg(${line}, E'\n') AS rows FROM ${table}
       WHERE ${rows} AND ctid >= format('(%s,0)', block)::tid AND ctid < format('(%s,0)', block + ${joinedBlocks})::tid OFFSET 0) joined`,
    [since, marksOf(values), blocks],
  );
  return seen?.yes === true;
}

/** Shorter beginnings that stand wherever one of these values does: spellings differ at their ends. */
function marksOf(values: readonly string[]): string[] {
  const beginning = (value: string) => value.slice(0, Math.max(6, value.length - 4));
  return [...new Set(values.map(beginning))].filter(
    (mark, _, marks) => !marks.some((other) => other !== mark && mark.includes(other)),
  );
}

/** The oldest transaction that is under way: what is written from now on is of this or a later one. */
export async function transactionNow(query: Query): Promise<string> {
  const [row] = await query<{ xid: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::xid::text AS xid');
  if (!row) throw new Error('there is no transaction');
  return row.xid;
}

function textColumns({ where, withoutPersonal }: Pick<RowsByCell['cells'], 'where' | 'withoutPersonal'>): string {
  return `SELECT n.nspname AS schema, c.relname AS table, a.attname AS column, pg_relation_size(c.oid)::float8 AS bytes, EXISTS (SELECT FROM pg_stats s WHERE s.schemaname = n.nspname
      AND s.tablename = c.relname AND s.attname = a.attname AND NOT s.inherited AND s.n_distinct BETWEEN 1 AND 200) AS few
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

async function countCells(cells: RowsByCell['cells'], snapshot: Snapshot): Promise<number> {
  const { query } = snapshot;
  const columns = await query<Cell>(
    `SELECT i.table_schema AS schema, i.table_name AS table, i.column_name AS column
     FROM information_schema.columns i JOIN pg_namespace n ON n.nspname = i.table_schema
     JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = i.table_name AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = i.column_name
     WHERE (i.data_type IN ('text', 'character varying', 'character', 'name', 'json', 'jsonb', 'xml', 'inet', 'cidr')
        OR i.udt_name IN ('citext', '_text', '_varchar', '_bpchar', '_name', '_citext', '_json', '_jsonb', '_xml', '_inet', '_cidr'))
       AND has_column_privilege(c.oid, a.attnum, 'SELECT') AND (${cells.where})
       ${cells.withoutPersonal ? notPersonal : ''}`,
  );
  const tables = Map.groupBy(
    columns.filter((cell) => !(name(cell) in cells.except)),
    tableOf,
  );
  let counted = 0;
  for (const [table, held] of tables)
    counted += await number(
      query,
      `SELECT coalesce(sum(num_nonnulls(${quoted(held).join(', ')})), 0) FROM ${await partOf(table, quoted(held), snapshot)}`,
    );
  return counted;
}

const tableOf = ({ schema, table }: Cell) => `${quote(schema)}.${quote(table)}`;
const name = ({ schema, table, column }: Cell) => `${schema}.${table}.${column}`;
const quoted = (held: readonly Cell[]) => held.map(({ column }) => quote(column));
const quote = (identifier: string) => `"${identifier.replaceAll('"', '""')}"`;
