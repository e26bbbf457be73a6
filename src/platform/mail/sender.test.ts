import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testClock } from '../../../test/kit/clock.ts';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { type MailCatcher, type Refusal, startMailCatcher } from '../../../test/kit/mail-catcher.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { systemIds } from '../ids.ts';
import { createLog } from '../log.ts';
import { createMailSender } from './sender.ts';
import { smtpTransport } from './smtp.ts';

let database: TestDatabase;
let db: Database;
let catcher: MailCatcher;
const clock = testClock();
const lines: string[] = [];
const log = createLog('info', { write: (line: string) => lines.push(line) });

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase({ url: database.appUrl, prefix: database.prefix });
  catcher = await startMailCatcher();
});
beforeEach(() => {
  catcher.clear();
  catcher.refuse(false);
});
afterAll(async () => {
  await db.close();
  await catcher.close();
  await database.drop();
});

const sender = (options: { url?: string | null } = {}) =>
  createMailSender({
    db,
    clock,
    log,
    from: async () => 'privacy@vendor.example',
    transport: options.url === null ? null : smtpTransport(options.url ?? catcher.url),
  });

async function queue(to: string, subject = 'Your licence'): Promise<string> {
  const id = systemIds.uuid();
  await connected(database.ownerUrl, async (client) => {
    await client.query(
      `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis) VALUES ($1, $2, 'person', $1, $1, 'mail', 'registration', '{email}', 'test')`,
      [id, clock.now()],
    );
    await client.query(
      `INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at) VALUES ($1, $1, 'test', $2, $3, 'Hello', $4)`,
      [id, to, subject, clock.now()],
    );
  });
  return id;
}

const stateOf = (id: string) =>
  connected(database.ownerUrl, async (client) => {
    const { rows } = await client.query('SELECT state, attempts, failure FROM platform.mail_outbox WHERE id = $1', [
      id,
    ]);
    return rows[0];
  });

test('a queued mail goes out once, with the same message id at each try', async () => {
  const id = await queue('ada@customer.example');
  expect(await sender().drain()).toBe(1);
  expect(await sender().drain()).toBe(0);
  expect(catcher.messages.map(({ to, subject }) => [to, subject])).toEqual([
    [['ada@customer.example'], 'Your licence'],
  ]);
  expect(catcher.messages[0]?.header('message-id')).toContain(id);
  expect(await stateOf(id)).toEqual({ state: 'sent', attempts: 1, failure: null });
});

test('a relay that refuses is tried again later, and nothing is lost', async () => {
  const id = await queue('bob@customer.example');
  catcher.refuse(true, 'temporary');
  expect(await sender().drain()).toBe(1);
  expect(await stateOf(id)).toEqual({ state: 'queued', attempts: 1, failure: 'refused for now' });
  expect(await sender().drain()).toBe(0);
  catcher.refuse(false);
  clock.advance({ minutes: 2 });
  expect(await sender().drain()).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
});

test('a refusal for good ends it, and says so without the address', async () => {
  const id = await queue('gone@customer.example');
  catcher.refuse(true, 'permanent');
  await sender().drain();
  expect(await stateOf(id)).toMatchObject({ state: 'refused', failure: 'refused for good' });
  expect(lines.join('')).toContain('the mail relay did not take a mail');
  expect(lines.join('')).not.toContain('gone@customer.example');
});

test('a wrong password loses nothing: the relay is asked again, and not once a mail', async () => {
  const ids = [await queue('ann@customer.example'), await queue('ben@customer.example')];
  const sending = sender({ url: catcher.urlWithPassword });
  const before = catcher.refusals();
  catcher.refuse('sign-in', 'permanent');
  for (let tries = 0; tries < 30; tries += 1) {
    await sending.drain();
    await sending.drain();
    clock.advance({ hours: 1 });
  }
  expect(catcher.refusals() - before).toBe(30);
  expect(await stateOf(ids[0] ?? '')).toMatchObject({ state: 'queued', failure: 'relay refused the sign-in' });
  catcher.refuse(false);
  expect(await sending.drain()).toBe(2);
  for (const id of ids) expect(await stateOf(id)).toMatchObject({ state: 'sent', failure: null });
});

test.each<[Refusal, string]>([
  ['connection', 'relay takes nothing'],
  ['sender', 'relay takes nothing'],
])('a refusal for good at the %s is none of the mail', async (at, failure) => {
  const id = await queue('fay@customer.example');
  const sending = sender();
  catcher.refuse(at, 'permanent');
  expect(await sending.drain()).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'queued', failure });
  catcher.refuse(false);
  expect(await sending.drain()).toBe(0);
  clock.advance({ minutes: 2 });
  expect(await sending.drain()).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
});

test('without a relay mail waits, and goes out once there is one', async () => {
  const id = await queue('carl@customer.example');
  expect(await sender({ url: null }).drain()).toBe(0);
  expect(await stateOf(id)).toMatchObject({ state: 'queued', attempts: 0 });
  expect(await sender().drain()).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
});

test('a mail taken up by a server that died is taken up again', async () => {
  const id = await queue('dora@customer.example');
  await connected(database.ownerUrl, (client) =>
    client.query(`UPDATE platform.mail_outbox SET state = 'sending', retry_at = $2 WHERE id = $1`, [
      id,
      new Date(clock.now().getTime() + 600_000),
    ]),
  );
  expect(await sender().drain()).toBe(0);
  clock.advance({ minutes: 11 });
  expect(await sender().drain()).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
});

test('two senders at once send each mail once', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => queue(`p${index}@customer.example`)));
  await Promise.all([sender().drain(), sender().drain(), sender().drain()]);
  expect(catcher.messages).toHaveLength(ids.length);
});

test('a subject cannot begin a new header', async () => {
  await queue('eve@customer.example', 'Hello\r\nBcc: all@customer.example');
  await sender().drain();
  expect(catcher.messages[0]?.to).toEqual(['eve@customer.example']);
  expect(catcher.messages[0]?.header('bcc')).toBeUndefined();
});
