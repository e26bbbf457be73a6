import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Session, TestApp } from '../kit/app.ts';
import { launchBrowser, openPage } from '../kit/browser.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { lookAt, press, stepsOn } from '../kit/walk.ts';

// What staff does for itself on the desk: a lost password is renewed by a link, and a mail that was refused is sent again.

let app: TestApp;
let browser: Browser;
let administrator: Session;
let page: Page;

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  administrator = await app.signInAs('administrator');
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const step = stepsOn(() => page, 'desk-staff');

async function linkFor(email: string): Promise<string> {
  const { body } = await administrator.call<{ link: string }>('POST', '/api/v1/invitations', {
    role: 'support',
    companyId: null,
    email,
  });
  return body.link;
}

const parts = () => page.getByRole('navigation', { name: 'Parts of the desk' });

step('whoever lost the password chooses a new one by a link, under the same name', async () => {
  const lost = await app.signInAs('support');
  const elsewhere = await signedIn(browser, app, lost);
  page = await openPage(browser);
  await page.goto(await linkFor(lost.email));
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await page.getByText('You sign in as Support.').waitFor();
  // The token is not left where the browser's history keeps it.
  expect(new URL(page.url()).hash).toBe('');
  expect(await page.getByRole('textbox', { name: 'Name' }).count()).toBe(0);
  expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(lost.email);
  await lookAt(page, 'desk-new-password');
  await press(page, 'Set the new password');
  await page.getByText('Use at least 12 characters.').waitFor();
  await page.getByLabel('New password', { exact: false }).first().fill('a sentence that is quite new');
  await press(page, 'Set the new password');
  await page.getByText('The new password is set and you are signed in.').waitFor();
  await lookAt(page, 'desk-new-password-set');
  await press(page, 'Go to the desk');
  await parts().waitFor();
  await page.getByRole('button', { name: 'Your account: The support' }).waitFor();
  // Where somebody else is still signed in, perhaps, that is over.
  await elsewhere.goto(`${app.baseUrl}/desk/`);
  await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  await elsewhere.context().close();
});

step('a link that was used says so, and another one opened in the same window is taken up', async () => {
  const member = await app.signInAs('support');
  const first = await linkFor(member.email);
  const token = first.split('#')[1] ?? '';
  await app.post(
    '/api/v1/invitations/accept',
    { token, email: member.email, password: 'a sentence that is used up' },
    { 'kept-csrf': '1' },
  );
  page = await openPage(browser);
  await page.goto(first);
  await page.getByText('This invitation cannot be used').waitFor();
  await page.getByText('KEPT_INVITATION_USED').waitFor();
  await lookAt(page, 'desk-invitation-used');
  await page.goto(await linkFor(member.email));
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  expect(new URL(page.url()).hash).toBe('');
});

step('a mail that was refused says why, and is sent again', async () => {
  // What was to be sent before is out of the way, and this mail is the newest.
  await app.settle();
  app.clock.advance({ minutes: 1 });
  app.mails.refuse('recipient', 'permanent');
  const { body } = await administrator.call<{ link: string }>('POST', '/api/v1/invitations', {
    role: 'support',
    companyId: null,
    email: 'colleague@vendor.example',
  });
  await app.settle();
  expect(app.mails.refusals()).toBe(1);
  page = await signedIn(browser, app, administrator);
  await page.goto(`${app.baseUrl}/desk/settings/outbox`);
  const row = page.getByRole('row').nth(1);
  await row.getByText('Refused', { exact: true }).waitFor();
  await lookAt(page, 'desk-outbox');
  await press(row, 'Send again');
  await page.getByRole('dialog').getByText('It goes to').waitFor();
  await lookAt(page, 'desk-send-again');
  app.mails.refuse(false);
  await press(page.getByRole('dialog'), 'Send again');
  await page.getByText('The mail is on its way again.').waitFor();
  await row.getByText('Queued').waitFor();
  expect(await row.getByRole('button', { name: 'Send again' }).count()).toBe(0);
  await app.settle();
  const mail = await app.mails.waitFor(({ to }) => to.includes('colleague@vendor.example'));
  expect(mail.text).toContain(body.link);
  await page.reload();
  await row.getByText('Sent', { exact: true }).waitFor();
});

step('who may not send it again is not offered to', async () => {
  const support = await app.signInAs('support');
  page = await signedIn(browser, app, support);
  await page.goto(`${app.baseUrl}/desk/settings`);
  await parts().waitFor();
  expect(await page.getByRole('link', { name: 'Outbox' }).count()).toBe(0);
});
