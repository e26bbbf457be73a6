import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { aMember } from '../contacts/fixtures.ts';
import { ledger } from '../disclosures/index.ts';
import { openSites, type Sites } from './actions/sites.ts';
import { openWaysIn, type WaysIn } from './actions/ways-in.ts';
import { mountWaysIn } from './plugin/ways-in.ts';
import { initialSettings } from './rules/initial-settings.ts';
import { longestReport } from './rules/read-report.ts';
import type { Hit } from './wire/hit.ts';

let deps: TestDeps;
let server: PartServer;
let sites: Sites;
let waysIn: WaysIn;
const hits: Hit[] = [];

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const person = { 'user-agent': chrome, 'accept-language': 'de-DE,de;q=0.9', origin: 'https://www.vendor.example' };
const administrator = aMember('administrator');
const aSite = (changes: object = {}) => ({
  slug: 'shop',
  name: 'Shop',
  hosts: ['vendor.example', '*.shop.example'],
  timeZone: 'Europe/Berlin',
  settings: { ...initialSettings, pathRules: ['/orders/*'], keptParameters: ['page'] },
  ...changes,
});

beforeAll(async () => {
  deps = await testDeps(ledger);
  sites = openSites(deps);
  const counter = {
    count(hit: Hit) {
      hits.push(hit);
      return null;
    },
  };
  waysIn = openWaysIn(deps, { sites, counter, ownNetworks: ['192.0.2.0/24'], dataFolder: null });
  const lineSources = () => ({ since: deps.clock.now().toISOString(), listens: false, ways: [] });
  const beacon = { plain: Buffer.from('the script'), gzip: Buffer.from('gzip'), hash: 'abc' };
  server = await partServer(deps, (app) => mountWaysIn(app, deps, { sites, waysIn, beacon, lineSources }));
  const made = await server.call(administrator, 'POST', '/api/v1/statistics/sites', { body: aSite() });
  expect(made.status, made.text).toBe(201);
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});
beforeEach(() => {
  hits.length = 0;
});

const send = async (body: unknown, headers: Record<string, string> = {}, remoteAddress = '198.51.100.7') => {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  const all = { 'content-type': 'text/plain;charset=UTF-8', ...person, ...headers };
  const {
    statusCode,
    body: text,
    headers: answered,
  } = await server.app.inject({
    method: 'POST',
    url: '/s/hit',
    payload,
    remoteAddress,
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
  });
  return { status: statusCode, text, headers: answered };
};
const get = (url: string, headers: Record<string, string> = {}) =>
  server.app.inject({ url, remoteAddress: '198.51.100.7', headers });
const view = (more: object = {}) => ({
  k: 'v',
  u: 'https://www.vendor.example/products?x=1',
  r: '',
  w: 1_440,
  ...more,
});

describe('a page view', () => {
  it('is counted with what the browser says, and answered without a word', async () => {
    const answer = await send(view({ r: 'https://www.google.com/', l: 'de-AT' }));
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers['access-control-allow-origin']).toBe('https://www.vendor.example');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(hits).toEqual([
      {
        kind: 'view',
        siteId: 1,
        at: deps.clock.now().getTime(),
        way: 'beacon',
        address: '198.51.100.7',
        agent: chrome,
        page: '/products',
        value: null,
        amount: null,
        seconds: 0,
        source: { referrer: 'google.com', channel: 'Search', campaign: null },
        visitor: {
          country: expect.any(String),
          region: expect.any(String),
          language: 'de-AT',
          browser: 'Chrome',
          system: 'Linux',
          device: 'desktop',
          screen: '1440-1919',
        },
      },
    ]);
  });

  it.each([
    [
      'its query but for what is kept',
      { u: 'https://vendor.example/list?page=2&email=ada@gears.example#top' },
      '/list?page=2',
    ],
    ['numbers by the rules of the site', { u: 'https://a.shop.example/orders/12/x' }, '/orders/*'],
  ])('loses %s', async (_, more, page) => {
    await send(view(more), { origin: new URL((more as { u: string }).u).origin });
    expect(hits.map((hit) => 'page' in hit && hit.page)).toEqual([page]);
  });

  it('carries its campaign, and what was searched for', async () => {
    await send(view({ u: 'https://vendor.example/find?q=Hinge+203.0.113.7&utm_source=Letter&utm_medium=mail' }));
    expect(hits).toMatchObject([
      { kind: 'view', source: { referrer: '(direct)', channel: 'Campaign', campaign: 'letter / mail / -' } },
      { kind: 'search', value: 'hinge *' },
    ]);
  });

  it('from the site itself has no referrer', async () => {
    await send(view({ r: 'https://vendor.example/a' }));
    expect(hits).toMatchObject([{ source: { referrer: '(direct)', channel: 'Direct' } }]);
  });
});

test.each([
  [
    { k: 'e', t: 12.4 },
    { kind: 'engaged', seconds: 12, value: null },
  ],
  [
    { k: 'g', n: 'Asked for a trial', a: 19.99 },
    { kind: 'goal', value: 'Asked for a trial', amount: 1_999 },
  ],
  [
    { k: 'g', n: 'to ada@gears.example', a: -5 },
    { kind: 'goal', value: 'to *', amount: 0 },
  ],
  [
    { k: 'd', n: 'https://vendor.example/files/kept.zip?x' },
    { kind: 'download', value: '/files/kept.zip' },
  ],
  [
    { k: 'd', n: 'https://cdn.example/kept.zip' },
    { kind: 'download', value: 'cdn.example/kept.zip' },
  ],
  [
    { k: 'o', n: 'https://www.partner.example/x?y' },
    { kind: 'outbound', value: 'partner.example/x' },
  ],
  [{ k: 'n' }, { kind: 'not found', value: '/products' }],
])('%j is counted', async (more, counted) => {
  expect((await send({ u: 'https://vendor.example/products', ...more })).status).toBe(204);
  expect(hits).toMatchObject([{ page: '/products', ...counted }]);
});

describe('what nobody did', () => {
  it.each([
    ['no text', ''],
    ['no JSON', '{"k":"v"'],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['no kind', '{"u":"https://vendor.example/"}'],
    ['a kind of objects', '{"k":"constructor","u":"https://vendor.example/"}'],
    ['an address that is no text', '{"k":"v","u":{"a":1}}'],
    ['a width that is no number', '{"k":"v","u":"https://vendor.example/","w":"wide"}'],
    ['a number beyond all', '{"k":"e","u":"https://vendor.example/","t":1e999}'],
    ['an address beyond all', JSON.stringify({ k: 'v', u: `https://vendor.example/${'a'.repeat(5_000)}` })],
  ])('%s is refused, and nothing of it repeated', async (_, body) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).error.code).toMatch(/KEPT_(HIT_)?UNREADABLE/);
    expect(answer.text).not.toMatch(/vendor\.example|constructor|wide/);
    expect(hits).toEqual([]);
  });

  it('too much is refused', async () => {
    expect((await send(`{"k":"v","u":"${'x'.repeat(longestReport)}"}`)).status).toBe(413);
  });

  it.each([
    ['an unknown page', { u: 'https://other.example/' }, {}],
    ['a page sent from elsewhere', {}, { origin: 'https://other.example' }],
    ['a page that hides where it is', {}, { origin: 'null' }],
    ['a page without a name', { u: '' }, { origin: '' }],
    ['a host that only begins alike', { u: 'https://vendor.example.evil.example/' }, { origin: '' }],
    ['a page of a script', { u: 'javascript:alert(1)' }, { origin: '' }],
  ])('%s is refused', async (_, more, headers) => {
    const answer = await send(view(more), headers);
    expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([403, 'KEPT_SITE_UNKNOWN']);
    expect(answer.text).not.toContain('other.example');
    expect(hits).toEqual([]);
  });

  it('another site may not read the answer', async () => {
    expect(
      (await send(view(), { origin: 'https://other.example' })).headers['access-control-allow-origin'],
    ).toBeUndefined();
  });

  it('engaged time and worth have an end', async () => {
    await send(view({ k: 'e', t: 1e12 }));
    await send(view({ k: 'g', n: 'x', a: 1e300 }));
    expect(hits).toMatchObject([{ seconds: 14_400 }, { amount: 1_000_000_000 }]);
  });

  it('an empty engagement, a goal without a name and a link to nowhere count nothing', async () => {
    await send(view({ k: 'e', t: 0 }));
    await send(view({ k: 'g', n: ' ' }));
    await send(view({ k: 'o', n: 'javascript:alert(1)' }));
    expect(hits).toEqual([]);
  });
});

describe('who is not counted', () => {
  const apart = (kind: string, value: string | null) => [
    { kind, siteId: 1, at: deps.clock.now().getTime(), value, by: expect.objectContaining({ way: 'beacon' }) },
  ];
  it.each([
    ['Global Privacy Control', { 'sec-gpc': '1' }, 'refused', 'gpc'],
    ['Do Not Track', { dnt: '1' }, 'refused', 'dnt'],
    ['both', { 'sec-gpc': '1', dnt: '1' }, 'refused', 'gpc'],
    ['a refusal', { cookie: 'a=b; kept.refused=1' }, 'refused', 'refused'],
    ['a refusing bot', { 'sec-gpc': '1', 'user-agent': 'GPTBot/1.0' }, 'refused', 'gpc'],
    ['staff', { cookie: 'kept.uncounted=1' }, 'own', null],
    ['no agent', { 'user-agent': '-' }, 'bot', 'No agent'],
    ['an AI crawler', { 'user-agent': 'Mozilla/5.0 (compatible; GPTBot/1.2)' }, 'bot', 'AI: GPTBot'],
    ['an agent that speaks no language', { 'accept-language': '' }, 'bot', 'Not a person by its behaviour'],
    ['a browser without a window', { 'sec-ch-ua': '"HeadlessChrome";v="126"' }, 'bot', 'Automated browsers'],
  ])('%s is counted apart, without any trail', async (_, headers, kind, value) => {
    expect((await send(view(), headers)).status).toBe(204);
    expect(hits).toEqual(apart(kind, value));
    for (const more of [
      { k: 'e', t: 5 },
      { k: 'g', n: 'x' },
      { k: 'd', n: 'https://vendor.example/a.zip' },
    ])
      await send(view(more), headers);
    expect(hits).toHaveLength(1);
  });

  it('a network of the vendor, a driven browser, and a page that says so itself', async () => {
    await send(view(), {}, '192.0.2.9');
    await send(view({ b: 1 }));
    await send({ k: 'r', n: 'gpc' });
    await send(view(), { 'sec-gpc': '1' }, '192.0.2.9');
    expect(hits).toMatchObject([
      { kind: 'own' },
      { kind: 'bot', value: 'Automated browsers' },
      { kind: 'refused', value: 'gpc' },
      { kind: 'refused', value: 'gpc' },
    ]);
  });

  it('other values of the signals and of cookies are no refusal', async () => {
    await send(view(), { 'sec-gpc': '0', dnt: '0', cookie: 'kept.refused=0; xkept.refused=1; kept.refused=11' });
    expect(hits).toMatchObject([{ kind: 'view' }]);
  });

  it('what is only fetched ahead is not counted at all', async () => {
    await send(view(), { 'sec-purpose': 'prefetch;prerender' });
    expect(hits).toEqual([]);
  });
});

describe('without script', () => {
  const browser = { 'user-agent': chrome, 'accept-language': 'de' };
  it('a picture counts the page on which it stands', async () => {
    const answer = await get('/s/pixel.gif', { ...browser, referer: 'https://vendor.example/a?b=c' });
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      200,
      'image/gif',
      'no-store',
    ]);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(hits).toMatchObject([
      { kind: 'view', way: 'pixel', page: '/a', source: { referrer: null, channel: null, campaign: null } },
    ]);
  });

  it('it may name page and site', async () => {
    await get('/s/pixel.gif?p=/named', { ...browser, referer: 'https://vendor.example/' });
    await get('/s/pixel.gif?p=/named&s=shop', browser);
    expect(hits).toMatchObject([{ page: '/named' }, { page: '/named' }]);
  });

  it.each([
    ['an unknown site', '/s/pixel.gif?s=none', {}],
    ['a page of another site', '/s/pixel.gif?s=shop', { referer: 'https://other.example/' }],
    ['nothing named', '/s/pixel.gif', {}],
  ])('%s is a picture that counts nothing', async (_, url, headers) => {
    expect((await get(url, { ...browser, ...headers })).statusCode).toBe(200);
    expect(hits).toEqual([]);
  });

  it('wishes hold here, too', async () => {
    const referer = 'https://vendor.example/';
    await get('/s/pixel.gif', { ...browser, referer, 'sec-gpc': '1' });
    await get('/s/pixel.gif', { ...browser, referer, cookie: 'kept.refused=1' });
    expect(hits).toMatchObject([{ value: 'gpc' }, { value: 'refused' }]);
  });
});

describe('the script', () => {
  it('is cached by its content, for every site', async () => {
    const first = await get('/s.js');
    expect([first.statusCode, first.body, first.headers['access-control-allow-origin']]).toEqual([
      200,
      'the script',
      '*',
    ]);
    expect(first.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect((await get('/s.js', { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
    expect((await get('/s.js', { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('gzip');
  });

  it('does nothing for who has refused; that somebody refused is counted', async () => {
    const answer = await get('/s.js', { cookie: 'kept.refused=1', referer: 'https://vendor.example/' });
    expect(answer.body).not.toContain('the script');
    expect(answer.headers['cache-control']).toBe('no-store');
    // By whom, so that the line of the web server for the same page is no visit.
    const by = { way: 'beacon', address: '198.51.100.7' };
    expect(hits).toMatchObject([{ kind: 'refused', value: 'refused', by }]);
    expect((await get('/s.js', { cookie: 'kept.uncounted=1' })).statusCode).toBe(200);
  });
});

describe('cookies', () => {
  it('are set on request only, with the path of the statistics alone', async () => {
    const set = async (choice: string) =>
      (await server.submit('/privacy/statistics', { choice })).headers['set-cookie'] as string[];
    expect(await set('refuse')).toEqual([
      'kept.refused=1; Path=/s.js; Max-Age=63072000; HttpOnly; SameSite=Lax',
      'kept.refused=1; Path=/s; Max-Age=63072000; HttpOnly; SameSite=Lax',
      'kept.refused=1; Path=/privacy/statistics; Max-Age=63072000; HttpOnly; SameSite=Lax',
    ]);
    expect((await set('allow')).every((each) => each.startsWith('kept.refused=;') && each.includes('Max-Age=0'))).toBe(
      true,
    );
    const own = await server.call(administrator, 'PUT', '/api/v1/statistics/own-browser', {
      body: { uncounted: true },
    });
    expect(own.headers['set-cookie']).toHaveLength(2);
    expect((await get('/s/own-browser', { cookie: 'kept.uncounted=1' })).json()).toEqual({
      uncounted: true,
      refused: false,
    });
  });

  it('the page says what a signal of the browser already does', async () => {
    expect((await get('/privacy/statistics', { 'sec-gpc': '1' })).body).toContain(
      'Global Privacy Control: your visits are not',
    );
    expect((await get('/privacy/statistics')).body).toContain('your visits are counted');
    expect((await server.submit('/privacy/statistics', { choice: 'else' })).status).toBe(400);
  });
});

test('a page of kept.invalid is read, shown and not counted; address and agent are not shown', async () => {
  const answer = await send(view({ u: 'https://kept.invalid/orders/123456?x=ada@gears.example' }), { origin: '' });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text).counted).toMatchObject([{ kind: 'view', page: '/orders/*' }]);
  expect(answer.text).not.toMatch(/198\.51|Mozilla|gears/);
  expect(hits).toEqual([]);
});

test.each([
  'https://vendor.example/about',
  'https://www.vendor.example/about',
  'http://vendor.example:8080/',
  'https://a.shop.example/basket',
])('a link to the website itself, %s, does not leave it', async (n) => {
  await send(view({ k: 'o', n }));
  await send(view({ k: 'o', n: 'https://shop.example.partner.example/vendor.example' }));
  expect(hits).toMatchObject([{ kind: 'outbound', value: 'shop.example.partner.example/vendor.example' }]);
});

describe('the check of addresses', () => {
  const agents = [chrome, `${chrome} Edg/126.0.0.0`, `${chrome} OPR/111.0.0.0`];
  const visit = (turn: number, address: string) =>
    send(
      view({ w: 600 + (turn % 3) * 500 }),
      { 'user-agent': agents[turn % agents.length] ?? chrome, 'accept-language': turn % 2 ? 'de' : 'en' },
      address,
    );

  it('is loud when browsers of many kinds share one address, and rests when a second one is seen', async () => {
    deps.clock.advance({ hours: 2 });
    for (let turn = 0; turn < 59; turn += 1) await visit(turn, '198.51.100.7');
    expect(waysIn.oneAddress(1)).toBe(false);
    await visit(59, '198.51.100.7');
    expect([waysIn.oneAddress(1), waysIn.anyOneAddress()]).toEqual([true, true]);
    await visit(60, '198.51.100.8');
    expect([waysIn.oneAddress(1), waysIn.anyOneAddress()]).toEqual([false, false]);
  });

  it('takes less where somebody says that he forwards', async () => {
    deps.clock.advance({ hours: 2 });
    for (let turn = 0; turn < 20; turn += 1)
      await send(view({ w: 600 + (turn % 2) * 900 }), { 'x-forwarded-for': '203.0.113.9' });
    expect(waysIn.oneAddress(1)).toBe(true);
  });
});
