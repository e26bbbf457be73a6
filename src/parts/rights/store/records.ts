import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';

export type LabelledRow = { readonly table: string; readonly column: string; readonly category: string };

/** Every column that is labelled as personal, as the catalog of the database has it. */
export async function readLabelled(db: Database['read']): Promise<LabelledRow[]> {
  const { rows } = await sql<LabelledRow>`SELECT n.nspname || '.' || c.relname AS "table", a.attname AS "column",
      substr(d.description, 10) AS category
    FROM pg_description d JOIN pg_class c ON c.oid = d.objoid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
    WHERE d.classoid = 'pg_class'::regclass AND d.description LIKE 'personal:%' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    ORDER BY 3, 1, a.attnum`.execute(db);
  return rows;
}
