import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aLicensor, aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { sendDueReports } from '../../src/parts/licensing/index.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { prove } from '../kit/prove.ts';

// What licensors are told of people, beside what people were told: present values, to whom the notice named, for what it said.

let app: TestApp;
let manager: Session;
let reseller: string;
beforeAll(async () => {
  app = await startApp();
  reseller = await aReseller(app);
  manager = await app.signInAs('product manager');
}, 60_000);
afterAll(() => app?.stop());

type Product = { productId: string; releaseId: string };
const owner = async <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

async function noticeNow(): Promise<string> {
  const answer = await app.get('/api/v1/registration-schema');
  return ((await answer.json()) as { notice: { sha256: string } }).notice.sha256;
}

async function activate(product: Product, changes: Record<string, string> = {}, notice?: string) {
  const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller });
  const fields = registrationData(changes);
  const shown = notice ?? (await noticeNow());
  const body = { serial: licence?.serial, notice: shown, ...fields };
  const answer = await app.post('/api/v1/activations', body);
  const { error } = (await answer.json()) as { error?: { code: string } };
  await app.settle();
  return { status: answer.status, code: error?.code, fields, notice: shown };
}

/** Every report that a licensor was mailed, as one text. */
async function reportsTo(mailbox: string): Promise<string> {
  const rows = await owner<{ base64: string }>(
    `SELECT attachments->0->>'base64' AS base64 FROM platform.mail_outbox WHERE to_address = $1 AND kind = 'licensor report' ORDER BY queued_at`,
    [mailbox],
  );
  return rows.map(({ base64 }) => Buffer.from(base64, 'base64').toString('utf8')).join('');
}

/** The person opens their page by the link that is mailed, and corrects. */
async function correct(told: Record<string, string>, changes: Record<string, string>): Promise<string> {
  app.clock.advance({ minutes: 2 });
  const isLink = (mail: { to: string[]; text: string }) =>
    mail.to.includes(told.email ?? '') && mail.text.includes('/me/link/');
  const before = app.mails.messages.filter(isLink).length;
  await app.submit('/me', { email: told.email ?? '' });
  await expect
    .poll(
      async () => {
        await app.settle();
        return app.mails.messages.filter(isLink).length;
      },
      { timeout: 10_000 },
    )
    .toBe(before + 1);
  const link = /\/me\/link\/\S+/.exec(app.mails.messages.filter(isLink).at(-1)?.text ?? '')?.[0] ?? '';
  const html = await (await app.submit(link, {})).text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  const { name = '', phone = '', title = '', role = '' } = told;
  const form = { sitting: hidden('sitting'), version: hidden('version'), name, phone, title, role, ...changes };
  expect((await app.submit('/me/correct', form)).status).toBe(200);
  await app.settle();
  return html;
}

describe('what is reported', () => {
  test('is what is held now: a correction or an emptied field before the report is in it', async () => {
    const mailbox = 'monthly@licensor.example';
    const { technologyId } = await aLicensor(app, {
      mailbox,
      frequency: 'monthly',
      fields: ['name', 'phone', 'title'],
    });
    const product = await aProduct(app, { technologyIds: [technologyId] });
    const one = await activate(product, { name: 'Corrected, Early', phone: '+49 69 111', title: 'Prof' });
    app.clock.advance({ minutes: 1 });
    const two = await activate(product, { name: 'Emptied Early', phone: '+49 69 333' });
    const page = await correct(one.fields, { phone: '+49 69 222', title: '' });
    expect(page).not.toContain('to have it deleted');
    expect(page).toContain('What you told at an activation stays with the licence');
    await correct(two.fields, { phone: '' });
    app.clock.set('2026-04-02T09:00:00Z');
    expect(await sendDueReports(app.kept.deps)).toBe(1);
    await app.settle();
    expect(await reportsTo(mailbox)).toBe(
      'name,phone,title\r\n"Corrected, Early",+49 69 222,\r\nEmptied Early,,Dr\r\n',
    );
    expect(await prove(app, 'M5.reported')).toMatchObject({ verdict: 'true', finding: { examined: 2 } });
    expect(await prove(app, 'M5.passed-on')).not.toMatchObject({ verdict: 'false' });
  });

  test('that is corrected afterwards is passed on, and held to be so', async () => {
    const mailbox = 'after@licensor.example';
    const { technologyId } = await aLicensor(app, { mailbox, fields: ['name', 'phone'] });
    const product = await aProduct(app, { technologyIds: [technologyId] });
    const { fields } = await activate(product, { phone: '+49 69 444' });
    expect(await reportsTo(mailbox)).toContain('+49 69 444');
    await correct(fields, { phone: '+49 69 555' });
    expect(app.mails.messages.findLast((mail) => mail.to.includes(mailbox))?.text).toContain('+49 69 555');
    for (const demand of ['M5.reported', 'M5.passed-on', 'M5.in-ledger'])
      expect(await prove(app, demand)).toMatchObject({ verdict: 'true' });
    await owner(`DELETE FROM platform.mail_outbox WHERE to_address = $1 AND kind = 'correction'`, [mailbox]);
    expect(await prove(app, 'M5.in-ledger')).toMatchObject({ verdict: 'true' });
  });
});

describe('whom the notice does not name', () => {
  test('is told nothing of those who registered under it, though its contract and its technology reach back', async () => {
    const first = await aLicensor(app, { mailbox: 'first@licensor.example', fields: ['name'] });
    const product = await aProduct(app, { technologyIds: [first.technologyId] });
    const before = await activate(product, { name: 'Registered Before' });
    const late = await aLicensor(app, {
      name: 'Late Kernels',
      mailbox: 'late@licensor.example',
      fields: ['name', 'phone'],
      signedOn: '2020-01-01',
    });
    const embedded = await manager.call('PUT', `/api/v1/releases/${product.releaseId}/technologies`, {
      technologyIds: [first.technologyId, late.technologyId],
    });
    expect(embedded.status).toBe(200);
    // Somebody had the form open while that was entered.
    const during = await activate(product, { name: 'Filling In' }, before.notice);
    expect(during.status).toBe(201);
    const after = await activate(product, { name: 'Registered After' });
    expect(after.status).toBe(201);
    await sendDueReports(app.kept.deps);
    const told = await reportsTo('late@licensor.example');
    expect(told).toContain('Registered After');
    expect(told).not.toContain('Registered Before');
    expect(told).not.toContain('Filling In');
    expect(await reportsTo('first@licensor.example')).toContain('Registered Before');
    expect(await prove(app, 'L4.noticed')).toMatchObject({ verdict: 'true' });
  });

  test('is told no field that the notice did not name for it, nor of another product', async () => {
    const { licensorId, technologyId } = await aLicensor(app, { mailbox: 'more@licensor.example', fields: ['name'] });
    const product = await aProduct(app, { technologyIds: [technologyId] });
    const notice = await noticeNow();
    const other = await aProduct(app, { technologyIds: [] });
    const otherSold = await activate(other, { name: 'Of Another Product' }, notice);
    expect(otherSold.status).toBe(201);
    await manager.call('PUT', `/api/v1/releases/${other.releaseId}/technologies`, { technologyIds: [technologyId] });
    await owner(`UPDATE disclosures.contracts SET fields = '{name,phone}' WHERE recipient_id = $1`, [licensorId]);
    const under = await activate(product, { name: 'Named Only', phone: '+49 69 777' }, notice);
    expect(under.status).toBe(201);
    const told = await reportsTo('more@licensor.example');
    expect(told).toContain('Named Only,\r\n');
    expect(told).not.toContain('Of Another Product');
    const rows = await owner<{ fields: string[] }>(
      `SELECT fields FROM disclosures.ledger WHERE recipient_id = $1 AND channel = 'report'`,
      [licensorId],
    );
    expect(rows).toEqual([{ fields: ['name'] }]);
  });
});

describe('a notice whose place other words have taken', () => {
  test('is taken for half an hour, and then refused with the way on; the same words again hold again', async () => {
    const product = await aProduct(app);
    const old = await noticeNow();
    const licensor = await aLicensor(app, { fields: ['name'] });
    const withIt = await aProduct(app, { technologyIds: [licensor.technologyId] });
    const current = await noticeNow();
    expect(current).not.toBe(old);
    app.clock.advance({ minutes: 29 });
    expect((await activate(product, {}, old)).status).toBe(201);
    app.clock.advance({ minutes: 3 });
    const refused = await activate(product, {}, old);
    expect([refused.status, refused.code]).toEqual([409, 'KEPT_NOTICE_CHANGED']);
    const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller });
    const form = { serial: licence?.serial ?? '', notice: old, ...registrationData() };
    const page = await (await app.submit('/activate', form)).text();
    expect(page).toContain('KEPT_NOTICE_CHANGED');
    expect(page).toContain(`name="notice" value="${current}"`);
    expect((await activate(withIt, {}, current)).status).toBe(201);
    expect(await prove(app, 'L3.notice')).toMatchObject({ verdict: 'true' });
    expect(await prove(app, 'U7.notice')).toMatchObject({ verdict: 'true' });

    // The licensor's contract ends: what was said before is what is said now.
    await owner('UPDATE disclosures.recipients SET ended_at = now() WHERE id = $1', [licensor.licensorId]);
    app.clock.advance({ minutes: 2 });
    expect((await activate(product, {}, old)).status).toBe(201);
    app.clock.advance({ minutes: 40 });
    expect((await activate(product, {}, old)).status).toBe(201);
    expect((await activate(withIt, {}, current)).code).toBe('KEPT_NOTICE_CHANGED');
    expect(await prove(app, 'L3.notice')).toMatchObject({ verdict: 'true' });
  });

  test('turns the proof red where a registration is kept with it all the same', async () => {
    await owner(
      `UPDATE licensing.registrations SET notice_id = (SELECT id FROM policy.notices WHERE kind = 'registration' ORDER BY version LIMIT 1)`,
    );
    expect(await prove(app, 'L3.notice')).toMatchObject({ verdict: 'false' });
  });
});

test('beside each field that is reported, and on /me, stands that it is used for what is owed to licensors', async () => {
  const { technologyId } = await aLicensor(app, { fields: ['industry', 'name'] });
  const product = await aProduct(app, { technologyIds: [technologyId] });
  const page = await (await app.get('/activate')).text();
  const beside = (field: string) =>
    page.split(/(?=<label\b)/).find((piece) => piece.includes(` name="${field}"`)) ?? '';
  expect(beside('industry')).toContain('product improvement, licensor obligation.');
  expect(beside('street')).not.toContain('licensor obligation');
  expect(await prove(app, 'L3.shown')).toMatchObject({ verdict: 'true' });
  const { fields } = await activate(product);
  const own = await correct(fields, {});
  expect(own).toContain('Used for registration, customer service, licensor obligation.');
});

test('a report is signed: who has the key can tell that the table is ours and whole', async () => {
  const mailbox = 'signed@licensor.example';
  const { technologyId } = await aLicensor(app, { mailbox, fields: ['companyName'] });
  const product = await aProduct(app, { technologyIds: [technologyId] });
  await activate(product, { companyName: 'Signed Works' });
  const [row] = await owner<{ table: string; signature: string }>(
    `SELECT attachments->0->>'base64' AS table, attachments->1->>'base64' AS signature
     FROM platform.mail_outbox WHERE to_address = $1 AND kind = 'licensor report'`,
    [mailbox],
  );
  const text = Buffer.from(row?.signature ?? '', 'base64').toString('ascii');
  const [, signed = '', signature = ''] = /^((?:[^\n]*\n){7})signature (\S+)\n$/.exec(text) ?? [];
  const lines = signed.split('\n');
  const table = Buffer.from(row?.table ?? '', 'base64');
  expect(table.toString()).toContain('Signed Works');
  expect([lines[0], lines[4], lines[5]]).toEqual([
    'kept-report-1',
    '1',
    createHash('sha256').update(table).digest('hex'),
  ]);
  const { keys } = (await (await app.get('/api/v1/signing-keys')).json()) as {
    keys: { keyId: string; publicKey: string }[];
  };
  const raw = keys.find(({ keyId }) => keyId === lines[6])?.publicKey ?? '';
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
  const good = (bytes: string) => verify(null, Buffer.from(bytes, 'ascii'), key, Buffer.from(signature, 'base64url'));
  expect([good(signed), good(signed.replace('\n1\n', '\n2\n'))]).toEqual([true, false]);
  expect(await prove(app, 'L4.signed')).toMatchObject({ verdict: 'true' });
});
