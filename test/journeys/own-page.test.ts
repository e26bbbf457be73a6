import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aLicensor, aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { checkAccessibility, launchBrowser, openPage as openBrowserPage, screenshot } from '../kit/browser.ts';

// The person's side of the journey, through the whole application: activate, ask for the link, see everything, correct,
// choose; the desk shows it, and everybody who had the old value is told.

let app: TestApp;
let desk: Session;
let reseller: string;
let product: { productId: string; releaseId: string };
const ground = { purpose: 'customer service', reason: 'call about renewal' };

beforeAll(async () => {
  app = await startApp();
  reseller = await aReseller(app, { name: 'Nearby Dealers', mailbox: 'office@nearby.example' });
  const { technologyId } = await aLicensor(app, {
    name: 'Solid Kernels',
    mailbox: 'reports@kernels.example',
    fields: ['companyName', 'name', 'email', 'phone'],
  });
  product = await aProduct(app, { name: 'Sample Mill', technologyIds: [technologyId] });
  desk = await app.signInAs('licence desk');
}, 60_000);
afterAll(() => app?.stop());

async function activate(changes: Record<string, string>): Promise<Record<string, string>> {
  const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller });
  const form = await (await app.get('/activate')).text();
  const hidden = Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
  const data = registrationData(changes);
  const answer = await app.submit('/activate', { ...hidden, ...data, serial: licence?.serial ?? '' });
  expect(answer.status).toBe(200);
  await app.settle();
  return data;
}

const isLinkTo = (email: string) => (mail: { to: string[]; text: string }) =>
  mail.to.includes(email) && mail.text.includes('/me/link/');

/** The newest link that came by mail; one must be on its way or there. */
async function linkTo(email: string, after = 0): Promise<string> {
  const links = () => app.mails.messages.filter(isLinkTo(email));
  await expect
    .poll(async () => {
      await app.settle();
      return links().length;
    })
    .toBe(after + 1);
  return /\/me\/link\/\S+/.exec(links().at(-1)?.text ?? '')?.[0] ?? '';
}

async function openPage(email: string): Promise<{ html: string; sitting: string }> {
  app.clock.advance({ minutes: 2 });
  const before = app.mails.messages.filter(isLinkTo(email)).length;
  await app.submit('/me', { email });
  const path = await linkTo(email, before);
  await app.get(path);
  const html = await (await app.submit(path, {})).text();
  return { html, sitting: /name="sitting" value="([^"]+)"/.exec(html)?.[1] ?? '' };
}

test('a person sees, corrects and chooses; the desk shows it and those who had the old value are told', async () => {
  const data = await activate({ email: 'pat@journey.example', phone: '+49 69 111', marketing: 'yes' });
  const { html, sitting } = await openPage('pat@journey.example');
  for (const held of [
    data.name,
    data.phone,
    data.companyName,
    data.street,
    data.productsDesigned,
    'Nearby Dealers',
    'Solid Kernels',
  ])
    expect(html).toContain(held);
  expect(Buffer.byteLength(html)).toBeLessThan(50_000);

  const form = {
    sitting,
    version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? '',
    name: data.name ?? '',
    phone: '+49 69 222',
    title: data.title ?? '',
    role: data.role ?? '',
  };
  const corrected = await (await app.submit('/me/correct', form)).text();
  expect(corrected).toMatch(/Solid Kernels.*gets a mail/);
  expect(corrected).toMatch(/Nearby Dealers.*gets a mail/);
  const chosen = await (await app.submit('/me/preferences', { sitting, channel: 'mail', allowed: 'no' })).text();
  expect(chosen).toContain('is stopped. It holds at once.');

  const found = await desk.call<{ results: { kind: string; id: string }[] }>('POST', '/api/v1/search', {
    q: 'pat@journey.example',
  });
  const personId = found.body.results.find((each) => each.kind === 'person')?.id ?? '';
  const person = await desk.call<{
    data: { field: string; value: string; provenance: { sourceKind: string } }[];
    preferences: { channel: string; allowed: boolean }[];
    registrations: {
      data: { field: string; provenance: { purposes: string[]; recipients: { name: string }[] } | null }[];
    }[];
    recipients: { name: string }[];
  }>('GET', `/api/v1/people/${personId}`, undefined, ground);
  expect(person.body.data.find((each) => each.field === 'phone')).toMatchObject({
    value: '+49 69 222',
    provenance: { sourceKind: 'person page' },
  });
  expect(person.body.preferences.find((each) => each.channel === 'mail')?.allowed).toBe(false);
  expect(person.body.registrations).toHaveLength(1);
  expect(person.body.registrations[0]?.data.find((each) => each.field === 'phone')?.provenance).toMatchObject({
    sourceKind: 'registration',
    recipients: [{ name: 'Nearby Dealers' }, { name: 'Solid Kernels' }],
  });
  expect(person.body.recipients.map((each) => each.name)).toEqual(['Nearby Dealers', 'Solid Kernels']);

  await app.settle();
  for (const mailbox of ['reports@kernels.example', 'office@nearby.example']) {
    const mail = app.mails.messages.findLast(
      (each) => each.to.includes(mailbox) && each.subject.startsWith('Correction'),
    );
    expect(mail?.text).toContain('+49 69 222');
    expect(mail?.text).not.toContain('+49 69 111');
  }
  const { body: corrections } = await desk.call<{ items: unknown[] }>(
    'GET',
    `/api/v1/corrections?personId=${personId}`,
  );
  expect(corrections.items).toMatchObject([{ field: 'phone', told: [{ state: 'queued' }, { state: 'queued' }] }]);
  const timeline = await desk.call<{ items: { kind: string; reason: string | null }[] }>(
    'GET',
    `/api/v1/people/${personId}/timeline`,
    undefined,
    ground,
  );
  const kinds = new Set(timeline.body.items.map((each) => each.kind));
  expect(timeline.body.items.filter((each) => each.kind === 'looked up' && each.reason === ground.reason)).toHaveLength(
    1,
  );
  for (const kind of [
    'corrected',
    'opted out',
    'proven',
    'link requested',
    'looked up',
    'reported',
    'correction sent',
    'mailed',
  ])
    expect([...kinds]).toContain(kind);
  const after = await (await app.submit('/me/page', { sitting })).text();
  expect(after).toContain('call about renewal');
});

/** The answer of a form on the page, to one registration of a company. */
function decision(html: string, companyName: string, mine: 'yes' | 'no'): Record<string, string> {
  const forms = [...html.matchAll(/<form method="post" action="\/me\/registrations">.*?<\/form>/gs)].map(([form]) =>
    Object.fromEntries(
      [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name ?? '', value ?? '']),
    ),
  );
  const asked = html.indexOf(companyName);
  const id = /name="registration" value="([^"]+)"/.exec(html.slice(asked))?.[1];
  return forms.find((form) => form.registration === id && form.mine === mine) ?? {};
}

test('a registration under a known address shows and changes nothing until the person says that it was them', async () => {
  const first = await activate({ email: 'known@journey.example', phone: '+49 69 333', name: 'Kim First' });
  app.clock.advance({ days: 1 });
  const second = await activate({
    email: 'KNOWN@journey.example',
    phone: '+49 69 444',
    name: 'Kim Second',
    companyName: 'Second Works',
  });
  app.clock.advance({ minutes: 1 });
  const stranger = await activate({
    email: 'known@journey.example',
    phone: '+1 666 0000',
    name: 'Mallory',
    companyName: 'Evil Corp',
  });
  const seller = await app.signInAs('reseller staff', reseller);
  const peopleOf = async (company: string) => {
    const query = `/api/v1/companies?q=${encodeURIComponent(company)}`;
    const companies = await seller.call<{ items: { id: string }[] }>('GET', query);
    expect(companies.body.items).toHaveLength(1);
    const url = `/api/v1/companies/${companies.body.items[0]?.id}/personal`;
    return (await seller.call<{ people: unknown[] }>('GET', url)).body.people.length;
  };
  const find = async () => {
    const found = await desk.call<{ results: { kind: string; id: string }[] }>('POST', '/api/v1/search', {
      q: 'known@journey.example',
    });
    const id = found.body.results.find((each) => each.kind === 'person')?.id;
    const page = await desk.call<{
      id: string;
      data: { field: string; value: string }[];
      registrations: { state: string; licence: { id: string }; company: { name: string } }[];
    }>('GET', `/api/v1/people/${id}`, undefined, ground);
    const values = Object.fromEntries(page.body.data.map((each) => [each.field, each.value]));
    return { ...page.body, values };
  };
  const untouched = { name: first.name, phone: first.phone };
  expect((await find()).values).toMatchObject(untouched);

  const { html } = await openPage('known@journey.example');
  for (const told of [second.phone, 'Second Works', stranger.phone, 'Evil Corp', 'is this you?'])
    expect(html).toContain(told);
  expect((await find()).values).toMatchObject(untouched);
  expect([await peopleOf('Second Works'), await peopleOf('Evil Corp')]).toEqual([0, 0]);

  const refused = await (await app.submit('/me/registrations', decision(html, 'Evil Corp', 'no'))).text();
  expect(refused).toContain('Nothing of yours was changed');
  expect(refused).not.toContain(stranger.phone);
  expect((await find()).values).toMatchObject(untouched);
  await app.submit('/me/registrations', decision(html, 'Second Works', 'yes'));
  const after = await find();
  expect(after.values).toMatchObject({ name: second.name, phone: second.phone });
  expect([await peopleOf('Second Works'), await peopleOf('Evil Corp')]).toEqual([1, 0]);

  const disowned = after.registrations.find((each) => each.company.name === 'Evil Corp');
  expect(disowned?.state).toBe('disowned');
  const again = await app.submit('/me/registrations', decision(html, 'Evil Corp', 'yes'));
  expect(again.status).toBe(409);
  expect((await find()).values).toMatchObject({ name: second.name });
  for (const url of [`licences/${disowned?.licence.id}`, `people/${after.id}`]) {
    const { body } = await desk.call<{ items: { kind: string; code: string | null; by: { kind: string } }[] }>(
      'GET',
      `/api/v1/${url}/timeline?kind=registration%20disowned`,
      undefined,
      ground,
    );
    expect(body.items).toMatchObject([{ code: 'KEPT_REGISTRATION_DISOWNED', by: { kind: 'person' } }]);
  }
  const today = await desk.call<{ groups: { kind: string; count: number }[] }>('GET', '/api/v1/today');
  expect(today.body.groups.find((each) => each.kind === 'registrations disowned')?.count).toBe(1);
  await app.settle();
});

test('a link and an open page are bound to the address that the link was mailed to', async () => {
  const email = 'moved-from@journey.example';
  await activate({ email });
  const { sitting } = await openPage(email);
  app.clock.advance({ minutes: 2 });
  await app.submit('/me', { email });
  const path = await linkTo(email, 1);
  const found = await desk.call<{ results: { kind: string; id: string }[] }>('POST', '/api/v1/search', { q: email });
  const url = `/api/v1/people/${found.body.results.find((each) => each.kind === 'person')?.id}`;
  const read = async () =>
    (await desk.call<{ version: number; provenAt: string | null }>('GET', url, undefined, ground)).body;
  const correct = async (value: string) => {
    const change = { version: (await read()).version, field: 'email', value };
    expect((await desk.call('PATCH', url, change, ground)).status).toBe(200);
  };
  await correct('moved-to@journey.example');
  expect((await app.submit('/me/page', { sitting })).status).toBe(403);
  expect((await app.submit(path, {})).status).toBe(410);
  expect((await read()).provenAt).toBeNull();
  await app.settle();
  // Corrected back: what was ended stays ended.
  await correct(email);
  expect((await app.submit('/me/page', { sitting })).status).toBe(403);
  expect((await app.submit(path, {})).status).toBe(410);
  expect((await read()).provenAt).toBeNull();
  await openPage(email);
  expect((await read()).provenAt).not.toBeNull();
});

test('the page stays under 50 kB for a person with ten licences, and the log holds nothing of them', async () => {
  for (let index = 0; index < 10; index += 1)
    await activate({ email: 'many@journey.example', productsDesigned: 'Gears, housings and fixtures. '.repeat(10) });
  const opened = await openPage('many@journey.example');
  const { sitting } = opened;
  let { html } = opened;
  expect(html).toContain('5 more wait for your answer');
  for (let answered = 0; answered < 9; answered += 1) {
    expect(Buffer.byteLength(html)).toBeLessThan(50_000);
    const registration = /name="registration" value="([^"]+)"/.exec(html)?.[1] ?? '';
    html = await (await app.submit('/me/registrations', { sitting, registration, mine: 'yes' })).text();
  }
  expect(html).not.toContain('is this you?');
  expect(Buffer.byteLength(html)).toBeLessThan(50_000);
  expect(html.match(/Licence Sample Mill/g)?.length).toBe(8);
  const file = (await (await app.submit('/me/download', { sitting })).json()) as { registrations: unknown[] };
  expect(file.registrations).toHaveLength(10);
  for (const secret of [sitting, 'many@journey.example', '/me/link/', '+49 69 222'])
    expect(app.log()).not.toContain(secret);
}, 60_000);

describe('in a browser, without script, cookie and storage', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  test('the page is reached, read and changed at 320 pixels', async () => {
    await activate({ email: 'browser@journey.example' });
    const page = await openBrowserPage(browser, { javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    await page.goto(`${app.baseUrl}/me`);
    await page.getByLabel('Your mail address').fill('browser@journey.example');
    await page.getByRole('button', { name: 'Send me the link' }).click();
    await page.getByText('a mail with your link is on its way').waitFor();
    const path = await linkTo('browser@journey.example');
    await page.goto(`${app.baseUrl}${path}`);
    await page.getByRole('button', { name: 'Open my page' }).click();
    await page.getByRole('heading', { name: 'Who received your data' }).waitFor();
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
    await page.getByLabel('Telephone').fill('+49 69 999');
    await page.getByRole('button', { name: 'Save corrections' }).click();
    await page.getByRole('heading', { name: 'Your correction is stored' }).waitFor();
    await page.getByRole('button', { name: 'Back to my page' }).click();
    expect(await page.getByLabel('Telephone').inputValue()).toBe('+49 69 999');
    expect(await page.context().cookies()).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  });

  test.each(['light', 'dark'] as const)(
    'nothing hinders people with a screen reader or weak sight (%s)',
    async (colorScheme) => {
      const email = `${colorScheme}@journey.example`;
      await activate({ email });
      const page = await openBrowserPage(browser, { colorScheme });
      await page.goto(`${app.baseUrl}/me`);
      await checkAccessibility(page);
      await page.getByLabel('Your mail address').fill(email);
      await page.getByRole('button', { name: 'Send me the link' }).click();
      await checkAccessibility(page);
      await page.goto(`${app.baseUrl}${await linkTo(email)}`);
      await checkAccessibility(page);
      await page.getByRole('button', { name: 'Open my page' }).click();
      await checkAccessibility(page);
      await screenshot(page, `own-page-${colorScheme}`);
      await page.getByLabel('Telephone').fill('+49 69 1');
      await page.getByRole('button', { name: 'Save corrections' }).click();
      await checkAccessibility(page);
    },
  );
});
