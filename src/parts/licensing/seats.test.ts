import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';

// A seat taken on the page has no machine: the first program that names the activation's number takes it over.

let app: TestApp;
let holderCompanyId: string;
let product: { productId: string; releaseId: string };
beforeAll(async () => {
  app = await startApp();
  holderCompanyId = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app, { name: 'Sample Mill' });
});
afterAll(() => app?.stop());

interface Answer {
  readonly activationId: string;
  readonly release: string;
  readonly licence: { readonly payload: string };
  readonly error?: { readonly code: string; readonly next: string };
}

const owner = (text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query(text, values)).rows);

async function send(method: string, path: string, body: object): Promise<{ status: number; body: Answer }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${app.baseUrl}${path}`, { method, headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Answer };
}

const take = (id: string, machine: string) => send('PUT', `/api/v1/activations/${id}/machine`, { machine });
const machineOf = ({ licence }: Answer) =>
  (JSON.parse(Buffer.from(licence.payload, 'base64url').toString('utf8')) as { machine: string | null }).machine;

/** Activates on the page; the number that is shown there. */
async function activateOnPage(more: object = {}) {
  const [licence] = await someLicences(app, { ...product, holderCompanyId, ...more });
  const form = await (await app.get('/activate')).text();
  const notice = /name="notice" value="(\w+)"/.exec(form)?.[1] ?? '';
  const typed = { serial: licence?.serial ?? '', notice, ...registrationData() };
  const page = await (await app.submit('/activate', typed)).text();
  const id = /<code>([0-9a-f-]{36})<\/code>/.exec(page)?.[1] ?? '';
  return { page, typed, id, licenceId: licence?.id ?? '' };
}

const byProgram = (typed: Record<string, string>, machine: string) =>
  send('POST', '/api/v1/activations', { ...typed, machine });

test('the number on the page leads the program to the seat, and the first machine keeps it', async () => {
  const { page, typed, id } = await activateOnPage();
  expect(page).toContain('give it this activation number');
  expect(page).not.toContain('by itself');
  const refused = await byProgram(typed, 'machine-one');
  expect([refused.status, refused.body.error?.code]).toEqual([409, 'KEPT_SEATS_USED_UP']);
  expect(refused.body.error?.next).toContain('activation number');

  const taken = await take(id, 'machine-one');
  expect(taken).toMatchObject({ status: 200, body: { activationId: id, release: '1.0' } });
  expect(machineOf(taken.body)).toMatch(/^[0-9a-f]{64}$/);
  expect((await take(id, 'machine-one')).body).toMatchObject({ activationId: id, licence: taken.body.licence });
  const other = await take(id, 'machine-two');
  expect([other.status, other.body.error?.code]).toEqual([409, 'KEPT_SEAT_TAKEN']);
  // By its serial the machine finds the same seat.
  expect((await byProgram(typed, 'machine-one')).body.activationId).toBe(id);
  const status = await app.get(`/api/v1/activations/${id}`);
  expect(await status.json()).toMatchObject({ verdict: 'good' });
});

test('of twenty machines at once exactly one takes it', async () => {
  const { id } = await activateOnPage();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => take(id, `machine-${index}-at-once`)));
  const codes = answers.map(({ status, body }) => body.error?.code ?? status);
  expect(codes.filter((code) => code === 200)).toHaveLength(1);
  expect(codes.filter((code) => code === 'KEPT_SEAT_TAKEN')).toHaveLength(19);
});

test('a machine with a seat of the licence takes no second one', async () => {
  const { typed, id } = await activateOnPage({ seats: 2 });
  expect((await byProgram(typed, 'machine-seated')).status).toBe(201);
  const again = await take(id, 'machine-seated');
  expect([again.status, again.body.error?.code]).toEqual([409, 'KEPT_MACHINE_HAS_SEAT']);
  expect((await take(id, 'machine-without')).status).toBe(200);
});

test('nothing is taken of what nobody may use, and a made-up number is none', async () => {
  const { id, licenceId } = await activateOnPage();
  await owner(`UPDATE licensing.licences SET state = 'suspended' WHERE id = $1`, [licenceId]);
  const suspended = await take(id, 'machine-one');
  expect([suspended.status, suspended.body.error?.code]).toEqual([409, 'KEPT_LICENCE_SUSPENDED']);
  expect(suspended.body.error?.next).toContain('Sample Dealers');
  expect(await owner('SELECT machine_key FROM licensing.activations WHERE id = $1', [id])).toEqual([
    { machine_key: null },
  ]);
  await owner('UPDATE licensing.activations SET deactivated_at = now() WHERE id = $1', [id]);
  expect((await take(id, 'machine-one')).body.error?.code).toBe('KEPT_ACTIVATION_UNKNOWN');
  const unknown = await take('00000000-0000-4000-8000-000000000000', 'machine-one');
  expect([unknown.status, unknown.body.error?.code]).toEqual([404, 'KEPT_ACTIVATION_UNKNOWN']);
  expect((await send('PUT', `/api/v1/activations/${id}/machine`, { machine: 'short' })).status).toBe(400);
});
