import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import type { TestApp } from '../kit/app.ts';
import { launchBrowser } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';
import { signedIn, startWithDesk } from '../kit/desk.ts';
import { choose, lookAt, press, stepsOn } from '../kit/walk.ts';

// A second company claims a licence: the licence desk notes it, an administrator decides and takes the decision back, in a browser.

let app: TestApp;
let browser: Browser;
let page: Page;
let deciding: Page;
let licenceId: string;

beforeAll(async () => {
  app = await startWithDesk();
  browser = await launchBrowser();
  const product = await aProduct(app, { name: 'Sample Mill' });
  const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  for (const companyName of ['Gearworks', 'Sample Moulds']) {
    const [issued] = await someLicences(app, { ...product, holderCompanyId: await aReseller(app), seats: 3 });
    const data = registrationData({ companyName });
    await app.post('/api/v1/activations', { serial: issued?.serial, notice: shown.notice.sha256, ...data });
    await app.settle();
    licenceId ??= issued?.id ?? '';
  }
  page = await signedIn(browser, app, await app.signInAs('licence desk'));
  deciding = await signedIn(browser, app, await app.signInAs('administrator'));
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const step = stepsOn(() => page, 'disputes');

step('notes the claim on the page of the licence', async () => {
  await page.goto(`${app.baseUrl}/desk/licences/disputes`);
  await page.getByText('No company claims the licence of another').waitFor();
  await page.goto(`${app.baseUrl}/desk/licences/${licenceId}`);
  await press(page, 'Note a claim');
  const dialog = page.getByRole('dialog', { name: /Another company claims/ });
  await choose(page, 'Company that claims it', 'Sample Moulds');
  await dialog.getByLabel('What shows that it is theirs').fill('Order 17 names this serial');
  await lookAt(page, 'disputes-claim');
  await press(dialog, 'Note a claim');
  await page.getByText('Open: somebody decides whose the licence is.').waitFor();
  await page.getByText('so somebody else decides').waitFor();
  expect(await page.getByText('Told of the dispute').count()).toBe(2);
  await lookAt(page, 'disputes-open');
});

step('sees on the licence that it runs on and is not taken', async () => {
  await page.goto(`${app.baseUrl}/desk/licences/${licenceId}`);
  await page.getByText('Two companies claim this licence').waitFor();
  expect(await page.getByRole('button', { name: /Withdraw|Suspend|Replace/ }).count()).toBe(0);
  await lookAt(page, 'disputes-licence');
});

step('an administrator finds it on Home, decides, and takes it back', async () => {
  await deciding.goto(`${app.baseUrl}/desk/`);
  await deciding.getByText('Licences that two companies claim').waitFor();
  await deciding.getByRole('link', { name: 'D-1001' }).click();
  await press(deciding, 'Decide');
  const dialog = deciding.getByRole('dialog', { name: 'Decide: D-1001' });
  await choose(deciding, 'Whose is it?', 'It goes over to Sample Moulds');
  await choose(deciding, 'Reason', 'A purchase was shown');
  await lookAt(deciding, 'disputes-decide');
  await press(dialog, 'Decide');
  await deciding.getByText('the licence went over').waitFor();
  await lookAt(deciding, 'disputes-decided');
  await press(deciding, 'Take the decision back');
  await deciding.getByRole('dialog').getByRole('button', { name: 'Take the decision back' }).click();
  await deciding.getByText('Open: somebody decides whose the licence is.').waitFor();
  const [row] = await connected(
    app.database.ownerUrl,
    async (client) =>
      (
        await client.query<{ name: string }>(
          `SELECT c.name FROM licensing.licences l JOIN contacts.companies c ON c.id = l.company_id WHERE l.id = $1`,
          [licenceId],
        )
      ).rows,
  );
  expect(row?.name).toBe('Gearworks');
});

step('finds it in the list', async () => {
  await page.goto(`${app.baseUrl}/desk/licences/disputes?state=open`);
  await page.getByRole('link', { name: 'D-1001' }).waitFor();
  expect(await page.getByRole('cell', { name: 'Sample Moulds' }).count()).toBe(1);
  await lookAt(page, 'disputes-list');
});
