import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';

let app: TestApp;
let administrator: Session;

beforeAll(async () => {
  app = await startApp();
  administrator = await app.signInAs('administrator');
});
afterAll(() => app.stop());

test('thirty wrong passwords for an address are enough, from wherever they come', async () => {
  const behind = await startApp({ vendor: false, overrides: { trustedProxies: ['127.0.0.1'] } });
  try {
    const guess = (network: number) =>
      behind.post(
        '/api/auth/sign-in/email',
        { email: 'somebody@vendor.example', password: 'a guessed password' },
        { 'kept-csrf': '1', 'x-forwarded-for': `192.0.2.${network}` },
      );
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => guess(index)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([401]));
    const closed = await guess(51);
    expect([closed.status, await closed.text()]).toEqual([429, expect.stringContaining('KEPT_TOO_MANY')]);
  } finally {
    await behind.stop();
  }
}, 60_000);

test('while the database of the sign-in is away, it says so, and afterwards all is as it was', async () => {
  const { name, prefix, ownerUrl } = app.database;
  const asOwner = (statement: string) => connected(ownerUrl, (client) => client.query(statement));
  await asOwner(`REVOKE CONNECT ON DATABASE ${name} FROM ${prefix}_auth`);
  await asOwner(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND usename = '${prefix}_auth'`,
  );
  try {
    const answer = await app.get('/api/v1/today', { cookie: administrator.cookie });
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('KEPT_DATABASE_AWAY')]);
    expect(
      (
        await app.post(
          '/api/auth/sign-in/email',
          { email: 'n@vendor.example', password: 'a guess' },
          { 'kept-csrf': '1' },
        )
      ).status,
    ).toBe(503);
    expect((await app.get('/privacy')).status).toBe(200);
  } finally {
    await asOwner(`GRANT CONNECT ON DATABASE ${name} TO ${prefix}_auth`);
  }
  expect((await app.get('/api/v1/today', { cookie: administrator.cookie })).status).toBe(200);
});
