import type { BuiltDemand } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { partOf } from '../../platform/clauses/shares.ts';

const ourSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

const names = (held: readonly { readonly column: string }[]) => held.map(({ column }) => column);

/** Bytes are digests, keys and signatures: nearly all of one of those cannot be read as text, and what can be is looked at. */
export const digestsDemand: BuiltDemand = {
  id: 'A2.digests',
  says: 'Where bytes are stored, they are not an address or a user agent in clear.',
  built: true,
  kind: 'prohibition',
  control: 'Columns of bytes are filled with keyed digests, hashes and signatures only.',
  couldBeWrong:
    'Of a table of more than 20 MiB the newest 10 are looked at and a share of the others, another one each day. A hash of an address looks like any other hash; A2.hashes tries some addresses.',
  proof: {
    probe: {
      kind: 'structure',
      unit: 'cells of bytes',
      steps: [
        'List every column of bytes that the probe may read.',
        'Of each cell that is made of printable signs only, look whether it holds what looks like an address or a user agent.',
        'Counted: filled cells of the columns as the information schema lists them.',
      ],
      inspect: async (structure) => {
        const { query } = structure;
        const columns = await query<{ table: string; column: string }>(
          `SELECT c.oid::regclass::text AS table, quote_ident(a.attname) AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.atttypid = 'bytea'::regtype AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
             AND NOT c.relispartition AND ${ourSchemas} AND has_column_privilege(c.oid, a.attnum, 'SELECT') ORDER BY 1, 2`,
        );
        const against: string[] = [];
        let examined = 0;
        for (const [table, held] of Map.groupBy(columns, (each) => each.table)) {
          const looks = held.map(
            ({ column }, index) => `count(${column})::int AS filled${index},
              count(*) FILTER (WHERE encode(${column}, 'escape') !~ '[^ -~]|\\\\[0-7]{3}' AND encode(${column}, 'escape')
                ~* '([0-9]{1,3}\\.){3}[0-9]{1,3}|([0-9a-f]{1,4}:){3,}|[0-9a-f]{1,4}::|mozilla|applewebkit|gecko')::int AS found${index}`,
          );
          const [seen = {}] = await query<Record<string, number>>(
            `SELECT ${looks.join(', ')} FROM ${await partOf(table, names(held), structure)}`,
          );
          for (const [index, { column }] of held.entries()) {
            examined += seen[`filled${index}`] ?? 0;
            if ((seen[`found${index}`] ?? 0) > 0) against.push(`${table}.${column}: ${seen[`found${index}`]} cells`);
          }
        }
        const listedThere = await query<{ table: string; column: string }>(
          `SELECT quote_ident(i.table_schema) || '.' || quote_ident(i.table_name) AS table, quote_ident(i.column_name) AS column
             FROM information_schema.columns i JOIN pg_namespace n ON n.nspname = i.table_schema
             JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = i.table_name AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = i.column_name
             WHERE i.udt_name = 'bytea' AND ${ourSchemas} AND has_column_privilege(c.oid, a.attnum, 'SELECT')`,
        );
        let counted = 0;
        for (const [table, held] of Map.groupBy(listedThere, (each) => each.table)) {
          const [there] = await query<{ n: number }>(
            `SELECT coalesce(sum(num_nonnulls(${held.map(({ column }) => column).join(', ')})), 0)::int AS n FROM ${await partOf(table, names(held), structure)}`,
          );
          counted += there?.n ?? 0;
        }
        return { examined, counted, counterexamples: listed(against) };
      },
    },
    saboteur: {
      kind: 'structure',
      says: 'Stores the address of a caller where the digest of a request belongs.',
      sql: `INSERT INTO platform.idempotency (route, key_digest, request_digest, status, answer, at)
        VALUES ('POST /made-up', sha256('a'), convert_to('203.0.113.5 Mozilla/5.0', 'UTF8'), 201, '{}', now())`,
    },
  },
};
