import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { initialSettings } from '../../src/parts/statistics/rules/initial-settings.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { launchBrowser } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';

vi.setConfig({ testTimeout: 60_000 });

// The website script in a real browser, on pages of another origin than this server.

let app: TestApp;
let pages: Server;
let browser: Browser;
let site = '';
/** What browsers have asked of the website, to see what links carry. */
const asked: { url: string; headers: IncomingHttpHeaders }[] = [];

const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

/** What the browser says of itself beside its name: without a window it would say so here. */
const metadata = {
  brands: [{ brand: 'Chromium', version: '130' }],
  platform: 'Linux',
  platformVersion: '',
  architecture: 'x86',
  model: '',
  mobile: false,
};

function pageWith(body: string): string {
  return `<!doctype html><html lang="en"><title>Shop</title>
<script>window.kept = window.kept || function () { (kept.q = kept.q || []).push(arguments) }</script>
<script async src="${app.baseUrl}/s.js"></script>
<noscript><img src="${app.baseUrl}/s/pixel.gif" alt="" referrerpolicy="no-referrer-when-downgrade"></noscript>
<main style="height: 3000px">${body}
<a id="out" href="http://partner.localhost:1/there?from=here" onclick="event.preventDefault()">Partner</a>
<a id="file" href="/files/shop.pdf" onclick="event.preventDefault()">File</a>
<button id="push" onclick="history.pushState({}, '', '/second?mail=ada@gears.example')">Further</button>
<button id="goal" data-kept-goal="Asked" data-kept-value="19.9">Ask</button>
<a id="next" href="/next">Next</a></main>`;
}

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
  pages = createServer(({ url = '/', headers }, answer) => {
    asked.push({ url, headers });
    const missing = url.startsWith('/missing');
    answer.writeHead(missing ? 404 : 200, { 'content-type': 'text/html' });
    const early = url === '/early' ? '<script>kept("goal", "Asked", 5)</script>' : '';
    const near = (text: string) => (url === '/near' ? text.replaceAll('//127.0.0.1', '//kept.shop.localhost') : text);
    answer.end(near(pageWith(early)).replace('<html', missing ? '<html data-kept="not-found"' : '<html'));
  });
  await new Promise<void>((done) => pages.listen(0, '127.0.0.1', done));
  site = `http://shop.localhost:${(pages.address() as AddressInfo).port}`;
  const administrator = await app.signInAs('administrator');
  const goal = { name: 'Asked', kind: 'event', match: 'Asked', amount: null };
  const made = await administrator.call('POST', '/api/v1/statistics/sites', {
    slug: 'shop',
    name: 'Shop',
    hosts: ['shop.localhost'],
    timeZone: 'UTC',
    settings: { ...initialSettings, goals: [goal] },
  });
  expect(made.status).toBe(201);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await new Promise((done) => pages?.close(done));
  await app?.stop();
});
beforeEach(() => {
  asked.length = 0;
});

/** A browser as people have it: Playwright's own says that a program drives it. */
async function visitor(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ userAgent: agent, locale: 'de-DE', ...options });
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }));
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setUserAgentOverride', {
    userAgent: agent,
    acceptLanguage: 'de-DE',
    userAgentMetadata: metadata,
  });
  const sent: { body: Record<string, unknown>; cookie: string | null }[] = [];
  const statuses: number[] = [];
  page.on('request', (request: Request) => {
    if (!request.url().endsWith('/s/hit')) return;
    const hit = {
      body: JSON.parse(request.postData() ?? '{}') as Record<string, unknown>,
      cookie: null as string | null,
    };
    sent.push(hit);
    // What is sent on leaving is gone before it can be asked.
    request.allHeaders().then(
      ({ cookie }) => {
        hit.cookie = cookie ?? null;
      },
      () => undefined,
    );
  });
  page.on('response', (response) => {
    if (response.url().endsWith('/s/hit')) statuses.push(response.status());
  });
  const kinds = () => sent.map(({ body }) => body.k);
  return { context, page, sent, statuses, kinds };
}

const until = (holds: () => boolean | Promise<boolean>) => expect.poll(holds, { timeout: 10_000 }).toBe(true);
const leave = (page: Page) => page.goto('about:blank');
/** As when another window is put in front. (Of what a page sends as it is left the debugger takes its changes back.) */
const hide = (page: Page) =>
  page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    Object.defineProperty(document, 'hasFocus', { value: () => false });
    document.dispatchEvent(new Event('visibilitychange'));
  `);

async function figures(day: string) {
  return connected(app.database.ownerUrl, async (client) => {
    const days = await client.query(
      `SELECT d.* FROM statistics.days d JOIN statistics.sites s ON s.id = d.site_id WHERE s.slug = 'shop' AND d.day = $1`,
      [day],
    );
    const cells = await client.query<{ dimension: number; value: string }>(
      `SELECT c.dimension, v.value FROM statistics.cells c CROSS JOIN unnest(c.value_ids) AS named (id) JOIN statistics.values v ON v.id = named.id
        WHERE c.period = 'd' AND c.starts_on = $1 AND c.dimension < 100 ORDER BY 1, 2`,
      [day],
    );
    return { day: days.rows[0] as Record<string, unknown> | undefined, cells: cells.rows };
  });
}

test('the script is small, asks for nothing that tells browsers apart, and stores nothing', () => {
  const script = readFileSync(resolve(import.meta.dirname, '../../beacon/dist/s.js'));
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(1_500);
  expect(script.toString()).not.toMatch(/cookie|localStorage|sessionStorage|indexedDB|caches|userAgent|random|crypto/i);
});

test('a visit is counted with its pages, its time and what was done on them, without cookie and storage', async () => {
  const { context, page, sent, statuses, kinds } = await visitor();
  const counted = vi.spyOn(app.kept.statistics.counter, 'count');
  const seconds = () => counted.mock.calls.flatMap(([hit]) => (hit.kind === 'engaged' ? [hit.seconds] : []));
  await page.goto(`${site}/first?x=1#top`, { referer: 'https://www.google.com/' });
  await until(() => kinds().includes('v'));
  await page.bringToFront();
  await page.mouse.move(50, 50);
  await page.waitForTimeout(2_300);
  await page.click('#out');
  await page.click('#file');
  await page.click('#goal');
  app.clock.advance({ seconds: 90 });
  await page.click('#push');
  await until(() => kinds().filter((kind) => kind === 'v').length === 2);
  await page.mouse.wheel(0, 500);
  await page.waitForTimeout(1_200);
  await hide(page);
  await until(() => seconds().length === 2);

  expect(kinds()).toEqual(['v', 'o', 'd', 'g', 'e', 'v', 'e']);
  expect(sent[0]?.body).toMatchObject({ u: `${site}/first?x=1`, w: 1_280 });
  expect(sent[5]?.body).toMatchObject({ u: `${site}/second?mail=ada@gears.example`, r: `${site}/first?x=1` });
  const [first, second] = seconds();
  expect(first).toBeGreaterThanOrEqual(2);
  expect(second).toBeGreaterThanOrEqual(1);
  expect(sent.map(({ cookie }) => cookie)).toEqual(sent.map(() => null));
  await until(() => statuses.length >= 5);
  expect(statuses.every((status) => status === 204)).toBe(true);

  expect(await context.cookies()).toEqual([]);
  const state = await context.storageState({ indexedDB: true });
  expect(state).toEqual({ cookies: [], origins: [] });
  await context.close();

  app.clock.advance({ days: 2 });
  await app.kept.statistics.counter.tick();
  const { day, cells } = await figures('2026-03-02');
  expect(day).toMatchObject({ visits: 1, views: 2, bounces: 0, goals: 1, engaged_visits: 1, bot_hits: 0 });
  expect(Number(day?.engaged_seconds)).toBe((first ?? 0) + (second ?? 0));
  expect(Number(day?.span_seconds)).toBe(90);
  const values = cells.map(({ dimension, value }) => `${dimension} ${value}`);
  expect(values).toEqual(
    expect.arrayContaining([
      '1 /first',
      '1 /second',
      '4 google.com',
      '9 de-DE',
      '10 Chrome',
      '12 desktop',
      '13 1024-1439',
      '14 Asked',
      '15 /files/shop.pdf',
      '16 partner.localhost/there',
    ]),
  );
  expect(values.join('\n')).not.toMatch(/gears|x=1/);
});

describe('the script', () => {
  it('counts a page that comes back from the cache of the browser, and one that is not there', async () => {
    const { context, page, kinds, sent } = await visitor();
    await page.goto(`${site}/missing`);
    await until(() => kinds().length === 1);
    expect(kinds()).toEqual(['n']);
    await page.goto(`${site}/a`);
    await until(() => kinds().includes('v'));
    await page.click('#next');
    await until(() => kinds().filter((kind) => kind === 'v').length === 2);
    await page.goBack();
    await until(() => kinds().filter((kind) => kind === 'v').length === 3);
    expect(sent.at(-1)?.body.u).toBe(`${site}/a`);
    await context.close();
  });

  it('counts no time in which nobody looks', async () => {
    const { context, page, kinds } = await visitor();
    await page.goto(`${site}/a`);
    await until(() => kinds().length === 1);
    const other = await context.newPage();
    await other.bringToFront();
    await hide(page);
    await page.waitForTimeout(500);
    const before = kinds().filter((kind) => kind === 'e').length;
    await page.waitForTimeout(2_500);
    await leave(page);
    await page.waitForTimeout(300);
    expect(kinds().filter((kind) => kind === 'e').length).toBe(before);
    await context.close();
  });

  it('tells of a page that is read for long while it is read, so that the visit does not end meanwhile', async () => {
    const { context, page, kinds, sent } = await visitor();
    await page.clock.install();
    await page.goto(`${site}/a`);
    await until(() => kinds().length === 1);
    // Forty minutes without leaving the page, and never a minute without a sign of life.
    for (let signs = 1; signs <= 44; signs++) {
      await page.clock.fastForward(55_000);
      await page.mouse.move(100 + signs, 100);
    }
    await until(() => kinds().length === 3);
    for (const { body } of sent.slice(1)) expect(body).toMatchObject({ k: 'e', t: expect.closeTo(930, -2) });
    await context.close();
  });

  it('keeps goals that were reached before it was there', async () => {
    const { context, page, sent } = await visitor();
    await page.goto(`${site}/early`);
    await until(() => sent.some(({ body }) => body.k === 'g'));
    expect(sent.map(({ body }) => body)).toEqual([
      expect.objectContaining({ k: 'v' }),
      expect.objectContaining({ k: 'g', n: 'Asked', a: 5 }),
    ]);
    await context.close();
  });

  it('says nothing of the page where the browser asks not to be tracked', async () => {
    const { context, page, sent } = await visitor();
    await page.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
    );
    await page.goto(`${site}/secret`);
    await until(() => sent.length === 1);
    await page.click('#goal');
    await page.waitForTimeout(300);
    expect(sent.map(({ body }) => body)).toEqual([{ k: 'r', u: '', n: 'gpc' }]);
    await context.close();
  });
});

describe('cookies of this server', () => {
  it('that for refusing stops the script on the next page; that for something else never gets there', async () => {
    const { context, page, sent } = await visitor();
    // As a page for seminars would set it: for its own path.
    await context.addCookies([
      { name: 'kept.seminar', value: 'made-up', domain: '127.0.0.1', path: '/forms' },
      { name: 'kept.session_token', value: 'made-up', domain: '127.0.0.1', path: '/api' },
    ]);
    const cookies: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(app.baseUrl))
        request.allHeaders().then(
          (headers) => cookies.push(headers.cookie),
          () => undefined,
        );
    });
    await page.goto(`${site}/a`);
    await until(() => sent.length === 1);
    expect(cookies.filter((cookie) => cookie !== undefined)).toEqual([]);

    await page.goto(`${app.baseUrl}/privacy/statistics`);
    await page.getByRole('button', { name: 'Do not count my visits' }).click();
    await page.getByText('no longer counted').waitFor();
    const kept = (await context.cookies()).filter(({ name }) => name === 'kept.refused');
    expect(kept.map(({ path, value, httpOnly }) => ({ path, value, httpOnly }))).toEqual([
      { path: '/privacy/statistics', value: '1', httpOnly: true },
      { path: '/s.js', value: '1', httpOnly: true },
      { path: '/s', value: '1', httpOnly: true },
    ]);
    await page.goto(`${app.baseUrl}/privacy`);
    await page.goto(`${app.baseUrl}/s/own-browser`);
    expect(await page.textContent('body')).toContain('"refused":true');
    await context.close();
  });

  it('that for refusing goes to a server below the name of the website, until it is taken back', async () => {
    // As docs/statistics.md asks for: kept.shop.example counts shop.example.
    const kept = app.baseUrl.replace('127.0.0.1', 'kept.shop.localhost');
    const { context, page, sent } = await visitor();
    await page.goto(`${site}/near`);
    await until(() => sent.length === 1);
    for (const [button, state, hits] of [
      ['Do not count my visits', 'your visits are not counted: you have refused', 1],
      ['Count my visits again', 'At the moment, your visits are counted.', 2],
    ] as const) {
      await page.goto(`${kept}/privacy/statistics`);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('status').waitFor();
      // Whoever comes back to the page is told what is so.
      await page.goto(`${kept}/privacy/statistics`);
      await page.getByText(state).waitFor();
      await page.goto(`${site}/near`);
      await page.waitForTimeout(700);
      expect([button, sent.length]).toEqual([button, hits]);
    }
    expect((await context.cookies()).filter(({ name }) => name === 'kept.refused')).toEqual([]);
    await context.close();
  });
});

test('without script the picture counts the page with its path', async () => {
  const { context, page } = await visitor({ javaScriptEnabled: false });
  const [picture] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith('/s/pixel.gif')),
    page.goto(`${site}/plain`),
  ]);
  const answer = await picture.response();
  expect([answer?.status(), answer?.headers()['content-type']]).toEqual([200, 'image/gif']);
  expect((await picture.allHeaders()).referer).toBe(`${site}/plain`);
  await context.close();
});

test('a link to others says nothing of where it was', async () => {
  const officer = await app.signInAs('privacy officer');
  await officer.call('PUT', '/api/v1/outside-links', { links: [{ url: `${site}/forum`, party: 'Sample Forum Ltd' }] });
  const { context, page } = await visitor();
  await page.goto(`${app.baseUrl}/privacy#links`);
  await page.getByRole('link', { name: `${site}/forum` }).click();
  await page.waitForURL(`${site}/forum`);
  const there = asked.find(({ url }) => url === '/forum');
  expect(there?.headers).toBeDefined();
  expect([there?.headers.referer, there?.headers.cookie]).toEqual([undefined, undefined]);
  await context.close();
});
