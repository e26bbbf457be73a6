import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import type { TestApp } from '../kit/app.ts';
import { launchBrowser } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { choose, lookAt, press, stepsOn } from '../kit/walk.ts';

// The licence desk merges two companies that are one, in a browser, and takes the merge back.

let app: TestApp;
let browser: Browser;
let page: Page;
let goes: string;

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  const product = await aProduct(app, { name: 'Sample Mill' });
  const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  for (const companyName of ['Gearworks', 'Gear Works Ltd']) {
    const [issued] = await someLicences(app, { ...product, holderCompanyId: await aReseller(app), seats: 3 });
    const data = registrationData({ companyName });
    await app.post('/api/v1/activations', { serial: issued?.serial, notice: shown.notice.sha256, ...data });
    await app.settle();
    app.clock.advance({ minutes: 5 });
  }
  goes = await connected(app.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM contacts.companies WHERE name = 'Gear Works Ltd'`,
    );
    return rows[0]?.id ?? '';
  });
  page = await signedIn(browser, app, await app.signInAs('licence desk'));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const step = stepsOn(() => page, 'merges');

step('sees what goes along and who comes to see it, before anything happens', async () => {
  await page.goto(`${app.baseUrl}/desk/companies/${goes}`);
  await press(page, 'Merge into another');
  const dialog = page.getByRole('dialog', { name: 'Merge Gear Works Ltd into another company' });
  await choose(page, 'Company that stays', 'Gearworks');
  await dialog.getByText('which it does not see now').waitFor();
  expect(await dialog.getByText('will no longer see Gear Works Ltd').count()).toBe(1);
  await lookAt(page, 'merges-preview');
  await dialog.getByLabel('What shows that they are one company').fill('Register of companies');
  await press(dialog, 'Merge companies');
});

step('comes to the company that stays, with both licences', async () => {
  await page.getByRole('heading', { name: 'Gearworks', exact: true }).waitFor();
  await page.getByText('Gear Works Ltd went into Gearworks').waitFor();
  await page.getByText('1–2 of 2').waitFor();
  expect(await page.getByText('Merged with').count()).toBe(1);
  await lookAt(page, 'merges-done');
});

step('is led there by the old page, and takes it back', async () => {
  await page.goto(`${app.baseUrl}/desk/companies/${goes}`);
  await page.getByRole('link', { name: 'Gearworks', exact: true }).first().waitFor();
  expect(await page.getByRole('button', { name: 'Rename' }).count()).toBe(0);
  await lookAt(page, 'merges-old-page');
  await press(page, 'Undo');
  const dialog = page.getByRole('dialog', { name: 'Take Gear Works Ltd out again?' });
  await press(dialog, 'Undo');
  await page.getByText('The merge is undone.').waitFor();
  await page.getByRole('button', { name: 'Rename' }).waitFor();
  await lookAt(page, 'merges-undone');
});
