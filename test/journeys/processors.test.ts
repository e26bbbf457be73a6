import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aContact } from '../../src/parts/contacts/fixtures.ts';
import { aRecipient } from '../../src/parts/disclosures/fixtures.ts';
import type { TestApp } from '../kit/app.ts';
import { launchBrowser } from '../kit/browser.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { lookAt, press, stepsOn } from '../kit/walk.ts';

// On the desk: processors with their terms and their end, and records that are sealed as those of children.

let app: TestApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  page = await signedIn(browser, app, await app.signInAs('privacy officer'));
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
const step = stepsOn(() => page, 'desk-processors');

step('a processor is registered with its terms, reached otherwise, ended, and its deletion is recorded', async () => {
  await page.goto(`${app.baseUrl}/desk/settings/processors`);
  await page.getByText('No processors yet').waitFor();
  await lookAt(page, 'desk-processors-none');
  await press(page, 'Add processor');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Post and Company');
  await dialog.getByRole('combobox', { name: 'Country', exact: true }).fill('Germany');
  await page.getByRole('option', { name: 'Germany' }).first().click();
  await dialog.getByLabel('Mailbox (optional)').fill('jobs@post.example');
  await dialog.getByRole('combobox', { name: 'Countries in which it keeps data' }).fill('Germany');
  await page.getByRole('option', { name: 'Germany' }).last().click();
  await page.keyboard.press('Escape');
  await dialog.getByLabel('Bound to confidentiality since').fill('2026-01-02');
  await dialog.getByLabel('It uses the data for nothing else').check();
  await lookAt(page, 'desk-processor-form');
  await dialog.getByRole('button', { name: 'Add processor' }).click();
  await page.getByRole('heading', { name: 'Post and Company' }).waitFor();
  await page.getByText('used for nothing else').waitFor();
  await press(page, 'End');
  await page.getByText('it is asked by mail to confirm within 30 days').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  await page.getByText('asked to confirm by').waitFor();
  await press(page, 'Record the confirmation');
  await page.getByRole('dialog').getByLabel('Day of the confirmation').fill('2026-03-02');
  await page.getByRole('dialog').getByRole('button', { name: 'Record the confirmation' }).click();
  await page.getByText('confirmed on').waitFor();
  expect(await page.getByRole('button', { name: 'Record the confirmation' }).count()).toBe(0);
  await lookAt(page, 'desk-processors');
});

step('marketing gives a reason, chooses, and takes away a file that only the processor can open', async () => {
  const { deps } = app.kept;
  const { data } = await aContact(deps, { data: { companyName: 'Handed Works' } });
  const ageKey = await identityToRecipient(await generateX25519Identity());
  await aRecipient(deps, {
    kind: 'processor',
    name: 'Letter House',
    ageKey,
    contract: { fields: ['companyName', 'name'] },
  });
  const marketing = await signedIn(browser, app, await app.signInAs('marketing'));
  await marketing.goto(`${app.baseUrl}/desk/settings/processors`);
  await press(marketing, 'Hand people over');
  const reason = marketing.getByRole('dialog', { name: 'Why do you open personal data?' });
  await reason.getByRole('textbox', { name: 'Reason' }).fill('invitation by letter');
  await reason.getByRole('button', { name: 'Open personal data' }).click();
  await reason.waitFor({ state: 'detached' });
  const form = marketing.getByRole('dialog');
  await form.getByRole('combobox', { name: 'Companies' }).fill('Handed');
  await marketing.getByRole('option', { name: data.companyName ?? '' }).click();
  await form.getByRole('checkbox', { name: 'Name' }).check();
  await lookAt(marketing, 'desk-hand-over');
  const [file] = await Promise.all([
    marketing.waitForEvent('download'),
    form.getByRole('button', { name: 'Make the file' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^letter-house-.*\.csv\.age$/);
  await marketing.context().close();
});

step('a record is sealed by its reference, and somebody else decides', async () => {
  const { personId } = await aContact(app.kept.deps);
  await page.goto(`${app.baseUrl}/desk/requests/children`);
  await page.getByText('No sealed records').waitFor();
  await press(page, 'Seal a record');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reference of the person').fill(personId);
  await dialog.getByRole('combobox', { name: 'How it was found' }).click();
  await page.getByRole('option', { name: 'A parent told us' }).click();
  await dialog.getByRole('button', { name: 'Seal a record' }).click();
  await page.getByText('Somebody else than who sealed it looks.').waitFor();
  expect(await page.getByRole('button', { name: 'It is a child: purge' }).count()).toBe(0);
  const other = await signedIn(browser, app, await app.signInAs('administrator'));
  await other.goto(`${app.baseUrl}/desk/requests/children`);
  await other.getByRole('button', { name: 'It is a child: purge' }).waitFor();
  await lookAt(other, 'desk-children');
  await other.context().close();
});
