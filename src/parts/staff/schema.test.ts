import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { type AuthDatabase, openAuthDatabase } from '../../platform/db/auth-database.ts';
import { systemIds } from '../../platform/ids.ts';
import { createLog } from '../../platform/log.ts';
import { createSignIn } from './actions/sign-in.ts';

let database: TestDatabase;
let auth: AuthDatabase;

beforeAll(async () => {
  database = await testDatabase();
  auth = openAuthDatabase({ url: database.authUrl });
});
afterAll(async () => {
  await auth.destroy();
  await database.drop();
});

function wanted() {
  const { options } = createSignIn({
    auth,
    ids: systemIds,
    log: createLog('silent'),
    publicUrl: 'http://127.0.0.1:3080',
    secret: 'x'.repeat(32),
    vouchedFor: async () => undefined,
    maySignIn: async () => true,
    signedIn: async () => undefined,
  });
  return getMigrations(options);
}

test('better-auth finds all that it wants in migrations/0009-auth.sql', async () => {
  const { toBeCreated, toBeAdded } = await wanted();
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
});

test('the comparison can fail', async () => {
  await connected(database.ownerUrl, (client) => client.query('ALTER TABLE auth.session DROP COLUMN "updatedAt"'));
  const { toBeAdded } = await wanted();
  expect(toBeAdded.map((table) => table.table)).toEqual(['session']);
});

test.each([
  ['the server', 'appUrl', 'SELECT name FROM auth."user"'],
  ['the server', 'appUrl', 'SELECT id FROM auth.session'],
  ['a probe', 'probeUrl', 'SELECT password FROM auth.account'],
  ['a probe', 'probeUrl', 'SELECT token FROM auth.session'],
  ['the sign-in', 'authUrl', 'SELECT email FROM contacts.people'],
  ['the sign-in', 'authUrl', 'SELECT id FROM staff.members'],
] as const)('%s may not %s: %s', async (_, url, statement) => {
  await expect(connected(database[url], (client) => client.query(statement))).rejects.toThrow(/permission denied/);
});
