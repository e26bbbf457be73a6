import { createHash } from 'node:crypto';
import type pg from 'pg';

/** Left as they are: tests give the vendor themselves. */
const leftEmpty = ['policy.vendor'];

/** Where the checks fit together so closely that chance does not find a row; null for a column that stays empty. */
const given: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'licensing.orders': {
    ...{ kind: 'new', licence_kind: 'perpetual', seats: '2', copies: '1', contract_id: null, renewed_by_id: null },
    ...{ state: 'placed', reason: null, reference: 'PO 12/a' },
  },
  'staff.outside_roles': {
    ...{ domain: 'sample.example', claim: null, claim_value: null, role: 'support', company_id: null },
    ended_at: '2026-01-02',
  },
  'resellers.reassignment_tellings': { what: 'given over', customers: '3', outcome: 'no mailbox', ledger_id: null },
  'rights.requests': {
    ...{ kind: 'access', channel: 'letter', identity: 'shown', law: 'gdpr', number: '0123-4567', receipt: null },
    ...{ state: 'open', closed_at: null, refusal: null },
  },
};

const rowsEach = 2;
const triesEach = 150;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** Words that the table's checks name beside the column: most are the values that it may have. */
  readonly words: readonly string[];
  /** Of an enumeration. */
  readonly labels: readonly string[];
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly keys: readonly {
    readonly columns: readonly string[];
    readonly to: string;
    readonly of: readonly string[];
  }[];
}

/**
 * A row or two in every table that has none, by its columns, foreign keys and checks: what the database takes is good
 * enough to be carried. What makes no sense to a part is never read by one: no server runs on it. The same each time.
 */
export async function fillEveryTable(owner: pg.Client): Promise<void> {
  // Each row stands for itself, so that a refused one takes no other with it.
  await owner.query('SET synchronous_commit = off');
  const next = steadyNumbers();
  let left = await emptyTables(owner);
  // Again for those that point at a table which has a row only now.
  for (let before = left.length + 1; left.length < before; ) {
    before = left.length;
    const still: Table[] = [];
    for (const table of left) if (!(await fill(owner, table, next))) still.push(table);
    left = still;
  }
}

type Numbers = (below: number) => number;

/** The same numbers each time, as hashes of 0, 1, 2 …: a test that filled other rows each day would fail on some day. */
function steadyNumbers(): Numbers {
  let at = 0;
  return (below) => createHash('sha256').update(String(at++)).digest().readUInt32BE(0) % below;
}

async function emptyTables(owner: pg.Client): Promise<Table[]> {
  const { rows } = await owner.query<Table>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name,
      (SELECT json_agg(json_build_object('name', format('%I', a.attname), 'type', format_type(a.atttypid, NULL),
          'optional', NOT a.attnotnull OR a.atthasdef OR a.attidentity <> '',
          'words', (SELECT coalesce(json_agg(DISTINCT found[1]), '[]') FROM pg_constraint k,
              regexp_matches(pg_get_constraintdef(k.oid), '''((?:[^'']|'''')*)''', 'g') found
            WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)),
          'labels', (SELECT coalesce(json_agg(enumlabel ORDER BY enumsortorder), '[]') FROM pg_enum WHERE enumtypid = a.atttypid))
          ORDER BY a.attnum)
        FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity <> 'a') AS columns,
      (SELECT coalesce(json_agg(json_build_object('to', k.confrelid::regclass::text,
          'columns', (SELECT json_agg(format('%I', attname) ORDER BY place) FROM unnest(k.conkey) WITH ORDINALITY u(num, place)
            JOIN pg_attribute ON attrelid = k.conrelid AND attnum = num),
          'of', (SELECT json_agg(format('%I', attname) ORDER BY place) FROM unnest(k.confkey) WITH ORDINALITY u(num, place)
            JOIN pg_attribute ON attrelid = k.confrelid AND attnum = num))), '[]')
        FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f') AS keys
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'jobs')
    ORDER BY 1`);
  const empty: Table[] = [];
  for (const table of rows) {
    if (leftEmpty.includes(table.name)) continue;
    const { rowCount } = await owner.query(`SELECT FROM ${table.name} LIMIT 1`);
    if (rowCount === 0) empty.push(table);
  }
  return empty;
}

type Targets = readonly (readonly Readonly<Record<string, unknown>>[])[];

/** Whether the table has a row now. What it refuses is tried with other values; what it points at must be there. */
async function fill(owner: pg.Client, table: Table, next: Numbers): Promise<boolean> {
  const targets = await targetsOf(owner, table);
  const needed = (names: readonly string[]) =>
    table.columns.some(({ name, optional }) => names.includes(name) && !optional);
  if (table.keys.some(({ columns }, index) => targets[index]?.length === 0 && needed(columns))) return false;
  let made = 0;
  for (let tried = 0; tried < triesEach && made < rowsEach; tried++)
    if (await insert(owner, table.name, aRow(table, targets, next))) made++;
  return made > 0;
}

/** For each foreign key, rows that it may point at. */
async function targetsOf(owner: pg.Client, { keys }: Table): Promise<Targets> {
  const targets: Record<string, unknown>[][] = [];
  for (const { to, of } of keys) {
    const names = of.map((name, place) => `${name}::text AS c${place}`).join(', ');
    targets.push((await owner.query<Record<string, unknown>>(`SELECT ${names} FROM ${to} LIMIT 20`)).rows);
  }
  return targets;
}

function aRow(table: Table, targets: Targets, next: Numbers): Map<string, string | null> {
  const chosen = table.columns.filter(({ optional }) => !optional || next(3) > 0);
  const values = new Map<string, string | null>(chosen.map((column) => [column.name, aValue(column, next)]));
  for (const [name, value] of Object.entries(given[table.name] ?? {})) values.set(name, value);
  for (const [index, { columns }] of table.keys.entries()) {
    const rows = targets[index] ?? [];
    const target = rows[next(Math.max(1, rows.length))];
    const pointing = columns.filter((name) => typeof values.get(name) === 'string');
    for (const name of pointing) values.set(name, target ? String(target[`c${columns.indexOf(name)}`]) : null);
  }
  return values;
}

async function insert(owner: pg.Client, table: string, values: ReadonlyMap<string, string | null>): Promise<boolean> {
  const names = [...values.keys()].join(', ');
  const places = [...values.keys()].map((_, index) => `$${index + 1}`).join(', ');
  try {
    await owner.query(
      names ? `INSERT INTO ${table} (${names}) VALUES (${places})` : `INSERT INTO ${table} DEFAULT VALUES`,
      [...values.values()],
    );
    return true;
  } catch (error) {
    // Whatever is no refusal of the row is a mistake of this file.
    if (!/^(?:22|23)/.test((error as { code?: string }).code ?? '')) throw error;
    return false;
  }
}

const shapes = [
  'a sample of words',
  'tab\there, new\nline, C:\\back\\slash, 汉字 😀',
  'sample',
  'sample.example',
  'DE',
  '0123-4567',
  '0123-4567-8901',
  '0123456789ABCDEFGHJKMNPQRS',
  'age-encryption.org/v1\n',
  '0123456789abcdef0123456789abcdef',
];

function aValue({ type, words, labels }: Pick<Column, 'type' | 'words' | 'labels'>, next: Numbers): string {
  const pick = (from: readonly string[]): string => from[next(from.length)] ?? '';
  const hex = (bytes: number) =>
    createHash('sha512')
      .update(String(next(2 ** 31)))
      .digest('hex')
      .slice(0, bytes * 2);
  const text = () => (words.length > 0 && next(4) > 0 ? pick(words) : pick(shapes));
  if (labels.length > 0) return pick(labels);
  if (type.endsWith('[]')) return `{${JSON.stringify(aValue({ type: type.slice(0, -2), words, labels }, next))}}`;
  switch (type) {
    case 'uuid':
      return hex(16);
    case 'bytea':
      return `\\x${hex(32)}`;
    case 'boolean':
      return pick(['true', 'false']);
    case 'date':
      return pick(['2024-02-29', '2024-03-01']);
    case 'timestamp with time zone':
      return pick(['2024-02-29 23:59:59.999999+05:45', '2024-03-31 01:30:00.000001Z']);
    case 'interval':
      return '1 day 00:00:01.000001';
    case 'jsonb':
    case 'json':
      return JSON.stringify({ ä: [1.5, null, '\n'], ...Object.fromEntries(words.map((word) => [word, 1])) });
    case 'integer':
    case 'smallint':
    case 'bigint':
    case 'numeric':
    case 'double precision':
    case 'real':
      return pick(['0', '1', '2', '4', '30', '90']);
    default:
      return text();
  }
}
