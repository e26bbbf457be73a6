import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { openSecrets } from '../../src/platform/crypto/secrets.ts';
import { holdsItsPromises, inside, run, scene, setScene, start } from './backup-kit.ts';

const { file, from, home, identity, keys } = scene;
setScene();

/** Of about 150: the restore tests compare no rows of the others. */
const tablesWithRows = 120;

describe('backup', () => {
  test('the rows that are compared lie in most tables', () => {
    const empty = [...scene.before].filter(([, { rows }]) => rows === 0).map(([name]) => name);
    const held = scene.before.size - empty.length;
    console.info(`${held} of ${scene.before.size} tables hold rows; none in ${empty.join(', ')}`);
    expect(held).toBeGreaterThanOrEqual(tablesWithRows);
  });

  test('writes one file, readable by its owner only, and says what is in it', async () => {
    const { code, out, err } = await run(['backup', file, '--recipient', scene.recipient, '--json'], {
      KEPT_DATA: from,
    });
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
    expect(told.rows).toBe([...scene.before.values()].reduce((sum, { rows }) => sum + rows, 0));
    expect(new Set(told.tables.map(({ name }) => name))).toEqual(
      new Set([...scene.before.keys()].map((name) => name.replaceAll('"', ''))),
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
    const again = await run(['backup', file, '--recipient', scene.recipient], { KEPT_DATA: from });
    expect(again.err).toContain('KEPT_BACKUP_EXISTS');
    expect(statSync(file).size).toBe(size);
    const nowhere = await run(['backup', join(home, 'n.age'), '--recipient', scene.recipient], {
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
  });

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
  });
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
});
