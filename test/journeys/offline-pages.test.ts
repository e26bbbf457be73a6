import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { openLicence } from '../../sdk/index.ts';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import type { TestApp } from '../kit/app.ts';
import { launchBrowser, openPage } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { lookAt, lookAtCopy, press, stepsOn } from '../kit/walk.ts';

// A machine without a network, in a browser without script: activated, renewed by the licence desk, and given up.

let app: TestApp;
let browser: Browser;
let page: Page;
let folder: string;
let licence: { id: string; serial: string };
let program: ReturnType<typeof openLicence>;

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'kept-offline-'));
  const product = await aProduct(app, { name: 'Sample Mill' });
  const terms = { maintenanceUntil: '2026-12-31', holderCompanyId: await aReseller(app) };
  const [issued] = await someLicences(app, { ...product, ...terms });
  licence = { id: issued?.id ?? '', serial: issued?.serial ?? '' };
  const [code] = await connected(app.database.ownerUrl, async (client) => {
    const { rows } = await client.query('SELECT code FROM licensing.products WHERE id = $1', [product.productId]);
    return rows.map((row) => String(row.code));
  });
  const { keys } = (await (await app.get('/api/v1/signing-keys')).json()) as { keys: { publicKey: string }[] };
  program = openLicence({
    serverUrl: 'http://127.0.0.1:9',
    folder,
    product: code ?? '',
    builtOn: '2026-01-15',
    keys: keys.map(({ publicKey }) => publicKey),
    parts: { system: 'offline' },
    clock: () => app.clock.now().getTime(),
  });
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const step = stepsOn(() => page, 'offline');
const withoutScript = () =>
  openPage(browser, { javaScriptEnabled: false, acceptDownloads: true, viewport: { width: 390, height: 800 } });

async function downloaded(button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
  return readFileSync(await file.path(), 'utf8');
}
const textOn = async () => `KEPT1A:${(await page.locator('ol.carried').innerText()).replaceAll('\n', ' ')}`;

step(
  'the text of a request is handed in, the page asks who uses the licence, and the program takes the answer',
  async () => {
    const request = program.offlineRequest({ serial: licence.serial });
    page = await withoutScript();
    await page.goto(`${app.baseUrl}/activate`);
    await page.getByRole('link', { name: 'Activate it by a request of its program' }).click();
    await lookAtCopy(browser, page, 'offline-start');
    await page.getByLabel('Or the text that it shows').fill('KEPT1Q:HELLO');
    await press(page, 'Go on');
    await page.getByText('KEPT_REQUEST_UNREADABLE').waitFor();
    await lookAtCopy(browser, page, 'offline-refused');
    await page.getByLabel('Or the text that it shows').fill(request.ok ? (request.text ?? '') : '');
    await press(page, 'Go on');
    await page.getByRole('heading', { name: 'Who uses the licence?' }).waitFor();
    await lookAtCopy(browser, page, 'offline-form');
    await press(page, 'Activate licence');
    await page.getByText('is needed').first().waitFor();
    for (const [name, value] of Object.entries(registrationData())) {
      const field = page.locator(`[name="${name}"]`);
      if ((await field.evaluate((each) => each.tagName)) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    await press(page, 'Activate licence');
    await page.getByRole('heading', { name: 'Sample Mill is activated' }).waitFor();
    await lookAtCopy(browser, page, 'offline-answer');
    expect(await page.context().cookies()).toEqual([]);
    const file = await downloaded('Download the file');
    expect(program.takeAnswer(await textOn())).toMatchObject({ ok: true });
    expect(program.mayRun()).toMatchObject({ run: true, code: 0 });
    expect(JSON.parse(file)).toHaveProperty('payload');
  },
);

step(
  'the licence desk renews it and hands out the file; the program takes it, and nothing older afterwards',
  async () => {
    app.clock.advance({ days: 1 });
    page = await signedIn(browser, app, await app.signInAs('licence desk'));
    await page.goto(`${app.baseUrl}/desk/licences/${licence.id}`);
    await press(page, 'Renewal file of seat 1');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Maintenance until/).fill('2025-12-31');
    await dialog.getByRole('button', { name: 'Renew and download' }).click();
    await dialog.getByText('one of these days is earlier than before').waitFor();
    await dialog.getByLabel(/^Maintenance until/).fill('2027-12-31');
    await lookAt(page, 'desk-renewal');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Renew and download' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe(`${licence.serial}.kept-licence`);
    const file = readFileSync(await saved.path(), 'utf8');
    await page.getByText('Renewal file made').first().waitFor();
    await lookAt(page, 'desk-licence-renewed');
    const before = JSON.parse(readFileSync(join(folder, `${program.document()?.product}.licence.json`), 'utf8')).kept
      .document;
    expect(program.renew(file)).toMatchObject({ ok: true, document: { maintenanceUntil: '2027-12-31' } });
    expect(program.renew(before)).toMatchObject({ ok: false, code: 1105 });
    expect(program.renew(file)).toMatchObject({ ok: true });
    expect(program.document()?.maintenanceUntil).toBe('2027-12-31');
  },
);

step('the customer fetches the renewal by the activation number', async () => {
  app.clock.advance({ days: 1 });
  page = await withoutScript();
  await page.goto(`${app.baseUrl}/activate/offline`);
  await page.getByLabel('Activation number').fill('no number');
  await press(page, 'Show the renewal');
  await page.getByText('KEPT_ACTIVATION_UNKNOWN').waitFor();
  await page.getByLabel('Activation number').fill(` ${program.document()?.activationId.toUpperCase()} `);
  await press(page, 'Show the renewal');
  await page.getByRole('heading', { name: 'The licence as it is now' }).waitFor();
  await lookAtCopy(browser, page, 'offline-renewal');
  expect(program.renew(await textOn())).toMatchObject({ ok: true });
  app.clock.advance({ seconds: 1 });
  expect(program.renew(await downloaded('Download the file'))).toMatchObject({ ok: true });
});

step('the program gives the licence up, and its proof frees the seat once', async () => {
  const given = program.giveUp();
  expect(given.ok).toBe(true);
  const path = join(folder, 'proof.txt');
  writeFileSync(path, given.ok ? given.proof : '');
  await page.goto(`${app.baseUrl}/activate/offline`);
  await page.getByLabel('The file that the program wrote').setInputFiles(path);
  await press(page, 'Go on');
  await page.getByRole('heading', { name: 'The seat is free' }).waitFor();
  await lookAtCopy(browser, page, 'offline-freed');
  await page.goto(`${app.baseUrl}/activate/offline`);
  await page.getByLabel('The file that the program wrote').setInputFiles(path);
  await press(page, 'Go on');
  await page.getByText('Nothing was changed now.').waitFor();
});
