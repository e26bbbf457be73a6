import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { checkAccessibility, launchBrowser, openPage, screenshot } from '../kit/browser.ts';
import { lookAt, press, stepsOn } from '../kit/walk.ts';

// The machine is dead: whoever registered its seat frees it in a browser, by a link in a mail, and activates another machine.

let app: TestApp;
let browser: Browser;
let page: Page;
let serial: string;

const activate = async (machine: string) => {
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData({ companyName: 'Gearworks', email: 'ada@gearworks.example' });
  const answer = await app.post('/api/v1/activations', { serial, notice: schema.notice.sha256, machine, ...data });
  await app.settle();
  return answer.status;
};

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
  const product = await aProduct(app, { name: 'Sample Mill' });
  const [licence] = await someLicences(app, { ...product, holderCompanyId: await aReseller(app) });
  serial = licence?.serial ?? '';
  await activate('the machine that died');
  page = await openPage(browser);
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function look(name: string): Promise<void> {
  await lookAt(page, `release-${name}`);
  await page.setViewportSize({ width: 390, height: 844 });
  await checkAccessibility(page);
  await screenshot(page, `release-${name}-390`);
  await page.setViewportSize({ width: 1_280, height: 900 });
}

const step = stepsOn(() => page, 'seat-release');

step('they ask for the link with serial and mail address', async () => {
  expect(await activate('the new machine')).toBe(409);
  await page.goto(`${app.baseUrl}/activate`);
  await page.getByRole('link', { name: 'Is the machine dead or gone?' }).click();
  await press(page, 'Mail me the link');
  await page.getByText('Give the serial and the whole mail address.').waitFor();
  await look('ask');
  await page.getByLabel('Serial').fill(serial);
  await page.getByLabel('Mail address that the seat was registered with').fill('ada@gearworks.example');
  await press(page, 'Mail me the link');
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
  await look('asked');
});

step('the link shows the seat; only the button frees it', async () => {
  await expect
    .poll(
      async () => {
        await app.settle();
        return app.mails.messages.filter(({ text }) => text.includes('/activate/release/')).length;
      },
      { timeout: 10_000 },
    )
    .toBe(1);
  const mail = app.mails.messages.find(({ text }) => text.includes('/activate/release/'));
  await page.goto(/https?:\/\/\S+\/activate\/release\/\S+/.exec(mail?.text ?? '')?.[0] ?? '');
  await page.getByText('Sample Mill').first().waitFor();
  expect(await activate('the new machine')).toBe(409);
  await look('choose');
  await press(page, 'Free this seat');
  await page.getByText('The seat is free').first().waitFor();
  await look('freed');
  expect(await activate('the new machine')).toBe(201);
});

step('the link is spent', async () => {
  await page.goBack();
  await page.reload();
  await page.getByText('This link cannot be used any more').waitFor();
  expect(await page.getByRole('button', { name: 'Free this seat' }).count()).toBe(0);
  await look('spent');
});
