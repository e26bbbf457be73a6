import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { searchBytes } from '../erasure/search-bytes.ts';
import { startCluster } from './cluster.ts';
import { withOwner } from './migrate.ts';
import { rewriteErased } from './rewrite.ts';

const secret = 'Erna.Vanish@gone-away.example';

/** How many files of the database hold the text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map((entry) => join(entry.parentPath, entry.name));
}

test('what was deleted is on disk until the owner writes tables and log anew, and then it is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kept-rewrite-'));
  await chmod(folder, 0o755);
  const cluster = await startCluster({ folder: join(folder, 'data'), secrets: join(folder, 'secrets') });
  try {
    await withOwner(cluster.ownerUrl('postgres'), async (client) => {
      await client.query(`CREATE SCHEMA platform; CREATE SCHEMA contacts;
        CREATE TABLE platform.rewrites (id uuid, tables text[], asked_at timestamptz, by_day date, done_at timestamptz, wal_done boolean);
        CREATE TABLE contacts.people (id int, email text, note text)`);
      await client.query('INSERT INTO contacts.people SELECT n, $1, repeat($1, 20) FROM generate_series(1, 500) n', [
        secret,
      ]);
      await client.query('ANALYZE contacts.people');
      await client.query('CHECKPOINT');
      await client.query('UPDATE contacts.people SET email = NULL, note = NULL');
      await client.query('VACUUM contacts.people');
      await client.query('CHECKPOINT');
    });
    const data = join(folder, 'data');
    const before = filesWith(data, secret);
    expect(before.some((path) => path.includes('pg_wal'))).toBe(true);
    expect(before.some((path) => path.includes('/base/'))).toBe(true);
    await withOwner(cluster.ownerUrl('postgres'), async (client) => {
      expect(await rewriteErased(client, { now: true })).toBe(0);
      await client.query(
        `INSERT INTO platform.rewrites VALUES (gen_random_uuid(), '{contacts.people}', now(), current_date + 7)`,
      );
      expect(await rewriteErased(client, { now: true })).toBe(1);
      expect(await rewriteErased(client, { now: true })).toBe(0);
      const { rows } = await client.query('SELECT wal_done FROM platform.rewrites');
      expect(rows).toEqual([{ wal_done: true }]);
      expect((await client.query('SHOW wal_recycle')).rows).toEqual([{ wal_recycle: 'on' }]);
    });
    expect(filesWith(data, secret)).toEqual([]);
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);

test('an address is found by its keyed digest, wherever it stands, and nothing else is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kept-search-'));
  const filler = 'x@y '.repeat(300_000);
  writeFileSync(join(folder, 'far'), `${filler}+${secret}-after@else.example`);
  writeFileSync(join(folder, 'other'), `${filler}Emma.Vanish@gone-away.example`);
  writeFileSync(join(folder, 'coded'), Buffer.from(`a,${secret},b`).toString('base64'));
  // Differs in the last bits of its last sign only.
  writeFileSync(join(folder, 'alike'), Buffer.from(`a,${secret.slice(0, -1)}d,b`).toString('base64'));
  const is = (text: string) => text.toLowerCase() === secret.toLowerCase();
  const address = { bytes: secret.length, at: secret.indexOf('@'), is };
  const looked = await searchBytes(folder, [
    { id: 'digest', values: [], address },
    { id: 'value', values: [secret], address: null },
    { id: 'nobody', values: ['nobody at all'], address: null },
  ]);
  expect(looked.files).toBe(4);
  expect(Object.fromEntries(looked.found)).toEqual({ digest: ['far'], value: ['coded', 'far'] });
  await rm(folder, { recursive: true });
});
