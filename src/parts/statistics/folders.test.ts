import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { fillCells, fillDay, fillSite } from './fixtures/figures.ts';
import { dimension } from './rules/dimensions.ts';
import type { FolderTable } from './wire/folders.ts';

// Paths by folder: sums of the rows that the table of paths shows, and nothing beyond them.

const base = '/api/v1/statistics/reports/shop/folders';
const days = 'from=2026-03-14&to=2026-03-14';
let app: TestApp;
let marketing: Session;

const get = async (path: string) => (await marketing.call<FolderTable>('GET', `${base}${path}`)).body;

beforeAll(async () => {
  app = await startApp();
  app.clock.set('2026-03-15T12:00:00Z');
  marketing = await app.signInAs('marketing');
  await connected(app.database.ownerUrl, async (client) => {
    const shop = await fillSite(client, { slug: 'shop' });
    for (const [day, more] of [
      ['2026-03-13', 0],
      ['2026-03-14', 10],
    ] as const) {
      await fillDay(client, shop, day, { visits: 100 + more });
      const cells = [
        { value: '/', visits: 50, views: 60 },
        { value: '/products/mill', visits: 30 + more, views: 40 + more },
        { value: '/products/turn', visits: 20, views: 20 },
        { value: '/products', visits: 10, views: 10 },
        { value: '/products/of-few', visits: 3, views: 4 },
        { value: '/secret/of-two', visits: 2, views: 6 },
      ];
      const row = { period: 'd', startsOn: day, cells } as const;
      await fillCells(client, shop, { ...row, dimension: dimension.page });
      await fillCells(client, shop, { ...row, dimension: dimension.entry, named: [dimension.page] });
    }
  });
});
afterAll(() => app?.stop());

test('pages are put together by folder, level by level, compared and shared out by views', async () => {
  const root = await get(`/page?${days}&compare=previous`);
  expect(root.rows).toEqual([
    {
      value: '/products/',
      folder: true,
      paths: 3,
      visits: null,
      views: 80,
      share: 80 / 150,
      before: { visits: null, views: 70 },
    },
    { value: '/', folder: false, paths: 1, visits: null, views: 60, share: 0.4, before: { visits: null, views: 60 } },
  ]);
  expect(root).toMatchObject({ under: '/', count: 2, next: null, other: { visits: null, views: 10 } });
  const inside = await get(`/page?${days}&under=/products/&sort=value`);
  expect(inside.rows.map(({ value, views }) => [value, views])).toEqual([
    ['/products', 10],
    ['/products/mill', 50],
    ['/products/turn', 20],
  ]);
  expect(inside.other).toBeNull();
});

test('of entry pages visits are added up: each visit has one', async () => {
  const { rows, other } = await get(`/entry?${days}&limit=1`);
  expect(rows).toMatchObject([{ value: '/products/', visits: 70, share: 70 / 110 }]);
  expect(other).toMatchObject({ visits: 5 });
});

test('no path of fewer than five visits is told, nor is its folder', async () => {
  const answers = [
    await get(`/page?${days}`),
    await get(`/page?${days}&under=/products/`),
    await get(`/page?${days}&under=/secret/`),
  ];
  expect(JSON.stringify(answers)).not.toMatch(/of-few|of-two|secret\/"[^}]*"folder":true/);
  expect(answers[2]?.rows).toEqual([]);
});

test('a folder is exported, and what is no folder or no dimension of paths is refused', async () => {
  const { body } = await marketing.call<string>('GET', `${base}/page/csv?${days}&compare=previous`);
  expect(body.split('\r\n')).toEqual([
    'page,paths,visits,views,share,visits_before,views_before',
    '/products/,3,,80,0.5333,,70',
    '/,1,,60,0.4,,60',
    '(other),,,10,0.0667,,',
    '',
  ]);
  for (const wrong of ['/page?under=products', '/page?under=/products', '/country?under=/', '/page?sort=amount'])
    expect((await marketing.call('GET', `${base}${wrong}`)).status, wrong).toBe(400);
  expect((await marketing.call('GET', `${base}/page?filter=browser:Firefox`)).status).toBe(409);
});
