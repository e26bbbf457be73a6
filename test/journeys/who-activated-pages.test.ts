import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import type { Session, TestApp } from '../kit/app.ts';
import { launchBrowser, openPage } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { lookAt, press, stepsOn } from '../kit/walk.ts';

// "Who here activated this?", in a browser: the licence desk notes the company's domain, a colleague asks, a caller is answered.

let app: TestApp;
let browser: Browser;
let clerk: Session;
let page: Page;
let licence: { id: string; serial: string };
let companyId: string;

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  clerk = await app.signInAs('licence desk');
  const product = await aProduct(app, { name: 'Sample Mill' });
  const [issued] = await someLicences(app, { ...product, holderCompanyId: await aReseller(app) });
  licence = { id: issued?.id ?? '', serial: issued?.serial ?? '' };
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData({ companyName: 'Gearworks', email: 'ada@gearworks.example', name: 'Ada Maker' });
  await app.post('/api/v1/activations', { serial: licence.serial, notice: schema.notice.sha256, ...data });
  await app.settle();
  companyId = await connected(app.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM contacts.companies WHERE name = 'Gearworks'`);
    return rows[0]?.id ?? '';
  });
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const step = stepsOn(() => page, 'who-activated');

step('the licence desk notes a mail domain with its evidence', async () => {
  page = await signedIn(browser, app, clerk);
  await page.goto(`${app.baseUrl}/desk/companies/${companyId}`);
  await press(page, 'Note domain');
  const dialog = page.getByRole('dialog', { name: 'Mail domain of Gearworks' });
  await dialog.getByLabel('Domain').fill('gmail.com');
  await dialog.getByLabel('What you have seen').fill('Letter head of the order');
  await dialog.getByRole('button', { name: 'Note domain' }).click();
  await dialog.getByText('Anybody can open a mailbox at gmail.com').waitFor();
  await dialog.getByLabel('Domain').fill('gearworks.example');
  await dialog.getByRole('button', { name: 'Have it shown by a DNS record instead' }).click();
  await dialog.getByText(/^kept-domain=/).waitFor();
  await lookAt(page, 'desk-domain-form');
  await dialog.getByRole('button', { name: 'Note domain' }).click();
  await page.getByText('The domain is noted.').waitFor();
  await page.getByText('gearworks.example').waitFor();
  expect(await page.getByText('No domain is noted').count()).toBe(0);
  await lookAt(page, 'desk-company-domains');
});

step('a caller is answered with the name, once the evidence and the reason are told', async () => {
  await page.goto(`${app.baseUrl}/desk/licences/${licence.id}`);
  await press(page, 'Name who activated it');
  const dialog = page.getByRole('dialog', { name: `Who activated ${licence.serial}?` });
  await dialog.getByLabel('What shows that the company asks').fill('Called back at the number of the contract');
  await dialog.getByRole('button', { name: 'Show the name' }).click();
  const why = page.getByRole('dialog').last();
  await why.getByLabel('Reason').fill('the company asks by phone');
  await lookAt(page, 'desk-inquiry-reason');
  await why.getByRole('button', { name: 'Open personal data' }).click();
  await why.getByLabel('Reason').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Show the name' }).click();
  await dialog.getByText('Ada Maker').waitFor();
  expect(await dialog.textContent()).not.toContain('gearworks.example');
  await lookAt(page, 'desk-inquiry-answer');
  await press(page, 'Done');
  await page.getByText('Contact named to the company').first().waitFor();
});

step('somebody of the company asks on their own page, and on a narrow screen', async () => {
  page = await openPage(browser, { viewport: { width: 320, height: 700 } });
  await page.goto(`${app.baseUrl}/me`);
  await page.getByLabel('Your mail address').fill('ada@gearworks.example');
  await press(page, 'Send me the link');
  const links = () => app.mails.messages.filter((mail) => mail.text.includes('/me/link/'));
  await expect
    .poll(
      async () => {
        await app.settle();
        return links().length;
      },
      { timeout: 10_000 },
    )
    .toBe(1);
  await page.goto(`${app.baseUrl}${/\/me\/link\/\S+/.exec(links()[0]?.text ?? '')?.[0]}`);
  await press(page, 'Open my page');
  await page.getByText('Somebody of Gearworks asked by phone').waitFor();
  await press(page, 'Ask who in your company activated a licence');
  await lookAt(page, 'me-who');
  await page.getByLabel('Serial').fill(licence.serial);
  await press(page, 'Ask who activated it');
  await page.getByText('activated by Ada Maker').waitFor();
  await lookAt(page, 'me-who-answer');
  await press(page, 'Back to my page');
  await page.getByText('with a mailbox of the company').first().waitFor();
});
