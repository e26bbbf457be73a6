import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDebianPostgres } from '../../scripts/debian-postgres.ts';
import { closeWaysIn } from '../../src/app/close-ways-in.ts';
import { restore } from '../../src/platform/backup/restore.ts';
import { startCluster } from '../../src/platform/db/cluster.ts';
import { withOwner } from '../../src/platform/db/migrate.ts';
import { printedRoles } from '../../src/platform/db/roles.ts';
import { changeUrl } from '../../src/platform/db/urls.ts';
import { backUp, configFor, holdsItsPromises, inside, run, scene, setScene } from './backup-kit.ts';

const { file, home, identity } = scene;
setScene();

beforeAll(backUp);

describe('Debian PostgreSQL 15', () => {
  let debian: ReturnType<typeof startDebianPostgres>;
  const urlOf = (user: string, database: string) =>
    `postgresql://${user}@/${database}?host=${encodeURIComponent(debian.socket)}`;
  const psql = (sql: string) => debian.run('psql', ['-d', 'postgres', '-qv', 'ON_ERROR_STOP=1', '-c', sql]);

  beforeAll(() => {
    debian = startDebianPostgres('administrator');
    psql('CREATE ROLE maker LOGIN CREATEROLE');
    psql('CREATE ROLE plain LOGIN');
    for (const owner of ['administrator', 'maker', 'plain']) psql(`CREATE DATABASE kept_${owner} OWNER ${owner}`);
    const script = join(debian.socket, 'roles.sql');
    writeFileSync(script, printedRoles('kept_plain', 'kept_plain'));
    debian.run('psql', ['-d', 'postgres', '-qv', 'ON_ERROR_STOP=1', '-f', script]);
  });
  afterAll(() => debian?.stop());

  test.each(['administrator', 'maker', 'plain'])(
    'into it, owned by %s; the first back into the embedded one',
    async (owner) => {
      const database = `kept_${owner}`;
      const url = urlOf(owner, database);
      const data = join(home, `data-${owner}`);
      const role = (name: string) => changeUrl(url, { user: `${database}_${name}` });
      const premade: Record<string, string> =
        owner === 'plain'
          ? {
              KEPT_DATABASE_APP_URL: role('login'),
              KEPT_DATABASE_AUTH_URL: role('auth'),
              KEPT_DATABASE_PROBE_URL: role('probe'),
            }
          : {};
      const place = { KEPT_DATA: data, ...premade };
      const there = await run(['restore', file, '--identity', identity, '--into', url], place);
      expect(there.err).not.toContain('KEPT_');
      expect(there.code).toBe(0);
      await inside({ ...place, KEPT_DATABASE_URL: url }, (client) => holdsItsPromises(client, join(data, 'secrets')));
      const twice = await run(['restore', file, '--identity', identity, '--into', url], place);
      expect(twice.err).toContain('KEPT_RESTORE_NOT_EMPTY');

      if (owner !== 'administrator') return;
      const second = join(home, `from-${owner}.age`);
      const back = await run(['backup', second, '--recipient', scene.recipient], { ...place, KEPT_DATABASE_URL: url });
      expect(back.code).toBe(0);
      const embedded = { KEPT_DATA: join(home, `back-${owner}`) };
      const again = await run(['restore', second, '--identity', identity], embedded);
      expect(again.err).not.toContain('KEPT_');
      await inside(embedded, (client) => holdsItsPromises(client, join(embedded.KEPT_DATA, 'secrets')));
    },
    120_000,
  );

  test('somebody who does not own the tables cannot make a backup without them', async () => {
    const place = { KEPT_DATA: join(home, 'data-maker'), KEPT_DATABASE_URL: urlOf('administrator', 'kept_maker') };
    const ended = await run(['backup', join(home, 'not-owned.age'), '--recipient', scene.recipient], place);
    expect(ended.err).toContain('KEPT_BACKUP_NOT_OWNER');
    expect(existsSync(join(home, 'not-owned.age'))).toBe(false);
  });

  test('a damaged backup leaves an outside database empty', async () => {
    psql('CREATE DATABASE kept_empty');
    const cut = join(home, 'cut-outside.age');
    writeFileSync(cut, readFileSync(file).subarray(0, -100));
    const data = join(home, 'data-empty');
    const ended = await run(['restore', cut, '--identity', identity, '--into', urlOf('administrator', 'kept_empty')], {
      KEPT_DATA: data,
    });
    expect(ended.err).toContain('KEPT_RESTORE_DAMAGED');
    expect(existsSync(join(data, 'secrets/keys.json'))).toBe(false);
    const left = debian.run('psql', [
      '-d',
      'kept_empty',
      '-Atc',
      "SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$|public$)'",
    ]);
    expect(left.trim()).toBe('');
  });
});

describe('across versions of Kept', () => {
  const folders: string[] = [];
  /** The migrations of another version: these ones, and what `change` does to them. */
  function version(change: (folder: string) => void): string {
    const folder = mkdtempSync(join(tmpdir(), 'kept-migrations-'));
    cpSync(resolve(import.meta.dirname, '../../migrations'), folder, { recursive: true });
    change(folder);
    folders.push(folder);
    return folder;
  }
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  const attempt = (target: string, migrations: string) =>
    restore({
      place: configFor({ KEPT_DATA: target }),
      file,
      keys: { identityFile: identity },
      report: () => undefined,
      afterwards: closeWaysIn,
      migrations,
    });

  test('a later version: the data is migrated on with the schema', async () => {
    const later = version((folder) =>
      writeFileSync(
        join(folder, '9998-later.sql'),
        `ALTER TABLE contacts.people ADD COLUMN greeting text;
         SELECT platform.label('contacts.people', 'personal:identity', 'greeting');
         UPDATE contacts.people SET greeting = 'Dear ' || name;
         ALTER TABLE contacts.people ALTER COLUMN greeting SET NOT NULL;`,
      ),
    );
    const target = join(home, 'later');
    const restored = await attempt(target, later);
    expect(restored.migrated).toEqual(['9998-later']);
    const cluster = await startCluster({ folder: target });
    const { rows } = await withOwner(cluster.ownerUrl('kept'), (owner) =>
      owner.query("SELECT greeting FROM contacts.people WHERE name = 'Jörg'"),
    ).finally(() => cluster.stop());
    expect(rows).toEqual([{ greeting: 'Dear Jörg' }]);
  });

  test('a later migration that fails on this data: nothing stays', async () => {
    const failing = version((folder) =>
      writeFileSync(join(folder, '9998-later.sql'), 'ALTER TABLE contacts.people ALTER COLUMN title SET NOT NULL;'),
    );
    await expect(attempt(join(home, 'failing'), failing)).rejects.toMatchObject({ keptCode: 'KEPT_MIGRATION_FAILED' });
    expect(existsSync(join(home, 'failing'))).toBe(false);
  });

  test.each([
    ['an earlier version', (folder: string) => rmSync(lastOf(folder)), 'KEPT_RESTORE_NEWER'],
    [
      'a changed migration',
      (folder: string) => appendFileSync(lastOf(folder), '-- changed'),
      'KEPT_RESTORE_OTHER_SCHEMA',
    ],
    [
      'one put in between',
      (folder: string) => writeFileSync(join(folder, '0001-z.sql'), ''),
      'KEPT_RESTORE_OTHER_SCHEMA',
    ],
  ])('%s is refused before anything is made', async (_, change, code) => {
    await expect(attempt(join(home, 'odd'), version(change))).rejects.toMatchObject({ keptCode: code });
    expect(existsSync(join(home, 'odd'))).toBe(false);
  });
});

function lastOf(folder: string): string {
  return join(folder, readdirSync(folder).sort().at(-1) ?? '');
}
