import type { BuiltDemand } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { partOf } from '../../platform/clauses/shares.ts';

const ourSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

/** By which address a program that takes the wrong one is called, each network with so many of its addresses. */
const tried = [
  ['127.0.0.', 256],
  ['10.0.', 65_536],
  ['172.17.', 65_536],
  ['192.168.', 65_536],
  ['192.0.2.', 256],
  ['198.51.100.', 256],
  ['203.0.113.', 256],
] as const;

const addresses = tried
  .map(
    ([start, count]) =>
      `SELECT '${start}' || ${count > 256 ? "(n / 256) || '.' || (n % 256)" : 'n'} AS address FROM generate_series(0, ${count - 1}) n`,
  )
  .join(' UNION ALL ');
const digests = `tried AS MATERIALIZED (SELECT DISTINCT d.digest FROM (${addresses} UNION ALL SELECT '::1') a,
  LATERAL (VALUES (sha256(convert_to(a.address, 'UTF8'))), (decode(md5(a.address), 'hex'))) AS d (digest))`;

/** Columns of bytes that the probe may read. */
const columnsOfBytes = `SELECT c.oid::regclass::text AS table, quote_ident(a.attname) AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.atttypid = 'bytea'::regtype AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition AND ${ourSchemas} AND has_column_privilege(c.oid, a.attnum, 'SELECT') ORDER BY 1, 2`;
/** The same by the information schema. */
const columnsListed = `SELECT quote_ident(i.table_schema) || '.' || quote_ident(i.table_name) AS table, quote_ident(i.column_name) AS column
  FROM information_schema.columns i JOIN pg_namespace n ON n.nspname = i.table_schema
  JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = i.table_name AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = i.column_name
  WHERE i.udt_name = 'bytea' AND ${ourSchemas} AND has_column_privilege(c.oid, a.attnum, 'SELECT') ORDER BY 1, 2`;

/** What anybody can turn back by trying is tried. */
export const hashesDemand: BuiltDemand = {
  id: 'A2.hashes',
  says: 'No digest that is stored is the plain hash of an address which can be found by trying.',
  built: true,
  kind: 'prohibition',
  control: 'Machines, addresses and mails are told apart by digests with a key that is kept beside the database.',
  couldBeWrong:
    'Tried are SHA-256 and MD5 of 200,000 addresses: those of the machine itself, the usual ones of networks in the house, behind which every visitor stands where a server in front of this one is not known to it, and those set aside for examples. The thousands of millions of others are not tried, nor those of IPv6: with visitors of its own, A2.ways-in looks for the hashes of theirs. With anything else beside the address in it, a hash is not known again. Of a table of more than 20 MiB the newest 10 are looked at and a share of the others, another one each day.',
  proof: {
    probe: {
      kind: 'structure',
      unit: 'cells of bytes',
      steps: [
        'List every column of bytes that the probe may read.',
        'Compute SHA-256 and MD5 of each of the addresses, and look for them among the cells.',
        'Counted: filled cells of the columns as the information schema lists them.',
      ],
      inspect: async (structure) => {
        const { query } = structure;
        const columns = await query<{ table: string; column: string }>(columnsOfBytes);
        const cells: string[] = [];
        for (const { table, column } of columns)
          cells.push(
            `SELECT ${cells.length} AS place, ${column} AS cell FROM ${await partOf(table, [column], structure)} WHERE ${column} IS NOT NULL`,
          );
        const seen = await query<{ place: number; filled: number; found: number }>(
          `WITH ${digests} SELECT place, count(*)::int AS filled, count(t.digest)::int AS found
             FROM (${cells.join(' UNION ALL ')}) c LEFT JOIN tried t ON t.digest = c.cell GROUP BY place ORDER BY place`,
        );
        let counted = 0;
        for (const { table, column } of await query<{ table: string; column: string }>(columnsListed)) {
          const [there] = await query<{ n: number }>(
            `SELECT count(${column})::int AS n FROM ${await partOf(table, [column], structure)}`,
          );
          counted += there?.n ?? 0;
        }
        return {
          examined: seen.reduce((sum, { filled }) => sum + filled, 0),
          counted,
          counterexamples: listed(
            seen
              .filter(({ found }) => found > 0)
              .map(({ place, found }) => `${columns[place]?.table}.${columns[place]?.column}: ${found} cells`),
          ),
        };
      },
    },
    saboteur: {
      kind: 'structure',
      says: 'Tells machines apart by a hash of the address that they came from.',
      sql: `UPDATE licensing.activations SET machine_key = sha256('192.168.1.20') WHERE id = '00000000-0000-4000-8000-000000000130'`,
    },
  },
};
