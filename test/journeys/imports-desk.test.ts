import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aProduct } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import type { TestApp } from '../kit/app.ts';
import { launchBrowser } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { choose, lookAt, press, stepsOn, type } from '../kit/walk.ts';

let app: TestApp;
let browser: Browser;
let page: Page;
const step = stepsOn(() => page, 'imports');

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  await aReseller(app, { name: 'Nordic Dealers' });
  await aProduct(app, { name: 'Sample Mill' });
  page = await signedIn(browser, app, await app.signInAs('licence desk'));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const owner = <Row extends object>(text: string) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text)).rows);

const list = [
  'Key no.;Product;Customer;Country;E-mail;Contact;Seats',
  'OLD-1;Sample Mill;Example Works;Germany;jo@works.example;Jo Example;3',
  'OLD-2;Sample Mill;Example Works;Germany;jo@works.example;Jo Example;1',
  'OLD-3;Sample Lathe;Example Works;Germany;;;1',
  'OLD-4;Sample Mill;Other Works;Nowhere;;;none',
].join('\r\n');
const file = { name: 'customers 2026.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };

step('a list is sent, and its columns are guessed', async () => {
  await page.goto(`${app.baseUrl}/desk/licences/imports`);
  await page.getByText('Nothing was imported yet').waitFor();
  await lookAt(page, 'imports-empty');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Send a list')]);
  await chooser.setFiles(file);
  await page.getByRole('heading', { name: 'customers 2026.csv' }).waitFor();
  await expect.poll(() => page.getByRole('combobox', { name: 'Company', exact: true }).inputValue()).toBe('Customer');
  expect(await page.getByRole('combobox', { name: 'Serial', exact: true }).inputValue()).toBe('');
});

step('the rest is said, and every row looked at', async () => {
  await choose(page, 'Serial', 'Key no.');
  await page
    .getByRole('group', { name: 'For rows that do not say' })
    .getByRole('combobox', { name: 'Reseller', exact: true })
    .click();
  await page.getByRole('option', { name: 'Nordic Dealers', exact: true }).first().click();
  await lookAt(page, 'import-plan');
  await press(page, 'Look at every row');
  await page.getByText('Say where the list came from.').waitFor();
  await type(page, { 'Where the list came from': 'Our licence server before 2026' });
  await press(page, 'Look at every row');
  await page.getByRole('heading', { name: 'What an import would do' }).waitFor();
  await page.getByText('KEPT_ROW_PRODUCT').waitFor();
  await lookAt(page, 'import-looked-at');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the lines as CSV' }).click(),
  ]);
  const faults = readFileSync(await download.path(), 'utf8');
  expect(faults).toContain('4,product,KEPT_ROW_PRODUCT');
  expect(faults).toContain('5,country,KEPT_ROW_COUNTRY');
  expect(faults).toContain('5,seats,KEPT_ROW_SEATS');
});

step('it is imported, and the licences are found', async () => {
  await press(page, 'Import 2 licences');
  await page.getByRole('heading', { name: 'What was imported' }).waitFor();
  await lookAt(page, 'import-done');
  await page.goto(`${app.baseUrl}/desk/licences?q=old2`);
  await page.getByRole('link', { name: 'OLD-2' }).click();
  await page.getByText('Imported from a list').first().waitFor();
  const [made] = await owner<{ n: number }>('SELECT count(*)::int AS n FROM licensing.licences');
  expect(made?.n).toBe(2);
});

step('the same list again leads to its import, which is undone', async () => {
  await page.goto(`${app.baseUrl}/desk/licences/imports`);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Send a list')]);
  await chooser.setFiles(file);
  await page.getByText('This very list was imported already.').waitFor();
  await lookAt(page, 'imports-twin');
  await page.getByRole('link', { name: 'Open that import' }).click();
  await press(page, 'Undo the import');
  await lookAt(page, 'import-undo-asked');
  await press(page.getByRole('dialog'), 'Undo the import');
  await page.getByText('Everything that it made was taken out.').waitFor();
  await lookAt(page, 'import-undone');
  const [left] = await owner<{ n: number }>('SELECT count(*)::int AS n FROM licensing.licences');
  expect(left?.n).toBe(0);
});

step('customers are given to the resellers of their rows, after it was shown to whom', async () => {
  const named = list
    .split('\r\n')
    .slice(0, 3)
    .map((line, at) => `${line};${at === 0 ? 'Dealer' : 'Nordic Dealers'}`);
  await page.goto(`${app.baseUrl}/desk/licences/imports`);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Send a list')]);
  await chooser.setFiles({ ...file, name: 'named.csv', buffer: Buffer.from(named.join('\r\n')) });
  await page.getByRole('heading', { name: 'named.csv' }).waitFor();
  await choose(page, 'Serial', 'Key no.');
  await page.getByRole('checkbox', { name: 'Give each customer to the reseller of its row' }).check();
  await type(page, { 'Where the list came from': 'Our licence server before 2026' });
  await lookAt(page, 'import-give-plan');
  await press(page, 'Look at every row');
  await page.getByText('Customers given to resellers: 1 (Nordic Dealers 1)').waitFor();
  await lookAt(page, 'import-give-looked-at');
  await press(page, 'Import 2 licences');
  await page.getByRole('heading', { name: 'What was imported' }).waitFor();
  const given = () => owner<{ basis: string }>('SELECT basis FROM resellers.assignments WHERE until IS NULL');
  await expect.poll(given, { timeout: 20_000 }).toEqual([{ basis: 'import' }]);
});
