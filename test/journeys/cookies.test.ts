import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Session, startApp, type TestApp } from '../kit/app.ts';

vi.setConfig({ testTimeout: 240_000 });

// Every cookie that this server sets anywhere is in the register on /privacy/cookies: a crawl over all GET routes, by
// everybody and by an administrator, and the acts that set one.

let app: TestApp;
let administrator: Session;
const set = new Map<string, string>();

beforeAll(async () => {
  app = await startApp();
  administrator = await app.signInAs('administrator');
}, 120_000);
afterAll(() => app.stop(), 120_000);

/** What is only taken away (a session's copy at the end of the session) is nobody's to keep. */
function note(answer: Response): void {
  for (const cookie of answer.headers.getSetCookie().filter((each) => !/;\s*max-age=0/i.test(each)))
    set.set(cookie.split('=')[0] ?? '', cookie);
}

const csrf = () => ({ 'kept-csrf': '1', origin: app.baseUrl, cookie: administrator.cookie });

test('the register names every cookie that a crawl and the acts that set one meet', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  for (const { method, url } of app.kept.routes.filter((route) => route.method === 'GET')) {
    const path = url.replace(/:\w+/g, nobody).replace('*', 'made-up');
    for (const headers of [{}, { cookie: administrator.cookie }]) {
      const answer = await fetch(`${app.baseUrl}${path}`, { method, headers, redirect: 'manual' });
      await answer.arrayBuffer();
      // Signing in with a passkey begins with a question that a cookie remembers for minutes: that is no looking.
      if (!url.startsWith('/api/auth/passkey/')) expect([url, answer.headers.getSetCookie()]).toEqual([url, []]);
      note(answer);
    }
  }
  expect([...set.keys()]).toEqual(['kept.passkey']);
  note(await app.submit('/privacy/statistics', { choice: 'refuse' }));
  const uncounted = { method: 'PUT', headers: { ...csrf(), 'content-type': 'application/json' } };
  note(await fetch(`${app.baseUrl}/api/v1/statistics/own-browser`, { ...uncounted, body: '{"uncounted":true}' }));
  const password = { email: administrator.email, password: 'not the password' };
  note(await app.post('/api/auth/sign-in/email', password, { 'kept-csrf': '1', origin: app.baseUrl }));
  note(await app.post('/api/auth/sign-out', {}, csrf()));
  for (const name of administrator.cookie.split('; ')) set.set(name.split('=')[0] ?? '', name);

  const page = await (await app.get('/privacy/cookies')).text();
  const register = new Set([...page.matchAll(/<code>([^<]+)<\/code>/g)].map(([, name]) => name));
  expect(set.size).toBeGreaterThanOrEqual(3);
  expect([...set.keys()].filter((name) => !register.has(name))).toEqual([]);
});

test('only the two cookies that ask not to be counted are set for the statistics', () => {
  const path = (cookie: string) => /;\s*path=([^;]*)/i.exec(cookie)?.[1] ?? '';
  for (const [name, cookie] of set)
    if (cookie.includes(';')) expect([name, path(cookie)]).toEqual([name, expect.stringMatching(expectedPath(name))]);
});

function expectedPath(name: string): RegExp {
  if (name === 'kept.refused') return /^\/(s(\.js)?|privacy\/statistics)$/;
  return name === 'kept.uncounted' ? /^\/s(\.js)?$/ : /^\/(?!s(\/|$|\.js))/;
}
