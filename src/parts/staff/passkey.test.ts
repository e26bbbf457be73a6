import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { addAuthenticator, launchBrowser } from '../../../test/kit/browser.ts';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app.stop();
});

test('a real browser makes a passkey and signs in with it', async () => {
  const site = app.baseUrl.replace('127.0.0.1', 'localhost');
  const password = 'a long enough password';
  const email = 'with.passkey@vendor.example';
  const administrator = await app.signInAs('administrator');
  const invitation = { role: 'support', companyId: null, email: null };
  const { body } = await administrator.call<{ link: string }>('POST', '/api/v1/invitations', invitation);
  const token = body.link.split('#')[1];
  await app.post('/api/v1/invitations/accept', { token, name: 'With Passkey', email, password });
  const context = await browser.newContext({ bypassCSP: true });
  try {
    const page = await context.newPage();
    await addAuthenticator(page);
    await page.goto(`${site}/privacy/cookies`);
    const made = await page.evaluate(makePasskey, { email, password });
    expect(made).toEqual([200, 200, 200]);
    const used = await page.evaluate(usePasskey);
    expect(used).toMatchObject({ status: 200, member: { email, passkeys: 1 } });
  } finally {
    await context.close();
  }
});

// Both run in the page, as the desk's client does: options from the server, the authenticator's answer back.
async function makePasskey(given: { email: string; password: string }): Promise<number[]> {
  const call = (path: string, body?: unknown) =>
    fetch(`/api/auth/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'kept-csrf': '1', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const signedIn = await call('sign-in/email', given);
  const options = await call('passkey/generate-register-options');
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects
  const web = globalThis as any;
  const publicKey = web.PublicKeyCredential.parseCreationOptionsFromJSON(await options.json());
  const response = (await web.navigator.credentials.create({ publicKey })).toJSON();
  const verified = await call('passkey/verify-registration', { response, name: 'Test' });
  return [signedIn.status, options.status, verified.status];
}

async function usePasskey(): Promise<unknown> {
  const headers = { 'kept-csrf': '1', 'content-type': 'application/json' };
  await fetch('/api/auth/sign-out', { method: 'POST', headers, body: '{}' });
  const options = await fetch('/api/auth/passkey/generate-authenticate-options', { headers });
  // biome-ignore lint/suspicious/noExplicitAny: the page's own objects
  const web = globalThis as any;
  const publicKey = web.PublicKeyCredential.parseRequestOptionsFromJSON(await options.json());
  const response = (await web.navigator.credentials.get({ publicKey })).toJSON();
  const body = JSON.stringify({ response });
  const { status } = await fetch('/api/auth/passkey/verify-authentication', { method: 'POST', headers, body });
  const session = await fetch('/api/v1/session');
  return { status, ...((await session.json()) as object) };
}
