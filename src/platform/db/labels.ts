import type pg from 'pg';
import { type Category, purposeCategories } from './purposes.ts';
import { errors } from './setup-errors.ts';

/** One column of a table or view of ours, with what its label says. */
export interface LabelledColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly view: boolean;
  readonly label: string | null;
}

/** Columns of better-auth whose values let somebody in. */
const secretNames = /^(password|secret|token|value|backupCodes|(access|refresh|id)Token)$/;

const categories: ReadonlySet<string> = new Set(Object.values(purposeCategories).flat());

/** The category of personal data that a label names; undefined for a column that is not personal, or secret. */
export function categoryOf(label: string | null): Category | undefined {
  const name = label?.startsWith('personal:') ? label.slice('personal:'.length) : undefined;
  return name !== undefined && categories.has(name) ? (name as Category) : undefined;
}

/** Ours is what the owner owns and no extension brought. A partition has the columns of its table. */
export const ours = `c.relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

export async function readColumns(client: pg.ClientBase): Promise<LabelledColumn[]> {
  const { rows } = await client.query<LabelledColumn>(
    `SELECT n.nspname AS schema, c.relname AS table, a.attname AS column, c.relkind IN ('v', 'm') AS view,
       col_description(c.oid, a.attnum) AS label
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${ours}
     ORDER BY n.nspname, c.relname, a.attnum`,
  );
  return rows;
}

/** Refuses columns that do not say what they hold, and those of schema auth that look secret but are not labelled so. */
export function mustBeLabelled(columns: readonly LabelledColumn[]): void {
  const faulty = columns.filter((column) => !isLabelled(column));
  if (faulty.length > 0) {
    throw errors.KEPT_COLUMN_UNLABELLED({
      columns: faulty.map((c) => `${c.schema}.${c.table}.${c.column}`).join(', '),
    });
  }
}

function isLabelled({ schema, column, label }: LabelledColumn): boolean {
  if (schema === 'auth' && secretNames.test(column)) return label === 'secret';
  return label === 'not personal' || label === 'secret' || categoryOf(label) !== undefined;
}

/** What runs with the owner's rights reads past every grant. */
export async function mustBeInvoker(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT n.nspname || '.' || p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.prosecdef AND p.proowner = (SELECT oid FROM pg_roles WHERE rolname = current_user) AND n.nspname !~ '^pg_'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
     UNION ALL
     SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'v' AND ${ours} AND NOT coalesce(c.reloptions @> '{security_invoker=true}', false)
     ORDER BY 1`,
  );
  if (rows.length > 0) throw errors.KEPT_FUNCTION_DEFINER({ names: rows.map((row) => row.name).join(', ') });
}
