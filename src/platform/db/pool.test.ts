import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { openDatabase, wasRefused } from './database.ts';

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

test('what the database refused is told from what may have been done', async () => {
  const db = openDatabase({ url: database.appUrl, prefix: database.prefix });
  onTestFinished(() => db.close());
  const failed = (run: Parameters<typeof db.base<unknown>>[0]) =>
    db.base(run).then(
      () => null,
      (error: unknown) => error,
    );
  const twice = await failed((trx) =>
    sql`INSERT INTO platform.idempotency (route, key_digest, request_digest, at) SELECT 'r', '\\x01', '\\x01', now() FROM generate_series(1, 2)`.execute(
      trx,
    ),
  );
  const notStorable = await failed((trx) => sql`SELECT ${'a\0b'}::text`.execute(trx));
  expect([twice, notStorable].map(wasRefused)).toEqual([true, true]);
  const cut = await failed(async (trx) => {
    await sql`SELECT 1`.execute(trx);
    await cutAll();
    await sql`SELECT 1`.execute(trx);
  });
  expect([cut, new Error('of our own'), null].map(wasRefused)).toEqual([false, false, false]);
});

test('by key, no table is planned to be read whole, and only in that transaction', async () => {
  const db = openDatabase({ url: database.appUrl, prefix: database.prefix, poolSize: 1 });
  onTestFinished(() => db.close());
  const show = sql<{ enable_seqscan: string }>`SHOW enable_seqscan`;
  const byKey = await db.as('registration', (trx) => show.execute(trx), { byKey: true });
  const plain = await db.as('registration', (trx) => show.execute(trx));
  expect([byKey, plain].map(({ rows }) => rows[0]?.enable_seqscan)).toEqual(['off', 'on']);
});

test('where a transaction cannot begin as it should, what travelled with it is not done, and the next one is well', async () => {
  const db = openDatabase({ url: database.appUrl, prefix: database.prefix, poolSize: 1 });
  onTestFinished(() => db.close());
  const happened = (name: string) => sql`INSERT INTO platform.events (name, payload, at) VALUES (${name}, '{}', now())`;
  const nobody = db.as('no such purpose' as 'rights', async (trx) => {
    await Promise.all([happened('first').execute(trx), happened('second').execute(trx)]);
  });
  // What is told is why it did not begin, and not that the transaction is aborted.
  await expect(nobody).rejects.toMatchObject({ code: expect.not.stringMatching('25P02') });
  await db.base((trx) => happened('well').execute(trx));
  const { rows } = await sql<{ name: string }>`SELECT name FROM platform.events
    WHERE name IN ('first', 'second', 'well')`.execute(db.read);
  expect(rows).toEqual([{ name: 'well' }]);
});
