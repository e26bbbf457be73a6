import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// A serial that does not exist and one that the asker may not know of must be told apart by nothing: same answer, same
// statements in the same order. Clocks would measure the machine; statements measure the code.

let app: TestApp;
let serial: { foreign: string; draft: string; unknown: string };
let otherRelease: string;
let sha256: string;
const statements: string[] = [];

beforeAll(async () => {
  app = await startApp();
  const holderCompanyId = await aReseller(app, { name: 'Sample Reseller Same Work' });
  const product = await aProduct(app);
  const [foreign, draft] = await someLicences(app, { ...product, holderCompanyId, count: 2 });
  const [removed] = await someLicences(app, { ...product, holderCompanyId });
  await connected(app.database.ownerUrl, async (client) => {
    await client.query(`UPDATE licensing.licences SET state = 'draft' WHERE id = $1`, [draft?.id]);
    await client.query('DELETE FROM licensing.handovers WHERE licence_id = $1', [removed?.id]);
    await client.query('DELETE FROM licensing.licence_events WHERE licence_id = $1', [removed?.id]);
    await client.query('DELETE FROM licensing.licences WHERE id = $1', [removed?.id]);
  });
  serial = { foreign: foreign?.serial ?? '', draft: draft?.serial ?? '', unknown: removed?.serial ?? '' };
  otherRelease = (await aProduct(app)).releaseId;
  const answer = await app.get('/api/v1/registration-schema');
  ({ sha256 } = ((await answer.json()) as { notice: { sha256: string } }).notice);
});
afterAll(() => app.stop());

/** Writes down the text of every statement that this process sends. */
const send = pg.Client.prototype.query as (...args: unknown[]) => unknown;
pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  statements.push(typeof first === 'string' ? first : (first as { text: string }).text);
  return send.apply(this, args);
} as typeof pg.Client.prototype.query;

async function ask(typed: string, more: Record<string, string> = {}) {
  statements.length = 0;
  const answer = await app.post('/api/v1/activations', {
    ...registrationData(),
    serial: typed,
    notice: sha256,
    ...more,
  });
  const body = await answer.text();
  const headers = [...answer.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
  return { status: answer.status, body, headers, statements: [...statements] };
}

test('unknown, not issued and of another product: the same answer after the same statements', async () => {
  // Once for what is remembered between requests.
  await ask(serial.unknown);
  const unknown = await ask(serial.unknown);
  expect(unknown.status).toBe(404);
  expect(unknown.body).toContain('KEPT_SERIAL_UNKNOWN');
  expect(unknown.statements.length).toBeGreaterThan(0);
  expect(await ask(serial.draft)).toEqual(unknown);
  const asProgram = await ask(serial.unknown, { releaseId: otherRelease });
  expect(await ask(serial.foreign, { releaseId: otherRelease })).toEqual(asProgram);
  expect(asProgram).toEqual(unknown);
});

test('a known and an unknown mail address: the same answer after the same statements', async () => {
  const holderCompanyId = await aReseller(app, { name: 'Sample Reseller Same Answer' });
  const licences = await someLicences(app, { ...(await aProduct(app)), holderCompanyId, count: 4 });
  const activate = async (index: number, email: string) => {
    const { status, body, statements: sent } = await ask(licences[index]?.serial ?? '', { email });
    return { status, keys: Object.keys(JSON.parse(body) as object), sent };
  };
  await activate(0, 'known@customer.example');
  await activate(1, 'warm@customer.example');
  const fresh = await activate(2, 'unknown@customer.example');
  expect(fresh.status).toBe(201);
  expect(fresh.sent.length).toBeGreaterThan(3);
  expect(await activate(3, 'known@customer.example')).toEqual(fresh);
});

test('asked for a link at /me, a known and an unknown mail address are answered alike', async () => {
  const pages = await Promise.all(
    ['known@customer.example', 'nobody@customer.example'].map(async (email) => {
      const answer = await app.submit('/me', { email });
      return { status: answer.status, page: await answer.text() };
    }),
  );
  expect(pages[0]?.status).toBe(200);
  expect(pages[0]).toEqual(pages[1]);
  expect(pages[0]?.page).not.toContain('customer.example');
});
