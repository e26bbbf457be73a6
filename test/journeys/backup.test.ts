import { spawn } from 'node:child_process';
import { verify } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDebianPostgres } from '../../scripts/debian-postgres.ts';
import { type Config, readConfig } from '../../src/platform/config/config.ts';
import { createDigests } from '../../src/platform/crypto/digest.ts';
import { openSecrets } from '../../src/platform/crypto/secrets.ts';
import { type Cluster, startCluster } from '../../src/platform/db/cluster.ts';
import { openInstallation } from '../../src/platform/db/installation.ts';
import { withOwner } from '../../src/platform/db/migrate.ts';
import { printedRoles } from '../../src/platform/db/roles.ts';
import { changeUrl } from '../../src/platform/db/urls.ts';
import { everyRow, fillSample, ledgerId, type OldAnswer, optedOut } from './backup-data.ts';

// The journey goes through the command line, as an operator does.
const kept = resolve(import.meta.dirname, '../../src/cli/kept.ts');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [kept, ...args], {
    env: { PATH: process.env['PATH'] ?? '', TZ: 'Asia/Kathmandu', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return { child, ended };
}

const run = (args: string[], environment: Record<string, string>) => start(args, environment).ended;

function configFor(environment: Record<string, string>): Config {
  const read = readConfig(environment);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.config;
}

const home = mkdtempSync(join(tmpdir(), 'kept-backup-'));
const keys = mkdtempSync(join(tmpdir(), 'kept-keys-'));
const from = join(home, 'from');
const file = join(home, 'first.age');
const identity = join(keys, 'identity');
let recipient = '';
let answer: OldAnswer;
let before: Awaited<ReturnType<typeof everyRow>>;

/** Looks into an installation that does not run. */
async function inside<T>(environment: Record<string, string>, look: (owner: pg.Client) => Promise<T>): Promise<T> {
  const installation = await openInstallation(configFor(environment));
  try {
    return await withOwner(installation.ownerUrl, look);
  } finally {
    await installation.close();
  }
}

beforeAll(async () => {
  chmodSync(home, 0o755);
  const secret = await generateX25519Identity();
  recipient = await identityToRecipient(secret);
  writeFileSync(identity, `# created: today\n# public key: ${recipient}\n${secret}\n`);
  await inside({ KEPT_DATA: from }, async (owner) => {
    answer = await fillSample(owner, join(from, 'secrets'));
    before = await everyRow(owner);
  });
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
  rmSync(keys, { recursive: true, force: true });
});

/** What an old answer, an old opt-out and an old ledger row are worth after the restore. */
async function holdsItsPromises(owner: pg.Client, secretsFolder: string): Promise<void> {
  const after = await everyRow(owner);
  expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
  const secrets = openSecrets(secretsFolder);
  expect(verify(null, answer.body, secrets.signing.publicKey, answer.signature)).toBe(true);
  const key = createDigests(secrets.digestKey).email(` ${optedOut.toUpperCase()} `);
  const suppressed = await owner.query('SELECT channel FROM contacts.suppressions WHERE email_key = $1', [key]);
  expect(suppressed.rows).toEqual([{ channel: 'mail' }]);
  const row = await owner.query('SELECT purpose FROM disclosures.ledger WHERE id = $1', [ledgerId]);
  expect(row.rows).toEqual([{ purpose: 'rights' }]);
  for (const change of [
    "UPDATE disclosures.ledger SET purpose = 'x'",
    'DELETE FROM disclosures.ledger',
    'TRUNCATE disclosures.ledger CASCADE',
  ])
    await expect(owner.query(change)).rejects.toMatchObject({ code: 'KP001' });
  // The next numbers follow those that were given out, the deleted ones too.
  const next = await owner.query<{ id: string }>(
    "INSERT INTO platform.events (name, payload, at) VALUES ('x', '{}', now()) RETURNING id",
  );
  expect(next.rows).toEqual([{ id: '5001' }]);
  await owner.query("DELETE FROM platform.events WHERE id = 5001; SELECT setval('platform.events_id_seq', 5000)");
}

describe('backup', () => {
  test('writes one file, readable by its owner only, and says what is in it', async () => {
    const { code, out, err } = await run(['backup', file, '--recipient', recipient, '--json'], { KEPT_DATA: from });
    expect(err).toContain('platform.events: 4000 rows');
    expect(code).toBe(0);
    const told = JSON.parse(out) as {
      bytes: number;
      sha256: string;
      rows: number;
      tables: { name: string; rows: number }[];
    };
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(file).size).toBe(told.bytes);
    expect(told.tables.find(({ name }) => name === 'disclosures.ledger')?.rows).toBe(1);
    expect(told.rows).toBe([...before.values()].reduce((sum, { rows }) => sum + rows, 0));
    expect(new Set(told.tables.map(({ name }) => name))).toEqual(
      new Set([...before.keys()].map((name) => name.replaceAll('"', ''))),
    );
    expect(readdirSync(home).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('holds nothing readable, and no password of the database', async () => {
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    for (const word of ['example.com', 'contacts', 'backup.json']) expect(bytes.includes(word)).toBe(false);
    const opened = await openedBackup();
    expect(opened.includes('hash:of:a:password')).toBe(true);
    const passwords = JSON.parse(readFileSync(join(from, 'secrets/database.json'), 'utf8')) as Record<string, string>;
    for (const password of Object.values(passwords)) expect(opened.includes(password)).toBe(false);
  });

  test.each([
    ['nobody named to open it', [], 'KEPT_BACKUP_NOT_ENCRYPTED'],
    ['no key of age', ['--recipient', 'age1nonsense'], 'KEPT_BACKUP_RECIPIENT'],
    ['a short passphrase', ['--passphrase-file', join(keys, 'short')], 'KEPT_BACKUP_KEY_FILE'],
    ['the passphrase beside the backup', ['--passphrase-file', join(home, 'beside')], 'KEPT_BACKUP_KEY_BESIDE'],
    ['a passphrase that is not there', ['--passphrase-file', join(keys, 'none')], 'KEPT_BACKUP_KEY_FILE'],
  ])('refuses: %s', async (_, args, code) => {
    writeFileSync(join(keys, 'short'), 'short\n');
    writeFileSync(join(home, 'beside'), 'a long enough passphrase\n');
    const target = join(home, 'refused.age');
    const ended = await run(['backup', target, ...args], { KEPT_DATA: from });
    expect(ended.err).toContain(code);
    expect(ended.code).toBe(1);
    expect(readdirSync(home).filter((name) => name.startsWith('refused'))).toEqual([]);
  });

  test('never writes over a file, nor where there is no database', async () => {
    const size = statSync(file).size;
    const again = await run(['backup', file, '--recipient', recipient], { KEPT_DATA: from });
    expect(again.err).toContain('KEPT_BACKUP_EXISTS');
    expect(statSync(file).size).toBe(size);
    const nowhere = await run(['backup', join(home, 'n.age'), '--recipient', recipient], {
      KEPT_DATA: join(home, 'nowhere'),
    });
    expect(nowhere.err).toContain('KEPT_BACKUP_NO');
    expect(existsSync(join(home, 'nowhere'))).toBe(false);
  });
});

/** The tar inside, for looking. */
async function openedBackup(): Promise<Buffer> {
  const { Decrypter } = await import('age-encryption');
  const { gunzipSync } = await import('node:zlib');
  const decrypter = new Decrypter();
  decrypter.addIdentity(readFileSync(identity, 'utf8').split('\n')[2] ?? '');
  return gunzipSync(await decrypter.decrypt(readFileSync(file)));
}

describe('restore', () => {
  const bare = join(home, 'bare');

  test('on a bare data folder: every row, the keys, the promises', async () => {
    const { code, out, err } = await run(['restore', file, '--identity', identity], { KEPT_DATA: bare });
    expect(err).not.toContain('KEPT_');
    expect(out).toContain('Every table was read back');
    expect(code).toBe(0);
    expect(existsSync(join(bare, 'restoring'))).toBe(false);
    expect(statSync(join(bare, 'secrets/keys.json')).mode & 0o777).toBe(0o600);
    await inside({ KEPT_DATA: bare }, (owner) => holdsItsPromises(owner, join(bare, 'secrets')));
  });

  test('a second time is refused, and what is there stays', async () => {
    const { code, err } = await run(['restore', file, '--identity', identity], { KEPT_DATA: bare });
    expect(err).toContain('KEPT_RESTORE_NOT_EMPTY');
    expect(code).toBe(1);
    await inside({ KEPT_DATA: bare }, (owner) => holdsItsPromises(owner, join(bare, 'secrets')));
  });

  test('a wrong key, a cut and a changed file: refused, and the folder is as bare as before', async () => {
    const whole = readFileSync(file);
    const bad = (name: string, bytes: Buffer) => {
      writeFileSync(join(home, name), bytes);
      return join(home, name);
    };
    const flipped = Buffer.from(whole);
    flipped[flipped.length - 2000] = (flipped[flipped.length - 2000] ?? 0) ^ 1;
    writeFileSync(join(keys, 'other'), await generateX25519Identity());
    const cases: [string, string, string][] = [
      [file, join(keys, 'other'), 'KEPT_RESTORE_WRONG_KEY'],
      [bad('cut.age', whole.subarray(0, -100)), identity, 'KEPT_RESTORE_DAMAGED'],
      [bad('half.age', whole.subarray(0, whole.length >> 1)), identity, 'KEPT_RESTORE_DAMAGED'],
      [bad('start.age', whole.subarray(0, 60)), identity, 'KEPT_RESTORE_DAMAGED'],
      [bad('flipped.age', flipped), identity, 'KEPT_RESTORE_DAMAGED'],
      [bad('other.age', Buffer.from('PK\u0003\u0004 something else')), identity, 'KEPT_RESTORE_NOT_A_BACKUP'],
      [join(home, 'none.age'), identity, 'KEPT_RESTORE_UNREADABLE'],
      [file, join(keys, 'none'), 'KEPT_BACKUP_KEY_FILE'],
    ];
    for (const [from, key, code] of cases) {
      const target = join(home, 'never');
      const ended = await run(['restore', from, '--identity', key], { KEPT_DATA: target });
      expect(ended.err).toContain(code);
      expect(ended.code).toBe(1);
      expect(existsSync(target)).toBe(false);
    }
  }, 120_000);

  test('keys of another installation are not written over', async () => {
    const target = join(home, 'other-keys');
    openSecrets(join(target, 'secrets'));
    const keysBefore = readFileSync(join(target, 'secrets/keys.json'));
    const { err } = await run(['restore', file, '--identity', identity], { KEPT_DATA: target });
    expect(err).toContain('KEPT_RESTORE_OTHER_SECRETS');
    expect(readFileSync(join(target, 'secrets/keys.json'))).toEqual(keysBefore);
    expect(readdirSync(target)).toEqual(['secrets']);
    expect(readdirSync(join(target, 'secrets'))).toEqual(['keys.json']);
  });

  test('with a passphrase; a wrong one is refused', async () => {
    writeFileSync(join(keys, 'right'), 'correct horse battery staple\n');
    writeFileSync(join(keys, 'wrong'), 'incorrect horse battery staple\n');
    const made = await run(['backup', join(home, 'p.age'), '--passphrase-file', join(keys, 'right')], {
      KEPT_DATA: from,
    });
    expect(made.out).toContain('SHA-256');
    const target = { KEPT_DATA: join(home, 'by-passphrase') };
    const wrong = await run(['restore', join(home, 'p.age'), '--passphrase-file', join(keys, 'wrong')], target);
    expect(wrong.err).toContain('KEPT_RESTORE_WRONG_KEY');
    const right = await run(['restore', join(home, 'p.age'), '--passphrase-file', join(keys, 'right')], target);
    expect(right.err).not.toContain('KEPT_');
    await inside(target, (owner) => holdsItsPromises(owner, join(target.KEPT_DATA, 'secrets')));
  }, 60_000);
});

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
      const back = await run(['backup', second, '--recipient', recipient], { ...place, KEPT_DATABASE_URL: url });
      expect(back.code).toBe(0);
      const embedded = { KEPT_DATA: join(home, `back-${owner}`) };
      const again = await run(['restore', second, '--identity', identity], embedded);
      expect(again.err).not.toContain('KEPT_');
      await inside(embedded, (client) => holdsItsPromises(client, join(embedded.KEPT_DATA, 'secrets')));
    },
    120_000,
  );

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

describe('beside a running PostgreSQL', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster({ folder: from });
    // Enough that a backup takes a while; random, so that it does not shrink.
    await withOwner(cluster.ownerUrl('kept'), (owner) =>
      owner.query(
        `INSERT INTO platform.events (id, name, payload, at) OVERRIDING SYSTEM VALUE
         SELECT n, 'bulk', jsonb_build_object('a', gen_random_uuid(), 'b', gen_random_uuid(), 'c', gen_random_uuid()), now()
         FROM generate_series(100001, 250000) n`,
      ),
    );
  });
  afterAll(async () => {
    await cluster?.stop();
  });

  test('one moment: what is written meanwhile is in it wholly or not at all', async () => {
    const target = join(home, 'moment.age');
    const { child, ended } = start(['backup', target, '--recipient', recipient], { KEPT_DATA: from });
    let written = 0;
    await withOwner(cluster.ownerUrl('kept'), async (owner) => {
      while (child.exitCode === null) {
        // The event is in a table that is read early, its company in one that is read late.
        await owner.query(
          `WITH e AS (INSERT INTO platform.events (name, payload, at) VALUES ('pair', '{}', now()))
           INSERT INTO contacts.companies (id, name, name_key, created_at) VALUES (gen_random_uuid(), 'pair', 'pair', now())`,
        );
        written += 1;
      }
    });
    expect((await ended).code).toBe(0);
    const bare = { KEPT_DATA: join(home, 'moment') };
    expect((await run(['restore', target, '--identity', identity], bare)).code).toBe(0);
    const { rows } = await inside(bare, (owner) =>
      owner.query<{ events: number; companies: number }>(
        `SELECT (SELECT count(*)::int FROM platform.events WHERE name = 'pair') AS events,
           (SELECT count(*)::int FROM contacts.companies WHERE name = 'pair') AS companies`,
      ),
    );
    expect(rows[0]?.events).toBe(rows[0]?.companies);
    expect(rows[0]?.events).toBeLessThan(written);
  }, 120_000);

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    '%s in the middle leaves nothing under the final name',
    async (signal) => {
      const target = join(home, `ended-by-${signal}.age`);
      const { child, ended } = start(['backup', target, '--recipient', recipient], { KEPT_DATA: from });
      const partial = () => readdirSync(home).filter((name) => name.startsWith(`ended-by-${signal}`));
      await expect.poll(partial, { timeout: 15_000, interval: 5 }).toHaveLength(1);
      child.kill(signal);
      const { code, err } = await ended;
      expect(existsSync(target)).toBe(false);
      if (signal === 'SIGKILL') expect(partial()).toEqual([expect.stringMatching(/\.partial$/)]);
      else {
        expect(partial()).toEqual([]);
        expect(err).toContain('KEPT_BACKUP_STOPPED');
        expect(code).toBe(1);
      }
    },
    60_000,
  );
});

test('a restore that was killed leaves a folder that a restore can use', async () => {
  const bare = { KEPT_DATA: join(home, 'killed') };
  mkdirSync(bare.KEPT_DATA);
  const { child, ended } = start(['restore', file, '--identity', identity], bare);
  await expect
    .poll(() => existsSync(join(bare.KEPT_DATA, 'restoring/postgres/postmaster.pid')), { timeout: 15_000, interval: 5 })
    .toBe(true);
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(join(bare.KEPT_DATA, 'postgres'))).toBe(false);
  const again = await run(['restore', file, '--identity', identity], bare);
  expect(again.err).not.toContain('KEPT_');
  await inside(bare, (owner) => holdsItsPromises(owner, join(bare.KEPT_DATA, 'secrets')));
}, 60_000);
