import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { scopes } from '../../src/platform/http/access.ts';
import { type Caller, isStaff, memberRoles, rolePurposes } from '../../src/platform/http/roles.ts';
import type { RouteEntry } from '../../src/platform/http/server.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';

// Every caller at every route: whoever is not named is refused. Who is named stands in test/data/access.txt, written by
// hand and read by people: a route that opens itself to more callers, or a new one, fails here until that table says so.

let app: TestApp;
const sessions = new Map<Caller, Session>();

beforeAll(async () => {
  app = await startApp();
  const companyId = await aReseller(app);
  for (const role of memberRoles) sessions.set(role, await app.signInAs(role, isStaff(role) ? undefined : companyId));
}, 240_000);
afterAll(() => app.stop());

const nobody = '00000000-0000-4000-8000-000000000000';
const path = (route: RouteEntry) => route.url.replace(/:\w+/g, nobody).replace('*', 'nothing');
const groups: Record<string, readonly string[]> = {
  staff: memberRoles.filter(isStaff),
  resellers: ['reseller administrator', 'reseller staff'],
};
/** Callers by route, from the table: `METHOD URL: callers [purposes]`. */
const table = new Map(
  readFileSync('test/data/access.txt', 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [, route = '', named = '', purposes = ''] = /^(\S+ \S+): ([^[]+?)(?: \[(.*)\])?$/.exec(line) ?? [];
      const callers = named.split(', ').flatMap((name) => groups[name] ?? [name]);
      return [route, { callers, purposes: purposes === '' ? [] : purposes.split(', ') }];
    }),
);
const nameOf = ({ method, url }: RouteEntry) => `${method} ${url.replace(/style-\w+/, 'style-HASH')}`;
const callersOf = (route: RouteEntry) => table.get(nameOf(route))?.callers ?? [];
const open = (route: RouteEntry) => callersOf(route).includes('public');
const guarded = () => app.kept.routes.filter((route) => !open(route) && route.method !== 'HEAD');

test('every route says of itself what the table says of it, and the table names no other', () => {
  const lines = app.kept.routes.map((route) => {
    const { callers, purposes } = route.access;
    expect(callers.length).toBeGreaterThan(0);
    return [nameOf(route), [...callers].sort(), [...purposes].sort()];
  });
  const wanted = [...table].map(([route, { callers, purposes }]) => [route, [...callers].sort(), [...purposes].sort()]);
  const byName = (one: unknown[], other: unknown[]) => (String(one[0]) < String(other[0]) ? -1 : 1);
  expect(lines.sort(byName)).toEqual(wanted.sort(byName));
});

test('without a session every route that is not public refuses', async () => {
  for (const route of guarded()) {
    const response = await fetch(`${app.baseUrl}${path(route)}`, {
      method: route.method,
      headers: { 'kept-csrf': '1' },
    });
    expect([route.method, route.url, response.status]).toEqual([route.method, route.url, 401]);
    await response.arrayBuffer();
  }
});

test.each([...memberRoles])('%s is refused wherever the route does not name that role', async (role) => {
  expect(guarded().length).toBeGreaterThan(40);
  const session = sessions.get(role);
  const purposes = isStaff(role) ? rolePurposes[role] : [];
  for (const route of guarded()) {
    const named = callersOf(route).includes(role);
    const covered =
      !isStaff(role) ||
      route.access.purposes.length === 0 ||
      route.access.purposes.some((each) => purposes.includes(each));
    if (named && covered) continue;
    const answer = await session?.call<{ error?: { code: string } }>(route.method, path(route));
    expect([route.method, route.url, answer?.status, answer?.body?.error?.code]).toEqual([
      route.method,
      route.url,
      403,
      'KEPT_NOT_ALLOWED',
    ]);
  }
});

test.each([...memberRoles])('%s is let in where the route names that role', async (role) => {
  const session = sessions.get(role);
  const purposes = isStaff(role) ? rolePurposes[role] : [];
  for (const route of guarded().filter(({ method, access }) => method === 'GET' && access.callers.includes(role))) {
    const purpose = route.access.purposes.find((each) => purposes.includes(each));
    if (isStaff(role) && route.access.purposes.length > 0 && !purpose) continue;
    const ground = purpose ? { purpose, reason: 'test of access' } : undefined;
    const answer = await session?.call<{ error?: { code: string } }>('GET', path(route), undefined, ground);
    expect([route.url, answer?.status === 401 || answer?.status === 403 || (answer?.status ?? 500) >= 500]).toEqual([
      route.url,
      false,
    ]);
  }
});

test('a member who writes without the desk’s header, or from another site, is refused', async () => {
  const session = sessions.get('administrator');
  const write = guarded().find((route) => route.method === 'POST' && route.access.callers.includes('administrator'));
  const send = (headers: Record<string, string>) =>
    fetch(`${app.baseUrl}${path(write as RouteEntry)}`, {
      method: 'POST',
      headers: { cookie: session?.cookie ?? '', ...headers },
    }).then(async (response) => ((await response.json()) as { error: { code: string } }).error.code);
  expect(await send({})).toBe('KEPT_CSRF');
  expect(await send({ 'kept-csrf': '1', origin: 'https://elsewhere.example' })).toBe('KEPT_CSRF');
  expect(await send({ 'kept-csrf': '1', 'sec-fetch-site': 'cross-site' })).toBe('KEPT_CSRF');
});

test('staff reads people only with a purpose of theirs and a reason', async () => {
  const route = guarded().find(
    ({ method, access }) =>
      method === 'GET' && access.purposes.includes('registration') && access.callers.includes('licence desk'),
  );
  const desk = sessions.get('licence desk');
  const ask = async (ground?: { purpose: string; reason: string }) =>
    (await desk?.call<{ error: { code: string } }>('GET', path(route as RouteEntry), undefined, ground))?.body.error
      .code;
  expect(await ask()).toBe('KEPT_NO_PURPOSE');
  expect(await ask({ purpose: 'marketing', reason: 'a campaign' })).toBe('KEPT_NO_PURPOSE');
  expect(await ask({ purpose: 'registration', reason: ' ' })).toBe('KEPT_NO_REASON');
});

test.each([...scopes])(
  'an API token for %s is let in where the route names it with that scope, and nowhere else',
  async (scope) => {
    const made = await sessions.get('administrator')?.call<{ token: string }>('POST', '/api/v1/tokens', {
      name: `for ${scope}`,
      scopes: [scope],
      days: 1,
    });
    expect(made?.status).toBe(201);
    let entered = 0;
    for (const route of guarded()) {
      const fits = callersOf(route).includes('API token') && route.access.scope === scope;
      if (fits && route.method !== 'GET') continue;
      const answer = await fetch(`${app.baseUrl}${path(route)}`, {
        method: route.method,
        headers: { authorization: `Bearer ${made?.body.token}` },
      });
      const refused = answer.status === 401 || answer.status === 403;
      expect([scope, nameOf(route), answer.status, refused]).toEqual([
        scope,
        nameOf(route),
        fits ? answer.status : 403,
        !fits,
      ]);
      if (fits) entered += 1;
      await answer.arrayBuffer();
    }
    expect(entered).toBeGreaterThan(0);
  },
);
