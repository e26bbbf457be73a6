import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { migrate } from './migrate.ts';
import { prefixFor, printedRoles, roleFaults } from './roles.ts';
import { changeUrl } from './urls.ts';

const home = resolve(import.meta.dirname, '../../../migrations');
const { mode } = inject('testServer');

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await testDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), 'kept-migrations-'));
  copyFileSync(join(home, '0001-platform.sql'), join(folder, '0001-platform.sql'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

const add = (name: string, text: string) => writeFileSync(join(folder, `${name}.sql`), text);
const run = (options: { renewGrants?: boolean } = {}) =>
  migrate({ ownerUrl: database.ownerUrl, prefix: database.prefix, folder, ...options });
const value = (sql: string, url = database.ownerUrl) =>
  connected(url, async (client) => Object.values((await client.query(sql)).rows[0] ?? {})[0]);
const schemaThere = () => value("SELECT to_regnamespace('garden') IS NOT NULL");

const refusal = (code: string, facts: object = {}) => ({ keptCode: code, facts: expect.objectContaining(facts) });

describe('labels', () => {
  test('a column without a label is named and the whole migration is undone', async () => {
    add(
      '0002-garden',
      'CREATE SCHEMA garden; CREATE TABLE garden.trees (id int, height int, owner text);' +
        "SELECT platform.label('garden.trees', 'not personal', 'id');",
    );
    await expect(run()).rejects.toMatchObject(
      refusal('KEPT_COLUMN_UNLABELLED', { columns: 'garden.trees.height, garden.trees.owner' }),
    );
    expect(await schemaThere()).toBe(false);
    expect(await value('SELECT count(*)::int FROM platform.migrations')).toBe(1);
  });

  test.each([
    ['a category that no purpose covers', "SELECT platform.label('garden.trees', 'personal:shoesize', 'id');"],
    ['a label made up', "COMMENT ON COLUMN garden.trees.id IS 'harmless';"],
  ])('%s is none', async (_, label) => {
    add('0002-garden', `CREATE SCHEMA garden; CREATE TABLE garden.trees (id int);${label}`);
    await expect(run()).rejects.toMatchObject(refusal('KEPT_COLUMN_UNLABELLED', { columns: 'garden.trees.id' }));
  });

  test('views and the schema public are looked at, too', async () => {
    add(
      '0002-garden',
      'CREATE SCHEMA garden; CREATE VIEW garden.seen AS SELECT 1 AS id; CREATE TABLE public.stray (b int);',
    );
    // Only a superuser may write into schema public of its own accord.
    if (mode !== 'superuser') add('0002-garden', 'CREATE SCHEMA garden; CREATE VIEW garden.seen AS SELECT 1 AS id;');
    const columns = mode === 'superuser' ? 'garden.seen.id, public.stray.b' : 'garden.seen.id';
    await expect(run()).rejects.toMatchObject(refusal('KEPT_COLUMN_UNLABELLED', { columns }));
  });

  test('in schema auth, what lets somebody in must be secret', async () => {
    add(
      '0002-auth',
      "CREATE SCHEMA auth; CREATE TABLE auth.account (password text); SELECT platform.label('auth.account', 'not personal', 'password');",
    );
    await expect(run()).rejects.toMatchObject(refusal('KEPT_COLUMN_UNLABELLED', { columns: 'auth.account.password' }));
  });

  test('what would run with the rights of the owner is refused', async () => {
    add(
      '0002-garden',
      `CREATE SCHEMA garden; CREATE VIEW garden.seen AS SELECT 1 AS id; SELECT platform.label('garden.seen', 'not personal', 'id');
      CREATE FUNCTION garden.grow() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';`,
    );
    await expect(run()).rejects.toMatchObject(refusal('KEPT_FUNCTION_DEFINER', { names: 'garden.grow, garden.seen' }));
  });
});

describe('history', () => {
  // The grant table names tables that this folder does not make, so a run ends there, after the migrations.
  const applyFirst = () => expect(run()).rejects.toMatchObject({ keptCode: 'KEPT_GRANT_UNKNOWN' });

  test('a failing migration leaves nothing behind and names its line', async () => {
    add('0002-garden', 'CREATE SCHEMA garden;\n\nCREATE TABLE garden.trees (id nonsense);');
    await expect(run()).rejects.toMatchObject({
      keptCode: 'KEPT_MIGRATION_FAILED',
      message: expect.stringMatching(/0002-garden.*"nonsense".*line 3/),
    });
    expect(await schemaThere()).toBe(false);
  });

  test('a changed text is refused', async () => {
    await applyFirst();
    writeFileSync(
      join(folder, '0001-platform.sql'),
      `${readFileSync(join(folder, '0001-platform.sql'), 'utf8')}-- later\n`,
    );
    await expect(run()).rejects.toMatchObject({ keptCode: 'KEPT_MIGRATION_CHANGED', facts: { name: '0001-platform' } });
  });

  test('a database that knows more than the code is refused', async () => {
    add('0002-garden', 'CREATE SCHEMA garden;');
    await applyFirst();
    rmSync(join(folder, '0002-garden.sql'));
    await expect(run()).rejects.toMatchObject({ keptCode: 'KEPT_DATABASE_NEWER', facts: { names: '0002-garden' } });
  });

  test('a migration cannot slip in before one that is applied', async () => {
    add('0003-garden', 'CREATE SCHEMA garden;');
    await applyFirst();
    add('0002-late', 'CREATE SCHEMA late;');
    await expect(run()).rejects.toMatchObject({
      keptCode: 'KEPT_MIGRATION_ORDER',
      facts: { name: '0002-late', last: '0003-garden' },
    });
  });

  test('a role that there is not is named', async () => {
    add('0002-garden', 'GRANT USAGE ON SCHEMA platform TO {{gardener}};');
    await expect(run()).rejects.toMatchObject({
      keptCode: 'KEPT_MIGRATION_TEMPLATE',
      facts: { name: '0002-garden', role: 'gardener' },
    });
  });
});

describe('all migrations', () => {
  const all = (options: { renewGrants?: boolean } = {}) =>
    migrate({ ownerUrl: database.ownerUrl, prefix: database.prefix, ...options });

  test('several processes at once apply each once; a second run changes nothing', async () => {
    const [one, two, three] = await Promise.all([all(), all(), all()]);
    const applied = [one, two, three].map((result) => result?.applied.length ?? 0).sort((a, b) => b - a);
    expect(applied).toEqual([await value('SELECT count(*)::int FROM platform.migrations'), 0, 0]);
    expect(await all()).toEqual({
      prefix: database.prefix,
      applied: [],
      rolesMade: false,
      grantsRenewed: false,
      setConfigRevoked: mode === 'superuser',
    });
    expect(await value('SELECT role_prefix FROM platform.installation')).toBe(database.prefix);
  });

  test('rights given by hand go when they are renewed', async () => {
    await all();
    const leak = () =>
      value(`SELECT has_column_privilege('${database.prefix}_base', 'contacts.people', 'email', 'SELECT')`);
    await connected(database.ownerUrl, (client) =>
      client.query(`GRANT SELECT ON contacts.people TO ${database.prefix}_base`),
    );
    expect(await leak()).toBe(true);
    expect((await all({ renewGrants: true })).grantsRenewed).toBe(true);
    expect(await leak()).toBe(false);
  });

  test('a new label changes the rights by itself', async () => {
    await all();
    const reads = () =>
      value(`SELECT has_column_privilege('${database.prefix}_base', 'contacts.companies', 'region', 'SELECT')`);
    expect(await reads()).toBe(true);
    await connected(database.ownerUrl, (client) =>
      client.query("COMMENT ON COLUMN contacts.companies.region IS 'personal:address'"),
    );
    expect((await all()).grantsRenewed).toBe(true);
    expect(await reads()).toBe(false);
  });
});

describe('roles', () => {
  test('are as planned, seen from the catalog', async () => {
    expect(await connected(database.ownerUrl, (client) => roleFaults(client, database.prefix))).toEqual([]);
  });

  test.runIf(mode !== 'premade')('what is missing is made, what differs is named', async () => {
    const prefix = `kx${randomBytes(3).toString('hex')}`;
    await connected(database.ownerUrl, async (client) => {
      expect(await roleFaults(client, prefix)).toContain(`${prefix}_base is missing`);
      await client.query('BEGIN');
      await client.query(
        printedRoles(prefix, database.name)
          .split('\n')
          .filter((line) => !/^(--|\\|REVOKE)/.test(line))
          .join('\n'),
      );
      expect(await roleFaults(client, prefix)).toEqual([]);
      await client.query(
        `ALTER ROLE ${prefix}_login RESET role; GRANT ${prefix}_legal TO ${prefix}_auth; ALTER ROLE ${prefix}_buyer LOGIN`,
      );
      expect((await roleFaults(client, prefix)).sort()).toEqual([
        `${prefix}_auth must not be a member of ${prefix}_legal`,
        `${prefix}_buyer must be NOLOGIN`,
        `${prefix}_login does not start as ${prefix}_base`,
      ]);
      await client.query('ROLLBACK');
    });
  });

  test.runIf(mode === 'premade')('an owner that may not make them is told which are missing', async () => {
    const missing = migrate({ ownerUrl: database.ownerUrl, prefix: 'nobody' });
    await expect(missing).rejects.toMatchObject({
      keptCode: 'KEPT_ROLES_MISSING',
      message: expect.stringContaining('nobody_customer_service is missing'),
    });
  });

  test('their prefix comes from the name of the database and never collides', () => {
    expect(prefixFor('kept')).toBe('kept');
    const made = ['Kept', 'kept!', '1kept', 'pg_kept', 'k'.repeat(63), `${'k'.repeat(62)}x`].map(prefixFor);
    for (const prefix of made) expect(prefix).toMatch(/^(?!pg_)[a-z][a-z0-9_]{0,29}$/);
    expect(new Set(made).size).toBe(made.length);
  });
});

test('a database that does not answer is named, without the password', async () => {
  const url = changeUrl('postgresql://x:y@/kept?host=/nowhere&port=5432', { user: 'kept', password: 'secret-word' });
  const failed = migrate({ ownerUrl: url });
  await expect(failed).rejects.toMatchObject({
    keptCode: 'KEPT_DATABASE_UNREACHABLE',
    message: expect.not.stringContaining('secret-word'),
  });
});
