import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAccessibility, launchBrowser, openPage, screenshot } from '../kit/browser.ts';
import { freePort, type RunningKept, runKept } from '../kit/kept.ts';
import { type CaughtMail, type MailCatcher, startMailCatcher } from '../kit/mail-catcher.ts';
import { choose, lookAt, lookAtCopy, press, stopAtFailure, type Typing, type } from '../kit/walk.ts';

// The journey of the ground floor as its users walk it: the installation is started as a newcomer starts it, and everything
// else happens in browsers and mailboxes. One test a step, in order; each goes on where the one before it ended - in the same
// windows, with the same serials and mails -, so it is one file, and longer than others.

const password = 'a whole sentence to sign in with';
const vendor = 'Ground Floor CAD';
const licensors = {
  kernel: { name: 'Solid Kernels', mailbox: 'reports@kernels.example', fields: ['Company', 'Name', 'E-mail', 'Phone'] },
  translator: {
    name: 'Neutral Translators',
    mailbox: 'desk@translators.example',
    fields: ['Company', 'Country', 'Phone'],
  },
};
const resellers = {
  near: { name: 'Rhine Dealers', country: 'Germany', mailbox: 'office@rhine.example' },
  far: { name: 'Seine Dealers', country: 'France', mailbox: 'office@seine.example' },
};
const pat = 'pat@works.example';
const registration: Typing = {
  'Company name': 'Kowalski Works',
  'Street and number (optional)': '7 Gear Street',
  'Postal code (optional)': '80331',
  'City (optional)': 'Munich',
  'Your name': 'Pat Kowalski',
  'E-mail address': pat,
  'Telephone (optional)': '+49 69 111',
  'Title (optional)': 'Dr',
  'What do you design or make? (optional)': 'Gearboxes for wind turbines',
};

let mails: MailCatcher;
let browser: Browser;
let folder: string;
let env: Record<string, string>;
let url: string;
let kept: RunningKept;
let desk: Page;
let resellerDesk: Page;
let person: Page;
let serials: Record<keyof typeof resellers, string[]>;
const pages: Page[] = [];

beforeAll(async () => {
  mails = await startMailCatcher();
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'kept-ground-floor-'));
  const port = await freePort();
  url = `http://localhost:${port}`;
  env = { KEPT_DATA: folder, KEPT_PORT: port, KEPT_SMTP_URL: mails.url };
}, 60_000);

afterAll(async () => {
  kept?.signal('SIGTERM');
  await kept?.ended;
  await browser?.close();
  await mails?.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

stopAtFailure(async () => {
  for (const [index, page] of pages.entries()) await screenshot(page, `failed-${index}`);
});

const step = (name: string, walk: () => Promise<void>) => test(name, { timeout: 240_000 }, walk);

step('1. the installation starts and prints where everything is', async () => {
  kept = runKept(['start'], env);
  expect(await kept.said(/Public pages/)).toContain(`${url}/`);
  expect(await kept.said(/Desk /)).toContain(`${url}/desk`);
  expect(await kept.said(/First account/)).toContain(`${url}/desk/welcome#`);
  const visitor = await open({ javaScriptEnabled: false });
  await visitor.goto(`${url}/activate`);
  await visitor.getByRole('alert').waitFor();
  await lookAtCopy(browser, visitor, 'activate-before');
});

step('2. the link makes the first account, and the vendor says who it is', async () => {
  desk = await open();
  await desk.goto(/http\S+/.exec(await kept.said(/First account/))?.[0] ?? '');
  await heading(desk, 'Welcome to Kept');
  await lookAt(desk, 'desk-welcome');
  await type(desk, { Name: 'Ada Miller', 'E-mail': 'ada@ground.example', Password: password });
  await press(desk, 'Make account');
  await heading(desk, 'Protect your account');
  await sees(desk, 'One-time codes');
  await sees(desk, 'Passkeys');
  await lookAt(desk, 'desk-protect');
  await press(desk, 'Go on to the vendor’s details');
  await heading(desk, 'Who is the vendor?');
  await type(desk, {
    'Name of the company': vendor,
    'Postal address': '1 Sample Street\n60311 Frankfurt\nGermany',
    Phone: '+49 69 4000',
    'Privacy mailbox': 'privacy@ground.example',
    'Remove mailbox': 'remove@ground.example',
  });
  await choose(desk, 'Country', 'Germany');
  await lookAt(desk, 'desk-first-vendor');
  await press(desk, 'Set up the vendor');
  await heading(desk, 'Hello Ada');
  await sees(desk, 'Before the first activation');
  await lookAt(desk, 'desk-home-new');
});

step('3. two licensors with their contracts, a product that embeds them, two resellers with serials', async () => {
  for (const licensor of Object.values(licensors)) await addLicensor(licensor);
  await lookAt(desk, 'desk-licensors');
  await addTechnology('Kernel', licensors.kernel.name);
  await addTechnology('Step reader', licensors.translator.name);
  await addProduct();
  await lookAt(desk, 'desk-products');
  serials = { near: await sellThrough(resellers.near), far: await sellThrough(resellers.far) };
  expect(new Set([...serials.near, ...serials.far]).size).toBe(6);
  await go(desk, 'Licences');
  await desk.getByText('1–6 of 6').waitFor();
  await lookAt(desk, 'desk-licences');
});

step('4. a customer without script or cookie activates, after a mistake', async () => {
  const customer = await open({ javaScriptEnabled: false });
  await customer.goto(url);
  await customer.getByRole('link', { name: 'Activate a licence' }).click();
  await sees(customer, '1 Sample Street');
  await sees(customer, '+49 69 4000');
  await saysOfPhone(customer);
  await lookAtCopy(browser, customer, 'activate');

  const { 'Your name': _, ...withoutName } = registration;
  await type(customer, { ...withoutName, Serial: `${serials.near[0]?.slice(0, -1)}!` });
  await customer.getByLabel('Country').selectOption('Germany');
  await customer.getByLabel('Send me product information by mail').check();
  await press(customer, 'Activate licence');
  await sees(customer, 'The licence is not activated yet');
  await expectFault(customer, 'Your name');
  await expectFault(customer, 'Serial');
  await lookAtCopy(browser, customer, 'activate-mistake');
  for (const [label, value] of Object.entries(withoutName))
    expect(await field(customer, label).inputValue()).toBe(value);
  expect(await customer.getByLabel('Send me product information by mail').isChecked()).toBe(true);

  await type(customer, {
    Serial: (serials.near[0] ?? '').toLowerCase().replaceAll('-', ' '),
    'Your name': 'Pat Kowalski',
  });
  await press(customer, 'Activate licence');
  await heading(customer, 'Sample Mill is activated');
  await lookAtCopy(browser, customer, 'activated');
  expect(await customer.context().cookies()).toEqual([]);

  const mail = await mails.waitFor(to(pat, 'Sample Mill 2026.1 is activated'), 60_000);
  expect(mail.text).toContain(`${url}/me`);
  const { 'E-mail address': _address, ...told } = registration;
  for (const personal of [...Object.values(told), ...serials.near]) expect(mail.text).not.toContain(personal);
});

step('5. the desk shows company, person and licence, where each datum came from, and who looked', async () => {
  await find(serials.near[0] ?? '');
  await heading(desk, serials.near[0] ?? '');
  await sees(desk, 'Active');
  await lookAt(desk, 'desk-licence');
  await desk.getByRole('link', { name: 'Kowalski Works' }).first().click();
  await heading(desk, 'Kowalski Works');
  await expect.poll(() => desk.getByText('Rhine Dealers').count()).toBeGreaterThan(1);
  expect(await desk.getByText('+49 69 111').count()).toBe(0);
  await press(desk, 'Say why and open');
  await type(desk, { Reason: 'checks the first activation' });
  await press(desk, 'Open personal data');
  await sees(desk, '+49 69 111');
  await lookAt(desk, 'desk-company');
  await desk.getByRole('link', { name: 'Pat Kowalski' }).click();
  await heading(desk, 'Pat Kowalski');
  await sourceOfPhone();
  await lookAt(desk, 'desk-person');
  const looks = desk.getByRole('region', { name: 'Who looked' }).or(desk.locator('section', { hasText: 'Who looked' }));
  await looks.getByText('checks the first activation').first().waitFor();
});

step('6. each reseller signs in to the same desk and sees its own customers only', async () => {
  await activateInFrance();
  resellerDesk = await invitedReseller('Rhine Dealers', 'rhea@rhine.example');
  await go(resellerDesk, 'Contacts');
  await resellerDesk.getByRole('link', { name: 'Kowalski Works' }).waitFor();
  await lookAt(resellerDesk, 'reseller-contacts');
  expect(await resellerDesk.getByText('Durand').count()).toBe(0);
  await resellerDesk.getByRole('link', { name: 'Kowalski Works' }).click();
  await resellerDesk.getByText('+49 69 111').first().waitFor();
  await lookAt(resellerDesk, 'reseller-company');
  await resellerDesk.getByRole('searchbox', { name: 'Search everything' }).fill('Durand');
  await resellerDesk.keyboard.press('Enter');
  await sees(resellerDesk, 'Nothing found');
  await go(resellerDesk, 'Licences');
  await resellerDesk.getByText('1–3 of 3').waitFor();
  for (const foreign of serials.far) expect(await resellerDesk.getByText(foreign).count()).toBe(0);
});

step(
  '7. the person sees all, corrects the phone number, turns marketing off; everybody concerned learns it',
  async () => {
    person = await open({ javaScriptEnabled: false });
    await person.goto(`${url}/me`);
    await lookAtCopy(browser, person, 'me-ask');
    await type(person, { 'Your mail address': pat });
    await press(person, 'Send me the link');
    await sees(person, 'a mail with your link is on its way');
    const link = linkIn(await mails.waitFor(to(pat, `Your data at ${vendor}`), 60_000));
    await openedByScanner(link);
    await person.goto(link);
    await lookAtCopy(browser, person, 'me-link');
    await press(person, 'Open my page');
    await heading(person, 'Your data');
    for (const held of Object.values(registration)) await sees(person, held);
    await toldOfRecipients(person);
    await lookAtCopy(browser, person, 'me');

    await type(person, { Telephone: '+49 69 222' });
    await press(person, 'Save corrections');
    await heading(person, 'Your correction is stored');
    for (const name of ['Rhine Dealers', 'Solid Kernels', 'Neutral Translators']) await sees(person, name);
    await lookAtCopy(browser, person, 'me-corrected');
    await press(person, 'Back to my page');
    expect(await field(person, 'Telephone').inputValue()).toBe('+49 69 222');
    await press(person, 'Stop: Product information by mail');
    await sees(person, 'It holds at once');
    expect(await person.context().cookies()).toEqual([]);
    const second = await open({ javaScriptEnabled: false });
    await second.goto(link);
    await press(second, 'Open my page');
    await second.getByRole('alert').waitFor();
    await lookAtCopy(browser, second, 'me-link-used');

    await deskShowsCorrection();
    const mailboxes = [resellers.near.mailbox, licensors.kernel.mailbox, licensors.translator.mailbox];
    for (const mailbox of mailboxes) {
      const mail = await mails.waitFor(to(mailbox, /^Correction/), 60_000);
      expect(mail.text).toContain('+49 69 222');
      expect(mail.text).not.toContain('+49 69 111');
    }
    expect(mails.messages.filter(to(resellers.far.mailbox, /^Correction/))).toEqual([]);
  },
);

step('4. again: a known mail address neither shows nor changes its person before it is proven', async () => {
  const stranger = await open({ javaScriptEnabled: false });
  await activate(stranger, serials.near[1] ?? '', 'Germany', {
    ...registration,
    'Company name': 'Other Works',
    'Your name': 'Somebody Else',
    'Telephone (optional)': '+49 69 333',
  });
  const answer = await stranger.content();
  for (const known of ['Pat', 'Kowalski', '+49 69 222', '+49 69 111', 'Gearboxes']) expect(answer).not.toContain(known);
  await find(pat);
  await heading(desk, 'Pat Kowalski');
  await sees(desk, '+49 69 222');
  await sees(desk, 'Waiting for the person’s word');
  await lookAt(desk, 'desk-person-waiting');

  await press(person, 'Save corrections');
  await sees(person, 'Nothing was different');
  await press(person, 'Back to my page');
  await heading(person, 'Was this you?');
  await sees(person, '+49 69 333');
  await lookAtCopy(browser, person, 'me-waiting');
  // Nobody is told of a registration that the person has not answered for.
  expect(await person.getByText('Who will receive it next').count()).toBe(0);
  expect(mails.messages.filter((mail) => tells(mail, '+49 69 111'))).not.toEqual([]);
  expect(mails.messages.filter((mail) => tells(mail, '+49 69 333'))).toEqual([]);
  await press(person, 'It was not me');
  await sees(person, 'Nothing of yours was changed');
  expect(await field(person, 'Telephone').inputValue()).toBe('+49 69 222');
  await find(pat);
  await sees(desk, 'Disowned');
});

step('8. the policy and the state of every sentence are public, and the desk looks again', async () => {
  await go(desk, 'Proof');
  await press(desk, 'Look again now');
  await desk.getByRole('progressbar', { name: 'Progress of the proofs' }).waitFor({ state: 'attached' });
  await desk.getByRole('button', { name: 'Look again now' }).waitFor({ timeout: 200_000 });
  await lookAt(desk, 'desk-proof');
  await noneBroken();

  const visitor = await open({ javaScriptEnabled: false });
  await visitor.goto(`${url}/privacy`);
  await sees(visitor, vendor);
  await lookAtCopy(browser, visitor, 'privacy');
  await visitor.goto(`${url}/privacy/proof`);
  await lookAtCopy(browser, visitor, 'privacy-proof');
  const ids = await visitor
    .locator('section[aria-labelledby]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-labelledby')));
  expect(ids).toEqual(expect.arrayContaining(['A1', 'A2', 'A6', 'L2', 'L3', 'U1', 'U3', 'U7', 'M3', 'M5', 'P1']));
  for (const path of [
    '/',
    '/privacy/versions',
    '/privacy/versions/1',
    '/privacy/versions/1/diff',
    '/privacy/cookies',
    '/api',
    '/no-such-page',
  ]) {
    await visitor.goto(url + path);
    await lookAtCopy(browser, visitor, `public${path.replaceAll('/', '-')}`);
  }
});

step('the remaining screens of the desk hinder nobody', async () => {
  for (const part of ['Home', 'Contacts', 'Resellers', 'Requests', 'Settings']) {
    await go(desk, part);
    await lookAt(desk, `desk-part-${part.toLowerCase()}`);
  }
  for (const path of [
    'contacts/lookups',
    'contacts/disclosures',
    'licences/reports',
    'licences/technologies',
    'licences/issue',
    'resellers/new',
    'settings/vendor',
    'settings/staff',
    'settings/outbox',
    'settings/notices',
    'settings/registers',
    'settings/audit',
  ]) {
    await desk.goto(`${url}/desk/${path}`);
    await expect(desk.getByRole('main').getByRole('heading').first().waitFor()).resolves.toBeUndefined();
    await desk.waitForLoadState('networkidle');
    await lookAt(desk, `desk-${path.replaceAll('/', '-')}`);
  }
});

step('1. again: Ctrl-C ends everything within seconds, and a second start finds all data', async () => {
  const asked = performance.now();
  kept.signal('SIGINT');
  expect(await kept.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(15_000);
  expect(kept.lines.at(-1)).toBe('Kept has stopped.');
  kept = runKept(['start'], env);
  await kept.said(/Public pages/);
  expect(kept.lines.join('\n')).not.toContain('First account');
  await desk.goto(`${url}/desk`);
  await find(pat);
  await heading(desk, 'Pat Kowalski');
  await sees(desk, '+49 69 222');
});

/** Proofs may be unproven on the first day, but nothing that was looked at may have been found untrue. */
async function noneBroken(): Promise<void> {
  const { clauses } = (await (await fetch(`${url}/privacy/proof.json`)).json()) as {
    clauses: { demands: { id: string; state: string }[] }[];
  };
  const demands = clauses.flatMap((clause) => clause.demands);
  expect(demands.length).toBeGreaterThan(40);
  expect(demands.filter(({ state }) => state === 'broken')).toEqual([]);
}

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage(browser, options);
  page.setDefaultTimeout(30_000);
  pages.push(page);
  return page;
}

const sees = (page: Page, text: string) =>
  expect(page.getByText(text).first().waitFor(), `${page.url()} shows ${text}`).resolves.toBeUndefined();
const heading = (page: Page, name: string) =>
  expect(
    page.getByRole('heading', { name, exact: true }).first().waitFor(),
    `heading ${name}`,
  ).resolves.toBeUndefined();
const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });
const go = (page: Page, part: string) =>
  page.getByRole('navigation', { name: 'Parts of the desk' }).getByRole('link', { name: part, exact: true }).click();

const to = (mailbox: string, subject: string | RegExp) => (mail: CaughtMail) =>
  mail.to.includes(mailbox) && (typeof subject === 'string' ? mail.subject === subject : subject.test(mail.subject));

const tells = (mail: CaughtMail, value: string) =>
  [mail.text, ...mail.attachments.map(({ content }) => content.toString())].some((text) => text.includes(value));

function linkIn(mail: CaughtMail): string {
  return /http\S+\/me\/link\/\S+/.exec(mail.text)?.[0] ?? '';
}

async function addLicensor({ name, mailbox, fields }: (typeof licensors)['kernel']): Promise<void> {
  await desk.goto(`${url}/desk/licences/licensors`);
  await press(desk, 'Add licensor');
  const form = desk.getByRole('dialog');
  await type(form, { Name: name, 'Mailbox (optional)': mailbox, Reference: `Contract with ${name}` });
  await choose(form, 'Country', 'United Kingdom');
  for (const label of fields) await form.getByRole('checkbox', { name: label, exact: true }).check();
  await choose(form, 'How often', 'At each activation');
  await form.getByRole('checkbox', { name: 'Bound to confidentiality' }).check();
  await press(form, 'Add licensor');
  await heading(desk, name);
}

async function addTechnology(name: string, licensor: string): Promise<void> {
  await desk.goto(`${url}/desk/licences/technologies`);
  await press(desk, 'Add technology');
  const form = desk.getByRole('dialog');
  await type(form, { Name: name });
  await choose(form, 'Licensor', licensor);
  await press(form, 'Add technology');
  await desk.getByRole('cell', { name, exact: true }).waitFor();
}

async function addProduct(): Promise<void> {
  await desk.goto(`${url}/desk/licences/products`);
  await press(desk, 'Add product');
  const form = desk.getByRole('dialog');
  await type(form, { Name: 'Sample Mill', Code: 'MILL' });
  await press(form, 'Add product');
  await heading(desk, 'Sample Mill');
  await press(desk, 'Add release');
  await type(form, { Version: '2026.1' });
  await choose(form, 'Embedded technologies', 'Kernel (Solid Kernels)');
  await desk.getByRole('option', { name: 'Step reader (Neutral Translators)' }).click();
  await desk.keyboard.press('Escape');
  await press(form, 'Add release');
  await sees(desk, 'Kernel (Solid Kernels), Step reader (Neutral Translators)');
}

/** A new reseller for its whole country, and three serials issued to it. */
async function sellThrough({ name, country, mailbox }: (typeof resellers)['near']): Promise<string[]> {
  await desk.goto(`${url}/desk/resellers/new`);
  await type(desk, { 'Name of the company': name, 'Mailbox (optional)': mailbox });
  await choose(desk, 'Country', country);
  await desk.getByRole('checkbox', { name: 'Bound to confidentiality' }).check();
  await lookAt(desk, 'desk-new-reseller');
  await press(desk, 'Add reseller');
  await heading(desk, name);
  await desk.getByRole('link', { name: 'Issue serials' }).click();
  await type(desk, { 'Number of serials': '3' });
  await press(desk, 'Check');
  await sees(desk, `3 serials of Sample Mill 2026.1 for ${name}`);
  await press(desk, 'Issue 3 serials');
  const list = field(desk, 'Serials (Sample Mill 2026.1)');
  await lookAt(desk, 'desk-issued');
  return (await list.inputValue()).split('\n');
}

/** Beside the field: why it is asked, whether it is needed, who receives it by name, how long it is kept. */
async function saysOfPhone(page: Page): Promise<void> {
  const beside = page.locator('.field', { has: page.getByLabel('Telephone') });
  await beside.getByText('Why we ask').click();
  const said = await beside.innerText();
  for (const fact of [
    'Optional',
    'support can call you back',
    vendor,
    'your reseller',
    'Solid Kernels',
    'Neutral Translators',
    'Used for',
    'Kept',
  ])
    expect(said).toContain(fact);
}

async function expectFault(page: Page, label: string): Promise<void> {
  const beside = page.locator('.field', { has: field(page, label) });
  expect((await beside.locator('.fault').innerText()).length).toBeGreaterThan(5);
  expect(await field(page, label).getAttribute('aria-invalid')).toBe('true');
}

async function activate(page: Page, serial: string, country: string, values: Typing): Promise<void> {
  await page.goto(`${url}/activate`);
  await type(page, { ...values, Serial: serial });
  await page.getByLabel('Country').selectOption(country);
  await press(page, 'Activate licence');
  await heading(page, 'Sample Mill is activated');
}

async function activateInFrance(): Promise<void> {
  await activate(await open({ javaScriptEnabled: false }), serials.far[0] ?? '', 'France', {
    'Company name': 'Durand Moules',
    'Your name': 'Zoë Durand',
    'E-mail address': 'zoe@durand.example',
  });
}

/** Searches as staff do, and opens the first thing found. */
async function find(text: string): Promise<void> {
  const box = desk.getByRole('searchbox', { name: 'Search everything' });
  await box.fill(text);
  await box.press('Enter');
  await desk.getByRole('search').getByRole('link').first().click();
}

async function sourceOfPhone(): Promise<void> {
  await press(desk, 'Where Phone comes from');
  const note = desk.getByRole('dialog', { name: 'Where Phone comes from' });
  await note.waitFor();
  const said = await note.innerText();
  for (const fact of [
    'Registration at activation',
    'Registration notice, version',
    'Registration, Customer service, Support',
    'Rhine Dealers (reseller)',
    'Solid Kernels (licensor)',
    'Neutral Translators (licensor)',
    'without a time limit',
  ])
    expect(said).toContain(fact);
  expect(said).toMatch(/[0-9a-f]{8}/);
  await checkAccessibility(desk);
  await desk.keyboard.press('Escape');
}

async function invitedReseller(company: string, email: string): Promise<Page> {
  await go(desk, 'Resellers');
  await desk.getByRole('link', { name: company }).click();
  await heading(desk, company);
  await type(desk, { 'E-mail (optional)': email });
  await press(desk, 'Make invitation');
  await sees(desk, 'The invitation is made, and its mail is queued.');
  await lookAt(desk, 'desk-reseller');
  const mail = await mails.waitFor(to(email, /./), 60_000);
  const page = await open();
  await page.goto(/http\S+\/desk\/welcome#\S+/.exec(mail.text)?.[0] ?? '');
  await sees(page, `You are invited as Reseller administrator of ${company}.`);
  await type(page, { Name: 'Rhea Roth', Password: password });
  await press(page, 'Make account');
  await press(page, 'Go to the desk');
  await heading(page, 'Hello Rhea');
  await lookAt(page, 'reseller-home');
  return page;
}

/** Scanners of mailboxes open every link; nothing comes of it. */
async function openedByScanner(link: string): Promise<void> {
  for (const method of ['GET', 'HEAD', 'GET']) {
    const answer = await fetch(link, { method });
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain('Kowalski');
  }
}

/** Each recipient by name, with what it was given and no more. */
async function toldOfRecipients(page: Page): Promise<void> {
  const given = async (name: string) => {
    const row = await page.getByRole('row', { name }).first().innerText();
    return ['Company name', 'Country', 'Your name', 'E-mail address', 'Telephone'].filter((label) =>
      row.includes(label),
    );
  };
  expect(await given('Rhine Dealers')).toHaveLength(5);
  expect(await given('Solid Kernels')).toEqual(['Company name', 'Your name', 'E-mail address', 'Telephone']);
  expect(await given('Neutral Translators')).toEqual(['Company name', 'Country', 'Telephone']);
  expect(await page.getByText('Seine Dealers').count()).toBe(0);
  await sees(page, 'checks the first activation');
}

async function deskShowsCorrection(): Promise<void> {
  await find(pat);
  await heading(desk, 'Pat Kowalski');
  await sees(desk, '+49 69 222');
  await sees(desk, 'Marketing by e-mail: no');
  await lookAt(desk, 'desk-person-corrected');
  await go(desk, 'Requests');
  await desk.getByRole('link', { name: 'Corrections', exact: true }).waitFor();
  await lookAt(desk, 'desk-requests');
  await desk.getByRole('link', { name: 'Corrections', exact: true }).click();
  for (const name of ['Rhine Dealers', 'Solid Kernels', 'Neutral Translators']) await sees(desk, name);
  await lookAt(desk, 'desk-corrections');
}
