import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Session, TestApp } from '../kit/app.ts';
import { launchBrowser } from '../kit/browser.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { choose, lookAt, press, stepsOn, type } from '../kit/walk.ts';

// An administrator, in a browser: notes who runs the outside sign-in, and says who gets which role by it.

let app: TestApp;
let browser: Browser;
let page: Page;
let admin: Session;
const step = stepsOn(() => page, 'sign-in-rules');

beforeAll(async () => {
  const oidc = { issuer: 'https://login.example', clientId: 'c', clientSecret: 's', name: 'Example Login' };
  app = await startWithDesk({ oidc });
  browser = await launchBrowser();
  admin = await app.signInAs('administrator');
  const terms = { confidentialOn: '2026-01-01', nothingElse: true, countries: ['DE'], fields: [], frequency: null };
  await admin.call('POST', '/api/v1/recipients', {
    ...{ kind: 'processor', name: 'Login Services', address: '1 Sample Street', country: 'DE', mailbox: null },
    contract: { signedOn: '2026-01-01', endsOn: null, confidential: true, reference: 'P-1', ...terms },
  });
  page = await signedIn(browser, app, admin);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

step('the register says who runs the issuer', async () => {
  await page.goto(`${app.baseUrl}/desk/settings/processors`);
  await page.getByText('Nobody noted: it is not used.').waitFor();
  await lookAt(page, 'outside-hosts-open');
  await choose(page, 'Run by: login.example', 'Login Services');
  await page.getByText('It is noted who runs that host.').waitFor();
  await page.getByText('Nobody noted: it is not used.').waitFor({ state: 'detached' });
  await lookAt(page, 'outside-hosts-noted');
  expect((await admin.call('GET', '/api/v1/outside-hosts')).body).toMatchObject({
    items: [{ host: 'login.example', processor: { name: 'Login Services' }, bound: true }],
  });
});

step('rules are added and ended', async () => {
  await page.goto(`${app.baseUrl}/desk/settings/staff`);
  await page.getByRole('heading', { name: 'Roles at the first sign-in with Example Login' }).waitFor();
  await press(page, 'Add rule');
  await page.getByText('Fill this in.').waitFor();
  await type(page, { 'Mail domain, verified there': 'works.example' });
  await press(page, 'Add rule');
  await page.getByRole('cell', { name: '@works.example' }).waitFor();
  await choose(page, 'For whom', 'A claim of the sign-in');
  await lookAt(page, 'outside-roles');
  await press(page, 'End');
  await press(page.getByRole('dialog'), 'End');
  await page.getByRole('cell', { name: 'ended' }).waitFor();
  const { body } = await admin.call<{ items: object[] }>('GET', '/api/v1/outside-roles');
  expect(body.items).toMatchObject([{ domain: 'works.example', role: 'licence desk', endedAt: expect.any(String) }]);
});

step('whom nobody knows is told so on the page to sign in', async () => {
  await page.context().clearCookies();
  await page.goto(`${app.baseUrl}/desk/sign-in?error=KEPT_OIDC_NO_ROLE`);
  await page.getByText('no rule gives it one').waitFor();
  await lookAt(page, 'sign-in-no-role');
  expect(await page.getByRole('alert').textContent()).toContain('Nothing was made.');
});
