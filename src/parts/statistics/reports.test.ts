import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { type FilledSite, fillCells, fillDay, fillSite } from './fixtures/figures.ts';
import { fillShop } from './fixtures/shop.ts';
import { dimension, pair } from './rules/dimensions.ts';
import type { CountAs, FunnelFigures, GoalFigures } from './wire/kept.ts';
import type { Overview, SiteSummaries, Table } from './wire/reports.ts';

const base = '/api/v1/statistics/reports';
let app: TestApp;
let marketing: Session;
let shop: FilledSite;

const get = <T>(path: string, by = marketing) => by.call<T>('GET', `${base}${path}`);

beforeAll(async () => {
  app = await startApp();
  app.clock.set('2026-03-15T12:00:00Z');
  marketing = await app.signInAs('marketing');
  await connected(app.database.ownerUrl, async (client) => {
    shop = await fillShop(client);
  });
});
afterAll(() => app?.stop());

describe('the sites', () => {
  test('with what was counted, and the filters that are declared', async () => {
    const { status, body } = await get<SiteSummaries>('/sites');
    expect(status).toBe(200);
    const site = body.sites.find(({ slug }) => slug === 'shop');
    expect(site).toMatchObject({ today: '2026-03-15', currency: 'EUR', timeZone: 'Europe/Berlin' });
    expect(site?.origins).toEqual([{ origin: 'live', firstDay: '2026-01-01', lastDay: '2026-03-15' }]);
    expect(body.dimensions.find(({ name }) => name === 'page')?.filters.toSorted()).toEqual([
      'campaign',
      'country',
      'device',
      'referrer',
    ]);
    expect(body.dimensions.find(({ name }) => name === 'browser')?.filters).toEqual([]);
  });

  test('today is that of the site', async () => {
    await connected(app.database.ownerUrl, (client) =>
      fillSite(client, { slug: 'far', timeZone: 'Pacific/Kiritimati' }),
    );
    app.clock.set('2026-03-15T12:30:00Z');
    const { body } = await get<SiteSummaries>('/sites');
    expect(body.sites.find(({ slug }) => slug === 'far')?.today).toBe('2026-03-16');
    app.clock.set('2026-03-15T12:00:00Z');
  });
});

describe('the overview', () => {
  test('figures of a range, both means, median, visitor-days and "about"', async () => {
    const { status, body } = await get<Overview>('/shop/overview?from=2026-02-01&to=2026-02-28&by=week');
    expect(status).toBe(200);
    expect(body.figures).toMatchObject({
      few: false,
      visits: 100,
      visitors: { value: 100, word: 'visitor-days', exact: false },
      views: 200,
      viewsPerVisit: 2,
      bounceRate: 0.25,
      span: { mean: 60, meanWithoutOnePage: 80, median: 90, visits: 100 },
    });
    expect(body.series.map(({ from, visits }) => [from, visits])).toEqual([
      ['2026-01-26', 0],
      ['2026-02-02', 0],
      ['2026-02-09', 100],
      ['2026-02-16', 0],
      ['2026-02-23', 0],
    ]);
    expect(body.series.map(({ partial }) => partial)).toEqual([true, false, false, false, true]);
  });

  test('one day has visitors, not visitor-days; beside it the day of the year before', async () => {
    const { body } = await get<Overview>('/shop/overview?from=2026-03-14&to=2026-03-14&compare=year');
    expect(body.figures.visitors).toEqual({ value: 20, word: 'visitors', exact: true });
    expect(body.before?.range).toEqual({ from: '2025-03-14', to: '2025-03-14', days: 1 });
    expect(body.before?.figures).toMatchObject({ visits: 0, few: false });
  });

  test('beside the month before, and never into the future', async () => {
    const { body } = await get<Overview>('/shop/overview?from=2026-02-01&to=2026-02-28&compare=previous');
    expect(body.before).toMatchObject({ range: { from: '2026-01-01', to: '2026-01-31' }, figures: { visits: 40 } });
    const later = await get<Overview>('/shop/overview?from=2026-03-01&to=2027-01-01');
    expect(later.body.range.to).toBe('2026-03-15');
  });

  test('of fewer than five visits nothing is told, not even their number: in no answer and no export', async () => {
    const { body } = await get<Overview>('/shop/overview?from=2026-03-15&to=2026-03-15');
    expect(body.figures).toMatchObject({
      few: true,
      visits: null,
      views: null,
      span: null,
      engaged: null,
      visitors: null,
    });
    expect(body.series[0]).toMatchObject({ few: true, visits: null, views: null, span: null });
    const { body: goals } = await get<GoalFigures>('/shop/goals?from=2026-03-15&to=2026-03-15');
    expect(goals.visits).toBeNull();
    const { body: table } = await get<Table>('/shop/tables/page?from=2026-03-15&to=2026-03-15');
    expect(table.total).toBeNull();
    const day = 'from=2026-03-15&to=2026-03-15';
    const exported = await get<string>(`/shop/overview/csv?${day}`);
    expect(String(exported.body)).toMatch(/2026-03-15,,,,,,,,yes,yes/);
  });

  test('of history that was taken over nothing is told that its export cannot say', async () => {
    await connected(app.database.ownerUrl, async (client) => {
      const site = await fillSite(client, { slug: 'history', origin: 'plausible' });
      const none = {
        one_page: 0,
        span_seconds_many: 0,
        engaged_seconds: 0,
        engaged_visits: 0,
        span_steps: [],
        engaged_steps: [],
      };
      await fillDay(client, site, '2026-03-01', { visits: 30, bounces: 10, ...none });
      const bare = { ...none, visitors: 0, views: 0, bounces: 0, span_seconds: 0 };
      await fillDay(client, site, '2026-03-02', { visits: 20, ...bare });
      const cells = [{ value: '/', visits: 30, views: 40 }];
      await fillCells(client, site, { dimension: dimension.page, period: 'd', startsOn: '2026-03-01', cells });
    });
    const first = 'origin=plausible&from=2026-03-01&to=2026-03-01';
    const { body } = await get<Overview>(`/history/overview?${first}`);
    const unknown = {
      engaged: null,
      goals: null,
      onePage: null,
      botHits: null,
      refusedHits: null,
      missedByBeacon: null,
    };
    expect(body.figures).toMatchObject({
      ...unknown,
      visits: 30,
      bounceRate: 1 / 3,
      visitors: { value: 30, exact: false },
      span: { mean: 60, meanWithoutOnePage: null, median: null, distribution: [], visits: 30 },
    });
    expect(body.series[0]).toMatchObject({ visits: 30, engaged: null, goals: null });
    const bare = await get<Overview>('/history/overview?origin=plausible&from=2026-03-02&to=2026-03-02');
    expect(bare.body.figures).toMatchObject({ visits: 20, visitors: null, views: null, bounceRate: null, span: null });
    const pages = await get<Table>(`/history/tables/page?${first}`);
    expect(pages.body.rows).toMatchObject([{ visits: 30, views: 40, bounceRate: null, seconds: null }]);
    for (const as of ['umami', 'matomo', 'plausible', 'awstats']) {
      const { body: counted } = await get<CountAs>(`/history/count-as?as=${as}&${first}`);
      expect(counted.rows.map(({ value, is }) => [value, is])).toEqual(counted.rows.map(() => [null, 'not told']));
    }
  });

  test('a site that is silent for days is warned of, one that is new is not', async () => {
    await connected(app.database.ownerUrl, async (client) => {
      await fillSite(client, { slug: 'silent' });
      const { id } = await fillSite(client, { slug: 'new' });
      await client.query(`UPDATE statistics.sites SET created_at = '2026-03-15T08:00:00Z' WHERE id = $1`, [id]);
    });
    expect((await get<Overview>('/silent/overview')).body.warnings).toEqual(['nothing counted']);
    expect((await get<Overview>('/new/overview')).body.warnings).toEqual([]);
  });

  test('narrowed to one value: what its cells hold', async () => {
    const { body } = await get<Overview>('/shop/overview?from=2026-02-01&to=2026-02-28&filter=country:DE&by=month');
    expect(body.figures).toMatchObject({
      visits: 60,
      views: 90,
      bounceRate: 0.1,
      seconds: 10,
      visitors: null,
      span: null,
    });
    expect(body.series).toMatchObject([{ from: '2026-02-01', visits: 60 }]);
  });

  test('narrowed to a value of fewer than five visits: nothing', async () => {
    const { body } = await get<Overview>('/shop/overview?from=2026-02-01&to=2026-02-28&filter=country:LI&by=month');
    expect(body.figures).toMatchObject({ few: true, visits: null, views: null });
    expect(body.series[0]?.visits).toBeNull();
    expect(JSON.stringify(body)).not.toContain(':3');
  });

  test.each([
    ['from=2026-03-10&to=2026-03-01', 'from'],
    ['from=2027-03-10', 'from'],
    ['from=1950-01-01', 'from'],
    ['filter=shoe:42', 'filter'],
    ['filter=bot:Other', 'filter'],
    ['from=soon', 'from'],
  ])('refuses %s', async (query, field) => {
    const { status, body } = await get<{ error: { code: string; fields: Record<string, string> } }>(
      `/shop/overview?${query}`,
    );
    expect([status, body.error.code, Object.keys(body.error.fields)]).toEqual([400, 'KEPT_INVALID', [field]]);
  });

  test('a site that nobody knows', async () => {
    expect((await get('/nowhere/overview')).status).toBe(404);
  });
});

describe('a table', () => {
  test('what has fewer than five visits is part of "other", which is itself never so small', async () => {
    const { status, body } = await get<Table>('/shop/tables/page?from=2026-02-01&to=2026-02-28&compare=previous');
    expect(status).toBe(200);
    expect(body.rows.map(({ value, visits, share }) => [value, visits, share])).toEqual([
      ['/', 80, 0.8],
      ['/a', 9, 0.09],
    ]);
    // "/rare" alone would have been told by the rest, so the smallest that had a name went with it.
    expect(body.other).toMatchObject({ value: null, visits: null });
    expect(body.count).toBe(2);
  });

  test('a year that goes on is its row and the day that is open', async () => {
    const { body } = await get<Table>('/shop/tables/page?from=2026-01-01&to=2026-03-15');
    expect(body.rows).toMatchObject([{ value: '/', visits: 133, views: 203, bounceRate: 26 / 133 }]);
    // A visit may see several rare pages: how many visits these were is not known, how often they were seen is.
    expect(body.other).toMatchObject({ visits: null, share: null, views: 31 });
  });

  test('what is written anew is read anew', async () => {
    const query = '/shop/tables/language?from=2026-02-01&to=2026-02-28';
    await connected(app.database.ownerUrl, async (client) => {
      await fillCells(client, shop, {
        dimension: dimension.language,
        period: 'm',
        startsOn: '2026-02-01',
        cells: [{ value: 'de', visits: 50 }],
      });
      expect((await get<Table>(query)).body.rows).toMatchObject([{ value: 'de', visits: 50 }]);
      await client.query('UPDATE statistics.cells SET visits = ARRAY[60] WHERE dimension = $1', [dimension.language]);
      expect((await get<Table>(query)).body.rows).toMatchObject([{ value: 'de', visits: 60 }]);
      await client.query('DELETE FROM statistics.cells WHERE dimension = $1', [dimension.language]);
      expect((await get<Table>(query)).body.rows).toEqual([]);
    });
  });

  test('of a range of a few visits, and of a table of so few, nothing is told, not even as "other"', async () => {
    await connected(app.database.ownerUrl, async (client) => {
      const small = await fillSite(client, { slug: 'small-tables' });
      await fillDay(client, small, '2026-03-01', { visits: 3 });
      await fillDay(client, small, '2026-03-02', { visits: 50 });
      const fill = (of: number, startsOn: string, cells: { value: string; visits: number }[]) =>
        fillCells(client, small, { dimension: of, period: 'd', startsOn, cells });
      // Three visits that saw two pages each.
      await fill(dimension.page, '2026-03-01', [
        { value: '/a', visits: 3 },
        { value: '/b', visits: 3 },
      ]);
      await fill(dimension.download, '2026-03-02', [{ value: '/only.pdf', visits: 2 }]);
    });
    const pages = await get<Table>('/small-tables/tables/page?from=2026-03-01&to=2026-03-01');
    expect(pages.body).toMatchObject({ rows: [], other: null });
    const folders = await get<{ other: unknown }>('/small-tables/folders/page?from=2026-03-01&to=2026-03-01');
    expect(folders.body.other).toBeNull();
    const downloads = await get<Table>('/small-tables/tables/download?from=2026-03-02&to=2026-03-02');
    expect(downloads.body).toMatchObject({ rows: [], other: null });
  });

  test('what was folded with a smaller value is not told by a filter, of it or by it', async () => {
    await connected(app.database.ownerUrl, async (client) => {
      const site = await fillSite(client, { slug: 'subtracted' });
      await fillDay(client, site, '2026-03-01', { visits: 19 });
      await fillDay(client, site, '2026-03-05', { visits: 0 });
      await fillCells(client, site, {
        dimension: dimension.country,
        period: 'd',
        startsOn: '2026-03-01',
        cells: [
          { value: 'DE', visits: 12 },
          { value: 'FR', visits: 5 },
          { value: 'LI', visits: 2 },
        ],
      });
      await fillCells(client, site, {
        dimension: pair.pageCountry,
        named: [dimension.page, dimension.country],
        period: 'd',
        startsOn: '2026-03-01',
        cells: [
          { value: '/', second: 'DE', visits: 12 },
          { value: '/', second: 'FR', visits: 5 },
          { value: '/', second: 'LI', visits: 2 },
        ],
      });
    });
    const day = 'from=2026-03-01&to=2026-03-01';
    const countries = await get<Table>(`/subtracted/tables/country?${day}`);
    expect(countries.body).toMatchObject({ rows: [{ value: 'DE', visits: 12 }], other: { visits: 7 } });
    for (const folded of ['FR', 'LI', 'XX']) {
      const { body } = await get<Overview>(`/subtracted/overview?${day}&filter=country:${folded}`);
      expect(body).toMatchObject({
        figures: { few: true, visits: null, views: null },
        series: [{ few: true, visits: null }],
      });
      const pages = await get<Table>(`/subtracted/tables/page?${day}&filter=country:${folded}`);
      expect(pages.body).toMatchObject({ rows: [], other: null });
    }
    const german = await get<Overview>(`/subtracted/overview?${day}&filter=country:DE`);
    expect(german.body).toMatchObject({ figures: { visits: 12 }, series: [{ visits: 12 }] });
  });

  test('filtered by a declared pair, from either side', async () => {
    const pages = await get<Table>('/shop/tables/page?from=2026-02-01&to=2026-02-28&filter=country:DE');
    expect(pages.body.rows.map(({ value, visits }) => [value, visits])).toEqual([['/', 50]]);
    expect(pages.body.other).toMatchObject({ visits: null, share: null });
    const countries = await get<Table>('/shop/tables/country?from=2026-02-01&to=2026-02-28&filter=page:/');
    expect(countries.body.rows.map(({ value, visits }) => [value, visits])).toEqual([
      ['DE', 50],
      ['FR', 30],
    ]);
  });

  test('by what is not declared is refused, and what is is named', async () => {
    const { status, body } = await get<{ error: { code: string; next: string } }>(
      '/shop/tables/browser?filter=country:DE',
    );
    expect([status, body.error.code]).toEqual([409, 'KEPT_PAIR_NOT_DECLARED']);
    const page = await get<{ error: { next: string } }>('/shop/tables/page?filter=language:de');
    expect(page.body.error.next).toContain('referrer, campaign, country, device');
  });

  test('sorts, pages and searches', async () => {
    const query = 'from=2026-02-01&to=2026-02-28';
    const sorted = await get<Table>(`/shop/tables/page?${query}&sort=value&limit=1`);
    expect(sorted.body).toMatchObject({ rows: [{ value: '/' }], next: 1, count: 2 });
    const second = await get<Table>(`/shop/tables/page?${query}&sort=value&limit=1&offset=1`);
    expect(second.body).toMatchObject({ rows: [{ value: '/a' }], next: null });
    const found = await get<Table>(`/shop/tables/page?${query}&q=A`);
    expect(found.body).toMatchObject({ rows: [{ value: '/a' }], count: 1 });
    expect((await get<Table>(`/shop/tables/page?${query}&q=%25`)).body.count).toBe(0);
  });

  test('what programs did is no figure of people, and shares out their hits', async () => {
    const { body } = await get<Table>('/shop/tables/bot?from=2026-02-01&to=2026-02-28');
    expect(body.rows).toMatchObject([
      { value: 'AI: GPTBot', views: 3, share: 0.75 },
      { value: 'Other', views: 1 },
    ]);
  });

  test('as CSV, folded as well, and no cell is a formula', async () => {
    await connected(app.database.ownerUrl, (client) =>
      fillCells(client, shop, {
        dimension: dimension.search,
        period: 'm',
        startsOn: '2026-02-01',
        cells: [
          { value: '=cmd|" /C calc"!A0', visits: 6 },
          { value: 'a, b', visits: 5 },
          { value: 'rare', visits: 2 },
        ],
      }),
    );
    const response = await fetch(`${app.baseUrl}${base}/shop/tables/search/csv?from=2026-02-01&to=2026-02-28`, {
      headers: { cookie: marketing.cookie },
    });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('shop-search-2026-02-01-2026-02-28.csv');
    const bytes = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(bytes).toBe(
      '\uFEFFsearch,visits,share,views,bounce_rate,seconds,amount\r\n"\'=cmd|"" /C calc""!A0",6,0.06,6,0,0,\r\n(other),,,7,0,0,\r\n',
    );
  });
});

describe('goals and funnels', () => {
  test('goals of fewer than five visits are not told', async () => {
    const { body } = await get<GoalFigures>('/shop/goals?from=2026-02-01&to=2026-02-28');
    expect(body.goals).toMatchObject([
      { name: 'Order', visits: null },
      { name: 'Call', visits: null },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/"visits":(4|10)\b/);
  });

  test('how far visits came', async () => {
    const { body } = await get<FunnelFigures>('/shop/funnels?from=2026-02-01&to=2026-02-28');
    expect(body.funnels[0]?.steps).toMatchObject([
      { match: '/shop', visits: 40, ofStepBefore: null, ofFirst: 1 },
      { match: '/cart', visits: 20, ofStepBefore: 0.5, ofFirst: 0.5 },
      { match: 'Order', visits: null, ofStepBefore: null, ofFirst: null },
    ]);
  });
});

describe('who may read', () => {
  test.each(['administrator', 'product manager', 'privacy officer'] as const)('%s', async (role) => {
    expect((await get('/shop/overview', await app.signInAs(role))).status).toBe(200);
  });

  test.each(['support', 'QA', 'licence desk'] as const)('not %s', async (role) => {
    expect((await get('/shop/overview', await app.signInAs(role))).status).toBe(403);
  });

  test('not the public', async () => {
    expect((await app.get(`${base}/shop/overview`)).status).toBe(401);
  });
});
