import type { BuiltDemand } from '../../../platform/clauses/clause.ts';
import { listed } from '../../../platform/clauses/finding.ts';

/** What a policy must ask: whose row it is. Only of what names no company itself the licence may say so, which is filtered, too. */
const asks = `CASE WHEN EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND NOT o.attisdropped AND o.attname ~ 'company_id$')
  THEN 'kept\\.tenant' ELSE 'kept\\.tenant|licences' END`;

/** What resellers and buyers can see and do in the database itself. */
export const sight: readonly BuiltDemand[] = [
  {
    id: 'U3.policies',
    says: 'Every table that a reseller or buyer can read, and that is about customers, is filtered by row for that role.',
    built: true,
    kind: 'prohibition',
    control: 'The migrations that make such a table add row security with a policy for each tenant.',
    couldBeWrong: 'That a policy is there does not make it right; U3.own-only looks through the eyes of resellers.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'tables and roles',
        look: `SELECT r.rolname || ': ' || n.nspname || '.' || c.relname AS key,
            n.nspname || '.' || c.relname IN ('licensing.products', 'licensing.releases', 'licensing.features') OR (c.relrowsecurity AND EXISTS (
              SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND r.oid = ANY (p.polroles) AND p.polcmd = 'r' AND p.polpermissive
                AND pg_get_expr(p.polqual, c.oid) ~ ${asks})
              AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND (r.oid = ANY (p.polroles) OR 0 = ANY (p.polroles))
                AND pg_get_expr(p.polqual, c.oid) !~ ${asks})) AS holds
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN pg_roles r
          WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            AND r.rolname IN ('{prefix}_reseller', '{prefix}_buyer') AND has_any_column_privilege(r.oid, c.oid, 'SELECT')`,
        counted: `SELECT count(DISTINCT (a.grantee, c.oid)) FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid
            CROSS JOIN LATERAL aclexplode(t.attacl) a JOIN pg_roles r ON r.oid = a.grantee
          WHERE c.relkind IN ('r', 'p') AND r.rolname IN ('{prefix}_reseller', '{prefix}_buyer')`,
      },
      saboteur: {
        kind: 'structure',
        says: 'Switches row security of people off.',
        sql: 'ALTER TABLE contacts.people DISABLE ROW LEVEL SECURITY',
      },
    },
  },
  {
    id: 'U3.own-only',
    says: 'Seen through the eyes of each reseller there are only companies, people and licences that are shared with it, and leads and orders that it has.',
    built: true,
    kind: 'prohibition',
    control: 'Row security of the database, by the company of the reseller.',
    couldBeWrong:
      'Of each table at most 1,000 rows are tried for each of at most 50 resellers: 500 that were shared with it, and 500 of anybody, others each day. A route that reads in another role than that of the reseller is not seen here; a test opens every route as a reseller.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'rows seen by resellers',
        steps: [
          'List the companies with which others are or were shared (at most 50).',
          'Take at most 500 rows of each table, whosever they are, and at most 500 that belong to companies shared with it: companies, people, addresses, licences, registrations, leads and offers, orders and questions.',
          'As each of them, in the role of a reseller, list which of these it sees.',
          'As the probe, say which of these rows it may see, by the shares, the memberships and the holder of each licence and lead.',
          'Counted: rows that it sees, counted in its role.',
        ],
        inspect: async ({ query, asTenant, portion }) => {
          const tenants = await query<{ id: string }>(
            `SELECT DISTINCT tenant_company_id AS id FROM contacts.shares ORDER BY 1 LIMIT 50`,
          );
          const shared = (company: string) =>
            `EXISTS (SELECT FROM contacts.shares s WHERE s.company_id = ${company} AND s.tenant_company_id = $1 AND s.until IS NULL)`;
          const may: Record<string, string> = {
            'contacts.companies': shared('t.id'),
            'contacts.people': `EXISTS (SELECT FROM contacts.company_people m WHERE m.person_id = t.id AND m.until IS NULL AND ${shared('m.company_id')})`,
            'contacts.addresses': shared('t.company_id'),
            'licensing.licences': `(${shared('t.holder_company_id')} OR ${shared('t.company_id')})`,
            'resellers.leads': "t.holder_company_id = $1 AND t.state IN ('offered', 'accepted', 'closed')",
            'resellers.lead_offers':
              't.reseller_company_id = $1 AND EXISTS (SELECT FROM resellers.leads l WHERE l.id = t.lead_id AND l.holder_company_id = $1)',
            'licensing.orders': 't.holder_company_id = $1',
            'licensing.order_questions':
              'EXISTS (SELECT FROM licensing.orders o WHERE o.id = t.order_id AND o.holder_company_id = $1)',
            'licensing.registrations': shared('t.company_id'),
          };
          // Where a share leads to rows of a reseller: companies that are shared with it.
          const own: Record<string, string> = {
            'contacts.companies': 's.company_id',
            'contacts.people':
              '(SELECT m.person_id FROM contacts.company_people m WHERE m.company_id = s.company_id AND m.until IS NULL LIMIT 1)',
            'contacts.addresses': '(SELECT a.id FROM contacts.addresses a WHERE a.company_id = s.company_id LIMIT 1)',
            'licensing.licences': '(SELECT l.id FROM licensing.licences l WHERE l.company_id = s.company_id LIMIT 1)',
            'licensing.registrations':
              '(SELECT g.id FROM licensing.registrations g WHERE g.company_id = s.company_id LIMIT 1)',
          };
          let examined = 0;
          let counted = 0;
          const against: string[] = [];
          for (const [table, rule] of Object.entries(may)) {
            // A row of each of so many blocks as hold about 500 rows: others on another day.
            const any = await query<{ id: string }>(
              `SELECT id FROM ${table} TABLESAMPLE SYSTEM (least(100, 50000.0 / greatest(1, (SELECT reltuples FROM pg_class WHERE oid = $1::regclass))))
                 REPEATABLE (${portion.turn}) LIMIT 500`,
              [table],
            );
            for (const { id } of tenants) {
              const theirs = own[table]
                ? await query<{ id: string | null }>(
                    `SELECT ${own[table]} AS id FROM contacts.shares s WHERE s.tenant_company_id = $1 AND s.until IS NULL LIMIT 500`,
                    [id],
                  )
                : [];
              const tried = [...new Set([...any, ...theirs].flatMap((row) => row.id ?? []))].filter((each) =>
                /^[0-9a-f-]{36}$/.test(each),
              );
              if (tried.length === 0) continue;
              const among = `id = ANY ('{${tried.join(',')}}')`;
              const seen = (await asTenant('reseller', id, `SELECT id FROM ${table} WHERE ${among}`)).map((row) =>
                String(row.id),
              );
              const [count] = await asTenant('reseller', id, `SELECT count(*)::int AS n FROM ${table} WHERE ${among}`);
              const fine = await query<{ id: string }>(
                `SELECT t.id FROM ${table} t WHERE t.id = ANY ($2::uuid[]) AND (${rule})`,
                [id, seen],
              );
              const allowed = new Set(fine.map((row) => row.id));
              examined += seen.length;
              counted += Number(count?.n);
              against.push(...seen.filter((each) => !allowed.has(each)).map((each) => `${id} sees ${table} ${each}`));
            }
          }
          return { examined, counted, counterexamples: listed(against) };
        },
      },
      saboteur: {
        kind: 'structure',
        says: 'Adds a policy that lets resellers see every person.',
        sql: 'CREATE POLICY generous ON contacts.people FOR SELECT TO {prefix}_reseller USING (true)',
      },
    },
  },
  {
    id: 'U3.no-name',
    says: 'In the role of a reseller or buyer, without the name of one, nothing is to be seen.',
    built: true,
    kind: 'prohibition',
    control:
      'Row security compares with the company that the transaction names; where none is named, the database refuses.',
    couldBeWrong:
      'Only tables with a column `id` that the role may read are tried, and at most 500 rows of each, others each day.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'tables and roles',
        steps: [
          'List the tables with row security that a reseller or a buyer can read.',
          'In that role, first with no company named and then with a made-up one, look whether any of 500 rows is to be seen, others each day.',
          'It holds where there is none, or where the database refuses.',
          'Counted: policies for these roles in the catalog.',
        ],
        inspect: async ({ query, asTenant, declared, portion }) => {
          const tables = await query<{ tenant: 'reseller' | 'buyer'; name: string }>(
            `SELECT substr(r.rolname, length($1) + 2) AS tenant, c.oid::regclass::text AS name FROM pg_class c CROSS JOIN pg_roles r
              WHERE c.relrowsecurity AND r.rolname IN ($1 || '_reseller', $1 || '_buyer') AND has_any_column_privilege(r.oid, c.oid, 'SELECT')
                AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id' AND has_column_privilege(r.oid, c.oid, a.attnum, 'SELECT'))
              ORDER BY 1, 2`,
            [declared.prefix],
          );
          const [policies] = await query<{ n: number }>(
            `SELECT count(DISTINCT (p.polrelid, r.oid))::int AS n FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
              JOIN pg_attribute a ON a.attrelid = p.polrelid AND a.attname = 'id' CROSS JOIN LATERAL aclexplode(a.attacl) acl
              WHERE acl.grantee = r.oid AND acl.privilege_type = 'SELECT' AND r.rolname IN ($1 || '_reseller', $1 || '_buyer')`,
            [declared.prefix],
          );
          const against: string[] = [];
          for (const { tenant, name } of tables) {
            const tried = await query<{ id: string }>(
              `SELECT id::text FROM ${name} TABLESAMPLE SYSTEM (least(100, 50000.0 / greatest(1, (SELECT reltuples FROM pg_class WHERE oid = $1::regclass))))
                 REPEATABLE (${portion.turn}) LIMIT 500`,
              [name],
            );
            const text = `SELECT id FROM ${name} WHERE id = ANY ('{${tried.map(({ id }) => id).join(',')}}') LIMIT 1`;
            await query('SAVEPOINT unnamed');
            const unnamed = await query(`SET LOCAL ROLE "${declared.prefix}_${tenant}"`)
              .then(() => query("SET LOCAL kept.tenant = ''"))
              .then(() => query(text))
              .catch(() => []);
            await query('ROLLBACK TO unnamed');
            const stranger = await asTenant(tenant, '00000000-0000-4000-8000-00000000dead', text);
            if (unnamed.length > 0 || stranger.length > 0) against.push(`${tenant} sees ${name}`);
          }
          return { examined: tables.length, counted: Number(policies?.n), counterexamples: listed(against) };
        },
      },
      saboteur: {
        kind: 'structure',
        says: 'Opens the licences to resellers whose transaction forgot to say whose it is.',
        sql: `ALTER POLICY tenant ON licensing.licences USING (coalesce(current_setting('kept.tenant', true), '') = '')`,
      },
    },
  },
  {
    id: 'U3.reads-only',
    says: 'In the role of a reseller or buyer nothing can be written: what they enter goes through the rules for it.',
    built: true,
    kind: 'prohibition',
    control:
      'Their roles have rights to read columns and no others; a write of theirs goes on as the server after it was permitted.',
    couldBeWrong: 'What the server writes for a reseller is up to the rules of each act; tests try these.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'tables and roles',
        look: `SELECT r.rolname || ': ' || c.oid::regclass AS key, NOT has_any_column_privilege(r.oid, c.oid, 'INSERT, UPDATE')
            AND NOT has_table_privilege(r.oid, c.oid, 'DELETE, TRUNCATE, TRIGGER') AS holds
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN pg_roles r
          WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            AND r.rolname IN ('{prefix}_reseller', '{prefix}_buyer')`,
        counted: `SELECT 2 * ((SELECT count(*) FROM pg_tables WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema')
          + (SELECT count(*) FROM pg_views WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema'))`,
      },
      saboteur: {
        kind: 'structure',
        says: 'Lets resellers write shares.',
        sql: 'GRANT INSERT ON contacts.shares TO {prefix}_reseller',
      },
    },
  },
];
