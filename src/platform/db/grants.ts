import { createHash } from 'node:crypto';
import pg from 'pg';
import { categoryOf, type LabelledColumn } from './labels.ts';
import {
  appendOnly,
  purposeCategories,
  purposes,
  redactable,
  roleName,
  type Tenant,
  tenantColumns,
} from './purposes.ts';
import { roleNames } from './roles.ts';
import { errors } from './setup-errors.ts';

const quote = pg.escapeIdentifier;
const signIn = 'auth';
/** Written by the migration runner, read by the server. */
const readOnly: readonly string[] = ['platform.migrations', 'platform.installation', 'policy.versions_before_approval'];

interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly key: string;
  readonly sql: string;
  readonly view: boolean;
  readonly columns: readonly LabelledColumn[];
}

/** What stands in the database that rights are given on. */
export interface Grantable {
  readonly columns: readonly LabelledColumn[];
  readonly functions: readonly { readonly schema: string; readonly sql: string; readonly trigger: boolean }[];
}

export async function readGrantable(client: pg.ClientBase, columns: readonly LabelledColumn[]): Promise<Grantable> {
  const { rows } = await client.query<{ schema: string; sql: string; trigger: boolean }>(
    `SELECT n.nspname AS schema, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS sql,
       p.prorettype = 'trigger'::regtype AS trigger
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE p.proowner = (SELECT oid FROM pg_roles WHERE rolname = current_user) AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       AND p.prokind <> 'p'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
     ORDER BY 2`,
  );
  return { columns, functions: rows };
}

/** All rights, from nothing: each statement list begins by taking everything away. */
export function grantStatements(prefix: string, grantable: Grantable): string[] {
  const relations = relationsOf(grantable.columns);
  const everybody = ['PUBLIC', ...Object.values(roleNames(prefix)).map(quote)].join(', ');
  const schemas = [...new Set(relations.map((relation) => relation.schema))].filter((schema) => schema !== 'public');
  return [
    ...schemas.map((schema) => `REVOKE ALL ON SCHEMA ${quote(schema)} FROM ${everybody}`),
    ...schemas.map((schema) => `REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${quote(schema)} FROM ${everybody}`),
    ...relations.map((relation) => `REVOKE ALL ON ${relation.sql} FROM ${everybody}`),
    ...grantable.functions.map((one) => `REVOKE ALL ON FUNCTION ${one.sql} FROM ${everybody}`),
    'ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC',
    ...baseGrants(prefix, relations, schemas, grantable),
    ...relations.flatMap((relation) => purposeGrants(prefix, relation)),
    ...tenantGrants(prefix, relations),
    ...signInGrants(prefix, relations, schemas),
    ...probeGrants(prefix, relations, schemas),
  ];
}

export function digestOf(statements: readonly string[]): string {
  return createHash('sha256').update(statements.join(';\n')).digest('hex');
}

/** Anybody may write, nobody may read a person without a purpose. What is written once stays. */
function baseGrants(
  prefix: string,
  relations: readonly Relation[],
  schemas: readonly string[],
  grantable: Grantable,
): string[] {
  const base = quote(roleName(prefix, 'base'));
  const own = schemas.filter((schema) => schema !== signIn);
  return [
    ...own.map((schema) => `GRANT USAGE ON SCHEMA ${quote(schema)} TO ${base}`),
    ...own.map((schema) => `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${quote(schema)} TO ${base}`),
    ...relations
      .filter((relation) => relation.schema !== signIn)
      .flatMap((relation) => [
        ...selectGrant(relation, (column) => column.label === 'not personal', base),
        ...writeGrant(relation, base),
      ]),
    // Triggers run without the right to call them; platform's functions are for migrations.
    ...grantable.functions
      .filter((one) => !one.trigger && own.includes(one.schema) && one.schema !== 'platform')
      .map((one) => `GRANT EXECUTE ON FUNCTION ${one.sql} TO ${base}`),
  ];
}

function writeGrant(relation: Relation, role: string): string[] {
  if (relation.view || readOnly.includes(relation.key)) return [];
  const texts = redactable[relation.key] ?? [];
  return [
    `GRANT ${appendOnly.includes(relation.key) ? 'INSERT' : 'INSERT, UPDATE, DELETE'} ON ${relation.sql} TO ${role}`,
    ...(texts.length > 0 ? [`GRANT UPDATE (${texts.map(quote).join(', ')}) ON ${relation.sql} TO ${role}`] : []),
  ];
}

function purposeGrants(prefix: string, relation: Relation): string[] {
  if (relation.schema === signIn) return [];
  return purposes.flatMap((purpose) => {
    const covered = (column: LabelledColumn) => {
      const category = categoryOf(column.label);
      return category !== undefined && purposeCategories[purpose].includes(category);
    };
    return selectGrant(relation, covered, quote(roleName(prefix, purpose)));
  });
}

function tenantGrants(prefix: string, relations: readonly Relation[]): string[] {
  const unknown: string[] = [];
  const statements = (Object.keys(tenantColumns) as Tenant[]).flatMap((tenant) => {
    const role = quote(roleName(prefix, tenant));
    const tables = Object.entries(tenantColumns[tenant]);
    const schemas = new Set(tables.map(([key]) => key.split('.')[0] ?? ''));
    return [
      ...[...schemas].map((schema) => `GRANT USAGE ON SCHEMA ${quote(schema)} TO ${role}`),
      ...tables.flatMap(([key, names]) => {
        const relation = relations.find((one) => one.key === key);
        unknown.push(
          ...names
            .filter((name) => !relation?.columns.some((one) => one.column === name))
            .map((name) => `${key}.${name}`),
        );
        return relation ? selectGrant(relation, (column) => names.includes(column.column), role) : [];
      }),
    ];
  });
  if (unknown.length > 0) throw errors.KEPT_GRANT_UNKNOWN({ columns: [...new Set(unknown)].join(', ') });
  return statements;
}

function signInGrants(prefix: string, relations: readonly Relation[], schemas: readonly string[]): string[] {
  if (!schemas.includes(signIn)) return [];
  const role = quote(roleName(prefix, 'auth'));
  return [
    `GRANT USAGE ON SCHEMA ${signIn} TO ${role}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${signIn} TO ${role}`,
    ...relations
      .filter((relation) => relation.schema === signIn)
      .map((relation) => `GRANT SELECT, INSERT, UPDATE, DELETE ON ${relation.sql} TO ${role}`),
  ];
}

/** Probes look at everything but secrets; they write nothing. */
function probeGrants(prefix: string, relations: readonly Relation[], schemas: readonly string[]): string[] {
  const probe = quote(roleName(prefix, 'probe'));
  return [
    ...schemas.map((schema) => `GRANT USAGE ON SCHEMA ${quote(schema)} TO ${probe}`),
    ...relations.flatMap((relation) =>
      relation.columns.some((column) => column.label === 'secret')
        ? selectGrant(relation, (column) => column.label !== 'secret', probe)
        : [`GRANT SELECT ON ${relation.sql} TO ${probe}`],
    ),
  ];
}

function selectGrant(relation: Relation, wanted: (column: LabelledColumn) => boolean, role: string): string[] {
  const names = relation.columns.filter(wanted).map((column) => quote(column.column));
  return names.length === 0 ? [] : [`GRANT SELECT (${names.join(', ')}) ON ${relation.sql} TO ${role}`];
}

function relationsOf(columns: readonly LabelledColumn[]): Relation[] {
  const groups = Map.groupBy(columns, (column) => `${column.schema}.${column.table}`);
  return [...groups].map(([key, group]) => {
    const { schema = '', table = '', view = false } = group[0] ?? {};
    return { key, schema, name: table, view, columns: group, sql: `${quote(schema)}.${quote(table)}` };
  });
}

/**
 * set_config() can change role or tenant from inside a SELECT; SET needs a statement of its own. Only a superuser can
 * take it from everybody, so elsewhere the answer is recorded and the clauses say so.
 * @returns whether nobody but a superuser can call it
 */
export async function closeSetConfig(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ open: boolean; super: boolean }>(
    `SELECT has_function_privilege('public', 'pg_catalog.set_config(text,text,boolean)', 'EXECUTE') AS open,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super`,
  );
  if (!rows[0]?.open) return true;
  if (!rows[0].super) return false;
  await client.query('REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC');
  return true;
}

/** What everybody may do in a database by default and nobody needs: create in schema public, connect, make temporary tables. */
export async function closeDatabase(client: pg.ClientBase, prefix: string): Promise<void> {
  const { rows } = await client.query<{ name: string; ours: boolean; public: boolean }>(
    `SELECT d.datname AS name, pg_has_role(d.datdba, 'USAGE') AS ours,
       (SELECT pg_has_role(n.nspowner, 'USAGE') AND has_schema_privilege('public', n.oid, 'CREATE')
        FROM pg_namespace n WHERE n.nspname = 'public') AS public
     FROM pg_database d WHERE d.datname = current_database()`,
  );
  const found = rows[0];
  if (found?.public) await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  if (!found?.ours) return;
  const signIns = (['login', 'auth', 'probe'] as const).map((name) => quote(roleName(prefix, name))).join(', ');
  await client.query(`GRANT CONNECT ON DATABASE ${quote(found.name)} TO ${signIns}`);
  await client.query(`REVOKE ALL ON DATABASE ${quote(found.name)} FROM PUBLIC`);
}
