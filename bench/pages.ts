import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { sha256 } from '../src/platform/crypto/digest.ts';
import { launchBrowser } from '../test/kit/browser.ts';
import { atMost, type Figure } from './figure.ts';
import { fillLicences, ownerOf } from './filled.ts';
import { type Installation, noticeOf, removeFolder, startInstallation } from './installation.ts';

/** What a browser with an empty cache transfers for a page, and whether the page has any script. */
export async function measure(): Promise<Figure[]> {
  const installation = await startInstallation();
  const { client } = await ownerOf(installation);
  const [serial = ''] = await fillLicences(client, 1);
  const notice = await noticeOf(installation.port);
  const browser = await launchBrowser();
  try {
    const activate = await transferred(browser, (page) => page.goto(`${base(installation)}/activate`));
    const mail = 'contact@customer.example';
    await activateOne(installation, { serial, notice, email: mail });
    const link = await linkByMail(installation, mail, async () => {
      const { rows } = await client.query<{ text: string }>(
        `SELECT body_text AS text FROM platform.mail_outbox WHERE body_text LIKE '%/me/link/%'`,
      );
      return /\/me\/link\/\S+/.exec(rows[0]?.text ?? '')?.[0];
    });
    const me = await transferred(browser, async (page) => {
      await page.goto(`${base(installation)}${link}`);
      await page.getByRole('button').first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    });
    const desk = await transferred(browser, async (page) => {
      await page.goto(`${base(installation)}/desk/`);
      await page.getByLabel('E-mail').waitFor();
    });
    const cookies = await signedIn(installation, client);
    const home = await transferred(browser, async (page) => {
      await page.context().addCookies(cookies);
      await page.goto(`${base(installation)}/desk/`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    });
    const kilo = (name: string, seen: Transfer, limit: number, unit: string) =>
      atMost(
        { name, value: seen.bytes / 1_000, unit, detail: `${seen.requests} requests, ${seen.scripts} scripts` },
        limit,
      );
    return [
      kilo('/activate, transferred without cache', activate, 50, 'kB'),
      kilo('/me, the mailed link and the page behind it, transferred without cache', me, 50, 'kB'),
      kilo('first screen of the desk, transferred', desk, 250, 'kB compressed'),
      kilo('Home of the desk, signed in, transferred without cache', home, 250, 'kB compressed'),
    ];
  } finally {
    await browser.close();
    await client.end();
    await installation.stop();
    removeFolder(installation.folder);
  }
}

interface Transfer {
  readonly bytes: number;
  readonly requests: number;
  readonly scripts: number;
}

async function transferred(browser: Browser, visit: (page: Page) => Promise<unknown>): Promise<Transfer> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    sizes.push(
      request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
    );
  });
  await visit(page);
  await page.waitForLoadState('networkidle');
  const scripts = await page.locator('script').count();
  const all = await Promise.all(sizes);
  await context.close();
  return { bytes: all.reduce((sum, each) => sum + each, 0), requests: all.length, scripts };
}

const base = (installation: Installation) => `http://127.0.0.1:${installation.port}`;

/** The cookies of a new member. */
async function signedIn(installation: Installation, owner: pg.Client) {
  const token = randomBytes(32).toString('base64url');
  await owner.query(
    `INSERT INTO staff.invitations (id, role, token_sha256, created_at, expires_at)
     VALUES (gen_random_uuid(), 'administrator', $1, now(), now() + interval '1 hour')`,
    [sha256(token)],
  );
  const account = { name: 'A Member', email: 'member@vendor.example', password: randomBytes(12).toString('hex') };
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', 'kept-csrf': '1' };
    const answer = await fetch(`${base(installation)}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`not signed in: ${await answer.text()}`);
    return answer.headers.getSetCookie();
  };
  await post('/api/v1/invitations/accept', { token, ...account });
  const set = await post('/api/auth/sign-in/email', account);
  return set.map((each) => {
    const [pair = ''] = each.split(';');
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: base(installation) };
  });
}

async function activateOne(
  installation: Installation,
  input: { readonly serial: string; readonly notice: string; readonly email: string },
): Promise<void> {
  const answer = await fetch(`${base(installation)}/api/v1/activations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...input,
      companyName: 'Sample Company',
      street: '1 Sample Street',
      postalCode: '12345',
      city: 'Exampletown',
      country: 'DE',
      name: 'Contact 1',
      phone: '+49 30 0000000',
    }),
  });
  if (answer.status !== 201) throw new Error(`not activated: ${await answer.text()}`);
}

async function linkByMail(
  installation: Installation,
  email: string,
  read: () => Promise<string | undefined>,
): Promise<string> {
  await fetch(`${base(installation)}/me`, { method: 'POST', body: new URLSearchParams({ email }) });
  for (let turn = 0; turn < 100; turn += 1) {
    const link = await read();
    if (link) return link;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('no link was mailed');
}
