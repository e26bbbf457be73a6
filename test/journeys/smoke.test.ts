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

test('the desk runs its own files only, and is named exactly what it may do', async () => {
  const own = "'self'";
  for (const path of ['/desk/', '/desk/sign-in', '/desk/settings', '/desk/assets/nothing.js']) {
    const { headers } = await app.kept.app.inject(path);
    expect([path, directives(headers)]).toEqual([
      path,
      {
        'default-src': "'none'",
        'script-src': own,
        // The kit of the desk writes styles into its elements.
        'style-src': "'self' 'unsafe-inline'",
        'img-src': "'self' data:",
        'font-src': own,
        'connect-src': own,
        'form-action': own,
        'frame-ancestors': "'none'",
        'base-uri': "'none'",
      },
    ]);
  }
});

test('a public page runs nothing at all, and is named exactly what it may do', async () => {
  for (const path of ['/', '/activate', '/me', '/privacy', '/nowhere', '/openapi.json', '/api/v1/session']) {
    const { headers } = await app.kept.app.inject(path);
    expect([path, directives(headers)]).toEqual([
      path,
      {
        'default-src': "'none'",
        'style-src': "'self'",
        'img-src': "'self' data:",
        'form-action': "'self'",
        'frame-ancestors': "'none'",
        'base-uri': "'none'",
      },
    ]);
  }
});

/** The one policy of an answer, by directive; a directive named twice would hold as it was named first. */
function directives(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const policy = headers['content-security-policy'];
  if (typeof policy !== 'string') throw new Error('not one policy');
  expect(headers['content-security-policy-report-only']).toBeUndefined();
  const parts = policy.split(';').map((each) => each.trim().split(/\s+/));
  const names = parts.map(([name]) => name);
  expect(names).toEqual([...new Set(names)]);
  return Object.fromEntries(parts.map(([name, ...sources]) => [name, sources.join(' ')]));
}
