import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aLicensor, aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { tellBreaches } from '../../src/parts/rights/actions/breaches.ts';
import type { Session, TestApp } from '../kit/app.ts';
import { launchBrowser, openPage } from '../kit/browser.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { lookAt, lookAtCopy, press, stepsOn, type } from '../kit/walk.ts';

// A person corrects a datum, those who have it acknowledge; a lawyer asks for the person; people are told of a breach.

let app: TestApp;
let browser: Browser;
let officer: Session;
let administrator: Session;
let seller: Session;
let page: Page;
/** The person's own page, without script, open all the time. */
let own: Page;
const email = 'ada@gearworks.example';
const words = {
  'What happened': 'A laptop with a copy of the register of contacts was stolen.',
  'What may follow from it': 'Somebody may write to you in our name.',
  'What was done, and what they can do': 'The copy was encrypted. Do not open files that you did not ask for.',
  'Whom to ask': 'Our privacy officer, privacy@vendor.example',
};

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  officer = await app.signInAs('privacy officer');
  administrator = await app.signInAs('administrator');
  const reseller = await aReseller(app, { name: 'Nearby Dealers', mailbox: 'office@nearby.example' });
  seller = await app.signInAs('reseller staff', reseller);
  const { technologyId } = await aLicensor(app, {
    name: 'Solid Kernels',
    mailbox: 'reports@kernels.example',
    fields: ['companyName', 'name', 'email', 'phone'],
  });
  const product = await aProduct(app, { name: 'Sample Mill', technologyIds: [technologyId] });
  const [issued] = await someLicences(app, { ...product, holderCompanyId: reseller });
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData({ companyName: 'Gearworks', email, name: 'Ada Maker', phone: '+49 69 111' });
  await app.post('/api/v1/activations', { serial: issued?.serial, notice: schema.notice.sha256, ...data });
  await app.settle();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const step = stepsOn(() => page, 'passed-on');
const withoutScript = () => openPage(browser, { javaScriptEnabled: false });

/** The newest link of a kind that was mailed to an address. */
async function linkTo(address: string, kind: string): Promise<string> {
  const pattern = new RegExp(`${kind}\\S+`);
  const found = () => app.mails.messages.findLast((mail) => mail.to.includes(address) && pattern.test(mail.text));
  await expect
    .poll(
      async () => {
        await app.settle();
        return found() !== undefined;
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  return `${app.baseUrl}${pattern.exec(found()?.text ?? '')?.[0]}`;
}

/** Opens the person's page anew, by a link of its own. */
async function openOwn(): Promise<void> {
  app.clock.advance({ minutes: 2 });
  const before = app.mails.messages.length;
  own = await withoutScript();
  await own.goto(`${app.baseUrl}/me`);
  await own.getByLabel('Your mail address').fill(email);
  await press(own, 'Send me the link');
  await expect
    .poll(
      async () => {
        await app.settle();
        return app.mails.messages.slice(before).some(({ text }) => text.includes('/me/link/'));
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  await own.goto(await linkTo(email, '/me/link/'));
  await press(own, 'Open my page');
}

step('a licensor acknowledges a correction by the link of its mail; opening the link changes nothing', async () => {
  await openOwn();
  page = own;
  await own.getByLabel('Telephone').fill('+49 69 222');
  await press(own, 'Save corrections');
  const link = await linkTo('reports@kernels.example', '/acknowledge/');
  page = await withoutScript();
  await page.goto(link);
  await page.getByText('This is for Solid Kernels').waitFor();
  for (const hidden of ['Ada', email, '+49 69']) expect(await page.content()).not.toContain(hidden);
  await lookAtCopy(browser, page, 'acknowledge');
  await press(own, 'Back to my page');
  expect(await own.getByText('not acknowledged yet').count()).toBe(2);
  await press(page, 'We have done it');
  await page.getByText('It is noted that you have done it.').waitFor();
  await page.goto(link);
  await page.getByText('noted already').waitFor();
});

step('a reseller acknowledges on the desk, and the privacy officer sees both', async () => {
  page = await signedIn(browser, app, seller);
  await page.goto(`${app.baseUrl}/desk/told`);
  await page.getByRole('cell', { name: /Corrected: / }).waitFor();
  expect(await page.content()).not.toContain('Solid Kernels');
  await lookAt(page, 'desk-told');
  await page.getByRole('cell').getByRole('button', { name: 'We have done it' }).click();
  await page.getByText('One is acknowledged.').waitFor();
  page = await signedIn(browser, app, officer);
  await page.goto(`${app.baseUrl}/desk/requests/holders`);
  await page.getByRole('cell', { name: 'Nearby Dealers' }).waitFor();
  await page.getByText('by the link').waitFor();
  await page.getByText('on the desk').waitFor();
  await lookAt(page, 'desk-passed-on');
});

step('the person sees who has done it', async () => {
  await openOwn();
  page = own;
  expect(await own.getByText('acknowledged on').count()).toBe(2);
  expect(await own.getByText('not acknowledged yet').count()).toBe(0);
  await lookAtCopy(browser, own, 'me-acknowledged');
});

step('a lawyer asks for the person, who says yes; the desk shows who asks and what they said', async () => {
  page = await withoutScript();
  await page.goto(`${app.baseUrl}/me/behalf`);
  await lookAtCopy(browser, page, 'me-behalf');
  // Nothing is ticked beforehand.
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  await page.getByLabel('lawyer').check();
  await page.getByLabel('To be told what you hold').check();
  await page.getByLabel('Your name').fill('Lee Lawyer');
  await page.getByLabel('Your mail address').fill('lee@law.example');
  await page.getByLabel('Mail address of the person').fill('ada@gearworks');
  await page.getByLabel('Your mandate').fill('Power of attorney of 1 March 2026, ref. 77');
  await press(page, 'Send the request');
  // What was typed is still there beside the fault.
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Lee Lawyer');
  await page.getByLabel('Mail address of the person').fill(email);
  await press(page, 'Send the request');
  await page.getByText('Your request is stored').waitFor();
  expect(await page.content()).not.toContain('Ada');
  await lookAtCopy(browser, page, 'me-behalf-sent');
  const number = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.content())?.[0] ?? '';

  const desk = await signedIn(browser, app, officer);
  await desk.goto(`${app.baseUrl}/desk/requests`);
  await desk.getByRole('link', { name: number }).click();
  const why = desk.getByRole('dialog').last();
  await why.getByLabel('Reason').fill('handles the request');
  await why.getByRole('button', { name: 'Open personal data' }).click();
  await desk.getByText('not asked, or no answer yet').waitFor();
  await lookAt(desk, 'desk-agent');

  page = await withoutScript();
  await page.goto(await linkTo(email, '/me/agent/'));
  await page.getByText('Lee Lawyer').waitFor();
  await lookAtCopy(browser, page, 'me-agent');
  await press(page, 'Yes, they act for me');
  await page.getByText('as if you had made it yourself').waitFor();
  page = desk;
  await desk.reload();
  await desk.getByText('the person confirmed it').waitFor();
  await lookAt(desk, 'desk-agent-confirmed');
});

step('one writes what people are told of a breach, another approves, and the person reads it', async () => {
  page = await signedIn(browser, app, officer);
  await page.goto(`${app.baseUrl}/desk/proof/incidents`);
  const { body } = await officer.call<{ id: string }>('POST', '/api/v1/incidents', {
    title: 'A laptop was stolen',
    knownAt: app.clock.now().toISOString(),
  });
  const from = new Date(app.clock.now().getTime() - 3 * 86_400_000).toISOString();
  const span = { fields: ['email', 'name'], from, until: app.clock.now().toISOString() };
  expect((await officer.call('POST', `/api/v1/incidents/${body.id}/affected`, span)).status).toBeLessThan(300);
  await page.reload();
  await press(page, 'A laptop was stolen');
  const drawer = page.getByRole('dialog');
  await type(drawer, words);
  await lookAt(page, 'desk-breach-write');
  await press(drawer, 'Write the notice');
  await drawer.getByText('Somebody else than who wrote it approves it.').waitFor();
  expect(await drawer.getByRole('button', { name: 'Approve and send' }).count()).toBe(0);

  page = await signedIn(browser, app, administrator);
  await page.goto(`${app.baseUrl}/desk/proof/incidents`);
  await press(page, 'A laptop was stolen');
  await page.getByText('It concerns one person.').first().waitFor();
  await lookAt(page, 'desk-breach-approve');
  await press(page, 'Approve and send');
  const sure = page.getByRole('dialog').last();
  await sure.getByText('What was sent cannot be taken back.').waitFor();
  await sure.getByRole('button', { name: 'Approve and send' }).click();
  await page.getByText('Approved. The mails go out within minutes.').waitFor();
  await tellBreaches(app.kept.deps);
  await app.settle();
  const mails = app.mails.messages.filter(({ to, subject }) => to.includes(email) && subject.includes('safety'));
  expect(mails).toHaveLength(1);
  for (const said of Object.values(words)) expect(mails[0]?.text).toContain(said);
  await page.reload();
  await press(page, 'A laptop was stolen');
  await page.getByText('1 told, 0 waiting').waitFor();
  await lookAt(page, 'desk-breach-sent');
  await page.goto(`${app.baseUrl}/api/v1/incidents/${body.id}/authority-notice`);
  await page.getByText('1: mail address, name').waitFor();
  await lookAt(page, 'authority-notice');

  await openOwn();
  page = own;
  await own.getByText(words['What happened']).waitFor();
  await lookAtCopy(browser, own, 'me-breach');
});
