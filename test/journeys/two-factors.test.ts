import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { TestApp } from '../kit/app.ts';
import { addAuthenticator, launchBrowser, openPage } from '../kit/browser.ts';
import { startWithDesk } from '../kit/desk.ts';
import { totp, wrongTotp } from '../kit/totp.ts';
import { lookAt, press, stepsOn, stopAtFailure, type } from '../kit/walk.ts';

// What protects an account beside its password, as its owner turns it on, signs in with it, and turns it off again: one-time
// codes, then a passkey. One window; each step goes on where the one before it ended.

const password = 'a whole sentence to sign in with';
const email = 'robin.vale@vendor.example';
const name = 'Robin Vale';

let app: TestApp;
let browser: Browser;
let page: Page;
let site: string;
let secret: string;
let backupCodes: string[];

beforeAll(async () => {
  app = await startWithDesk();
  // Browsers make passkeys for names, not for numbers.
  site = app.baseUrl.replace('127.0.0.1', 'localhost');
  const administrator = await app.signInAs('administrator');
  const invitation = { role: 'support', companyId: null, email: null };
  const { body } = await administrator.call<{ link: string }>('POST', '/api/v1/invitations', invitation);
  const token = body.link.split('#')[1] ?? '';
  const accepted = await app.post('/api/v1/invitations/accept', { token, name, email, password }, { 'kept-csrf': '1' });
  expect(accepted.status).toBe(201);
  browser = await launchBrowser();
  page = await openPage(browser);
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

stopAtFailure();

const step = stepsOn(() => page, 'two-factors');

const sees = (text: string) => page.getByText(text, { exact: true }).first().waitFor();
const heading = (title: string) => page.getByRole('heading', { name: title, exact: true }).waitFor();
const codes = () => page.locator('section', { has: page.getByRole('heading', { name: 'One-time codes' }) });
const passkeys = () => page.locator('section', { has: page.getByRole('heading', { name: 'Passkeys' }) });
const account = () => page.getByRole('button', { name: `Your account: ${name}` });

async function givePassword(): Promise<void> {
  await heading('Sign in');
  await type(page, { 'E-mail': email, Password: password });
  await press(page, 'Sign in');
}

async function signOut(): Promise<void> {
  await account().click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await heading('Sign in');
}

async function toAccount(): Promise<void> {
  await account().click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  await heading('One-time codes');
}

/** What the server knows of who is signed in in this window. */
async function member(): Promise<{ twoFactor: boolean; passkeys: number } | null> {
  const answer = await page.context().request.get(`${site}/api/v1/session`);
  return ((await answer.json()) as { member: { twoFactor: boolean; passkeys: number } | null }).member;
}

step('the password alone opens the account until one-time codes are on', async () => {
  await page.goto(`${site}/desk/`);
  await heading('Sign in');
  await lookAt(page, 'desk-sign-in');
  await givePassword();
  await account().waitFor();
  await toAccount();
  await codes().getByText('Off.', { exact: false }).waitFor();
  expect(await member()).toMatchObject({ twoFactor: false, passkeys: 0 });
  await lookAt(page, 'desk-account');
});

step('nobody turns one-time codes on who does not know the password', async () => {
  await press(codes(), 'Turn on');
  // Whoever uses the keyboard goes on typing where they are.
  await page.keyboard.type('not my password at all');
  await page.keyboard.press('Enter');
  await sees('This is not your password.');
  expect(await codes().locator('code').count()).toBe(0);
  await lookAt(page, 'desk-codes-password');
});

step('codes are on only after a code of the app was given', async () => {
  await type(codes(), { 'Your password, to confirm it is you': password });
  await press(codes(), 'Continue');
  await codes().getByRole('img', { name: 'QR code with the secret for your authenticator app' }).waitFor();
  const shown = await codes().locator('code').allInnerTexts();
  secret = (shown[0] ?? '').replaceAll(' ', '');
  backupCodes = shown.slice(1);
  expect(secret).toMatch(/^[A-Z2-7]{32,}$/);
  expect(new Set(backupCodes).size).toBeGreaterThanOrEqual(8);
  await lookAt(page, 'desk-codes-secret');
  // What is to be read comes first for whoever reads with the keyboard, then the field.
  await page.keyboard.press('Tab');
  await page.keyboard.type(wrongTotp(secret));
  await page.keyboard.press('Enter');
  await sees('This code does not fit.');
  expect(await member()).toMatchObject({ twoFactor: false });
  await lookAt(page, 'desk-codes-wrong');
  await type(codes(), { 'Code that the app shows now': totp(secret) });
  await press(codes(), 'Turn on');
  await sees('One-time codes are on.');
  await codes().getByText('On:', { exact: false }).waitFor();
  expect(await page.getByText(secret.slice(0, 4)).count()).toBe(0);
  expect(await member()).toMatchObject({ twoFactor: true });
  await lookAt(page, 'desk-codes-on');
});

step('then the password is not enough: a wrong code is refused in plain words, the right one opens', async () => {
  await signOut();
  await givePassword();
  await heading('One more step');
  await lookAt(page, 'desk-sign-in-code');
  await page.keyboard.type(wrongTotp(secret));
  await page.keyboard.press('Enter');
  await sees('This code does not fit.');
  await sees('Take the code that the app shows now; it changes every 30 seconds.');
  await lookAt(page, 'desk-sign-in-code-wrong');
  // Half a sign-in opens nothing.
  expect(await member()).toBeNull();
  await type(page, { Code: totp(secret) });
  await press(page, 'Continue');
  await account().waitFor();
  expect(await member()).toMatchObject({ twoFactor: true });
});

step('without the phone a backup code opens, once', async () => {
  const byBackup = async () => {
    await signOut();
    await givePassword();
    await heading('One more step');
    await press(page, 'Use a backup code instead');
    await page.keyboard.type(backupCodes[0] ?? '');
    await page.keyboard.press('Enter');
  };
  await byBackup();
  await account().waitFor();
  await byBackup();
  await sees('This backup code does not fit.');
  await lookAt(page, 'desk-sign-in-backup-wrong');
  await press(page, 'Use the app’s code instead');
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await page.getByRole('textbox', { name: 'Code' }).inputValue()).toBe('');
  await page.keyboard.type(totp(secret));
  await page.keyboard.press('Enter');
  await account().waitFor();
});

step('turned off again, with the password, the codes are asked for no more', async () => {
  await toAccount();
  await press(codes(), 'Turn off');
  await page.keyboard.type(password);
  await lookAt(page, 'desk-codes-turn-off');
  await page.keyboard.press('Enter');
  await sees('One-time codes are off.');
  await codes().getByText('Off.', { exact: false }).waitFor();
  expect(await member()).toMatchObject({ twoFactor: false });
  await signOut();
  await givePassword();
  await account().waitFor();
});

step('a passkey is added under the name of its device', async () => {
  await addAuthenticator(page);
  await toAccount();
  await passkeys().getByText('You have no passkey yet.').waitFor();
  await type(passkeys(), { 'Name of the device': 'Desk in the office' });
  await press(passkeys(), 'Add a passkey');
  await sees('The passkey is added.');
  await passkeys().getByText('Desk in the office').waitFor();
  expect(await member()).toMatchObject({ passkeys: 1 });
  expect(await passkeys().getByRole('textbox', { name: 'Name of the device' }).inputValue()).toBe('');
  await lookAt(page, 'desk-passkey-added');
});

step('it opens the account by itself, without address and password', async () => {
  await signOut();
  await press(page, 'Sign in with a passkey');
  await account().waitFor();
  expect(await member()).toMatchObject({ passkeys: 1 });
  await toAccount();
  await passkeys().getByText('Desk in the office').waitFor();
});

step('removed, it opens nothing, and the password still does', async () => {
  await press(passkeys(), 'Remove Desk in the office');
  const question = page.getByRole('dialog', { name: 'Remove the passkey Desk in the office?' });
  await question.getByText('You can no longer sign in with it.', { exact: false }).waitFor();
  await lookAt(page, 'desk-passkey-remove');
  await press(question, 'Remove');
  await sees('The passkey is removed.');
  await passkeys().getByText('You have no passkey yet.').waitFor();
  expect(await member()).toMatchObject({ passkeys: 0 });
  await lookAt(page, 'desk-passkey-removed');
  await signOut();
  await press(page, 'Sign in with a passkey');
  await sees('This passkey is not known here.');
  await lookAt(page, 'desk-sign-in-passkey-unknown');
  await givePassword();
  await account().waitFor();
});
