import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startDebianPostgres } from '../../scripts/debian-postgres.ts';
import { startCluster } from '../../src/platform/db/cluster.ts';
import { migrate, withOwner } from '../../src/platform/db/migrate.ts';
import { printedRoles } from '../../src/platform/db/roles.ts';
import { changeUrl } from '../../src/platform/db/urls.ts';

/** How the owner stands: `superuser` (embedded), `createrole` (may make roles, no more), `premade` (Debian's 15, roles made by the printed SQL). */
export type OwnerMode = 'superuser' | 'createrole' | 'premade';

/** What test files need to clone the template. */
export interface TestServer {
  readonly mode: OwnerMode;
  readonly ownerUrl: string;
  readonly template: string;
  readonly prefix: string;
  readonly passwords: { readonly login: string; readonly auth: string; readonly probe: string };
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

interface Started {
  readonly ownerUrl: string;
  readonly stop: () => void | Promise<void>;
  /** Makes roles and database where the owner may not. */
  readonly prepare?: (template: string, prefix: string) => Promise<void>;
}

let finish: (() => Promise<void>) | undefined;

/** One PostgreSQL a test run, with one migrated database that every test file clones. */
export async function setup(project: TestProject): Promise<void> {
  const mode = chosenMode();
  const started = await start(mode);
  const prefix = `kt${randomBytes(3).toString('hex')}`;
  const server: TestServer = {
    mode,
    ownerUrl: started.ownerUrl,
    template: `${prefix}_template`,
    prefix,
    passwords: {
      login: randomBytes(12).toString('hex'),
      auth: randomBytes(12).toString('hex'),
      probe: randomBytes(12).toString('hex'),
    },
  };
  try {
    await withOwner(server.ownerUrl, (client) =>
      client.query(`CREATE DATABASE ${server.template} ENCODING 'UTF8' TEMPLATE template0`),
    );
    await started.prepare?.(server.template, prefix);
    await migrate({
      ownerUrl: changeUrl(server.ownerUrl, { database: server.template }),
      prefix,
      passwords: server.passwords,
    });
  } catch (error) {
    await started.stop();
    throw error;
  }
  project.provide('testServer', server);
  finish = async () => {
    await removeFrom(server);
    await started.stop();
  };
}

export async function teardown(): Promise<void> {
  await finish?.();
}

function chosenMode(): OwnerMode {
  const mode = process.env['KEPT_TEST_DATABASE'] ?? 'superuser';
  if (mode === 'superuser' || mode === 'createrole' || mode === 'premade') return mode;
  throw new Error(`KEPT_TEST_DATABASE is superuser, createrole or premade, not ${mode}`);
}

async function start(mode: OwnerMode): Promise<Started> {
  const given = process.env['KEPT_TEST_OWNER_URL'];
  if (given !== undefined) return { ownerUrl: given, stop: () => undefined };
  return mode === 'premade' ? startPremade() : startEmbedded(mode);
}

async function startEmbedded(mode: OwnerMode): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-test-'));
  // A hundred connections are soon taken by test files side by side, each with its pools.
  const cluster = await startCluster({ folder, fsync: false, settings: { max_connections: '300' } });
  const stop = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const ownerUrl = cluster.ownerUrl('postgres');
  if (mode === 'superuser') return { ownerUrl, stop };
  await withOwner(ownerUrl, (client) =>
    client.query("CREATE ROLE landlord LOGIN CREATEROLE CREATEDB PASSWORD 'landlord'"),
  );
  return { ownerUrl: changeUrl(ownerUrl, { user: 'landlord', password: 'landlord' }), stop };
}

async function startPremade(): Promise<Started> {
  const debian = startDebianPostgres('administrator');
  debian.run('psql', ['-d', 'postgres', '-qc', 'CREATE ROLE landlord LOGIN CREATEDB']);
  return {
    ownerUrl: `postgresql://landlord@/postgres?host=${encodeURIComponent(debian.socket)}`,
    stop: debian.stop,
    async prepare(template, prefix) {
      const script = join(debian.socket, 'roles.sql');
      writeFileSync(script, printedRoles(prefix, template));
      debian.run('psql', ['-d', 'postgres', '-qv', 'ON_ERROR_STOP=1', '-f', script]);
    },
  };
}

/** Only matters for a server that outlives the run. */
async function removeFrom({ ownerUrl, prefix, mode }: TestServer): Promise<void> {
  if (process.env['KEPT_TEST_OWNER_URL'] === undefined) return;
  await withOwner(ownerUrl, async (client) => {
    const databases = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { name } of databases.rows)
      await client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    if (mode === 'premade') return;
    const roles = await client.query<{ name: string }>(
      'SELECT rolname AS name FROM pg_roles WHERE starts_with(rolname, $1)',
      [prefix],
    );
    for (const { name } of roles.rows) await client.query(`DROP ROLE ${pg.escapeIdentifier(name)}`);
  });
}
