import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { checkAccessibility, launchBrowser, openPage, screenshot } from '../kit/browser.ts';
import { prove } from '../kit/prove.ts';

// A school in a browser: the teacher registers, makes labels on their own page, a pupil activates with one of them.

let app: TestApp;
let browser: Browser;
let page: Page;
let serial: string;
const email = 'teacher@school.example';

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
  const product = await aProduct(app, { name: 'Sample Mill' });
  const terms = { kind: 'education', seats: 4, expiresOn: '2027-12-31' } as const;
  const [licence] = await someLicences(app, { ...product, holderCompanyId: await aReseller(app), ...terms });
  serial = licence?.serial ?? '';
  page = await openPage(browser);
  await page.goto(`${app.baseUrl}/activate/education`);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function looked(name: string): Promise<void> {
  await screenshot(page, name);
  await checkAccessibility(page);
}

test('a teacher registers the licence of the school', async () => {
  await looked('school-who');
  await page.getByRole('link', { name: 'A school, or a teacher' }).click();
  const { country = '', role = '', industry = '', ...typed } = registrationData({ email });
  await page.locator('[name=serial]').fill(serial);
  for (const [name, value] of Object.entries(typed)) await page.locator(`[name=${name}]`).fill(value);
  for (const [name, value] of Object.entries({ country, role, industry }))
    await page.locator(`[name=${name}]`).selectOption(value);
  await looked('school-form');
  await page.getByRole('button', { name: 'Activate licence' }).click();
  await expect.poll(() => page.textContent('h1')).toContain('is activated');
}, 60_000);

test('makes labels, prints them, and a pupil activates with one', async () => {
  await app.settle();
  await page.goto(`${app.baseUrl}/me`);
  await page.locator('[name=email]').fill(email);
  await page.locator('main button').click();
  const link = () =>
    app.mails.messages.map(({ text }) => /\/me\/link\/\S+/.exec(text)?.[0]).findLast((found) => found !== undefined);
  await expect
    .poll(async () => {
      await app.settle();
      return link();
    })
    .toBeTruthy();
  await page.goto(`${app.baseUrl}${link()}`);
  await page.locator('main button').click();
  await page.getByRole('button', { name: 'Labels for the pupils of your school' }).click();
  await looked('school-empty');
  await page.getByLabel('First day of the term').fill('2026-03-01');
  await page.getByLabel('Last day of the term').fill('2027-07-31');
  await page.getByLabel('How many labels').fill('9');
  await page.getByRole('button', { name: 'Make the labels' }).click();
  await expect.poll(() => page.textContent('main')).toContain('more labels were asked for');
  await page.getByLabel('First day of the term').fill('2026-03-01');
  await page.getByLabel('Last day of the term').fill('2027-07-31');
  await page.getByLabel('How many labels').fill('3');
  await page.getByRole('button', { name: 'Make the labels' }).click();
  await expect.poll(() => page.locator('main code').count()).toBe(3);
  const label = (await page.locator('main code').first().textContent()) ?? '';
  const pupil = await openPage(browser);
  await pupil.goto(`${app.baseUrl}/activate/label`);
  await pupil.locator('[name=label]').fill(label);
  await pupil.locator('main button').click();
  await expect.poll(() => pupil.textContent('h1')).toContain('is activated');
  await looked('school-labels');
  await page.emulateMedia({ media: 'print' });
  await screenshot(page, 'school-print');
  expect(await page.getByRole('button').count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
}, 60_000);

test.each([
  'U4.screen',
  'U4.not-stored',
  'U4.no-date',
  'U4.schools',
  'U4.pupils',
  'U4.nothing-asked',
  'A4.register',
  'A4.refused',
  'L2.kept',
])(
  '%s holds now',
  async (demand) => {
    expect(await prove(app, demand)).toMatchObject({ verdict: 'true' });
  },
  60_000,
);
