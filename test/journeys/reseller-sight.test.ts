import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLicensor, aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// One person is a customer of one reseller, and somebody activates a serial of another reseller under their address. What
// the first reseller can open, all of it, says nothing of the second, nor of who else was given the person's data.

let app: TestApp;
let ours: Session;
let personId: string;
let companyId: string;
let licenceId: string;
let theirs: { id: string; serial: string };
const ids = new Set<string>();

beforeAll(async () => {
  app = await startApp();
  const [near, far] = [
    await aReseller(app, { name: 'Nearby Dealers', mailbox: 'office@nearby.example' }),
    await aReseller(app, { name: 'Faraway Dealers', mailbox: 'office@faraway.example' }),
  ];
  const { technologyId } = await aLicensor(app, { name: 'Solid Kernels', fields: ['name', 'email', 'primaryProduct'] });
  const product = await aProduct(app, { name: 'Sample Mill', technologyIds: [technologyId] });
  const sold = async (holderCompanyId: string, fields: Record<string, string>) => {
    const [licence] = await someLicences(app, { ...product, holderCompanyId });
    const { notice } = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
    const body = { serial: licence?.serial, notice: notice.sha256, ...registrationData(fields) };
    expect((await app.post('/api/v1/activations', body)).status).toBe(201);
    await app.settle();
    return licence ?? { id: '', serial: '' };
  };
  const email = 'pat@both.example';
  licenceId = (await sold(near, { email, companyName: 'Shared Works' })).id;
  theirs = await sold(far, { email, companyName: 'Elsewhere Works' });
  const rows = await connected(app.database.ownerUrl, async (client) => {
    const text = 'SELECT id, person_id, company_id, licence_id FROM licensing.registrations';
    return (await client.query<Record<'id' | 'person_id' | 'company_id' | 'licence_id', string>>(text)).rows;
  });
  for (const row of rows) for (const id of [row.id, row.person_id, row.company_id, row.licence_id]) ids.add(id);
  for (const id of [near, far]) ids.add(id);
  const own = rows.find((row) => row.licence_id === licenceId);
  [personId, companyId] = [own?.person_id ?? '', own?.company_id ?? ''];
  // For a while the customer was the other's.
  const desk = await app.signInAs('licence desk');
  for (const resellerCompanyId of [far, near]) {
    const given = await desk.call('PUT', `/api/v1/companies/${companyId}/reseller`, { resellerCompanyId });
    expect(given.status).toBe(200);
    await app.settle();
  }
  ours = await app.signInAs('reseller administrator', near);
}, 60_000);
afterAll(() => app?.stop());

test('the past of a person shows a reseller its own licences', async () => {
  const past = await ours.call<{ items: { kind: string; about: { name: string } | null }[] }>(
    'GET',
    `/api/v1/people/${personId}/timeline`,
  );
  expect(past.status).toBe(200);
  expect(past.body.items.filter((entry) => entry.kind === 'registered')).toHaveLength(1);
  expect(JSON.stringify(past.body)).not.toContain(theirs.serial);
  const company = await ours.call<{ items: { kind: string }[] }>('GET', `/api/v1/companies/${companyId}/timeline`);
  expect(company.body.items.map((entry) => entry.kind)).toEqual(expect.arrayContaining(['registered', 'activated']));
  const staff = await app.signInAs('licence desk');
  const ground = { purpose: 'customer service', reason: 'a call' };
  const all = await staff.call('GET', `/api/v1/people/${personId}/timeline`, undefined, ground);
  expect(JSON.stringify(all.body)).toContain(theirs.serial);
});

test('registrations of a licence name as recipients nobody but the reseller itself', async () => {
  const path = `/api/v1/licences/${licenceId}/registrations`;
  const { body } = await ours.call<{
    registrations: { data: { field: string; provenance: { recipients: { name: string }[] } }[] }[];
  }>('GET', path);
  const data = body.registrations.flatMap((each) => each.data);
  expect(data.find((datum) => datum.field === 'primaryProduct')?.provenance.recipients).toEqual([
    expect.objectContaining({ name: 'Nearby Dealers' }),
  ]);
  const staff = await app.signInAs('licence desk');
  const all = await staff.call('GET', path, undefined, { purpose: 'registration', reason: 'a call' });
  expect(JSON.stringify(all.body)).toContain('Solid Kernels');
});

test('nothing that a reseller can open names another reseller, its serials or customers, or a licensor', async () => {
  const routes = app.kept.routes.filter(
    ({ method, access }) => method === 'GET' && access.callers.some((caller) => caller.startsWith('reseller')),
  );
  expect(routes.length).toBeGreaterThan(10);
  const paths = routes.flatMap(({ url }) =>
    url.includes(':id') ? [...ids].map((id) => url.replace(':id', id)) : [url],
  );
  const told: string[] = [];
  let answered = 0;
  for (const path of paths) {
    const answer = await ours.call('GET', path);
    if (answer.status !== 200) continue;
    answered += 1;
    const text = JSON.stringify(answer.body);
    told.push(...secrets().flatMap((secret) => (text.includes(secret) ? [`${path}: ${secret}`] : [])));
  }
  expect(told).toEqual([]);
  expect(answered).toBeGreaterThan(15);
});

const secrets = () => [theirs.serial, theirs.id, 'Faraway', 'Elsewhere Works', 'Solid Kernels'];
