import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';
import type { LicenceItem } from './wire/licences.ts';

let app: TestApp;
let desk: Session;
let seller: Session;
let licences: { id: string; serial: string }[];
let notice: string;

beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('licence desk');
  const holderCompanyId = await aReseller(app, { name: 'Sample Dealers' });
  seller = await app.signInAs('reseller administrator', holderCompanyId);
  const product = await aProduct(app, {});
  licences = await someLicences(app, { ...product, holderCompanyId, count: 9 });
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  notice = schema.notice.sha256;
});
afterAll(() => app.stop());

const activate = (serial: string, email: string, status: number) =>
  app
    .post('/api/v1/activations', { ...registrationData({ email }), serial, notice })
    .then((answer) => expect(answer.status).toBe(status));
const find = async (needs: string) => {
  const { body } = await desk.call<{ items: LicenceItem[]; count: number }>(
    'GET',
    `/api/v1/licences?needs=${encodeURIComponent(needs)}`,
  );
  expect(body.count).toBe(body.items.length);
  return body.items.map(({ id }) => id).sort();
};
const group = async (kind: string) => {
  const { body } = await desk.call<{ groups: { kind: string; count: number }[] }>('GET', '/api/v1/today');
  return body.groups.find((each) => each.kind === kind)?.count ?? 0;
};
const ids = (...places: number[]) => places.map((place) => licences[place]?.id ?? '').sort();
const serial = (place: number) => licences[place]?.serial ?? '';

test('all licences that the first page counts are found in the list, and no others', async () => {
  for (const place of [0, 1, 2, 3, 4, 5, 6]) await activate(serial(place), 'one@customer.example', 201);
  expect(await find('waiting for proof')).toEqual(ids(1, 2, 3, 4, 5, 6));
  expect(await group('waiting for proof')).toBe(6);

  await activate(serial(0), 'late@customer.example', 409);
  app.clock.advance({ minutes: 1 });
  await activate(serial(6), 'late@customer.example', 409);
  expect(await find('activations refused')).toEqual(ids(0, 6));
  // Somebody made room, and then it went well.
  await connected(app.database.ownerUrl, (client) =>
    client.query('UPDATE licensing.licences SET seats = 2 WHERE id = $1', [ids(6)[0]]),
  );
  app.clock.advance({ minutes: 1 });
  await activate(serial(6), 'late@customer.example', 201);
  expect(await find('activations refused')).toEqual(ids(0));
  expect(await group('activations refused')).toBe(1);

  await connected(app.database.ownerUrl, (client) =>
    client.query(`UPDATE licensing.registrations SET state = 'disowned', disowned_at = $2 WHERE licence_id = $1`, [
      ids(1)[0],
      app.clock.now(),
    ]),
  );
  expect(await find('registrations disowned')).toEqual(ids(1));
  app.clock.advance({ days: 31 });
  expect([await find('activations refused'), await find('registrations disowned')]).toEqual([[], []]);
}, 60_000);

test('a reseller does not ask for it, and nobody for something else', async () => {
  for (const [who, needs] of [
    [seller, 'activations refused'],
    [desk, 'everything'],
  ] as const)
    expect((await who.call('GET', `/api/v1/licences?needs=${encodeURIComponent(needs)}`)).status).toBe(400);
});
