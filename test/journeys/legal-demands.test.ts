import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import type { Session, TestApp } from '../kit/app.ts';
import { launchBrowser } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { choose, lookAt, press, stepsOn } from '../kit/walk.ts';

// A privacy officer records what an authority demands; an administrator agrees; the officer looks at the file and gives it.

let app: TestApp;
let browser: Browser;
let officer: Session;
let page: Page;
let personId: string;
const until = '2026-12-31';

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  officer = await app.signInAs('privacy officer');
  const product = await aProduct(app, { name: 'Sample Mill' });
  const [issued] = await someLicences(app, { ...product, holderCompanyId: await aReseller(app) });
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData({ companyName: 'Gearworks', email: 'ada@gearworks.example', name: 'Ada Maker' });
  await app.post('/api/v1/activations', { serial: issued?.serial, notice: schema.notice.sha256, ...data });
  await app.settle();
  const [person] = await rows<{ id: string }>('SELECT id FROM contacts.people');
  personId = person?.id ?? '';
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const rows = <R>(text: string) =>
  connected(app.database.ownerUrl, async (client) => (await client.query(text)).rows as R[]);
const step = stepsOn(() => page, 'legal-demands');

async function sayWhy(purpose: string): Promise<void> {
  const why = page.getByRole('dialog').last();
  await choose(why, 'Purpose', purpose);
  await why.getByLabel('Reason').fill('looks at a legal demand');
  await why.getByRole('button', { name: 'Open personal data' }).click();
}

step('an empty register says how it fills; the officer records a demand', async () => {
  page = await signedIn(browser, app, officer);
  await page.goto(`${app.baseUrl}/desk/requests/legal-demands`);
  await page.getByText('No legal demands yet').waitFor();
  await lookAt(page, 'desk-legal-demands-none');
  await press(page, 'Record a legal demand');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Authority').fill('Sample Public Prosecutor');
  await dialog.getByRole('combobox', { name: 'Country' }).fill('Germany');
  await page.getByRole('option', { name: 'Germany', exact: true }).click();
  await dialog.getByLabel('Its reference').fill('12 Js 345/26');
  // A fault stands beside its field, and nothing that was typed is lost.
  await dialog.getByLabel('Law that obliges us').fill('Section 95');
  await dialog.getByLabel('What is demanded').fill('Who registered');
  await dialog.getByLabel('The day it came').fill('2031-01-01');
  await dialog.getByRole('button', { name: 'Record a legal demand' }).click();
  await dialog.getByText('no day up to today').waitFor();
  expect(await dialog.getByLabel('Authority').inputValue()).toBe('Sample Public Prosecutor');
  await dialog.getByLabel('Law that obliges us').fill('Section 95 of the code of criminal procedure');
  await dialog.getByLabel('What is demanded').fill('Who registered the licence, and how they can be reached.');
  await dialog.getByLabel('The day it came').fill(app.clock.now().toISOString().slice(0, 10));
  await dialog.getByLabel('People it names').fill(personId);
  await dialog.getByLabel('The law forbids telling the people').check();
  await dialog.getByLabel('Last day on which they are not told').fill(until);
  await dialog.getByLabel('Law or order that forbids it').fill('The order of the court, no. 4');
  await lookAt(page, 'desk-record-legal-demand');
  await dialog.getByRole('button', { name: 'Record a legal demand' }).click();
  await page.getByText('Recorded under the number').waitFor();
  await page.getByRole('cell', { name: 'Waits for approval' }).waitFor();
  await lookAt(page, 'desk-legal-demands');
  expect(await rows('SELECT state FROM rights.legal_demands')).toEqual([{ state: 'received' }]);
});

step('approves it as the first, and is told that another must agree', async () => {
  await page.getByRole('link', { name: /^[0-9A-Z]{4}-[0-9A-Z]{4}$/ }).click();
  await sayWhy('Law and legal process');
  await page.getByText('You can be the next to approve it.').waitFor();
  await lookAt(page, 'desk-legal-demand-received');
  await press(page, 'Approve');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('A second person must agree').waitFor();
  expect(await page.getByRole('button', { name: 'Choose what is given' }).count()).toBe(0);
});

step('an administrator agrees to it, and to the day, without reading names', async () => {
  const url = page.url();
  page = await signedIn(browser, app, await app.signInAs('administrator'));
  await page.goto(url);
  await sayWhy('Running this server');
  await page.getByText('name not for this purpose').waitFor();
  expect(await page.content()).not.toContain('Ada Maker');
  await press(page, 'Approve');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await page.getByText('waits for you as the second person').waitFor();
  await press(page, 'Approve the day');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve the day' }).click();
  await page.getByText('A privacy officer chooses what is given').waitFor();
  await lookAt(page, 'desk-legal-demand-approved');
});

step('the officer chooses, looks at the very file, and gives it', async () => {
  const url = page.url();
  page = await signedIn(browser, app, officer);
  await page.goto(url);
  await sayWhy('Law and legal process');
  await press(page, 'Choose what is given');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ada Maker').check();
  await dialog.getByLabel('E-mail').check();
  await dialog.getByLabel('Licences they registered').check();
  await lookAt(page, 'desk-legal-demand-choose');
  await dialog.getByRole('button', { name: 'Look at the file' }).click();
  await dialog.getByText('Nothing is given yet.').waitFor();
  await lookAt(page, 'desk-legal-demand-file');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Give it' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^legal-demand-[0-9A-Z]{4}-[0-9A-Z]{4}\.json$/);
  await page.getByText('not told yet').waitFor();
  await lookAt(page, 'desk-legal-demand-given');
  const ledger = await rows(`SELECT fields FROM disclosures.ledger WHERE recipient_kind = 'authority'`);
  expect(ledger).toEqual([{ fields: ['email', 'registrations'] }]);
});
