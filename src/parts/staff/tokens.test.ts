import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { createToken, listTokens, revokeToken, rotateToken } from './index.ts';

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
  const { token } = await create(['statistics']);
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
  [{ name: 'x', scopes: ['licences'], days: 1 }, 'scope'],
  [{ name: 'x', scopes: ['metrics'], days: 0 }, 'days'],
  [{ name: 'x', scopes: ['metrics'], days: Number.NaN }, 'days'],
])('%j is refused', async (input, field) => {
  const making = app.kept.deps.db.base((trx) => createToken(trx, app.kept.deps, who, input));
  await expect(making).rejects.toMatchObject({ facts: { fields: { [field]: expect.any(String) } } });
});

test('an administrator makes, lists, changes and revokes tokens on the desk; nobody else does', async () => {
  const administrator = await app.signInAs('administrator');
  type Made = { id: string; token: string; expiresAt: string; error?: { code: string } };
  const call = (method: string, path: string, body?: unknown) =>
    administrator.call<Made>(method, `/api/v1/tokens${path}`, body);
  const opens = async (token: string, path: string) =>
    (await app.get(path, { authorization: `Bearer ${token}` })).status;
  const { status, body: first } = await call('POST', '', { name: 'Monitor', scopes: ['proof', 'audit'], days: 30 });
  expect(status).toBe(201);
  expect(
    await Promise.all(
      ['/api/v1/proof', '/api/v1/incidents', '/api/v1/audit', '/api/v1/webhooks'].map((path) =>
        opens(first.token, path),
      ),
    ),
  ).toEqual([200, 200, 200, 403]);
  const { body: second } = await call('POST', `/${first.id}/rotate`, { days: 30, overlapDays: 7 });
  expect(await opens(first.token, '/api/v1/proof')).toBe(200);
  expect(await opens(second.token, '/api/v1/audit')).toBe(200);
  expect((await call('POST', `/${first.id}/rotate`, { days: 30, overlapDays: 7 })).body.error?.code).toBe(
    'KEPT_TOKEN_REPLACED',
  );
  app.clock.advance({ days: 7 });
  const again = await app.signInAs('administrator');
  expect(await opens(first.token, '/api/v1/proof')).toBe(401);
  expect(await opens(second.token, '/api/v1/proof')).toBe(200);
  const late = (id: string) => again.call<Made>('POST', `/api/v1/tokens/${id}/rotate`, { days: 1, overlapDays: 0 });
  expect((await late(first.id)).body.error?.code).toBe('KEPT_TOKEN_OVER');
  expect((await again.call('DELETE', `/api/v1/tokens/${second.id}`)).status).toBe(204);
  expect(await opens(second.token, '/api/v1/proof')).toBe(401);
  const listed = await again.call<{ items: { id: string; state: string; replacedBy: string | null }[] }>(
    'GET',
    '/api/v1/tokens?limit=500',
  );
  const states = new Map(listed.body.items.map((item) => [item.id, [item.state, item.replacedBy]]));
  expect(states.get(first.id)).toEqual(['expired', second.id]);
  expect(states.get(second.id)).toEqual(['revoked', null]);
  expect(
    (await again.call<{ count: number }>('GET', '/api/v1/tokens?state=revoked&limit=1')).body.count,
  ).toBeGreaterThan(0);
  expect((await (await app.signInAs('privacy officer')).call('GET', '/api/v1/tokens')).status).toBe(403);
});

test('an overlap does not lengthen the old one', async () => {
  const { id, token } = await create(['metrics'], 2);
  await app.kept.deps.db.base((trx) => rotateToken(trx, app.kept.deps, who, { id, days: 90, overlapDays: 30 }));
  app.clock.advance({ days: 2 });
  expect(await metrics(`Bearer ${token}`)).toBe(401);
});
