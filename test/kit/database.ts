import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { closeDatabase } from '../../src/platform/db/grants.ts';
import { withOwner } from '../../src/platform/db/migrate.ts';
import { roleName } from '../../src/platform/db/purposes.ts';
import { changeUrl } from '../../src/platform/db/urls.ts';
import type { OwnerMode } from './global-setup.ts';

/** A migrated, empty database of one test file. */
export interface TestDatabase {
  readonly name: string;
  /** First part of the role names. */
  readonly prefix: string;
  readonly mode: OwnerMode;
  /** The server's own sign-in: starts as base, may act for purposes and tenants. */
  readonly appUrl: string;
  readonly authUrl: string;
  readonly probeUrl: string;
  /** For arranging; never for what is tested: a superuser passes every rule. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

/** Clones the template (about 0.1 s). `empty`: a database without anything in it, for tests of migration. */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { mode, ownerUrl, template, prefix, passwords } = inject('testServer');
  const name = `${prefix}_${randomBytes(5).toString('hex')}`;
  const own = changeUrl(ownerUrl, { database: name });
  await withOwner(ownerUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${options.empty ? 'template0' : template}`),
  );
  // Rights on a database are not cloned with it.
  if (!options.empty) await withOwner(own, (client) => closeDatabase(client, prefix));
  const as = (role: 'login' | 'auth' | 'probe') =>
    changeUrl(own, { user: roleName(prefix, role), password: passwords[role] });
  return {
    name,
    prefix,
    mode,
    appUrl: as('login'),
    authUrl: as('auth'),
    probeUrl: as('probe'),
    ownerUrl: own,
    drop: () =>
      withOwner(ownerUrl, async (client) => {
        // Connections closed just now may still be leaving, and only a superuser may end those of others.
        if (mode !== 'superuser') await lastLeft(client, name);
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/** Waits until nobody is connected to a database, for five seconds at most. */
async function lastLeft(client: pg.ClientBase, name: string): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    const { rows } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
    if (rows.length === 0) return;
    await sleep(50);
  }
}

/** One connection, closed afterwards. */
export async function connected<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
