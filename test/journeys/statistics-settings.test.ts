import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { fillDay } from '../../src/parts/statistics/fixtures/figures.ts';
import type { Session, TestApp } from '../kit/app.ts';
import { launchBrowser } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';
import { signedIn } from '../kit/desk.ts';
import { choose, lookAt, press, stepsOn, type } from '../kit/walk.ts';
import { startWithWebsite } from './statistics-site.ts';

// How a website is set up on the desk: its goals and funnels, and what was imported into it; and what is seen of figures by
// keyboard, on a narrow screen, and while the server cannot be reached.

const settingsPath = '/api/v1/statistics/sites/shop';
let app: TestApp;
let browser: Browser;
let page: Page;
let marketing: Session;

beforeAll(async () => {
  const socket = join(mkdtempSync(join(tmpdir(), 'kept-desk-lines-')), 'log.sock');
  app = await startWithWebsite({ logLines: { socket, syslog: null } });
  browser = await launchBrowser();
  marketing = await app.signInAs('marketing');
  page = await signedIn(browser, app, marketing);
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const step = stepsOn(() => page, 'statistics-settings');

const section = (name: string) => page.getByRole('region', { name, exact: true });
const group = (name: string) => page.getByRole('group', { name, exact: true });
const settings = async () => (await marketing.call<{ settings: Settings }>('GET', settingsPath)).body.settings;
interface Settings {
  goals: { name: string; kind: string; match: string; amount: number | null }[];
  funnels: { name: string; steps: { kind: string; match: string }[] }[];
}

step('a goal is added with what it is worth; what is no amount is said so', async () => {
  await page.goto(`${app.baseUrl}/desk/statistics/sites/shop`);
  await press(section('Goals'), 'Add a goal');
  await type(group('Goal 2'), { Name: 'Brochure', Path: '/files/*', 'Worth each': 'much' });
  await choose(group('Goal 2'), 'Reached by', 'a download');
  await type(group('Goal 2'), { 'Path of the file': '/files/*' });
  await press(page, 'Save the settings');
  await group('Goal 2').getByText('Write an amount, such as 19.90.').waitFor();
  await type(group('Goal 2'), { 'Worth each': '19,90' });
  await press(page, 'Save the settings');
  await page.getByText('Saved. Visits are counted so').waitFor();
  expect((await settings()).goals).toEqual([
    { name: 'Trial', kind: 'page', match: '/trial/thanks', amount: 2_500 },
    { name: 'Brochure', kind: 'download', match: '/files/*', amount: 1_990 },
  ]);
});

step('a goal that is renamed stays the step of its funnel', async () => {
  await type(group('Goal 1'), { Name: 'Free trial' });
  await press(page, 'Save the settings');
  await expect.poll(async () => (await settings()).goals[0]?.name).toBe('Free trial');
  expect((await settings()).funnels[0]?.steps.at(-1)).toEqual({ kind: 'goal', match: 'Free trial' });
});

step('a funnel is made of pages and goals, two at least, and seen on its page', async () => {
  await press(section('Funnels'), 'Add a funnel');
  const funnel = group('Funnel 2');
  expect(await funnel.getByRole('button', { name: 'Remove Step 1' }).isDisabled()).toBe(true);
  await type(funnel, { 'Name of the funnel': 'To the brochure' });
  await type(funnel.getByRole('group', { name: 'Step 1' }), { Path: '/docs*' });
  await choose(funnel, 'Step 2', 'A goal');
  await choose(funnel.getByRole('group', { name: 'Step 2' }), 'Goal', 'Brochure');
  await lookAt(page, 'statistics-site');
  await press(page, 'Save the settings');
  await expect
    .poll(async () => (await settings()).funnels[1])
    .toEqual({
      name: 'To the brochure',
      steps: [
        { kind: 'page', match: '/docs*' },
        { kind: 'goal', match: 'Brochure' },
      ],
    });
  await page.goto(`${app.baseUrl}/desk/statistics/goals`);
  await page.getByRole('table', { name: 'To the brochure' }).getByText('2. Goal: Brochure').waitFor();
  await page.getByRole('table', { name: 'Goals' }).getByText('download /files/*').waitFor();
  await lookAt(page, 'statistics-goals');
});

step('a goal that a funnel needs cannot be taken away under it, and the list says so', async () => {
  await page.goto(`${app.baseUrl}/desk/statistics/sites/shop`);
  await press(group('Goal 2'), 'Remove Brochure');
  await press(page, 'Save the settings');
  await section('Funnels').getByRole('alert').getByText('a step that is no goal of the site').waitFor();
  expect(await group('Funnel 2').getByRole('combobox', { name: 'Goal' }).inputValue()).toBe('');
  await press(page, 'Remove To the brochure');
  await press(page, 'Save the settings');
  await page.getByText('Saved. Visits are counted so').waitFor();
  expect(await settings()).toMatchObject({ goals: [{ name: 'Free trial' }], funnels: [{ name: 'Try it' }] });
  await press(section('Goals'), 'Add a goal');
  await type(group('Goal 2'), { Name: 'Free trial', Path: '/x' });
  await press(page, 'Save the settings');
  await section('Goals').getByRole('alert').getByText('names a goal twice').waitFor();
});

step('imports are listed, and their figures taken out again', async () => {
  await page.goto(`${app.baseUrl}/desk/statistics/sites/shop`);
  await page.getByText('Nothing was imported').waitFor();
  await connected(app.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: number }>(`SELECT id FROM statistics.sites WHERE slug = 'shop'`);
    const site = { id: rows[0]?.id ?? 0, origin: 'log' } as const;
    for (const day of ['2026-01-05', '2026-01-06']) await fillDay(client, site, day, { visits: 30, bad_lines: 3 });
    await client.query(
      `INSERT INTO statistics.import_runs (site_id, origin, server, files, lines, bad_lines, known_lines, first_day, last_day, imported_at)
       VALUES ($1, 'log', 'web-2', 2, 1234, 6, 0, '2026-01-05', '2026-01-06', '2026-01-07T08:00:00Z')`,
      [site.id],
    );
  });
  await page.reload();
  const row = page.getByRole('table', { name: 'Imports so far' }).getByRole('row').nth(1);
  await row.waitFor();
  expect((await row.getByRole('cell').allTextContents()).slice(1)).toEqual([
    'imported logs of web-2',
    '5 Jan 2026 – 6 Jan 2026',
    '2',
    '1,234',
    '6',
    '0',
  ]);
  await page.getByText('Lines that could not be read: 6.').waitFor();
  await lookAt(page, 'statistics-imports');
  await press(page, 'Remove these figures');
  await page.getByRole('dialog').getByText('The figures of 2 days').waitFor();
  await press(page.getByRole('dialog'), 'Remove these figures');
  await page.getByText('Nothing was imported').waitFor();
  expect((await marketing.call('GET', `${settingsPath}/imports`)).body).toMatchObject({ origins: [], runs: [] });
});

step('pages are looked at by folder, down to one, by keyboard', async () => {
  await page.goto(`${app.baseUrl}/desk/statistics/tables/page`);
  await page.getByRole('radio', { name: 'By folder' }).focus();
  await page.keyboard.press('Space');
  const folder = page.getByRole('button', { name: '/docs/', exact: true });
  await folder.focus();
  await page.keyboard.press('Enter');
  const way = page.getByRole('navigation', { name: 'Folders above' });
  await way.getByText('docs/').waitFor();
  await page.getByRole('button', { name: '/docs/install', exact: true }).waitFor();
  expect(page.url()).toContain('folder=%2Fdocs%2F');
  await lookAt(page, 'statistics-folder');
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await file).suggestedFilename()).toMatch(/^shop-page-folders-.*\.csv$/);
  await press(way, 'All folders');
  await page.getByRole('button', { name: '/pricing', exact: true }).click();
  await page.getByText('Pages: /pricing').waitFor();
});

step('hours of the week stand beside one another, and on a narrow screen below', async () => {
  await page.goto(`${app.baseUrl}/desk/statistics/tables/hour`);
  const table = page.getByRole('table', { name: 'Visits by hour of the week' });
  await table.getByRole('rowheader', { name: 'Monday' }).waitFor();
  await lookAt(page, 'statistics-hours');
  await page.setViewportSize({ width: 320, height: 640 });
  await table.getByRole('columnheader', { name: 'Mon' }).waitFor();
  expect(await table.getByRole('row').count()).toBe(25);
  await page.setViewportSize({ width: 1_280, height: 900 });
});

step('the websites are followed by what became of the lines of web servers', async () => {
  await app.kept.statistics.logLines.take(Buffer.from('no line of a log\nneither is this\n'));
  await page.goto(`${app.baseUrl}/desk/statistics/sites`);
  const table = page.getByRole('region', { name: 'Lines of web servers' }).getByRole('table').first();
  await table.getByRole('row').nth(1).waitFor();
  const cells = await table.getByRole('row').nth(1).getByRole('cell').allTextContents();
  expect(cells.slice(0, 6)).toEqual([expect.stringMatching(/^Unix socket.*log\.sock$/), '0', '0', '2', '0', '0']);
  await lookAt(page, 'statistics-lines');
});

step('on a narrow screen the page that is open stays in sight among the others', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${app.baseUrl}/desk/statistics/sites`);
  const tab = page.getByRole('navigation', { name: 'Pages of this part' }).getByRole('link', { name: 'Websites' });
  await tab.waitFor();
  await expect
    .poll(async () => ((await tab.boundingBox())?.x ?? 999) + ((await tab.boundingBox())?.width ?? 0))
    .toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1_280, height: 900 });
});

step('days of which nothing was counted say so; regions say what they are', async () => {
  await page.goto(`${app.baseUrl}/desk/statistics?from=2020-01-01&to=2020-01-05`);
  await page.getByText('Nothing was counted in these days.').first().waitFor();
  await page.getByRole('button', { name: /^Visits/ }).waitFor();
  for (const shown of ['How long visits last', 'Visits by day', 'saw exactly one page'])
    expect(await page.getByText(shown).count(), shown).toBe(0);
  await lookAt(page, 'statistics-nothing');
  await page.goto(`${app.baseUrl}/desk/statistics/tables/region`);
  await page.getByText('Parts of a country are not known').waitFor();
});

step('a figure that cannot be read is asked for again', async () => {
  const failing = ['**/reports/shop/overview?*', '**/reports/shop/goals?*', '**/statistics/sites/shop/imports'];
  for (const path of failing) await page.route(path, (route) => route.abort());
  for (const [at, shown] of [
    ['/desk/statistics', page.getByRole('button', { name: /^Visits/ })],
    ['/desk/statistics/goals', page.getByRole('table', { name: 'Goals' })],
    ['/desk/statistics/sites/shop', page.getByText('Nothing was imported')],
  ] as const) {
    await page.goto(`${app.baseUrl}${at}`);
    const retry = page.getByRole('button', { name: 'Try again' });
    await retry.waitFor();
    expect(await shown.count(), at).toBe(0);
    await lookAt(page, `statistics-failed-${failing.length}`);
    await page.unroute(failing.shift() ?? '');
    await retry.click();
    await shown.first().waitFor();
  }
});
