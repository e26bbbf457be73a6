import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import type { Session, TestApp } from '../kit/app.ts';
import { checkAccessibility, launchBrowser, openPage, screenshot } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { lookAt, press, stepsOn, type } from '../kit/walk.ts';

// A buyer's administrator, in a browser: invited by the licence desk, signs in, sees the company's licences, keeps a seat for a colleague,
// and opens the list of who activated what.

let app: TestApp;
let browser: Browser;
let clerk: Session;
let page: Page;
let serial: string;
let companyId: string;
const password = 'a-long-enough-password';

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  clerk = await app.signInAs('licence desk');
  const product = await aProduct(app, { name: 'Sample Mill' });
  const [issued] = await someLicences(app, { ...product, holderCompanyId: await aReseller(app), seats: 3 });
  serial = issued?.serial ?? '';
  await activate('first@gearworks.example', 'Fay First');
  companyId = await connected(app.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM contacts.companies WHERE name = 'Gearworks'`);
    return rows[0]?.id ?? '';
  });
  await clerk.call('POST', `/api/v1/companies/${companyId}/domains`, {
    domain: 'gearworks.example',
    evidence: 'Letter head',
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function activate(email: string, name: string): Promise<number> {
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData({ companyName: 'Gearworks', email, name });
  const { status } = await app.post('/api/v1/activations', { serial, notice: schema.notice.sha256, ...data });
  await app.settle();
  return status;
}

/** On a wide screen and on one of a telephone. */
async function look(name: string): Promise<void> {
  await lookAt(page, `buyers-${name}`);
  await page.setViewportSize({ width: 390, height: 844 });
  await checkAccessibility(page);
  await screenshot(page, `buyers-${name}-390`);
  await page.setViewportSize({ width: 1_280, height: 900 });
}

const step = stepsOn(() => page, 'buyers');

step('the licence desk invites somebody of the company', async () => {
  page = await signedIn(browser, app, clerk);
  await page.goto(`${app.baseUrl}/desk/companies/${companyId}`);
  await press(page, 'Invite administrator');
  const dialog = page.getByRole('dialog', { name: 'An administrator of Gearworks' });
  await dialog.getByLabel('E-mail at the company').fill('ada@home.example');
  await press(dialog, 'Invite');
  await dialog.getByText('needed, as the address lies in no mail domain').waitFor();
  await look('invite');
  await dialog.getByLabel('E-mail at the company').fill('ada@gearworks.example');
  await press(dialog, 'Invite');
  await page.getByText('The invitation is made, and its mail is queued.').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

step('they make their account by the link in the mail, and sign in', async () => {
  await app.settle();
  const mail = await app.mails.waitFor(
    ({ to, text }) => to.includes('ada@gearworks.example') && text.includes('/welcome#'),
  );
  await page.context().close();
  page = await openPage(browser);
  await page.goto(/https?:\/\/\S+\/desk\/welcome#\S+/.exec(mail.text)?.[0] ?? '');
  await page.getByText('Gearworks').first().waitFor();
  await look('welcome');
  await page.getByLabel('Name').fill('Ada Maker');
  const email = page.getByLabel('E-mail');
  if (await email.isEditable()) await email.fill('ada@gearworks.example');
  await page
    .getByLabel(/^Password/)
    .first()
    .fill(password);
  await press(page, 'Make account');
  await press(page, 'Go to the desk');
  await page.getByRole('heading', { name: 'Gearworks', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/desk/company');
});

step('they see the licences of their company, and no other part of the desk', async () => {
  await page.getByText('1 licence · 1 of 3 seats in use · 0 kept for somebody').waitFor();
  await page.getByRole('link', { name: serial }).waitFor();
  const parts = await page.getByRole('navigation').first().getByRole('link').allTextContents();
  expect(parts.filter((part) => /Contacts|Resellers|Proof|Requests|Home/.test(part))).toEqual([]);
  await look('licences');
});

step('they keep a seat for a colleague, whom nobody else can take it from', async () => {
  await page.getByRole('link', { name: serial }).click();
  await page.getByText('No seat of this licence is kept for anybody').waitFor();
  await press(page, 'Keep a seat for somebody');
  const dialog = page.getByRole('dialog', { name: `Keep a seat of ${serial}` });
  await type(dialog, { Name: 'Ben Planner', 'E-mail at your company': 'ben@elsewhere.example' });
  await press(dialog, 'Keep a seat for somebody');
  await dialog.getByText('This mail address lies in no mail domain').waitFor();
  await type(dialog, { 'E-mail at your company': 'ben@gearworks.example' });
  await look('keep-seat');
  await press(dialog, 'Keep a seat for somebody');
  await page.getByText('1 of 3 in use, 1 kept').waitFor();
  await page.getByRole('cell', { name: 'not taken yet' }).waitFor();
  expect([await activate('eve@gearworks.example', 'Eve'), await activate('gus@gearworks.example', 'Gus')]).toEqual([
    201, 409,
  ]);
  expect(await activate('ben@gearworks.example', 'Ben Planner')).toBe(201);
  await page.reload();
  await page.getByRole('cell', { name: 'taken', exact: true }).waitFor();
  await look('licence');
});

step('they pass it on and take it back; what was stays to be seen', async () => {
  await press(page, 'Take back');
  const dialog = page.getByRole('dialog', { name: 'Take the seat of Ben Planner back?' });
  await dialog.getByText('The machine that has the seat goes on').waitFor();
  await press(dialog, 'Take back');
  await page.getByText('The seat is taken back.').waitFor();
  await page.getByRole('cell', { name: /^taken back/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Take back' }).count()).toBe(0);
});

step('they open the list of who activated what, once they have read what it does', async () => {
  await page.goto(`${app.baseUrl}/desk/company/contacts`);
  await page.getByText('Ten times a day.').waitFor();
  expect(await page.getByText('Fay First').count()).toBe(0);
  await press(page, 'Show the names');
  const dialog = page.getByRole('dialog', { name: 'Show who activated what?' });
  await press(dialog, 'Show the names');
  await page.getByRole('cell', { name: 'Fay First' }).waitFor();
  await page.getByText('9 more times today.').waitFor();
  expect(await page.locator('main').textContent()).not.toContain('@');
  await look('contacts');
});

step('renewals and administrators of the company', async () => {
  await page.goto(`${app.baseUrl}/desk/company/renewals?renewal=due`);
  await page.getByRole('heading', { name: 'Gearworks', level: 1 }).waitFor();
  await look('renewals');
  await page.goto(`${app.baseUrl}/desk/settings/staff`);
  await page.getByText('ada@gearworks.example').first().waitFor();
  expect(await page.getByText('vendor.example').count()).toBe(0);
  await look('administrators');
});
