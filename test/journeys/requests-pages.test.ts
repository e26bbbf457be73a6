import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import type { Session, TestApp } from '../kit/app.ts';
import { launchBrowser, openPage } from '../kit/browser.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { choose, lookAt, lookAtCopy, press, stepsOn } from '../kit/walk.ts';

// A person asks on their page, without script; the privacy officer answers, records a letter, erases, and looks at retention.

let app: TestApp;
let browser: Browser;
let officer: Session;
let page: Page;
const email = 'ada@gearworks.example';

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  officer = await app.signInAs('privacy officer');
  const product = await aProduct(app, { name: 'Sample Mill' });
  const [issued] = await someLicences(app, { ...product, holderCompanyId: await aReseller(app) });
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData({ companyName: 'Gearworks', email, name: 'Ada Maker' });
  await app.post('/api/v1/activations', { serial: issued?.serial, notice: schema.notice.sha256, ...data });
  await app.settle();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const step = stepsOn(() => page, 'requests');

async function link(): Promise<string> {
  const sent = () => app.mails.messages.filter((mail) => mail.text.includes('/me/link/'));
  const before = sent().length;
  await app.submit('/me', { email });
  await expect
    .poll(
      async () => {
        await app.settle();
        return sent().length;
      },
      { timeout: 15_000 },
    )
    .toBe(before + 1);
  return /\/me\/link\/\S+/.exec(sent().at(-1)?.text ?? '')?.[0] ?? '';
}

step('a person asks to be erased, without script', async () => {
  page = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${app.baseUrl}${await link()}`);
  await press(page, 'Open my page');
  await page.getByLabel('Erase what you hold about me').check();
  await page.getByLabel('In your own words').fill('I do not work there any more.');
  await press(page, 'Send the request');
  await page.getByText('Your request is stored.').waitFor();
  await page.getByText('Keep this number').waitFor();
  await lookAtCopy(browser, page, 'me-requests');
});

step('the officer sees it in the list, and records a letter', async () => {
  page = await signedIn(browser, app, officer);
  await page.goto(`${app.baseUrl}/desk/requests`);
  await page.getByRole('cell', { name: 'Erasure' }).waitFor();
  await press(page, 'Record a letter or call');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('The day it came').fill('2031-01-01');
  await dialog.getByLabel('Who asks').fill('B. Writer, 1 Sample Street');
  await dialog.getByLabel('What is asked').fill('What do you hold about me?');
  // A fault stands beside its field, and nothing that was typed is lost.
  await dialog.getByRole('button', { name: 'Record a letter or call' }).click();
  await dialog.locator('[id$="-error"]').waitFor();
  expect(await dialog.getByLabel('Who asks').inputValue()).toBe('B. Writer, 1 Sample Street');
  await dialog.getByLabel('The day it came').fill(app.clock.now().toISOString().slice(0, 10));
  await lookAt(page, 'desk-record-request');
  await dialog.getByRole('button', { name: 'Record a letter or call' }).click();
  await page.getByText('Recorded under the number').waitFor();
  await page.getByRole('cell', { name: 'Access' }).waitFor();
  expect(await page.getByRole('link', { name: /^[0-9A-Z]{4}-[0-9A-Z]{4}$/ }).count()).toBe(2);
  await lookAt(page, 'desk-requests');
});

step('opens the letter for a reason, and refuses it with a ground', async () => {
  await page
    .getByRole('row', { name: /Access/ })
    .getByRole('link')
    .first()
    .click();
  const why = page.getByRole('dialog').last();
  await why.getByLabel('Reason').fill('handles the request');
  await why.getByRole('button', { name: 'Open personal data' }).click();
  await page.getByText('B. Writer, 1 Sample Street').waitFor();
  await page.locator('input[type=file]').setInputFiles({
    name: 'letter.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 A letter.'),
  });
  await press(page, 'Attach the scan');
  await page.getByRole('button', { name: 'Open the scan' }).waitFor();
  await lookAt(page, 'desk-request');
  await press(page, 'Refuse');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Ground' }).click();
  await page.getByRole('option', { name: 'We hold nothing about them' }).click();
  await dialog.getByLabel('Your answer').fill('We hold nothing about you.');
  await dialog.getByRole('button', { name: 'Refuse' }).click();
  await page.getByText('The request is refused').waitFor();
  expect(await page.getByRole('button', { name: 'Answer' }).count()).toBe(0);
});

step('erases who asked for it; the receipt says what went and what stays', async () => {
  await page.goto(`${app.baseUrl}/desk/requests?state=open`);
  await page
    .getByRole('row', { name: /Erasure/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByText('I do not work there any more.').waitFor();
  const receipt = await page.getByRole('link', { name: /^[0-9A-Z]{26}$/ }).getAttribute('href');
  await press(page, 'Erase');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('cannot be brought back').waitFor();
  await dialog.getByRole('button', { name: 'Erase' }).click();
  await page.getByText('Erased. The receipt stands under its number.').waitFor();
  const reader = await openPage(browser);
  await reader.goto(`${app.baseUrl}${receipt}`);
  await reader.getByText('Searched, and nothing found').waitFor();
  expect(await reader.content()).not.toContain('gearworks.example');
  await lookAt(reader, 'receipt');
  await reader.goto(`${app.baseUrl}/privacy/retention`);
  await reader.getByText('without a time limit').first().waitFor();
  await lookAt(reader, 'privacy-retention');
});

step('counts what is due, changes the schedule, and forbids deleting', async () => {
  await page.goto(`${app.baseUrl}/desk/requests/retention`);
  await press(page, 'Count what is due now');
  await page.getByText('Links to the own page: 0').waitFor();
  await press(page, 'Forbid deleting');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'All requests' }).click();
  await dialog.getByLabel('Why').fill('An inspection is announced.');
  await dialog.getByLabel('Last day').fill('2036-12-31');
  await dialog.getByRole('button', { name: 'Forbid deleting' }).click();
  await page.getByText('It is held from now on.').waitFor();
  await page.getByText('An inspection is announced.').waitFor();
  expect(await page.getByText('Nothing is held.').count()).toBe(0);
  const holds = page.getByRole('table', { name: 'Legal holds' });
  await holds.getByRole('row', { name: /All requests/ }).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Export CSV')]);
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect([lines.length, lines[1]]).toEqual([2, expect.stringContaining('All requests,An inspection is announced.,')]);
  await lookAt(page, 'desk-retention');
  await choose(page, 'State', 'over');
  await page.getByText('Nothing matches these filters.').waitFor();
  await choose(page, 'State', 'holds');
  await holds.getByRole('row', { name: /All requests/ }).waitFor();
});
