import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Session, TestApp } from '../kit/app.ts';
import { checkAccessibility, launchBrowser, screenshot } from '../kit/browser.ts';
import { signedIn } from '../kit/desk.ts';
import { choose, lookAt, press, stepsOn, type } from '../kit/walk.ts';
import { startWithWebsite } from './statistics-site.ts';

// The statistics on the desk, as marketing uses them: what is seen, narrowed, noted, shared and set.

const figures = '/api/v1/statistics/reports/shop';
let app: TestApp;
let browser: Browser;
let page: Page;
let marketing: Session;
const faults: string[] = [];

beforeAll(async () => {
  app = await startWithWebsite();
  browser = await launchBrowser();
  marketing = await app.signInAs('marketing');
  page = await signedIn(browser, app, marketing);
  // What the page's own policy forbids, and what breaks in it, is said on the console only.
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const step = stepsOn(() => page, 'statistics');

const panel = (name: string) =>
  page.locator('section.panel').filter({ has: page.getByRole('heading', { name, level: 2 }) });

step('the overview shows figures, compared, as chart, table and picture', async () => {
  await page.goto(`${app.baseUrl}/desk/statistics`);
  await choose(page, 'Compare with', 'The period before');
  await page.getByText('compared with').waitFor();
  const { body } = await marketing.call<{ figures: { views: number } }>('GET', `${figures}/overview`);
  await page
    .getByRole('button', { name: /^Page views/ })
    .getByText(body.figures.views.toLocaleString('en-GB'))
    .waitFor();
  await page.getByText('about', { exact: true }).waitFor();
  await page.getByText('before', { exact: true }).waitFor();
  await lookAt(page, 'statistics-overview');
  const picture = page.waitForEvent('download');
  await press(page, 'Save picture');
  expect((await picture).suggestedFilename()).toMatch(/^shop-visits-.*\.png$/);
  await page.getByRole('button', { name: /^Bounce rate/ }).click();
  await press(page, 'Show as a table');
  expect(await page.getByRole('table', { name: 'Bounce rate by day' }).getByRole('row').count()).toBe(31);
});

step('days go back and on by key', async () => {
  await page.getByRole('combobox', { name: 'Days' }).press('PageUp');
  await page.getByLabel('First day').waitFor();
  const before = await page.getByLabel('Last day').inputValue();
  await page.getByLabel('First day').press('PageDown');
  await expect.poll(() => page.getByLabel('Last day').inputValue()).not.toBe(before);
  await page.goto(`${app.baseUrl}/desk/statistics`);
});

step('a value narrows what is counted together with it, and the rest says why not', async () => {
  await panel('Places and languages').getByRole('button', { name: 'Germany' }).click();
  await page.getByText('Countries: Germany').waitFor();
  await panel('Pages').getByRole('button', { name: '/pricing' }).waitFor();
  await panel('Devices').getByText('Browsers and Countries are not counted together.').waitFor();
  expect(page.url()).toContain('filter=country%3ADE');
  await press(page, 'Show all again');
  await panel('Devices').getByRole('button', { name: 'Firefox' }).waitFor();
});

step('a table is searched and exported whole', async () => {
  await page.getByRole('link', { name: 'All 5 of Pages' }).click();
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('pric');
  await page.getByText('1–1 of 1').waitFor();
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await file).suggestedFilename()).toMatch(/\.csv$/);
  await page.getByRole('link', { name: 'Back to the overview' }).click();
});

step('a release is noted, and a view is kept for all', async () => {
  await press(page, 'Add a note');
  await type(page, { 'What happened': 'Version 7 is out' });
  await page.getByRole('dialog').getByRole('button', { name: 'Add a note' }).click();
  await page.getByRole('list', { name: 'Notes' }).getByText('Version 7 is out').waitFor();
  await press(page, 'Views');
  await page.getByRole('menuitem', { name: 'Save this view' }).click();
  await type(page, { 'Name of the view': 'Monday' });
  await press(page, 'Save view');
  await page.getByText('The view is saved').waitFor();
  const { body } = await marketing.call<{ views: { name: string }[] }>('GET', `${figures}/views`);
  expect(body.views.map(({ name }) => name)).toEqual(['Monday']);
});

step('goals and funnels, other rules and the last minutes are shown', async () => {
  for (const [tab, heading] of [
    ['Goals and funnels', 'Try it'],
    ['Count as others', 'The same days by other rules'],
    ['Live', /last 5 minutes|cannot be shown/],
  ] as const) {
    await page.getByRole('link', { name: tab }).click();
    await page.getByText(heading).first().waitFor();
    expect(await page.getByRole('alert').count(), tab).toBe(0);
  }
});

step('on a narrow screen every figure of goals, funnels and other rules is seen without scrolling aside', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['count-as', 'goals']) {
    await page.goto(`${app.baseUrl}/desk/statistics/${path}`);
    await page.locator('section.scroll td').first().waitFor();
    const cut = await page.evaluate<string[]>(
      `[...document.querySelectorAll('section.scroll td, section.panel h2')].filter((each) => {
        const { left, right, width } = each.getBoundingClientRect();
        return width === 0 || left < 0 || right > innerWidth || each.scrollWidth > each.clientWidth + 1;
      }).map((each) => each.textContent)`,
    );
    expect(cut, path).toEqual([]);
    await screenshot(page, `statistics-${path}-390`);
  }
  await page.setViewportSize({ width: 1_280, height: 900 });
  await page.goto(`${app.baseUrl}/desk/statistics`);
});

step('a page is shared by an address, read without an account, and ended', async () => {
  await page.getByRole('link', { name: 'Sharing' }).click();
  await press(page, 'Share a page');
  await type(page, { 'For whom': 'Agency' });
  await page.getByRole('dialog').getByRole('button', { name: 'Share a page' }).click();
  const url = await page.getByText(/\/statistics\/shared\//).textContent();
  expect((await fetch(url ?? '')).status).toBe(200);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await press(page, 'End');
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await page.getByText('The page is no longer shared.').waitFor();
  expect((await fetch(url ?? '')).status).toBe(410);
});

step('a site is set up, and this browser is not counted', async () => {
  await page.getByRole('link', { name: 'Websites' }).click();
  await press(page, 'Do not count this browser');
  await page.getByText('Visits of this browser are not counted.').waitFor();
  await press(page, 'Add a website');
  await type(page, { Name: 'The docs', 'Host names': 'docs.vendor.example' });
  await page.getByRole('dialog').getByRole('button', { name: 'Add a website' }).click();
  await page.getByText(`${app.baseUrl}/s.js`).waitFor();
  await type(page, { 'Paths that are one page': '/orders/*' });
  await press(page, 'Save the settings');
  await page.getByText('Saved. Visits are counted so').waitFor();
  await checkAccessibility(page);
  const { body } = await marketing.call('GET', '/api/v1/statistics/sites/the-docs');
  expect(body).toMatchObject({ hosts: ['docs.vendor.example'], settings: { pathRules: ['/orders/*'] } });
});

step('nothing was forbidden or broken on the way', async () => {
  expect(faults).toEqual([]);
});

step('who may not read figures is not led to them', async () => {
  const support = await signedIn(browser, app, await app.signInAs('support'));
  await support.goto(`${app.baseUrl}/desk/`);
  const sidebar = support.getByRole('navigation', { name: 'Parts of the desk' });
  await sidebar.getByRole('link', { name: 'Licences' }).waitFor();
  expect(await sidebar.getByRole('link', { name: 'Statistics' }).count()).toBe(0);
  await support.context().close();
});
