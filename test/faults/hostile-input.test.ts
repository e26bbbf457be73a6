import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aLicensor, aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

let app: TestApp;
let desk: Session;
let sha256: string;
let serials: { id: string; serial: string }[];

beforeAll(async () => {
  // Behind a proxy, so that a test may come from many networks: one of them may not ask for that many links.
  app = await startApp({ overrides: { trustedProxies: ['127.0.0.1'] } });
  desk = await app.signInAs('licence desk');
  const holderCompanyId = await aReseller(app, {
    name: 'Sample Reseller Hostile',
    territories: [{ country: 'DE', region: null }],
  });
  const fields = [
    'companyName',
    'street',
    'city',
    'region',
    'country',
    'name',
    'email',
    'phone',
    'title',
    'productsDesigned',
  ];
  const { technologyId } = await aLicensor(app, { fields });
  const product = await aProduct(app, { technologyIds: [technologyId] });
  serials = await someLicences(app, { ...product, holderCompanyId, count: 60 });
  const answer = await app.get('/api/v1/registration-schema');
  ({ sha256 } = ((await answer.json()) as { notice: { sha256: string } }).notice);
});
afterAll(() => app.stop());

const next = () => serials.pop() ?? { id: '', serial: '' };
const rows = async (text: string, values: unknown[] = []) =>
  connected(
    app.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows as Record<string, string>[],
  );

/** How much there is of everything that an activation writes. */
const written = async () =>
  (
    await rows(`SELECT (SELECT count(*) FROM contacts.people) AS people, (SELECT count(*) FROM contacts.companies) AS companies,
      (SELECT count(*) FROM licensing.registrations) AS registrations, (SELECT count(*) FROM licensing.activations) AS activations,
      (SELECT count(*) FROM disclosures.ledger) AS ledger, (SELECT count(*) FROM platform.mail_outbox) AS mails,
      (SELECT count(*) FROM platform.events) AS events`)
  )[0];

let networks = 0;
function network(): Record<string, string> {
  networks += 1;
  return { 'x-forwarded-for': `10.0.${networks >> 8}.${networks & 255}` };
}
/** For what is refused anyway. */
const spare = () => serials[0]?.serial ?? '';
const activate = (changes: Record<string, unknown>, serial = spare()) =>
  app.post('/api/v1/activations', { ...registrationData(), serial, notice: sha256, ...changes }, network());
const submit = (changes: Record<string, string>, serial = spare()) =>
  app.submit('/activate', { ...registrationData(), serial, notice: sha256, ...changes }, network());
const faults = async (answer: Response) =>
  ((await answer.json()) as { error: { code: string; fields?: Record<string, string> } }).error;

describe('what is missing, too long or of another kind is refused by name, and nothing is stored', () => {
  const longest = {
    companyName: 200,
    street: 200,
    postalCode: 20,
    city: 100,
    region: 100,
    name: 200,
    phone: 40,
    title: 100,
    productsDesigned: 500,
    primaryProduct: 200,
  };

  test.each(Object.entries(longest))('%s longer than %i', async (field, most) => {
    const before = await written();
    const answer = await activate({ [field]: (field === 'phone' ? '1' : 'x').repeat(most + 1) });
    expect(answer.status).toBe(400);
    expect(Object.keys((await faults(answer)).fields ?? {})).toEqual([field]);
    expect(await written()).toEqual(before);
  });

  test.each(['companyName', 'country', 'name', 'email'])('%s missing', async (field) => {
    const before = await written();
    for (const value of [undefined, null, '', '  \t ']) {
      const answer = await activate({ [field]: value });
      expect(answer.status).toBe(400);
      expect(Object.keys((await faults(answer)).fields ?? {})).toEqual([field]);
    }
    expect(await written()).toEqual(before);
  });

  test('everything missing at once is said at once', async () => {
    const answer = await app.post('/api/v1/activations', { serial: spare(), notice: sha256 });
    expect(Object.keys((await faults(answer)).fields ?? {}).sort()).toEqual([
      'companyName',
      'country',
      'email',
      'name',
    ]);
  });

  test.each([
    ['a list', { name: ['x'] }],
    ['an object', { name: { $gt: '' } }],
    ['a number', { companyName: 1 }],
    ['an unknown field', { isAdmin: true }],
    ['NUL', { name: 'a\u0000b' }],
    ['half a character', { name: 'a\ud800b' }],
    ['a country that is none', { country: 'XX' }],
    ['no mail address', { email: 'a@b' }],
    ['two mail addresses', { email: 'a@customer.example, b@customer.example' }],
    ['a prototype', JSON.parse('{"__proto__": {"name": "x"}}') as object],
  ])('%s', async (_, changes) => {
    const before = await written();
    expect((await activate(changes as Record<string, unknown>)).status).toBe(400);
    expect(await written()).toEqual(before);
  });

  test.each([
    ['no JSON', 'application/json', '{"serial": '],
    ['another media type', 'application/xml', '<a/>'],
    ['a list', 'application/json', '[]'],
    ['nothing', 'application/json', ''],
  ])('a body that is %s', async (_, type, body) => {
    const answer = await fetch(`${app.baseUrl}/api/v1/activations`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect([400, 415]).toContain(answer.status);
    expect((await faults(answer)).code).toMatch(/^KEPT_/);
  });
});

describe('a body of 10 MB', () => {
  const large = 'x'.repeat(10_000_000);

  test.each([
    ['/api/v1/activations', 'application/json', `{"serial":"${large}"}`],
    ['/activate', 'application/x-www-form-urlencoded', `serial=${large}`],
    ['/me', 'application/x-www-form-urlencoded', `email=${large}`],
    ['/api/auth/sign-in/email', 'application/json', `{"email":"${large}"}`],
    ['/api/v1/invitations/accept', 'application/json', `{"token":"${large}"}`],
  ])('is refused at %s, whole or in pieces, and the server goes on', async (path, type, body) => {
    expect(await sendRaw(path, type, body, 'whole')).toBe(413);
    expect(await sendRaw(path, type, body, 'pieces')).toBe(413);
    expect((await app.get('/healthz')).status).toBe(200);
  });

  /** Answers the status; 413 also where the server has hung up before all was sent. */
  function sendRaw(path: string, type: string, body: string, how: 'whole' | 'pieces'): Promise<number> {
    return new Promise((done, fail) => {
      const length = how === 'whole' ? { 'content-length': Buffer.byteLength(body) } : {};
      const sent = request(`${app.baseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': type, 'kept-csrf': '1', ...length },
      });
      let answered = false;
      sent.on('response', (response) => {
        answered = true;
        response.resume();
        done(response.statusCode ?? 0);
      });
      sent.on('error', (error) => {
        if (!answered) fail(error);
      });
      sent.end(body);
    });
  }
});

describe('HTML, SQL and header injection in each field', () => {
  const html = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  const query = `'); DROP TABLE licensing.licences; --`;
  const formula = `=HYPERLINK("http://evil.example","x")`;
  const free = [
    'companyName',
    'street',
    'city',
    'region',
    'name',
    'title',
    'productsDesigned',
    'primaryProduct',
  ] as const;

  test.each(free)(
    '%s keeps it as text, and every page and mail shows it as text',
    async (field) => {
      for (const value of [html.slice(0, 95), query, formula, '{{7*7}} <%= 7 %>', 'a%0d%0aBcc: all@evil.example']) {
        const licence = next();
        const email = `hostile${serials.length}@customer.example`;
        expect((await activate({ [field]: value, email }, licence.serial)).status).toBe(201);
        const [stored] = await rows(
          `SELECT ${field.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)} AS value FROM licensing.registrations WHERE licence_id = $1`,
          [licence.id],
        );
        expect(stored).toEqual({ value });
        await showsAsText(licence.id, email, value);
      }
    },
    60_000,
  );

  test.each(['name', 'companyName', 'city', 'title', 'phone', 'email', 'postalCode', 'primaryProduct'])(
    '%s cannot hold a line break, so it begins no header',
    async (field) => {
      const before = await written();
      for (const breaks of ['\r\n', '\n', '\u2028', '\u0085', '\u000b']) {
        const answer = await activate({ [field]: `a${breaks}Bcc: all@evil.example` });
        expect(answer.status).toBe(400);
        expect(Object.keys((await faults(answer)).fields ?? {})).toEqual([field]);
      }
      expect(await written()).toEqual(before);
    },
  );

  test.each(['phone', 'country', 'role', 'industry', 'postalCode', 'email', 'serial', 'notice'])(
    '%s is refused or kept, and what was typed comes back escaped',
    async (field) => {
      const answer = await submit({ name: html, [field]: html });
      const page = await answer.text();
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(page).not.toContain('<script>');
      expect(page).not.toContain('<img');
      if (answer.status !== 200) expect(page).toContain('&lt;script&gt;');
    },
  );

  test('a query string, a path and a header are not drawn', async () => {
    const evil = encodeURIComponent(html);
    for (const path of [
      `/activate?x=${evil}`,
      `/${evil}`,
      `/me/link/${evil.slice(0, 150)}`,
      `/me/notices/${evil.slice(0, 150)}`,
      `/privacy?version=${evil}`,
    ]) {
      const page = await (
        await app.get(path, { referer: `http://evil.example/${evil}`, 'x-forwarded-host': 'evil.example' })
      ).text();
      expect(page).not.toContain('<script>');
      expect(page).not.toContain('evil.example');
    }
  });

  test('links in mails name this server, whatever the request said', async () => {
    const email = 'host@customer.example';
    expect((await activate({ email }, next().serial)).status).toBe(201);
    await new Promise<void>((done) => {
      const headers = {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        ...network(),
        'content-type': 'application/x-www-form-urlencoded',
      };
      const sent = request(`${app.baseUrl}/me`, { method: 'POST', headers }, (response) =>
        response.resume().on('end', done),
      );
      sent.end(new URLSearchParams({ email }).toString());
    });
    const mail = await settledMail((each) => each.to.includes(email) && each.text.includes('/me/link/'));
    expect(mail).toContain(app.baseUrl);
    expect(mail).not.toContain('evil.example');
  });

  test('the tables are all there, and the log names nobody', async () => {
    expect(await rows(`SELECT count(*)::int AS count FROM pg_tables WHERE schemaname = 'licensing'`)).not.toEqual([
      { count: 0 },
    ]);
    expect((await rows('SELECT count(*)::int AS count FROM licensing.licences'))[0]?.count).toBe(60);
    expect(app.log()).not.toMatch(/customer\.example|<script>|DROP TABLE|evil\.example/);
  });

  async function showsAsText(licenceId: string, email: string, value: string): Promise<void> {
    const ground = { purpose: 'registration', reason: 'test of hostile input' };
    const told = await desk.call<{ registrations: { personId: string }[] }>(
      'GET',
      `/api/v1/licences/${licenceId}/registrations`,
      undefined,
      ground,
    );
    expect(JSON.stringify(told.body)).toContain(JSON.stringify(value).slice(1, -1));
    const raw = await app.get(`/api/v1/licences/${licenceId}/registrations`, {
      cookie: desk.cookie,
      'kept-purpose': ground.purpose,
      'kept-reason': encodeURIComponent(ground.reason),
    });
    expect(raw.headers.get('content-type')).toMatch(/^application\/json/);
    expect(raw.headers.get('x-content-type-options')).toBe('nosniff');
    await raw.arrayBuffer();
    const page = await ownPageOf(email);
    expect(page).toContain(escaped(value));
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('<img');
    for (const mail of app.mails.messages) {
      expect(mail.header('bcc')).toBeUndefined();
      expect(mail.to.every((to) => !to.includes('evil'))).toBe(true);
      if (mail.html) expect(mail.html).not.toContain('<script>');
    }
  }

  async function ownPageOf(email: string): Promise<string> {
    app.mails.clear();
    expect((await app.submit('/me', { email }, network())).status).toBe(200);
    const text = await settledMail((each) => each.to.includes(email) && each.text.includes('/me/link/'));
    const link = /\/me\/link\/\S+/.exec(text)?.[0] ?? '';
    return (await app.submit(link, {}, network())).text();
  }
});

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** The text of the mail that comes; it is written after the answer. */
async function settledMail(fits: (mail: TestApp['mails']['messages'][number]) => boolean): Promise<string> {
  const caught = app.mails.waitFor(fits, 10_000);
  for (let turn = 0; turn < 100 && !app.mails.messages.some(fits); turn += 1) {
    await app.settle();
    await new Promise((later) => setTimeout(later, 20));
  }
  return (await caught).text;
}

describe('the same form sent twice', () => {
  test('one after the other and both at once: one activation, the same page', async () => {
    const { id, serial } = next();
    const form = { ...registrationData(), idempotency: 'one-and-the-same-form' };
    const pages = await Promise.all([submit(form, serial), submit(form, serial)]);
    pages.push(await submit(form, serial));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    const texts = await Promise.all(pages.map((page) => page.text()));
    expect(new Set(texts).size).toBe(1);
    const [left] = await rows(
      `SELECT seats_used, (SELECT count(*)::int FROM licensing.registrations WHERE licence_id = l.id) AS registrations,
        (SELECT count(*)::int FROM disclosures.ledger WHERE about_id = l.id AND channel = 'mail') AS mails
        FROM licensing.licences l WHERE id = $1`,
      [id],
    );
    expect(left).toEqual({ seats_used: 1, registrations: 1, mails: 1 });
  });

  test('changed and sent under the same key, it is refused', async () => {
    const { serial } = next();
    const form = { ...registrationData(), idempotency: 'another-form' };
    expect((await submit(form, serial)).status).toBe(200);
    const changed = await submit({ ...form, name: 'Somebody Else' }, serial);
    expect(changed.status).toBe(422);
    expect(await changed.text()).toContain('KEPT_IDEMPOTENCY');
  });
});
