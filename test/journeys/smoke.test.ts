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

test('a page lets nothing run, be framed or be sent elsewhere, whatever gets into it', async () => {
  for (const path of ['/', '/activate', '/me', '/privacy', '/desk/', '/nowhere']) {
    const { headers } = await app.kept.app.inject(path);
    const policy = String(headers['content-security-policy'] ?? '');
    const rules = new Map(
      policy.split(';').map((each) => [each.trim().split(' ')[0], each.trim().split(' ').slice(1).join(' ')]),
    );
    expect([path, rules.get('frame-ancestors'), rules.get('object-src') ?? rules.get('default-src')]).toEqual([
      path,
      "'none'",
      "'none'",
    ]);
    expect([
      path,
      /unsafe-inline|unsafe-eval|https?:|\*/.test(rules.get('script-src') ?? rules.get('default-src') ?? '*'),
    ]).toEqual([path, false]);
    expect([path, headers['x-content-type-options'], headers['referrer-policy']]).toEqual([
      path,
      'nosniff',
      expect.stringMatching(/no-referrer|same-origin/),
    ]);
  }
});
