import { expect, test } from 'vitest';
import { testDeps } from '../../../test/kit/deps.ts';
import { ledger } from '../../parts/disclosures/index.ts';
import { type Access, access } from './access.ts';
import { createMetrics } from './metrics.ts';
import { createServer } from './server.ts';

// A route that does not say who may call it and for which purposes it reads people does not come to be.

test('a route without callers or without purposes stops the start', async () => {
  const deps = await testDeps(ledger);
  const { app, routes } = await createServer({
    log: deps.log,
    ids: deps.ids,
    metrics: createMetrics(),
    trustedProxies: [],
    publicUrl: deps.publicUrl,
    version: 'test',
    identify: async () => null,
    site: deps.site,
  });
  const before = routes.length;
  const add = (config: object) => () => app.get('/silent', { config }, async () => 'seen');
  const silent = { limit: 'page' } as unknown as Access;
  expect(add({})).toThrow('route GET /silent does not say who may call it');
  expect(add(access({ callers: [], purposes: [], limit: 'page' }))).toThrow('does not say who may call it');
  expect(add(access(silent))).toThrow('does not say who may call it');
  expect(add(access({ ...silent, callers: ['public'] }))).toThrow('does not say for which purposes it reads people');
  expect(() => app.route({ method: ['GET', 'POST'], url: '/silent', handler: async () => 'seen' })).toThrow(
    'does not say who may call it',
  );
  expect(routes).toHaveLength(before);
  await app.close();
  await deps.stop();
});
