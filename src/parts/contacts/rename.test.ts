import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { aProduct, registrationData, someLicences } from '../licensing/fixtures.ts';
import { aReseller } from '../resellers/fixtures.ts';

// A company is called otherwise: its former name is kept, and an activation under it is still that company's.

let app: TestApp;
let desk: Session;
let serial: string;
let companyId: string;

const owner = async <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

async function activate(companyName: string): Promise<string> {
  const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData({ companyName });
  const { status } = await app.post('/api/v1/activations', { serial, notice: shown.notice.sha256, ...data });
  expect(status).toBe(201);
  const [row] = await owner<{ id: string }>('SELECT company_id AS id FROM licensing.registrations WHERE email = $1', [
    data.email,
  ]);
  return row?.id ?? '';
}

beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('licence desk');
  const [licence] = await someLicences(app, {
    ...(await aProduct(app)),
    holderCompanyId: await aReseller(app),
    seats: 9,
  });
  serial = licence?.serial ?? '';
  companyId = await activate('Gearworks');
}, 60_000);
afterAll(() => app?.stop());

const rename = (name: string, evidence = 'Register of companies') =>
  desk.call<{
    formerNames: { name: string }[];
    data: { field: string; value: string; provenance: { sourceKind: string } }[];
    error?: { code: string };
  }>('POST', `/api/v1/companies/${companyId}/rename`, { name, evidence });

test('renamed, with its history and the source of the new name; the former name still finds it', async () => {
  const { status, body } = await rename('Gearworks Holding');
  expect([status, body.formerNames.map(({ name }) => name)]).toEqual([200, ['Gearworks']]);
  const name = body.data.find(({ field }) => field === 'companyName');
  expect([name?.value, name?.provenance.sourceKind]).toEqual(['Gearworks Holding', 'staff']);
  expect(await activate('GEARWORKS HOLDING')).toBe(companyId);
  // Registrations under the old name are left out, so that only the former name can say so.
  await owner(`UPDATE licensing.registrations SET company_name = 'Something else' WHERE company_id = $1`, [companyId]);
  expect(await activate('gearworks')).toBe(companyId);
  expect(await activate('Moulding')).not.toBe(companyId);
});

test('not to the same name, not without evidence, and not by others', async () => {
  expect((await rename('Gearworks Holding')).body.error?.code).toBe('KEPT_SAME_NAME');
  expect((await rename('Gearworks', ' ')).status).toBe(400);
  const support = await app.signInAs('support');
  const path = `/api/v1/companies/${companyId}/rename`;
  expect((await support.call('POST', path, { name: 'Mine', evidence: 'x' })).status).toBe(403);
  app.clock.advance({ minutes: 1 });
  expect((await rename('Gearworks')).body.formerNames.map(({ name }) => name)).toEqual([
    'Gearworks Holding',
    'Gearworks',
  ]);
});
