import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { openDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Ends the server's connections from outside, as a stopping database does. */
const cutAll = () =>
  connected(database.ownerUrl, (client) =>
    client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kept' AND datname = current_database()",
    ),
  );

test('a connection cut in the middle of a transaction fails that transaction alone', async () => {
  const db = openDatabase({ url: database.appUrl, prefix: database.prefix });
  onTestFinished(() => db.close());
  const cut = db.base(async (trx) => {
    await sql`INSERT INTO platform.events (name, payload, at) VALUES ('cut', '{}', now())`.execute(trx);
    await cutAll();
    // Given time to arrive while no query waits: that is when nobody else listens.
    await new Promise((later) => setTimeout(later, 100));
    await sql`SELECT 1`.execute(trx);
  });
  await expect(cut).rejects.toMatchObject({ keptCode: 'KEPT_DATABASE_AWAY' });
  const left = await db.base((trx) => sql<{ n: number }>`SELECT count(*)::int AS n FROM platform.events`.execute(trx));
  expect(left.rows[0]?.n).toBe(0);
});
