import { afterAll, beforeAll, expect, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { analyzeTables } from './maintenance.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const known = (table: string) =>
  connected(database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      'SELECT count(*)::int AS n FROM pg_stats WHERE schemaname = $1 AND tablename = $2',
      table.split('.'),
    );
    return rows[0].n as number;
  });

test('as the owner, every table of ours gets new statistics', async () => {
  await connected(database.ownerUrl, (client) =>
    client.query(
      'INSERT INTO contacts.companies (id, name, name_key, created_at) SELECT gen_random_uuid(), n::text, n::text, now() FROM generate_series(1, 100) n',
    ),
  );
  expect(await known('contacts.companies')).toBe(0);
  expect(await connected(database.ownerUrl, analyzeTables)).toEqual([]);
  expect(await known('contacts.companies')).toBeGreaterThan(0);
});

test('for anybody else ANALYZE seems to succeed and does nothing: the look afterwards is needed', async () => {
  const warnings: string[] = [];
  await connected(database.appUrl, async (client) => {
    client.on('notice', ({ message = '' }) => warnings.push(message));
    await client.query('ANALYZE contacts.people');
  });
  expect(warnings.join()).toMatch(/permission denied to analyze|skipping "people"/);
});
