import type { Clause } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { closedPaths, openAll } from '../../platform/clauses/public-pages.ts';
import { addressedDemand } from './addressed.ts';
import { toldDemand } from './audited.ts';
import { guardsOfDoors, guardsOfUse } from './guards.ts';
import { quietErrorsDemand } from './quiet-errors.ts';
import { roleGuard } from './role-guard.ts';
import { statesOfPeople } from './states.ts';

const ourSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
/** Roles that people and programs of this installation act as. */
const ourRoles =
  "r.rolname ~ '^{prefix}_(base|login|registration|authentication|customer_service|support|marketing|product_improvement|licensor_obligation|legal|rights|operations|reseller|buyer)$'";
const theirNumber = 14;

export const purposeClauses: readonly Clause[] = [
  {
    id: 'U1',
    version: 1,
    part: 'all',
    title: 'What your data is used for',
    text: 'We use what you tell us to register and to authenticate your licences, to serve and support you as a customer, to send you marketing if you want it, to improve our products, and to keep what we owe to licensors, to the law and to you. Nothing here can read you without naming one of these purposes, and each purpose opens only the kinds of data that it needs.',
    keeps: 'Purposes are declared; each read of personal data names one; reads outside the declared purposes fail.',
    terms: ['dpv:Purpose', 'dpv:PurposeLimitationPrinciple', 'dpv:AccessControlMethod'],
    boundary:
      '"Nothing" means the running server and everybody who works through it. Whoever administers the machine or the database itself can read all of it. Where the database belongs to a hosting provider that does not let set_config be closed (U1.no-forging), purposes hold against mistakes, but not against injected SQL.',
    demands: [
      {
        id: 'U1.declared',
        says: 'For each purpose and each tenant, the database opens exactly the columns that the published table of purposes says.',
        built: true,
        kind: 'prohibition',
        control: 'The grants of the database are generated from the table of purposes and the label of each column.',
        couldBeWrong:
          'A column with personal data that carries the label "not personal" would be open to all. The label is given by those who write the migration.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'rights on columns',
            steps: [
              'List every column labelled as personal, with its category, from the catalog.',
              'For each purpose ask the database whether its role may read the column, and compare with the published table.',
              'For each tenant ask the same of every column of every table, and compare with the published list of columns.',
              'Counted: labels and columns in the catalog, times the roles that exist.',
            ],
            inspect: async ({ query, declared }) => {
              const rights = await query<{
                role: string;
                key: string;
                personal: boolean;
                category: string | null;
                may: boolean;
              }>(
                `SELECT r.rolname AS role, n.nspname || '.' || c.relname || '.' || a.attname AS key,
                    split_part(col_description(c.oid, a.attnum), ':', 2) AS category,
                    col_description(c.oid, a.attnum) LIKE 'personal:%' AS personal,
                    has_column_privilege(r.oid, c.oid, a.attnum, 'SELECT') AS may
                  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                    CROSS JOIN pg_roles r
                  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
                    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND r.rolname = ANY ($1)`,
                [
                  [...Object.keys(declared.purposes), ...Object.keys(declared.tenants)].map(
                    (name) => `${declared.prefix}_${name.replaceAll(' ', '_')}`,
                  ),
                ],
              );
              const purposes = new Map(
                Object.entries(declared.purposes).map(([name, kinds]) => [
                  `${declared.prefix}_${name.replaceAll(' ', '_')}`,
                  kinds,
                ]),
              );
              const tenants = new Map(
                Object.entries(declared.tenants).map(([name, tables]) => [
                  `${declared.prefix}_${name}`,
                  new Set(
                    Object.entries(tables).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
                  ),
                ]),
              );
              const looked = rights.filter(({ role, personal }) => tenants.has(role) || personal);
              const against = looked.filter(({ role, key, category, may }) => {
                const inAuth = key.startsWith('auth.');
                const expected = tenants.has(role)
                  ? tenants.get(role)?.has(key) === true
                  : !inAuth && (purposes.get(role) ?? []).includes(category ?? '');
                return may !== expected;
              });
              const [count] = await query<{ labels: string; columns: string }>(
                `SELECT (SELECT count(*) FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND NOT c.relispartition
                    WHERE d.classoid = 'pg_class'::regclass AND d.objsubid > 0 AND d.description LIKE 'personal:%') AS labels,
                  (SELECT sum(c.relnatts - (SELECT count(*) FROM pg_attribute x WHERE x.attrelid = c.oid AND x.attisdropped))
                    FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND c.relnamespace IN
                      (SELECT n.oid FROM pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')) AS columns`,
              );
              return {
                examined: looked.length,
                counted: Number(count?.labels) * purposes.size + Number(count?.columns) * tenants.size,
                counterexamples: listed(
                  against.map(({ role, key, may }) => `${role} ${may ? 'may' : 'may not'} read ${key}`),
                ),
              };
            },
          },
          saboteur: {
            kind: 'structure',
            says: 'Lets marketing read phone numbers.',
            sql: 'GRANT SELECT (phone) ON contacts.people TO {prefix}_marketing',
          },
        },
      },
      {
        id: 'U1.outside-fails',
        says: 'Without a purpose no personal column can be read: neither by the server as it signs in, nor as it works, nor by everybody.',
        built: true,
        kind: 'prohibition',
        control:
          'The server owns nothing, signs in without inherited rights and starts every connection as the role base.',
        couldBeWrong:
          'As for U1.declared: a wrong label opens a column. The roles of the database administrator are not looked at.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'rights on columns',
            look: `SELECT who.name || ': ' || n.nspname || '.' || c.relname || '.' || a.attname AS key,
                NOT has_column_privilege(who.name, c.oid, a.attnum, 'SELECT') AS holds
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                CROSS JOIN (VALUES ('{prefix}_base'), ('{prefix}_login'), ('public')) who (name)
              WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND ${ourSchemas}
                AND col_description(c.oid, a.attnum) ~ '^(personal:|secret)'`,
            counted: `SELECT 3 * count(*) FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND NOT c.relispartition
              WHERE d.classoid = 'pg_class'::regclass AND d.objsubid > 0 AND (d.description = 'secret' OR left(d.description, 9) = 'personal:')`,
          },
          saboteur: {
            kind: 'structure',
            says: 'Lets the server read names of people without a purpose.',
            sql: 'GRANT SELECT (name) ON contacts.people TO {prefix}_base',
          },
        },
      },
      {
        id: 'U1.labelled',
        says: 'Every column says whether it is personal, and of which kind.',
        built: true,
        kind: 'completeness',
        control: 'A migration that leaves a column without a label fails.',
        couldBeWrong: 'That a label is there does not make it right.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'columns',
            look: `SELECT n.nspname || '.' || c.relname || '.' || a.attname AS key,
                coalesce(col_description(c.oid, a.attnum) ~ '^(not personal|secret|personal:(identity|email|phone|address|profession|message|question))$', false) AS holds
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND ${ourSchemas}`,
            counted: `SELECT sum(c.relnatts - (SELECT count(*) FROM pg_attribute d WHERE d.attrelid = c.oid AND d.attisdropped))
              FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
                AND c.relnamespace IN (SELECT n.oid FROM pg_namespace n WHERE ${ourSchemas})`,
          },
          saboteur: {
            kind: 'structure',
            says: 'Adds a column without a label.',
            sql: 'ALTER TABLE contacts.companies ADD COLUMN mood text',
          },
        },
      },
      {
        id: 'U1.named',
        says: 'Each look at a person by staff or a reseller is logged with a declared purpose and a reason.',
        built: true,
        kind: 'precondition',
        control:
          'One door reads people for the desk; it refuses without purpose and reason, and writes the look-up log in the same transaction.',
        couldBeWrong:
          'A read that does not pass the door writes no row and is not seen here; U1.outside-fails keeps it from having rights.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'look-ups',
            look: `SELECT id AS key, purpose IN ('registration', 'authentication', 'customer service', 'support', 'marketing',
                'product improvement', 'licensor obligation', 'legal', 'rights', 'operations')
                AND length(trim(reason)) BETWEEN 3 AND 200 AND cardinality(fields) > 0 AS holds
              FROM contacts.lookups WHERE {share contacts.lookups: id}`,
            counted:
              'SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM contacts.lookups WHERE {share contacts.lookups: id} GROUP BY member_id, kind) each',
          },
          saboteur: {
            kind: 'rows',
            says: 'Notes a look-up out of curiosity.',
            plant: `INSERT INTO contacts.lookups (id, at, member_id, person_id, kind, purpose, reason, fields)
              SELECT gen_random_uuid(), now(), member_id, person_id, 'opened', 'curiosity', '', '{name}' FROM contacts.lookups LIMIT 1`,
          },
        },
      },
      {
        id: 'U1.routes',
        says: 'Each route names who may call it and for which declared purposes it may read people.',
        built: true,
        kind: 'completeness',
        control: 'The server does not start while one route is silent.',
        couldBeWrong:
          'That a route names a purpose does not say that it reads no more than it needs; U1.declared limits what it can.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'routes',
            steps: [
              'Take the route table of the running server.',
              'It holds if a route names at least one known caller, and only declared purposes; one that is about a single person, at least one.',
              'Counted: the routes, one method at a time.',
            ],
            inspect: async ({ routes, declared }) => {
              const callers = new Set([
                'administrator',
                'licence desk',
                'marketing',
                'support',
                'QA',
                'product manager',
                'privacy officer',
                'reseller administrator',
                'reseller staff',
                'buyer administrator',
                'person',
                'desktop client',
                'API token',
                'public',
              ]);
              const against = routes.filter(
                ({ access, url }) =>
                  access.callers.length === 0 ||
                  !access.callers.every((caller) => callers.has(caller)) ||
                  !access.purposes.every((purpose) => purpose in declared.purposes) ||
                  (url.includes('/people/:') && access.purposes.length === 0),
              );
              const byMethod = Map.groupBy(routes, ({ method }) => method);
              return {
                examined: routes.length,
                counted: [...byMethod.values()].reduce((sum, own) => sum + new Set(own.map(({ url }) => url)).size, 0),
                counterexamples: listed(against.map(({ method, url }) => `${method} ${url}`)),
              };
            },
          },
          saboteur: {
            kind: 'structure',
            says: 'Adds a route that reads people for a purpose nobody has declared.',
            app: (app) =>
              app.get(
                '/api/v1/made-up',
                {
                  config: {
                    access: { callers: ['marketing'], purposes: ['curiosity'], limit: 'desk' },
                    rateLimit: { max: 10, timeWindow: 60_000 },
                  },
                },
                async () => ({}),
              ),
          },
        },
      },
      {
        id: 'U1.refused',
        says: 'Whoever has not signed in is refused by every route that is not for everybody.',
        built: true,
        kind: 'prohibition',
        control: 'One check before every handler compares the caller with those that the route names.',
        couldBeWrong:
          'Only GET routes are tried on the live system, so that a broken check cannot do harm. Tests try the others.',
        proof: {
          probe: {
            kind: 'behaviour',
            unit: 'routes',
            steps: [
              'Open every GET route that is not for everybody, with no session and with made-up ids.',
              'It holds if the answer is 401 or 403.',
              'Counted: GET operations of /openapi.json whose callers leave out "public".',
            ],
            walk: async (visit) => {
              const opened = await openAll(visit, closedPaths(visit.routes));
              const api = JSON.parse((await visit.get('/openapi.json')).text) as {
                paths: Record<string, { get?: { 'x-callers'?: string[] } }>;
              };
              const documented = Object.values(api.paths).filter(
                ({ get }) => get !== undefined && !(get['x-callers'] ?? ['public']).includes('public'),
              );
              return {
                examined: opened.length,
                counted: documented.length,
                counterexamples: listed(
                  opened
                    .filter(({ answer }) => answer.status !== 401 && answer.status !== 403)
                    .map(({ route, answer }) => `${route}: ${answer.status}`),
                ),
              };
            },
          },
          saboteur: {
            kind: 'behaviour',
            says: 'Answers everybody where the board of proofs is only for staff.',
            app: (app) =>
              app.addHook('onSend', async (request, reply, payload) => {
                if (request.url === '/api/v1/proof') reply.code(200);
                return payload;
              }),
          },
        },
      },
      {
        id: 'U1.no-detour',
        says: 'Nothing in the database reads with the rights of its owner.',
        built: true,
        kind: 'prohibition',
        control: 'A migration that makes a function or view with the rights of its owner fails.',
        couldBeWrong:
          'Extensions that an administrator installs bring functions of their own; these are not looked at.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'functions and views',
            look: `SELECT n.nspname || '.' || p.proname AS key, NOT p.prosecdef AS holds
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE ${ourSchemas} AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
              UNION ALL
              SELECT n.nspname || '.' || c.relname, c.relkind = 'v' AND coalesce(c.reloptions::text[] @> '{security_invoker=true}', false)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('v', 'm') AND ${ourSchemas}`,
            counted: `SELECT (SELECT count(*) FROM pg_proc WHERE pronamespace IN (SELECT n.oid FROM pg_namespace n WHERE ${ourSchemas})
                AND oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND deptype = 'e'))
              + (SELECT count(*) FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class WHERE w.rulename = '_RETURN'
                AND c.relnamespace IN (SELECT n.oid FROM pg_namespace n WHERE ${ourSchemas}))`,
          },
          saboteur: {
            kind: 'structure',
            says: 'Adds a function that reads names with the rights of the owner.',
            sql: `CREATE FUNCTION contacts.name_of(person uuid) RETURNS text LANGUAGE sql SECURITY DEFINER
              AS 'SELECT name FROM contacts.people WHERE id = person'`,
          },
        },
      },
      {
        id: 'U1.no-forging',
        says: 'No role of ours can give itself another purpose or tenant from inside a query.',
        built: true,
        kind: 'prohibition',
        control:
          'The migration takes the right to call set_config from everybody, where the owner of the database may do that.',
        couldBeWrong: 'Another function that can run text as SQL with a SET in it would be a way; none is known.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'roles',
            look: `SELECT r.rolname AS key, NOT has_function_privilege(r.oid, 'pg_catalog.set_config(text,text,boolean)', 'EXECUTE') AS holds
              FROM pg_roles r WHERE ${ourRoles}`,
            counted: `SELECT ${theirNumber}`,
          },
          saboteur: {
            kind: 'structure',
            says: 'Gives everybody the right to call set_config back.',
            sql: 'GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO PUBLIC',
          },
        },
      },
      roleGuard,
      ...guardsOfUse,
      ...statesOfPeople,
      toldDemand,
      addressedDemand,
      quietErrorsDemand,
      ...guardsOfDoors,
    ],
  },
];
