import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { freePort } from '../../../test/kit/kept.ts';
import { openLineSources } from '../../app/line-sources.ts';
import { drawStatus } from '../../cli/log/draw-status.ts';
import { drawSummary } from '../../cli/statistics/draw-summary.ts';
import { sendLines } from '../../platform/logs/send.ts';
import { askAt, statusPath } from '../../platform/logs/tell.ts';
import { createToken } from '../staff/index.ts';
import { letGoLine } from './actions/imports/live-lines.ts';
import { liveView } from './actions/reports/live.ts';
import { statisticsSummary } from './actions/reports/summary.ts';
import { fillCells, fillDay, fillSite } from './fixtures/figures.ts';
import { dimension } from './rules/dimensions.ts';
import type { LineSources } from './wire/imports.ts';
import type { CountAs } from './wire/kept.ts';
import type { Live, Overview } from './wire/reports.ts';

const base = '/api/v1/statistics/reports';
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  app.clock.set('2026-03-15T12:00:00Z');
  await connected(app.database.ownerUrl, async (client) => {
    const shop = await fillSite(client, { slug: 'shop' });
    await fillDay(client, shop, '2026-03-14', { visits: 40, goals: 3, visitors: 30, visitors_exact: false });
    await fillDay(client, shop, '2026-03-15', { visits: 12, bot_hits: 7, refused_hits: 2, closed: false });
    const small = await fillSite(client, { slug: 'small' });
    await fillDay(client, small, '2026-03-15', { visits: 4, bot_hits: 1, refused_hits: 9, closed: false });
    await fillSite(client, { slug: 'silent' });
    for (const [period, startsOn] of [
      ['d', '2026-03-15'],
      ['m', '2026-03-01'],
      ['y', '2026-01-01'],
    ] as const) {
      await fillCells(client, shop, {
        dimension: dimension.page,
        period,
        startsOn,
        cells: [
          { value: '/prices', visits: 11 },
          { value: '/of-two', visits: 2 },
          { value: '/of-four', visits: 4 },
        ],
      });
    }
    await fillCells(client, shop, {
      dimension: dimension.download,
      period: 'd',
      startsOn: '2026-03-14',
      cells: [{ value: '/a.zip', visits: 6, views: 8 }],
    });
  });
});
afterAll(() => app?.stop());

const bearer = async (...scopes: string[]) => {
  const { token } = await app.kept.deps.db.base((trx) =>
    createToken(trx, app.kept.deps, { kind: 'system', job: 'test' }, { name: 'test', scopes, days: 1 }),
  );
  return { authorization: `Bearer ${token}` };
};

test('a token with the scope reads figures and nothing that staff keeps', async () => {
  const headers = await bearer('statistics');
  expect((await app.get(`${base}/shop/overview`, headers)).status).toBe(200);
  expect((await app.get(`${base}/shop/tables/page`, headers)).status).toBe(200);
  expect((await app.get(`${base}/shop/annotations`, headers)).status).toBe(200);
  expect((await app.get(`${base}/shop/links`, headers)).status).toBe(403);
  expect((await app.get(`${base}/shop/mails`, headers)).status).toBe(403);
  expect((await app.post(`${base}/shop/annotations`, {}, headers)).status).toBe(403);
  expect((await app.get(`${base}/shop/overview`, await bearer('metrics'))).status).toBe(403);
});

test('/metrics tells of today, of each site, and not of fewer than five visits or refusals', async () => {
  const text = await (await app.get('/metrics', await bearer('metrics'))).text();
  const lines = text.split('\n').filter((line) => /^kept_statistics.*"(shop|small)"/.test(line));
  expect(lines.toSorted()).toEqual([
    'kept_statistics_bot_hits_today{site="shop"} 7',
    'kept_statistics_bot_hits_today{site="small"} 1',
    'kept_statistics_refused_hits_today{site="small"} 9',
    'kept_statistics_views_today{site="shop"} 24',
    'kept_statistics_visitors_today{site="shop"} 12',
    'kept_statistics_visits_today{site="shop"} 12',
  ]);
});

test('lines of web servers that come to nothing are shown: on /metrics, and on Home to administrators alone', async () => {
  const shown = async () =>
    (await (await app.get('/metrics', await bearer('metrics'))).text()).match(/^kept_statistics_log_lines.*/gm);
  const groups = async (role: 'administrator' | 'marketing') => {
    const { body } = await (await app.signInAs(role)).call<{ groups: { kind: string; count: number }[] }>(
      'GET',
      '/api/v1/today',
    );
    return body.groups.filter(({ kind }) => kind === 'log lines not counted');
  };
  expect(await groups('administrator')).toEqual([]);
  const lines = [
    'no line of a log',
    'neither is this',
    'elsewhere.example 192.0.2.1 - - [15/Mar/2026:11:59:00 +0000] "GET / HTTP/1.1" 200 5 "-" "-"',
  ];
  await app.kept.statistics.logLines.take(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  expect(await shown()).toEqual([
    'kept_statistics_log_lines{lines="taken"} 3',
    'kept_statistics_log_lines{lines="not readable"} 2',
    'kept_statistics_log_lines{lines="of no site"} 1',
    'kept_statistics_log_lines{lines="not counted"} 0',
    'kept_statistics_log_lines{lines="too long"} 0',
    'kept_statistics_log_lines{lines="let go"} 0',
  ]);
  expect(await groups('administrator')).toMatchObject([{ count: 3 }]);
  expect(await groups('marketing')).toEqual([]);
});

test('of one download is told how often it was taken away, and on which days', async () => {
  const staff = await app.signInAs('marketing');
  const path = `${base}/shop/overview?from=2026-03-13&to=2026-03-15&by=day&filter=${encodeURIComponent('download:/a.zip')}`;
  const { body } = await staff.call<Overview>('GET', path);
  expect(body.figures).toMatchObject({ visits: 6, views: 8 });
  expect(body.series.map(({ visits, views }) => [visits, views])).toEqual([
    [0, 0],
    [6, 8],
    [0, 0],
  ]);
});

test('what became of lines is told by the way in which they came: to staff, and to whoever owns the server', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-line-sources-'));
  const socket = join(folder, 'log.sock');
  const { clock, log } = app.kept.deps;
  const { logLines, sites } = app.kept.statistics;
  await sites.refresh();
  const before = structuredClone(logLines.ways);
  const syslog = { host: '127.0.0.1', port: Number(await freePort()) };
  const sources = openLineSources({ clock, log }, logLines, { socket, syslog });
  sources.listen();
  const usual = (path: string, host = 'shop.example') =>
    `${host} 192.0.2.1 - - [15/Mar/2026:11:59:00 +0000] "GET ${path} HTTP/1.1" 200 5 "-" "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0"\n`;
  const sender = sendLines(socket, { signal: new AbortController().signal, waits: () => undefined });
  const written = [
    usual('/'),
    usual('/picture.png'),
    'no line\n',
    usual('/', 'elsewhere.example'),
    `${'x'.repeat(400_000)}\n`,
    usual('/prices'),
  ];
  await sender.send(Buffer.from(written.join('')));
  await sender.send(letGoLine(7));
  const ofSocket = () => sources.tell().ways[0];
  await expect.poll(() => ofSocket()?.letGo, { timeout: 20_000 }).toBe(before.socket.letGo + 7);
  await logLines.take(Buffer.from(usual('/by-syslog')), 'syslog');
  await sender.close();

  const told = (await askAt(statusPath(socket))) as LineSources;
  expect(told).toEqual(sources.tell());
  expect(told).toMatchObject({ since: '2026-03-15T12:00:00.000Z', listens: true });
  const [ofThese, ofSyslog] = told.ways;
  const since = (name: 'lines' | 'counted' | 'bad' | 'unknown' | 'tooLong') =>
    (ofThese?.[name] ?? 0) - before.socket[name];
  expect([since('lines'), since('counted'), since('bad'), since('unknown'), since('tooLong')]).toEqual([5, 2, 1, 1, 1]);
  expect(ofThese).toMatchObject({ place: socket, lastAt: '2026-03-15T12:00:00.000Z' });
  expect(ofSyslog).toMatchObject({ way: 'syslog', lines: 1, counted: 1, bad: 0 });
  expect(statSync(statusPath(socket)).mode & 0o077).toBe(0);

  const text = drawStatus({ live: told, imported: [] }, socket).join('\n');
  for (const line of [
    /syslog, 127\.0\.0\.1:\d+\n +counted +1\n/,
    /let go +7 /,
    /last line +2026-03-15 12:00 UTC/,
    /None\.$/,
  ])
    expect(text).toMatch(line);
  await sources.close();
  expect(await askAt(statusPath(socket))).toBeNull();
  expect(drawStatus({ live: null, imported: [] }, socket).join(' ')).toContain('No server tells');

  const { body } = await (await app.signInAs('product manager')).call<LineSources>(
    'GET',
    '/api/v1/statistics/line-sources',
  );
  // This server was started without a place for lines.
  expect(body).toMatchObject({ listens: false, ways: [] });
  rmSync(folder, { recursive: true });
});

test('Home names sites that count nothing, to those who look after them', async () => {
  const marketing = await app.signInAs('marketing');
  const { body } = await marketing.call<{ groups: { kind: string; items: { kind: string; id: string }[] }[] }>(
    'GET',
    '/api/v1/today',
  );
  const group = body.groups.find(({ kind }) => kind === 'sites that count nothing');
  expect(group?.items.map(({ kind, id }) => [kind, id])).toContainEqual(['site', 'silent']);
  expect(group?.items.map(({ id }) => id)).not.toContain('shop');
  const manager = await app.signInAs('product manager');
  const other = await manager.call<{ groups: { kind: string }[] }>('GET', '/api/v1/today');
  expect(other.body.groups.map(({ kind }) => kind)).not.toContain('sites that count nothing');
});

test('search finds a site by name or host', async () => {
  const marketing = await app.signInAs('marketing');
  const ground = { purpose: 'marketing', reason: 'search' };
  const found = await marketing.call<{ results: { kind: string; id: string }[] }>(
    'POST',
    '/api/v1/search',
    { q: 'shop.ex' },
    ground,
  );
  expect(found.body.results).toMatchObject([{ kind: 'site', id: 'shop', title: 'The shop' }]);
  const support = await app.signInAs('support');
  const none = await support.call<{ results: unknown[] }>(
    'POST',
    '/api/v1/search',
    { q: 'shop.ex' },
    { purpose: 'support', reason: 'search' },
  );
  expect(none.body.results).toEqual([]);
});

test('live: without a process that counts, it says so', async () => {
  const marketing = await app.signInAs('marketing');
  const { status, body } = await marketing.call<Live>('GET', `${base}/shop/live`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ minutes: 5, at: '2026-03-15T12:00:00.000Z' });
});

test('live: of fewer than five visits it says that there are a few, and nothing of them', async () => {
  const page = { value: '/prices', visits: 3 };
  const seen = { visits: 3, views: 7, perMinute: [0, 0, 0, 0, 7], pages: [page], referrers: [], countries: [] };
  const few = await liveView(app.kept.deps, { live: async () => seen }, 'shop');
  expect(few).toMatchObject({ few: true, visits: null, views: null, perMinute: [], pages: [] });
  const away = await liveView(app.kept.deps, { live: async () => null }, 'shop');
  expect(away).toMatchObject({ few: false, visits: null });
});

test('the terminal shows figures and tables, folded', async () => {
  const found = await statisticsSummary(app.kept.deps, 'shop', { from: '2026-03-14', to: '2026-03-15' });
  const text = drawSummary(found).join('\n');
  expect(text).toContain('The shop (shop), 2026-03-14 to 2026-03-15, days of Europe/Berlin, origin: live');
  expect(text).toMatch(/Visits\s+52/);
  expect(text).toMatch(/Visitor-days\s+about 42/);
  expect(text).toMatch(/11 .*\/prices/);
  expect(text).not.toMatch(/of-two|of-four/);
  const small = await statisticsSummary(app.kept.deps, 'small', { from: '2026-03-15', to: '2026-03-15' });
  expect(drawSummary(small).join('\n')).toMatch(/Visits\s+fewer than 5/);
  expect(text).toMatch(/refused\s+fewer than 5/);
});

test.each([
  ['plausible', 'Total visits', 40, 'the same'],
  ['plausible', 'Bounce rate', 0.25, 'about'],
  ['umami', 'Visits', 40, 'about'],
  ['matomo', 'Actions', 88, 'at most'],
  ['awstats', 'Number of visits', 40, 'about'],
  ['awstats', '30s-2mn', 40, 'about'],
  ['awstats', 'Hits', null, 'not told'],
] as const)('count as %s: %s', async (as, figure, value, is) => {
  const marketing = await app.signInAs('marketing');
  const { body } = await marketing.call<CountAs>('GET', `${base}/shop/count-as?as=${as}&from=2026-03-14&to=2026-03-14`);
  expect(body.rows.find((row) => row.figure === figure)).toMatchObject({ value, is });
  expect(body.sources.every(({ url }) => url.startsWith('https://'))).toBe(true);
});
