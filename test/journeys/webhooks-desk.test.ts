import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce } from '../../src/platform/events/events.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { checkAccessibility, launchBrowser, screenshot } from '../kit/browser.ts';
import { deskFolder, signedIn } from '../kit/desk.ts';
import { startReceiver, type WebhookReceiver } from '../kit/webhook-receiver.ts';

let app: TestApp;
let receiver: WebhookReceiver;
let browser: Browser;
let administrator: Session;
let page: Page;

beforeAll(async () => {
  app = await startApp({
    overrides: { deskFolder, webhookNetworks: ['127.0.0.1'], postOutside: async () => undefined },
  });
  receiver = await startReceiver();
  browser = await launchBrowser();
  administrator = await app.signInAs('administrator');
  page = await signedIn(browser, app, administrator);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await receiver?.close();
});

const open = (path: string) => page.goto(`${app.baseUrl}/desk${path}`);
async function look(name: string): Promise<void> {
  await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))');
  await checkAccessibility(page);
  await screenshot(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await screenshot(page, `${name}-narrow`);
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 800 });
}
const field = (label: string) => page.getByLabel(label, { exact: false }).first();
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('an administrator adds a webhook, keeps its secret, tries it out, and sends again what failed', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open('/settings/webhooks');
  await page.getByText('Nobody is told of events').waitFor();
  await look('webhooks-empty');
  await button('Add a webhook').click();
  await field('Name').fill('Ticket system');
  await field('Address').fill('http://tickets.example/in');
  await field('Country of the receiver').click();
  await page.getByRole('option', { name: 'Germany' }).click();
  await page.getByLabel('A demand of the policy was found broken').check();
  await page.getByLabel('The state of a licence was changed').check();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByText('must begin with https://').waitFor();
  await look('webhooks-add');
  await field('Address').fill(receiver.url);
  await dialog.getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByText('The webhook is added.').waitFor();
  await page.getByText(/^whsec_/).waitFor();
  await look('webhooks-secret');
  await page.getByRole('link', { name: 'Ticket system' }).click();
  await button('Send a test').click();
  await page.getByText('The test is on its way').waitFor();
  await app.kept.webhooks.drain();
  receiver.answer(500);
  await app.kept.deps.db.base((trx) =>
    announce(trx, app.clock, { name: 'licensing.changed', payload: { licenceId: 'x', act: 'hold', state: 'on hold' } }),
  );
  await app.settle();
  await app.kept.webhooks.drain();
  await page.reload();
  await page.getByText('answered 500').waitFor();
  await look('webhook');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('What is sent').waitFor();
  await look('webhook-message');
  receiver.answer(204);
  await button('Send again').click();
  await page
    .getByRole('dialog', { name: 'Send this message again?' })
    .getByRole('button', { name: 'Send again' })
    .click();
  await page.getByText('It is on its way again.').waitFor();
  await app.kept.webhooks.drain();
  expect(receiver.received.filter(({ body }) => JSON.parse(body).type === 'test')).toHaveLength(2);
}, 120_000);

test('a breach is recorded, counted, told and closed', async () => {
  // The page counts the hours by its own clock.
  app.clock.set(new Date());
  await open('/proof/incidents');
  await page.getByText('No incidents').waitFor();
  await button('Record a breach').click();
  await field('What happened').fill('A laptop was stolen');
  await page.getByRole('dialog').getByRole('button', { name: 'Record a breach' }).click();
  await page.getByRole('button', { name: 'A laptop was stolen' }).click();
  await page.getByText('72 hours left').first().waitFor();
  await page.getByLabel('E-mail', { exact: true }).check();
  await field('Until').fill('2027-01-01T00:00');
  await button('Count').click();
  await page.getByText('0 people', { exact: true }).waitFor();
  await button('Note who was told').click();
  await page.getByText('It is noted.').waitFor();
  await look('incident');
  await field('What it was, and what was done').fill('The disk was encrypted.');
  await button('Close the incident').click();
  await page.getByText('It is closed.').waitFor();
  await page.keyboard.press('Escape');
  await look('incidents');
}, 120_000);

test('a witness is added and given the last head', async () => {
  await open('/proof/witnesses');
  await page.getByText('No witness').waitFor();
  await button('Add a witness').click();
  await field('Name').fill('A notary');
  await field('Address to post to').fill('https://notary.example/in');
  await field('Country').click();
  await page.getByRole('option', { name: 'Germany' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add a witness' }).click();
  await page.getByRole('heading', { name: 'A notary' }).waitFor();
  await app.kept.evidence.sequence();
  await button('Give it the last head now').click();
  await page.getByText('leaves · taken').waitFor();
  await look('witnesses');
}, 120_000);
