import { createHash } from 'node:crypto';
import pg from 'pg';
import { purposes, roleName, type Tenant } from './purposes.ts';
import { scramVerifier } from './scram.ts';
import type { DatabasePasswords } from './secrets.ts';
import { errors } from './setup-errors.ts';
import { readUrl } from './urls.ts';

const tenants: readonly Tenant[] = ['reseller', 'buyer'];
const quote = pg.escapeIdentifier;

/** The roles of one database and who is a member of what. */
interface Plan {
  readonly base: string;
  readonly login: string;
  readonly auth: string;
  readonly probe: string;
  /** Roles nobody signs in as; each reads what its grants say. */
  readonly silent: readonly string[];
  /** [group, member]: the member may act as the group. */
  readonly memberships: readonly (readonly [string, string])[];
}

function plan(prefix: string): Plan {
  const base = roleName(prefix, 'base');
  const login = roleName(prefix, 'login');
  const forPurposes = purposes.map((purpose) => roleName(prefix, purpose));
  const silent = [base, ...forPurposes, ...tenants.map((tenant) => roleName(prefix, tenant))];
  return {
    base,
    login,
    auth: roleName(prefix, 'auth'),
    probe: roleName(prefix, 'probe'),
    silent,
    memberships: [
      ...forPurposes.map((purpose) => [base, purpose] as const),
      ...silent.map((role) => [role, login] as const),
      // A proof looks through a tenant's eyes, too (clause U3).
      ...tenants.map((tenant) => [roleName(prefix, tenant), roleName(prefix, 'probe')] as const),
    ],
  };
}

/** Role names by the names that migrations use (`{{customer_service}}`). */
export function roleNames(prefix: string): Record<string, string> {
  const names = ['base', 'login', 'auth', 'probe', ...tenants, ...purposes] as const;
  return Object.fromEntries(names.map((name) => [name.replaceAll(' ', '_'), roleName(prefix, name)]));
}

/** Every role's name begins with this: roles are shared by all databases of a PostgreSQL. */
export function prefixFor(database: string): string {
  const plain = database
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .replace(/^(?=[^a-z]|pg_)/, 'k');
  if (plain === database && plain.length <= 30) return plain;
  return `${plain.slice(0, 24)}_${createHash('sha256').update(database).digest('hex').slice(0, 5)}`;
}

/** The prefix of the roles, from the URL of the one that the server signs in as. */
export function prefixOfLogin(loginUrl: string): string {
  const { user } = readUrl(loginUrl);
  if (!user.endsWith('_login')) throw errors.KEPT_LOGIN_NAME({ user });
  return user.slice(0, -'_login'.length);
}

/** SQL that makes what is missing; may be run again. It sets no passwords: until they are set, nobody can sign in. */
function roleStatements(prefix: string): string[] {
  const { base, login, auth, probe, silent, memberships } = plan(prefix);
  const create = (role: string, options: string) =>
    `DO $$ BEGIN CREATE ROLE ${quote(role)} ${options}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;`;
  return [
    ...silent.map((role) => create(role, 'NOLOGIN')),
    // Signed in, it may do nothing until it acts as one of its groups; it starts as base.
    create(login, 'LOGIN NOINHERIT'),
    create(auth, 'LOGIN'),
    // Inherited, the tenants' policies would hold for its own reads.
    create(probe, 'LOGIN NOINHERIT'),
    ...memberships.map(([group, member]) => `GRANT ${quote(group)} TO ${quote(member)};`),
    `ALTER ROLE ${quote(login)} SET role = ${quote(base)};`,
    `ALTER ROLE ${quote(auth)} SET search_path = auth;`,
    `ALTER ROLE ${quote(probe)} SET default_transaction_read_only = on;`,
  ];
}

/** Sets the passwords. Only the digests that PostgreSQL stores leave this process. */
export function passwordStatements(prefix: string, passwords: Omit<DatabasePasswords, 'owner'>): string[] {
  return (['login', 'auth', 'probe'] as const).map(
    (name) => `ALTER ROLE ${quote(roleName(prefix, name))} PASSWORD '${scramVerifier(passwords[name])}';`,
  );
}

/** What a database administrator runs where the owner may not create roles. */
export function printedRoles(prefix: string, database: string): string {
  const signIn = (['login', 'auth', 'probe'] as const).map((name) => roleName(prefix, name));
  return [
    `-- Roles of Kept for the database ${quote(database)}. Run with psql as a role that may create roles; may be run again.`,
    ...roleStatements(prefix),
    '',
    '-- As a superuser only: without this, purposes and tenants hold against mistakes, not against injected SQL.',
    `\\connect ${quote(database)}`,
    'REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC;',
    '',
    '-- Then give each role that signs in a password, and set KEPT_DATABASE_APP_URL, _AUTH_URL and _PROBE_URL to them:',
    ...signIn.map((role) => `--   \\password ${role}`),
    '',
  ].join('\n');
}

/**
 * Sees to it that the roles are as planned: makes what is missing where the owner may, else names what is missing.
 * @returns whether anything was made
 */
export async function ensureRoles(client: pg.ClientBase, prefix: string): Promise<boolean> {
  if ((await roleFaults(client, prefix)).length === 0) return false;
  if (await mayCreateRoles(client)) {
    await client.query(`BEGIN; ${roleStatements(prefix).join('\n')} COMMIT`);
    const left = await roleFaults(client, prefix);
    if (left.length === 0) return true;
    throw errors.KEPT_ROLES_MISSING({ faults: left.join('; ') });
  }
  throw errors.KEPT_ROLES_MISSING({ faults: (await roleFaults(client, prefix)).join('; ') });
}

export async function mayCreateRoles(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    'SELECT rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.may === true;
}

/** What differs from the plan, one short phrase each. */
export async function roleFaults(client: pg.ClientBase, prefix: string): Promise<string[]> {
  const planned = plan(prefix);
  const { roles, memberships } = await standing(client, [
    ...planned.silent,
    planned.login,
    planned.auth,
    planned.probe,
  ]);
  const login = roles.get(planned.login);
  const faults = [
    ...planned.silent.map((name) => attributeFault(roles.get(name), name, { login: false })),
    attributeFault(login, planned.login, { login: true, inherit: false }),
    attributeFault(roles.get(planned.auth), planned.auth, { login: true }),
    attributeFault(roles.get(planned.probe), planned.probe, { login: true, inherit: false }),
    login && !login.settings.includes(`role=${planned.base}`)
      ? `${planned.login} does not start as ${planned.base}`
      : undefined,
    ...planned.memberships.map(([group, member]) => membershipFault(planned, memberships, { group, member })),
    ...memberships
      .filter((one) => !planned.memberships.some(([group, member]) => group === one.group && member === one.member))
      .map((one) => `${one.member} must not be a member of ${one.group}`),
  ];
  return faults.filter((fault) => fault !== undefined);
}

interface Membership {
  readonly group: string;
  readonly member: string;
  readonly inherits: boolean;
  readonly sets: boolean;
}

function membershipFault(
  planned: Plan,
  memberships: readonly Membership[],
  wanted: { group: string; member: string },
): string | undefined {
  const { group, member } = wanted;
  const found = memberships.find((one) => one.group === group && one.member === member);
  if (!found) return `${member} is not a member of ${group}`;
  if (member !== planned.login && member !== planned.probe)
    return found.inherits ? undefined : `${member} does not inherit from ${group}`;
  if (found.inherits) return `${member} inherits from ${group}`;
  return found.sets ? undefined : `${member} may not act as ${group}`;
}

interface Standing {
  readonly name: string;
  readonly login: boolean;
  readonly inherit: boolean;
  readonly mighty: boolean;
  readonly settings: string[];
}

function attributeFault(
  role: Standing | undefined,
  name: string,
  wanted: { login: boolean; inherit?: boolean },
): string | undefined {
  if (!role) return `${name} is missing`;
  if (role.mighty) return `${name} may do more than any role of Kept`;
  if (role.login !== wanted.login) return `${name} must be ${wanted.login ? '' : 'NO'}LOGIN`;
  if (wanted.inherit === false && role.inherit) return `${name} must be NOINHERIT`;
  return undefined;
}

/** The named roles, and the groups each of them is in. */
async function standing(client: pg.ClientBase, names: string[]) {
  const roles = await client.query<Standing>(
    `SELECT r.rolname AS name, r.rolcanlogin AS login, r.rolinherit AS inherit,
       (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls) AS mighty,
       coalesce((SELECT array_agg(c) FROM pg_db_role_setting s, unnest(s.setconfig) c WHERE s.setrole = r.oid
         AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))), '{}') AS settings
     FROM pg_roles r WHERE r.rolname = ANY ($1)`,
    [names],
  );
  // PostgreSQL 16 moved inheritance from the member to each membership; reading the row as JSON serves both.
  const memberships = await client.query<Membership>(
    `SELECT g.rolname AS group, m.rolname AS member,
       bool_or(coalesce((to_jsonb(a)->>'inherit_option')::boolean, m.rolinherit)) AS inherits,
       bool_or(coalesce((to_jsonb(a)->>'set_option')::boolean, true)) AS sets
     FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
     WHERE m.rolname = ANY ($1) GROUP BY g.rolname, m.rolname`,
    [names],
  );
  return { roles: new Map(roles.rows.map((role) => [role.name, role])), memberships: memberships.rows };
}
