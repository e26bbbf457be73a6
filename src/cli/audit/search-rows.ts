import type pg from 'pg';
import type { TracePlace } from '../../platform/clauses/audit-result.ts';
import type { Searches } from './searches.ts';

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Searches every row of every table, whole and as text: what is stored compressed is unpacked by the database. */
export async function searchRows(searches: Searches, client: pg.ClientBase): Promise<void> {
  const { rows: tables } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'm') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' ORDER BY 1, 2`,
  );
  for (const { name, schema } of tables) {
    const place: TracePlace = schema === 'jobs' ? 'job payloads' : 'table rows';
    const search = searches.of(place, 'rows');
    const table = `${quoted(schema)}.${quoted(name)}`;
    const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
    let bytes = 0;
    for (const { row } of rows) {
      const text = Buffer.from(row);
      search.look(`${schema}.${name}`, text);
      bytes += text.length;
    }
    search.examined(rows.length, bytes);
    const { rows: sums } = await client.query<{ things: string; bytes: string }>(
      `SELECT count(*) AS things, coalesce(sum(octet_length(convert_to(t::text, 'UTF8'))), 0) AS bytes FROM ${table} t`,
    );
    search.counted(Number(sums[0]?.things), Number(sums[0]?.bytes));
  }
}
