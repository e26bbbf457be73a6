import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { asTenant } from '../../../test/kit/as-tenant.ts';
import { connected } from '../../../test/kit/database.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';
import type { MeterItem, MeterPeriod } from './wire/meters.ts';

// Who sees how a licence is used: the reseller that serves the customer and the customer itself, and nobody else of all who see the licence.

let app: TestApp;
let desk: Session;
let near: string;
let far: string;
let ours: Used;
let theirs: Used;

interface Used {
  readonly licenceId: string;
  readonly companyId: string;
}
interface Answer<T> {
  readonly items: T[];
  readonly count: number;
  readonly error?: { readonly code: string };
}

const owner = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

/** A licence that a company activated and used three times of four. */
async function used(holderCompanyId: string, companyName: string, product: { productId: string; releaseId: string }) {
  const [licence] = await someLicences(app, { ...product, holderCompanyId, seats: 2 });
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const machine = `machine-${companyName}`;
  const fields = registrationData({ companyName, email: `first@${companyName.toLowerCase()}.example` });
  const told = { ...fields, serial: licence?.serial, notice: schema.notice.sha256, machine };
  const { activationId } = (await (await app.post('/api/v1/activations', told)).json()) as { activationId: string };
  const body = { machine, nonce: randomBytes(16).toString('base64url'), feature: 'render' };
  const day = app.clock.now().toISOString().slice(0, 10);
  const use = { ...body, counter: randomBytes(12).toString('base64url'), day, total: 3, to: 3 };
  expect((await app.post(`/api/v1/activations/${activationId}/use`, use)).status).toBe(200);
  await app.settle();
  const [row] = await owner<{ id: string }>('SELECT company_id AS id FROM licensing.licences WHERE id = $1', [
    licence?.id,
  ]);
  return { licenceId: licence?.id ?? '', companyId: row?.id ?? '' };
}

beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('licence desk');
  near = await aReseller(app, { name: 'Nearby Dealers' });
  far = await aReseller(app, { name: 'Faraway Dealers' });
  const product = await aProduct(app, { name: 'Sample Mill' });
  for (const code of ['render', 'export'])
    await desk.call('POST', `/api/v1/products/${product.productId}/features`, { code, name: `To ${code}` });
  const meter = { cap: 4, period: 'month' };
  await desk.call('PUT', `/api/v1/products/${product.productId}/features/render/meter`, { meter });
  ours = await used(near, 'Gearworks', product);
  theirs = await used(far, 'Cogworks', product);
  await desk.call('PUT', `/api/v1/licences/${ours.licenceId}/meters/render`, { meter: { cap: 5, period: 'month' } });
}, 60_000);
afterAll(() => app?.stop());

const meters = (who: Session, licenceId: string, path = '/api/v1/licences') =>
  who.call<Answer<MeterItem>>('GET', `${path}/${licenceId}/meters`);
const periods = (who: Session, licenceId: string, path = '/api/v1/licences') =>
  who.call<Answer<MeterPeriod>>('GET', `${path}/${licenceId}/meter-periods`);
const stand = { id: 'render', name: 'To render', cap: 5, period: 'month', used: 3, refused: 0, source: 'licence' };

describe('how a licence is used', () => {
  test('is seen by the reseller that serves the customer, as staff sees it, and by no other reseller', async () => {
    const reseller = await app.signInAs('reseller staff', near);
    const seen = await meters(reseller, ours.licenceId);
    expect([seen.status, seen.body.count]).toEqual([200, 1]);
    expect(seen.body.items).toMatchObject([{ ...stand, resetsOn: '2026-04-01' }]);
    expect(seen.body).toEqual((await meters(desk, ours.licenceId)).body);
    const past = await periods(reseller, ours.licenceId);
    expect(past.body.items).toMatchObject([{ feature: 'render', startsOn: '2026-03-01', used: 3 }]);
    for (const read of [meters, periods]) {
      const other = await read(reseller, theirs.licenceId);
      expect([other.status, other.body.error?.code]).toEqual([404, 'KEPT_NOT_FOUND']);
    }
    expect((await reseller.call('POST', `/api/v1/licences/${ours.licenceId}/meters/render/reset`, {})).status).toBe(
      403,
    );
  });

  test('is seen by an administrator of the company, and of no other company', async () => {
    await owner(
      `INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis) VALUES (gen_random_uuid(), $1, $1, now(), 'its own company')`,
      [ours.companyId],
    );
    const buyer = await app.signInAs('buyer administrator', ours.companyId);
    const path = '/api/v1/company/licences';
    expect((await meters(buyer, ours.licenceId, path)).body.items).toMatchObject([stand]);
    expect((await periods(buyer, ours.licenceId, path)).body.items).toMatchObject([{ used: 3 }]);
    for (const read of [meters, periods]) expect((await read(buyer, theirs.licenceId, path)).status).toBe(404);
    expect((await meters(buyer, ours.licenceId)).status).toBe(403);
    expect((await meters(desk, ours.licenceId, path)).status).toBe(403);
  });

  test('is seen no longer by a reseller that sold the licence and serves the customer no more, nor by a distributor', async () => {
    const product = await aProduct(app, { name: 'Sample Lathe' });
    await desk.call('POST', `/api/v1/products/${product.productId}/features`, { code: 'render', name: 'To render' });
    const meter = { cap: 4, period: 'month' };
    await desk.call('PUT', `/api/v1/products/${product.productId}/features/render/meter`, { meter });
    const { licenceId, companyId } = await used(near, 'Passed', product);
    const distributor = await aReseller(app, { name: 'Wholesale Dealers' });
    const tier = { distributorCompanyId: distributor };
    expect((await desk.call('PUT', `/api/v1/resellers/${near}/distributor`, tier)).status).toBe(200);
    await app.settle();
    const [reseller, above] = [
      await app.signInAs('reseller staff', near),
      await app.signInAs('reseller staff', distributor),
    ];
    expect((await above.call('GET', `/api/v1/licences/${licenceId}`)).status).toBe(200);
    expect((await meters(above, licenceId)).status).toBe(404);
    expect((await meters(reseller, licenceId)).status).toBe(200);
    await desk.call('PUT', `/api/v1/companies/${companyId}/reseller`, { resellerCompanyId: far });
    await app.settle();
    expect((await reseller.call('GET', `/api/v1/licences/${licenceId}`)).status).toBe(200);
    for (const read of [meters, periods]) expect((await read(reseller, licenceId)).status).toBe(404);
    expect((await meters(await app.signInAs('reseller staff', far), licenceId)).status).toBe(200);
  });

  const all = (table: string) => `SELECT DISTINCT licence_id AS id FROM licensing.${table}`;

  test('is filtered by the database itself, whatever is asked of it', async () => {
    const tables = ['meter_counts', 'licence_meters'];
    for (const table of tables) {
      const tenants = [
        { role: 'reseller', companyId: near },
        { role: 'buyer', companyId: ours.companyId },
      ] as const;
      for (const tenant of tenants) {
        const ids = await asTenant(app.database, tenant, async (client) => (await client.query(all(table))).rows);
        expect(ids.map(({ id }) => id)).not.toContain(theirs.licenceId);
      }
      const nobody = { role: 'reseller', companyId: '00000000-0000-4000-8000-00000000dead' } as const;
      expect(await asTenant(app.database, nobody, async (client) => (await client.query(all(table))).rows)).toEqual([]);
    }
    const counts = await asTenant(app.database, { role: 'reseller', companyId: near }, async (client) => {
      return (await client.query(all('meter_counts'))).rows.map(({ id }) => id);
    });
    expect(counts).toContain(ours.licenceId);
  });

  // Only an owner that may do all takes on the role of a tenant.
  const isMighty = (process.env['KEPT_TEST_DATABASE'] ?? 'superuser') === 'superuser';
  test.runIf(isMighty)('without the filter it would be seen: that is what keeps it away', async () => {
    const open = await asTenant(
      app.database,
      { role: 'reseller', companyId: near },
      async (client) => (await client.query(all('meter_counts'))).rows.map(({ id }) => id),
      (client) => client.query('ALTER TABLE licensing.meter_counts DISABLE ROW LEVEL SECURITY'),
    );
    expect(open).toContain(theirs.licenceId);
  });
});
