import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { sha256 } from '../../src/platform/crypto/digest.ts';
import { scopes } from '../../src/platform/http/access.ts';
import { type Caller, isStaff, memberRoles, rolePurposes } from '../../src/platform/http/roles.ts';
import type { RouteEntry } from '../../src/platform/http/server.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// Every caller at every route: whoever is not named is refused. Who is named stands in test/data/access.txt, written by
// hand and read by people: a route that opens itself to more callers, or a new one, fails here until that table says so.

// Members and tokens stand in the table by name. A person proves a mailbox and holds a sitting, a program holds an
// activation and the name of its machine: both stand in the body of a request, and open what takes them and nothing else.

let app: TestApp;
const sessions = new Map<Caller, Session>();
let person: Awaited<ReturnType<typeof aPerson>>;
let program: Awaited<ReturnType<typeof aProgram>>;

beforeAll(async () => {
  app = await startApp();
  const companyId = await aReseller(app);
  for (const role of memberRoles) sessions.set(role, await app.signInAs(role, isStaff(role) ? undefined : companyId));
  program = await aProgram(companyId);
  person = await aPerson(program.email);
}, 240_000);
afterAll(() => app.stop());

/** A machine with a seat, and the mail address that was registered with it. */
async function aProgram(holderCompanyId: string) {
  const floating = { leaseMinutes: 30, heartbeatMinutes: 10, borrowDays: 7 };
  const [licence] = await someLicences(app, { ...(await aProduct(app)), holderCompanyId, floating });
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData();
  const machine = 'the-machine-that-has-the-seat';
  const answer = await app.post(
    '/api/v1/activations',
    { ...data, serial: licence?.serial, notice: schema.notice.sha256, machine },
    { 'idempotency-key': 'access-matrix' },
  );
  expect(answer.status).toBe(201);
  const { activationId } = (await answer.json()) as { activationId: string };
  return { activationId, machine, email: data.email ?? '' };
}

/** A person with a sitting. The link is written as it would be mailed, so that nothing waits for a mail; it is opened as ever. */
async function aPerson(email: string) {
  const token = systemIds.random(32).toString('base64url');
  const now = app.clock.now();
  const personId = await connected(app.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string; email_key: Buffer }>(
      'SELECT id, email_key FROM contacts.people WHERE email_key = $1',
      [app.kept.deps.digests.email(email)],
    );
    await client.query(
      `INSERT INTO rights.links (id, person_id, email_key, token_sha256, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $5::timestamptz + interval '10 minutes')`,
      [systemIds.uuid(), rows[0]?.id, rows[0]?.email_key, sha256(token), now],
    );
    return rows[0]?.id ?? '';
  });
  const page = await app.submit(`/me/link/${token}`, {});
  expect(page.status).toBe(200);
  const sitting = /name="sitting" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  expect(sitting).toMatch(/^[\w-]{43}$/);
  return { personId, sitting, link: token };
}

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

/** Every way in which somebody who is no member could hand over what they hold. */
const handedOver = (held: string): Record<string, string>[] => [
  { authorization: `Bearer ${held}` },
  { authorization: `Bearer kept_${held}` },
  { cookie: `kept.session_token=${held}; sitting=${held}` },
];

test.each(['person', 'desktop client'] as const)(
  '%s is refused at every route that is not public, however they show what they hold',
  async (caller) => {
    const { activationId, machine } = program;
    const [held, body] =
      caller === 'person'
        ? [person.sitting, { sitting: person.sitting, personId: person.personId }]
        : [activationId, { activationId, machine }];
    expect(guarded().filter((route) => callersOf(route).includes(caller))).toEqual([]);
    for (const route of guarded())
      for (const headers of handedOver(held)) {
        const answer = await fetch(`${app.baseUrl}${path(route)}`, {
          method: route.method,
          headers: { ...headers, 'kept-csrf': '1', 'content-type': 'application/json' },
          ...(route.method === 'GET' ? {} : { body: JSON.stringify(body) }),
        });
        expect([nameOf(route), headers, answer.status]).toEqual([nameOf(route), headers, 401]);
        await answer.arrayBuffer();
      }
  },
);

/** What each act on a person's own page takes besides the sitting. In this order: the last ends it. */
const ownActs: Readonly<Record<string, Record<string, string>>> = {
  '/me/page': {},
  '/me/correct': { version: '1', name: 'Pat Sample', phone: '+49 30 1111111', title: '', role: '' },
  '/me/registrations': { registration: nobody, mine: 'yes' },
  '/me/order-questions': { question: nobody, answer: 'Yes.' },
  '/me/answers': { notice: nobody, answer: 'no' },
  '/me/who': {},
  '/me/school': {},
  '/me/preferences': { channel: 'post', allowed: 'no' },
  '/me/topics': { news: 'on' },
  '/me/pause': { until: '' },
  '/me/stop': {},
  '/me/requests': { kind: 'access', wording: '' },
  '/me/requests/lift': { state: 'objected' },
  '/me/requests/confirm': { request: nobody },
  '/me/requests/withdraw': { request: nobody },
  '/me/download': {},
  '/me/sign-out': {},
};
/** Without a sitting: opened by a token in the address, each once, and the form of somebody who asks for another. */
const byToken = ['/me/link/:token', '/me/agent/:token', '/me/behalf'];

test('a person is let in where a sitting opens, and nobody without one, with one that is over, or with a link instead', async () => {
  const routes = app.kept.routes.filter(
    ({ method, url, access }) => method === 'POST' && url.startsWith('/me/') && access.purposes.includes('rights'),
  );
  expect(routes.map(({ url }) => url).sort()).toEqual([...Object.keys(ownActs), ...byToken].sort());
  const send = async (url: string, sitting: string) => {
    const answer = await app.submit(url, { sitting, ...ownActs[url] }, { 'kept-csrf': '1' });
    return { status: answer.status, text: await answer.text() };
  };
  const refused = async (sitting: string) => {
    // Signing out twice does no harm.
    for (const url of Object.keys(ownActs).filter((each) => each !== '/me/sign-out')) {
      const { status, text } = await send(url, sitting);
      expect([url, status, text.includes('KEPT_SITTING_ENDED')]).toEqual([url, 403, true]);
      expect(text).not.toContain(program.email);
    }
  };
  await refused('A'.repeat(43));
  await refused(person.link);
  for (const url of Object.keys(ownActs)) {
    const { status, text } = await send(url, person.sitting);
    expect([url, status >= 500 || status === 401 || status === 403]).toEqual([url, false]);
    expect([url, text.includes('KEPT_SITTING_ENDED') || text.includes('KEPT_INVALID')]).toEqual([url, false]);
  }
  await refused(person.sitting);
});

const nonce = 'AAAAAAAAAAAAAAAAAAAAAA';
const use = { nonce, feature: 'export', counter: nonce, day: '2026-03-02', total: 1, to: 1 };
/** What a program sends to the seat that it has, and what another machine is told there. In this order: the last gives the seat up. */
const seatActs: Readonly<Record<string, { readonly more: object; readonly otherMachine: string }>> = {
  'PUT /api/v1/activations/:id/machine': { more: {}, otherMachine: 'KEPT_SEAT_TAKEN' },
  'POST /api/v1/activations/:id/lease': { more: { nonce }, otherMachine: 'KEPT_PROOF_UNKNOWN' },
  'POST /api/v1/activations/:id/use': { more: use, otherMachine: 'KEPT_PROOF_UNKNOWN' },
  'POST /api/v1/activations/:id/return': { more: { nonce }, otherMachine: 'KEPT_PROOF_UNKNOWN' },
  'POST /api/v1/activations/:id/deactivate': { more: {}, otherMachine: 'KEPT_PROOF_UNKNOWN' },
};
/** Asked with nothing of a seat: what a program reads and sends before it has one, and the status by the number alone. */
const beforeASeat = [
  'GET /api/v1/activations/:id',
  'GET /api/v1/registration-schema',
  'GET /api/v1/signing-keys',
  'POST /api/v1/activations',
  'POST /api/v1/age-screen',
  'POST /api/v1/pupil-seats',
];

test('a program is let in where its seat opens, and neither is another machine nor the same at another seat', async () => {
  const named = app.kept.routes.filter((route) => callersOf(route).includes('desktop client')).map(nameOf);
  const whole = [...Object.keys(seatActs), ...beforeASeat];
  expect(named.filter((name) => !name.startsWith('HEAD ')).sort()).toEqual(whole.sort());
  const send = async (name: string, activationId: string, machine: string) => {
    const [method = '', url = ''] = name.split(' ');
    const answer = await fetch(`${app.baseUrl}${url.replace(':id', activationId)}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ machine, ...seatActs[name]?.more }),
    });
    const body = (await answer.json()) as { error?: { code: string } };
    return [name, answer.status, body.error?.code];
  };
  for (const [name, { otherMachine }] of Object.entries(seatActs)) {
    const refused = await send(name, program.activationId, 'a-machine-that-has-no-seat');
    expect([name, refused[2]]).toEqual([name, otherMachine]);
    expect(await send(name, nobody, program.machine)).toEqual([name, 404, 'KEPT_ACTIVATION_UNKNOWN']);
  }
  for (const name of Object.keys(seatActs)) {
    const entered = await send(name, program.activationId, program.machine);
    // Nothing of this licence is metered.
    expect(entered).toEqual(name.endsWith('/use') ? [name, 409, 'KEPT_NOT_METERED'] : [name, 200, undefined]);
  }
});
