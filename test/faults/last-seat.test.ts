import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

let app: TestApp;
let holderCompanyId: string;
let product: { productId: string; releaseId: string };

beforeAll(async () => {
  app = await startApp();
  holderCompanyId = await aReseller(app, { name: 'Sample Reseller Last Seat' });
  product = await aProduct(app);
});
afterAll(() => app.stop());

async function notice(): Promise<string> {
  const answer = await app.get('/api/v1/registration-schema');
  return ((await answer.json()) as { notice: { sha256: string } }).notice.sha256;
}

const rows = async (text: string, values: unknown[]) =>
  connected(
    app.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows as Record<string, unknown>[],
  );

async function atOnce(serial: string, bodies: readonly Record<string, unknown>[]) {
  const sha256 = await notice();
  return Promise.all(
    bodies.map(async (body) => {
      const answer = await app.post('/api/v1/activations', { ...registrationData(), serial, notice: sha256, ...body });
      return {
        status: answer.status,
        body: (await answer.json()) as { activationId?: string; error?: { code: string } },
      };
    }),
  );
}

test('fifty activations of the same last seat at once: exactly one wins, and only its person is kept', async () => {
  const [licence] = await someLicences(app, { ...product, holderCompanyId });
  const before = (await rows('SELECT count(*)::int AS people FROM contacts.people', []))[0];
  const answers = await atOnce(
    licence?.serial ?? '',
    Array.from({ length: 50 }, () => ({})),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const lost = answers.filter(({ status }) => status !== 201);
  expect(new Set(lost.map(({ status, body }) => `${status} ${body.error?.code}`))).toEqual(
    new Set(['409 KEPT_SEATS_USED_UP']),
  );
  await app.settle();
  const [left] = await rows(
    `SELECT l.seats_used, l.state,
      (SELECT count(*)::int FROM licensing.activations a WHERE a.licence_id = l.id) AS activations,
      (SELECT count(*)::int FROM licensing.registrations r WHERE r.licence_id = l.id) AS registrations,
      (SELECT count(*)::int FROM licensing.licence_events e WHERE e.licence_id = l.id AND kind = 'activated') AS activated,
      (SELECT count(*)::int FROM licensing.licence_events e WHERE e.licence_id = l.id AND kind = 'refused') AS refused,
      (SELECT count(*)::int FROM disclosures.ledger d WHERE d.about_id = l.id AND d.channel = 'mail') AS mails,
      (SELECT count(*)::int FROM contacts.people) - $2 AS people
      FROM licensing.licences l WHERE l.id = $1`,
    [licence?.id, before?.people],
  );
  expect(left).toEqual({
    seats_used: 1,
    state: 'active',
    activations: 1,
    registrations: 1,
    activated: 1,
    refused: 49,
    mails: 1,
    people: 1,
  });
}, 90_000);

test('fifty at once for three seats: three win', async () => {
  const [licence] = await someLicences(app, { ...product, holderCompanyId, seats: 3 });
  const answers = await atOnce(
    licence?.serial ?? '',
    Array.from({ length: 50 }, () => ({})),
  );
  const won = answers.flatMap(({ status, body }) => (status === 201 ? [body.activationId] : []));
  expect(new Set(won).size).toBe(3);
  expect(answers.filter(({ body }) => body.error?.code === 'KEPT_SEATS_USED_UP')).toHaveLength(47);
  const [left] = await rows('SELECT seats_used FROM licensing.licences WHERE id = $1', [licence?.id]);
  expect(left).toEqual({ seats_used: 3 });
}, 90_000);

test('the same machine twenty times at once takes one seat and is answered alike', async () => {
  const [licence] = await someLicences(app, { ...product, holderCompanyId, seats: 5 });
  const registration = registrationData();
  const answers = await atOnce(
    licence?.serial ?? '',
    Array.from({ length: 20 }, () => ({ ...registration, machine: 'one-and-the-same-machine' })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ body }) => body.activationId)).size).toBe(1);
  const [left] = await rows('SELECT seats_used FROM licensing.licences WHERE id = $1', [licence?.id]);
  expect(left).toEqual({ seats_used: 1 });
}, 90_000);
