import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../kit/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
}, 60_000);
afterAll(() => app?.stop());

test.each([
  '/',
  '/activate',
  '/privacy',
  '/privacy/proof',
  '/privacy/versions',
  '/privacy/cookies',
  '/healthz',
  '/readyz',
  '/openapi.json',
  '/api',
])('%s answers', async (path) => {
  const response = await app.get(path);
  expect([path, response.status]).toEqual([path, 200]);
});
