import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { KeptError } from '../errors.ts';
import { closeDatabase, closeSetConfig, digestOf, grantStatements, readGrantable } from './grants.ts';
import { mustBeInvoker, mustBeLabelled, readColumns } from './labels.ts';
import { fillIn, type Migration, pendingOf, readMigrations } from './migrations.ts';
import { ensureRoles, mayCreateRoles, passwordStatements, prefixFor, roleNames } from './roles.ts';
import type { DatabasePasswords } from './secrets.ts';
import { errors } from './setup-errors.ts';

export interface MigrateOptions {
  readonly ownerUrl: string;
  /** First part of the role names; from the name of the database unless told. */
  readonly prefix?: string;
  /** Passwords to set for the roles that sign in. Left out where a database administrator set them. */
  readonly passwords?: Omit<DatabasePasswords, 'owner'>;
  /** Folder of the migrations, for tests. */
  readonly folder?: string;
  /** Give all rights anew although nothing has changed. */
  readonly renewGrants?: boolean;
}

export interface Migrated {
  readonly prefix: string;
  /** Names of the migrations applied now. */
  readonly applied: readonly string[];
  readonly rolesMade: boolean;
  readonly grantsRenewed: boolean;
  /** Whether set_config() is closed to everybody: then purposes and tenants hold against injected SQL too. */
  readonly setConfigRevoked: boolean;
}

// Any number will do, as long as every Kept uses the same.
const advisoryLock = 5_378_412_607;

/** Brings a database up to the code: roles, migrations, rights. Safe to call from several processes at once. */
export async function migrate(options: MigrateOptions): Promise<Migrated> {
  const migrations = await readMigrations(options.folder);
  return withOwner(options.ownerUrl, async (client) => {
    const prefix = await prepare(client, options);
    const pending = pendingOf(migrations, await recorded(client));
    const rolesMade = await makeRoles(client, prefix, options);
    for (const migration of pending) await apply(client, migration, prefix);
    const setConfigRevoked = await closeSetConfig(client);
    await closeDatabase(client, prefix);
    const grantsRenewed = await renewGrants(client, { prefix, setConfigRevoked, anyway: options.renewGrants === true });
    return { prefix, applied: pending.map((one) => one.name), rolesMade, grantsRenewed, setConfigRevoked };
  });
}

/**
 * What a start has found or made in a database, for commands beside the server that it started; null where there is something to be
 * done. Waits for whoever is about to do it.
 */
export async function migratedBefore(ownerUrl: string, prefix: string): Promise<Migrated | null> {
  const migrations = await readMigrations();
  return withOwner(ownerUrl, async (client) => {
    await prepare(client, { prefix });
    const there = await recorded(client);
    if (there.length === 0 || pendingOf(migrations, there).length > 0) return null;
    const { rows } = await client.query<{ revoked: boolean }>(
      'SELECT set_config_revoked AS revoked FROM platform.installation WHERE role_prefix = $1',
      [prefix],
    );
    if (rows[0] === undefined) return null;
    return { prefix, applied: [], rolesMade: false, grantsRenewed: false, setConfigRevoked: rows[0].revoked };
  });
}

/**
 * Sees that the server fits and that nobody else migrates until this connection closes.
 * @returns the prefix of the role names
 */
export async function prepare(client: pg.Client, options: Pick<MigrateOptions, 'prefix'>): Promise<string> {
  await mustFit(client);
  await takeLock(client);
  return options.prefix ?? prefixFor(await databaseName(client));
}

/** @returns whether any was made */
export async function makeRoles(
  client: pg.Client,
  prefix: string,
  options: Pick<MigrateOptions, 'passwords'>,
): Promise<boolean> {
  const made = await ensureRoles(client, prefix);
  if (options.passwords && (await mayCreateRoles(client))) {
    await client.query(passwordStatements(prefix, options.passwords).join(' '));
  }
  return made;
}

/** One connection as the owner, closed afterwards. */
export async function withOwner<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'kept migrate',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that dies is reported by the query that needed it.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const reason = (error as { code?: string }).code ?? (error as Error).message;
    throw errors.KEPT_DATABASE_UNREACHABLE({ where: `${client.host}:${client.port}`, reason }, error);
  }
  try {
    return await run(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function mustFit(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
       current_setting('server_encoding') AS encoding`,
  );
  const found = rows[0];
  if (!found || found.number < 150_000) throw errors.KEPT_DATABASE_OLD({ version: found?.version });
  if (found.encoding !== 'UTF8') throw errors.KEPT_DATABASE_ENCODING({ encoding: found.encoding });
}

async function databaseName(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  return rows[0]?.name ?? '';
}

/** Held until the connection closes. */
async function takeLock(client: pg.Client): Promise<void> {
  try {
    await client.query("SET lock_timeout = '60s'");
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query('RESET lock_timeout');
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') throw errors.KEPT_MIGRATION_BUSY({}, error);
    throw error;
  }
}

async function recorded(client: pg.Client): Promise<{ name: string; sha256: string }[]> {
  const there = await client.query<{ there: boolean }>(
    "SELECT to_regclass('platform.migrations') IS NOT NULL AS there",
  );
  if (!there.rows[0]?.there) return [];
  return (
    await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM platform.migrations ORDER BY name')
  ).rows;
}

// Made in the transaction of the first migration, which makes schema and label().
const ownTables = `
CREATE TABLE IF NOT EXISTS platform.migrations (name text PRIMARY KEY, sha256 text NOT NULL, at timestamptz NOT NULL);
SELECT platform.label('platform.migrations', 'not personal', 'name sha256 at');
CREATE TABLE IF NOT EXISTS platform.installation (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  role_prefix text NOT NULL,
  set_config_revoked boolean NOT NULL,
  grants_sha256 text NOT NULL,
  created_at timestamptz NOT NULL
);
SELECT platform.label('platform.installation', 'not personal', 'id role_prefix set_config_revoked grants_sha256 created_at');`;

async function apply(client: pg.Client, migration: Migration, prefix: string): Promise<void> {
  try {
    await client.query('BEGIN');
    await applyWithin(client, migration, prefix);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** One migration in the transaction that is open. */
export async function applyWithin(client: pg.Client, migration: Migration, prefix: string): Promise<void> {
  const text = fillIn(migration, roleNames(prefix));
  try {
    await client.query(text);
    if (migration.first) await client.query(ownTables);
    mustBeLabelled(await readColumns(client));
    await mustBeInvoker(client);
    await client.query('INSERT INTO platform.migrations (name, sha256, at) VALUES ($1, $2, now())', [
      migration.name,
      migration.sha256,
    ]);
  } catch (error) {
    if (error instanceof KeptError) throw error;
    throw errors.KEPT_MIGRATION_FAILED(
      { name: migration.name, reason: `${(error as Error).message}${lineOf(error, text)}` },
      error,
    );
  }
}

function lineOf(error: unknown, text: string): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? ` (line ${text.slice(0, position).split('\n').length})` : '';
}

interface Renewal {
  readonly prefix: string;
  readonly setConfigRevoked: boolean;
  readonly anyway: boolean;
}

/** The server may be at work meanwhile: a catalog row that it touches in the same moment is a reason to try again. */
async function renewGrants(client: pg.Client, renewal: Renewal): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await setGrants(client, renewal);
    } catch (error) {
      await client.query('ROLLBACK');
      const again = /tuple concurrently updated|deadlock detected/.test((error as Error).message);
      if (!again || attempt === 5) throw error;
      await sleep(100 * attempt);
    }
  }
}

async function setGrants(client: pg.Client, { prefix, setConfigRevoked, anyway }: Renewal): Promise<boolean> {
  await client.query('BEGIN');
  const columns = await readColumns(client);
  mustBeLabelled(columns);
  const statements = grantStatements(prefix, await readGrantable(client, columns));
  const digest = digestOf(statements);
  const { rows } = await client.query<{ grants_sha256: string; set_config_revoked: boolean; role_prefix: string }>(
    'SELECT grants_sha256, set_config_revoked, role_prefix FROM platform.installation',
  );
  const same = rows[0]?.grants_sha256 === digest && rows[0].role_prefix === prefix;
  const renew = anyway || !same;
  if (renew) await client.query(statements.join(';\n'));
  if (renew || rows[0]?.set_config_revoked !== setConfigRevoked) {
    await client.query(
      `INSERT INTO platform.installation (role_prefix, set_config_revoked, grants_sha256, created_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (id) DO UPDATE SET role_prefix = $1, set_config_revoked = $2, grants_sha256 = $3`,
      [prefix, setConfigRevoked, digest],
    );
  }
  await client.query('COMMIT');
  return renew;
}
