import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aContact, aNotice } from '../../src/parts/contacts/fixtures.ts';
import type { Session, TestApp } from '../kit/app.ts';
import { launchBrowser, openPage } from '../kit/browser.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { lookAt, lookAtCopy, press, stepsOn } from '../kit/walk.ts';

// What came by mail, at the desk: a request with its mails and files, and mail that was kept apart.

let app: TestApp;
let browser: Browser;
let officer: Session;
let page: Page;

const asked = [
  'From: Dana <dana@customer.example>',
  'Subject: My telephone number',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Please correct my telephone number. <script>alert(1)</script>',
  '--b',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="a-very-long-name-of-a-file-that-has-to-fit-on-a-narrow-screen-as-well.pdf"',
  '',
  '%PDF-1.4',
  '--b',
  'Content-Type: message/rfc822',
  'Content-Disposition: attachment; filename="forwarded.eml"',
  '',
  'Received: from elsewhere',
  '',
  '--b--',
].join('\r\n');

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  officer = await app.signInAs('privacy officer');
  const from = 'dana@customer.example';
  await app.kept.mailIn.deliver(asked, { from, to: ['privacy'] });
  const away = 'From: away@customer.example\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nI am away.';
  await app.kept.mailIn.deliver(away, { from, to: ['privacy'] });
  await app.kept.mailIn.deliver('Subject: Of nobody\r\n\r\nHello', { from: '', to: ['remove'] }).catch(() => undefined);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const step = stepsOn(() => page, 'mails');

async function giveReason(): Promise<void> {
  const why = page.getByRole('dialog').last();
  await why.getByLabel('Reason').fill('handles the request');
  await why.getByRole('button', { name: 'Open personal data' }).click();
}

step('a request that came by mail shows its mail as text, its files, and that its kind is a guess', async () => {
  page = await signedIn(browser, app, officer);
  await page.goto(`${app.baseUrl}/desk/requests`);
  await page.getByRole('cell', { name: 'Correction (guessed from the mail)' }).waitFor();
  await page.getByRole('link', { name: /^[0-9A-Z]{4}-[0-9A-Z]{4}$/ }).click();
  await giveReason();
  await page.getByText('<script>alert(1)</script>').first().waitFor();
  await page.getByText('not kept: it is a mail itself').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download a-very-long/ }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^a-very-long.*\.pdf$/);
  await lookAt(page, 'desk-request-by-mail');
});

step('the officer says what it is', async () => {
  await press(page, 'Say what is asked');
  await page.getByRole('dialog').getByRole('button', { name: 'Say what is asked' }).click();
  await page.getByText('Noted. The clock follows.').waitFor();
  await page.getByText('Our staff said what is asked').waitFor();
  expect(await page.getByText('guessed from the mail').count()).toBe(0);
});

step('mail kept apart is listed with why, and can be opened', async () => {
  await page.goto(`${app.baseUrl}/desk/requests/mails`);
  await page.getByRole('cell', { name: 'sent back: names no sender' }).waitFor();
  await lookAt(page, 'desk-mails-apart');
  await page
    .getByRole('row', { name: /an automatic answer/ })
    .getByRole('button', { name: 'Open' })
    .click();
  await page.getByText('I am away.').waitFor();
  expect(await page.getByRole('button', { name: 'Open', exact: true }).count()).toBe(1);
});

step('home says that mail was sent back', async () => {
  await page.goto(`${app.baseUrl}/desk`);
  const group = page.getByText('Mail that could not be read and was sent back').first();
  await group.waitFor();
  expect(await group.isVisible()).toBe(true);
});

step('a person whom we know says on their page, without script, that a request by mail is theirs', async () => {
  const deps = app.kept.deps as Parameters<typeof aContact>[0];
  const { data } = await aContact(deps, { noticeId: await aNotice(deps) });
  const raw = `From: ${data.email}\r\nSubject: Bye\r\n\r\nPlease erase my data.`;
  await app.kept.mailIn.deliver(raw, { from: data.email, to: ['privacy'] });
  await app.settle();
  const mail = await app.mails.waitFor(({ text, to }) => to[0] === data.email && text.includes('/me/link/'));
  expect(mail.header('auto-submitted')).toBe('auto-generated');
  page = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(/https?:\S+\/me\/link\/\S+/.exec(mail.text)?.[0] ?? '');
  await press(page, 'Open my page');
  await page.getByText('A mail alone does not prove who wrote it.').waitFor();
  await lookAtCopy(browser, page, 'me-request-by-mail');
  await press(page, 'Yes, this request is mine');
  await page.getByText('The request counts as made here').waitFor();
  expect(await page.getByText('A mail alone does not prove who wrote it.').count()).toBe(0);
});
