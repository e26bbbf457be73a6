import { sql } from 'kysely';
import type { Database } from './database.ts';

/** A column that names rows of another table. */
export interface Reference {
  /** `licensing.activations` */
  readonly table: string;
  readonly column: string;
}

/** Every column that has a foreign key to this table (`licensing.licences`), as the catalog knows them: whoever adds one need not be told. */
export async function referencesTo(db: Database['read'], table: string): Promise<Reference[]> {
  const { rows } = await sql<Reference>`SELECT format('%I.%I', n.nspname, t.relname) AS table, a.attname AS column
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = ${table}::regclass AND c.conparentid = 0 ORDER BY 1, 2`.execute(db);
  return rows;
}

/** `NOT EXISTS` for each reference but those of the tables named: nothing else refers to the row `id`. */
export function unreferenced(references: readonly Reference[], id: string, but: readonly string[]) {
  const others = references.filter(({ table }) => !but.includes(table));
  return sql.raw(
    [
      'true',
      ...others.map(({ table, column }) => `NOT EXISTS (SELECT FROM ${table} o WHERE o."${column}" = ${id})`),
    ].join(' AND '),
  );
}
