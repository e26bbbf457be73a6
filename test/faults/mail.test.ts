import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLicensor, aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

let app: TestApp;
let administrator: Session;
let serials: { id: string; serial: string }[];
let sha256: string;

beforeAll(async () => {
  app = await startApp();
  administrator = await app.signInAs('administrator');
  const { technologyId } = await aLicensor(app, { fields: ['companyName', 'name', 'phone', 'email'] });
  const holderCompanyId = await aReseller(app, { name: 'Sample Reseller Mail' });
  const product = await aProduct(app, { technologyIds: [technologyId] });
  serials = await someLicences(app, { ...product, holderCompanyId, count: 10 });
  const answer = await app.get('/api/v1/registration-schema');
  ({ sha256 } = ((await answer.json()) as { notice: { sha256: string } }).notice);
});
afterAll(() => app.stop());

async function register(email: string): Promise<void> {
  const serial = serials.pop()?.serial ?? '';
  const answer = await app.post('/api/v1/activations', { ...registrationData({ email }), serial, notice: sha256 });
  expect(answer.status).toBe(201);
}

/** The link goes into the outbox after the answer. */
async function askForLink(email: string): Promise<void> {
  const before = await links(email);
  expect((await app.submit('/me', { email })).status).toBe(200);
  await expect.poll(() => links(email)).toBe(before + 1);
}

const rows = async (text: string, values: unknown[] = []) =>
  connected(
    app.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows as Record<string, unknown>[],
  );
const links = async (email: string) =>
  Number(
    (await rows(`SELECT count(*) FROM platform.mail_outbox WHERE kind = 'person link' AND to_address = $1`, [email]))[0]
      ?.count,
  );
const linkIn = (text: string) => /\/me\/link\/[\w-]+/.exec(text)?.[0] ?? '';

test('a relay that refuses for a while loses nothing: each mail arrives once, and its link works', async () => {
  const email = 'refused@customer.example';
  app.mails.refuse(true, 'temporary');
  await register(email);
  await askForLink(email);
  await app.settle();
  expect(app.mails.messages.filter(({ to }) => to.includes(email))).toEqual([]);
  expect(app.mails.refusals()).toBeGreaterThan(0);
  const waiting = await rows('SELECT state, failure FROM platform.mail_outbox WHERE to_address = $1', [email]);
  expect(waiting).toEqual(Array.from({ length: 2 }, () => ({ state: 'queued', failure: 'refused for now' })));
  app.mails.refuse('connection', 'temporary');
  app.clock.advance({ minutes: 2 });
  await app.settle();
  app.mails.refuse(false);
  app.clock.advance({ minutes: 5 });
  await app.settle();
  const came = app.mails.messages.filter(({ to }) => to.includes(email));
  expect(came).toHaveLength(2);
  const link = linkIn(came.map(({ text }) => text).join('\n'));
  expect((await app.submit(link, {})).status).toBe(200);
  app.clock.advance({ days: 1 });
  await app.settle();
  expect(app.mails.messages.filter(({ to }) => to.includes(email))).toHaveLength(2);
}, 60_000);

test('a scanner that opens every link of every mail, many times, spends nothing', async () => {
  const email = 'scanned@customer.example';
  await register(email);
  await askForLink(email);
  const invited = await administrator.call<{ link: string }>('POST', '/api/v1/invitations', {
    role: 'support',
    companyId: null,
    email: 'colleague@vendor.example',
  });
  expect(invited.status).toBe(201);
  await app.settle();
  const found = app.mails.messages.flatMap(({ text, html }) => [
    ...`${text}\n${html ?? ''}`.matchAll(/https?:\/\/[^\s"'<>)]+/g),
  ]);
  const urls = [...new Set(found.map(([url]) => url.replace(/[.,]$/, '')))];
  expect(urls.some((url) => url.includes('/me/link/'))).toBe(true);
  expect(urls.some((url) => url.includes('/desk/welcome#'))).toBe(true);
  expect(urls.every((url) => url.startsWith(app.baseUrl))).toBe(true);
  const before = await everything();
  for (const url of urls)
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS', 'HEAD'])
      for (const headers of [
        {},
        { 'user-agent': 'Mozilla/5.0 (scanner)', purpose: 'prefetch', 'sec-purpose': 'prefetch' },
      ]) {
        const answer = await fetch(url, { method, headers, redirect: 'follow' });
        expect(answer.headers.getSetCookie()).toEqual([]);
        expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
        await answer.arrayBuffer();
      }
  await app.settle();
  expect(await everything()).toEqual(before);

  const mail = app.mails.messages.find(({ to, text }) => to.includes(email) && text.includes('/me/link/'));
  const opened = await app.submit(linkIn(mail?.text ?? ''), {});
  expect(opened.status).toBe(200);
  expect(await opened.text()).toContain(email);
  const again = await app.submit(linkIn(mail?.text ?? ''), {});
  expect(again.status).toBeGreaterThanOrEqual(400);
  const token = invited.body.link.split('#')[1];
  const account = { token, name: 'A Colleague', email: 'colleague@vendor.example', password: 'a long enough password' };
  expect((await app.post('/api/v1/invitations/accept', account, { 'kept-csrf': '1' })).status).toBe(201);
  expect((await app.post('/api/v1/invitations/accept', account, { 'kept-csrf': '1' })).status).toBe(410);
}, 60_000);

/** A digest of each table: whatever changes anywhere is seen. */
async function everything(): Promise<Record<string, string>> {
  return connected(app.database.ownerUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'jobs') ORDER BY 1`,
    );
    const digests: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows: content } = await client.query(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
      digests[name] = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    }
    return digests;
  });
}
