import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { createToken, listTokens, revokeToken } from './index.ts';

let app: TestApp;
const who = { kind: 'system', job: 'test' } as const;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const create = (scopes: string[], days = 1) =>
  app.kept.deps.db.base((trx) => createToken(trx, app.kept.deps, who, { name: 'Prometheus', scopes, days }));
const metrics = async (authorization: string) => (await app.get('/metrics', { authorization })).status;

test('a token opens what its scope says, until it ends', async () => {
  const { token } = await create(['metrics']);
  expect(await metrics(`Bearer ${token}`)).toBe(200);
  expect((await app.get('/api/v1/members', { authorization: `Bearer ${token}` })).status).toBe(403);
  app.clock.advance({ days: 1 });
  expect(await metrics(`Bearer ${token}`)).toBe(401);
});

test('a token for something else opens nothing', async () => {
  const { token } = await create(['licences']);
  expect(await metrics(`Bearer ${token}`)).toBe(403);
});

test('a revoked token is refused at once', async () => {
  const { id, token } = await create(['metrics']);
  expect(await metrics(`Bearer ${token}`)).toBe(200);
  await app.kept.deps.db.base((trx) => revokeToken(trx, app.kept.deps, who, id));
  expect(await metrics(`Bearer ${token}`)).toBe(401);
  await expect(app.kept.deps.db.base((trx) => revokeToken(trx, app.kept.deps, who, id))).rejects.toThrow(
    'nothing here',
  );
});

test.each(['', 'Bearer', `Bearer kept_${'x'.repeat(43)}`, 'Basic a2VwdA==', "Bearer ' OR true --"])(
  'without a token that is known: %s',
  async (authorization) => {
    expect(await metrics(authorization)).toBe(401);
  },
);

test('the token itself is nowhere, the day of its last use is', async () => {
  const { id, token } = await create(['metrics']);
  await metrics(`Bearer ${token}`);
  const { rows } = await connected(app.database.ownerUrl, (client) => client.query('SELECT * FROM staff.tokens'));
  expect(JSON.stringify(rows)).not.toContain(token);
  const listed = (await listTokens(app.kept.deps.db.read)).find((each) => each.id === id);
  expect(listed).toMatchObject({ name: 'Prometheus', lastUsedOn: app.clock.now().toISOString().slice(0, 10) });
});

test.each([
  [{ name: ' ', scopes: ['metrics'], days: 1 }, 'name'],
  [{ name: 'x', scopes: [], days: 1 }, 'scope'],
  [{ name: 'x', scopes: ['Metrics!'], days: 1 }, 'scope'],
  [{ name: 'x', scopes: ['metrics'], days: 0 }, 'days'],
  [{ name: 'x', scopes: ['metrics'], days: Number.NaN }, 'days'],
])('%j is refused', async (input, field) => {
  const making = app.kept.deps.db.base((trx) => createToken(trx, app.kept.deps, who, input));
  await expect(making).rejects.toMatchObject({ facts: { fields: { [field]: expect.any(String) } } });
});
