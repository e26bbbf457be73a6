import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCompany } from '../../src/parts/contacts/fixtures.ts';
import { aProduct, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import type { Session, TestApp } from '../kit/app.ts';
import { checkAccessibility, launchBrowser, openPage, screenshot } from '../kit/browser.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';

// A release is published on the desk and fetched by a customer; a feature is counted; customers are given to another reseller.

let app: TestApp;
let browser: Browser;
let desk: Session;
beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  desk = await app.signInAs('licence desk');
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

it('staff publish a file, a customer fetches it by the serial, and the licence shows it', async () => {
  const holderCompanyId = await aReseller(app.kept.deps, { name: 'Sample Dealers' });
  const product = await aProduct(app, { name: 'Sample Mill' });
  const features = `/api/v1/products/${product.productId}/features`;
  await desk.call('POST', features, { code: 'render', name: 'Rendering' });
  await desk.call('PUT', `${features}/render/meter`, { meter: { cap: 100, period: 'month' } });
  const [licence] = await someLicences(app, { ...product, holderCompanyId, maintenanceUntil: '2026-06-30' });
  const bytes = randomBytes(9_000_000);
  const path = join(app.dataFolder, 'Sample Mill 1.0.exe');
  writeFileSync(path, bytes);

  const page = await signedIn(browser, app, desk);
  await page.goto(`${app.baseUrl}/desk/licences/products`);
  await page.getByRole('button', { name: 'Files' }).click();
  await page.getByText('No files yet').waitFor();
  await page.getByLabel('Platform').fill('Windows (x64)');
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByRole('button', { name: 'Add file' }).click();
  await page.getByRole('cell', { name: 'Offered' }).waitFor();
  await checkAccessibility(page);
  await screenshot(page, 'release-files');

  const customer = await openPage(browser, { javaScriptEnabled: false, acceptDownloads: true });
  await customer.goto(`${app.baseUrl}/downloads`);
  await screenshot(customer, 'downloads');
  await customer.getByLabel('Serial').fill(licence?.serial ?? '');
  await customer.getByRole('button', { name: 'Show downloads' }).click();
  await screenshot(customer, 'downloads-found');
  const [download] = await Promise.all([
    customer.waitForEvent('download'),
    customer.getByRole('link', { name: 'Download 1.0' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Sample-Mill-1.0.exe');
  expect(readFileSync(await download.path()).equals(bytes)).toBe(true);
  const scripted = await openPage(browser);
  await scripted.goto(`${app.baseUrl}/downloads`);
  await checkAccessibility(scripted);

  await page.goto(`${app.baseUrl}/desk/licences/${licence?.id}`);
  await page.getByRole('link', { name: 'Download Sample-Mill-1.0.exe' }).waitFor();
  await page.getByText('0 of 100').waitFor();
  await page.getByText('A release was downloaded').waitFor();
  await checkAccessibility(page);
  await screenshot(page, 'licence-meters');
}, 240_000);

it('customers of a reseller are looked at, given to another, and brought back', async () => {
  const { deps } = app.kept;
  const from = await aReseller(deps, { name: 'Leaving Dealers' });
  const to = await aReseller(deps, { name: 'Coming Dealers' });
  for (const name of ['Adler Works', 'Bauer Works']) {
    const id = await aCompany(deps, { name });
    await desk.call('PUT', `/api/v1/companies/${id}/reseller`, { resellerCompanyId: from });
  }
  const page = await signedIn(browser, app, desk);
  await page.goto(`${app.baseUrl}/desk/resellers/${from}`);
  await page.getByRole('button', { name: 'Give customers to another reseller' }).click();
  await page.getByRole('combobox', { name: 'To which reseller' }).click();
  await page.getByRole('option', { name: 'Coming Dealers' }).click();
  await page.getByRole('button', { name: 'Show customers' }).click();
  await page.getByText('2 customers:').first().waitFor();
  await checkAccessibility(page);
  await screenshot(page, 'reassign');
  await page.getByRole('button', { name: 'Give them over' }).click();
  const done = page.getByRole('cell', { name: 'Done' });
  for (let turn = 0; turn < 20 && (await done.count()) === 0; turn += 1) {
    await page.waitForTimeout(500);
    await page.reload();
    await page.getByText('Customers given over together').first().waitFor();
    await page.waitForTimeout(1_000);
  }
  await done.waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await page.getByText('The customers are being brought back.').waitFor();
  await screenshot(page, 'reassigned');
  expect((await desk.call<{ customers: number }>('GET', `/api/v1/resellers/${to}`)).status).toBe(200);
}, 240_000);
