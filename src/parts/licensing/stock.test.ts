import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { aContact, aMember } from '../contacts/fixtures.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { mountResellers } from '../resellers/plugin.ts';
import { loadScreeningList } from './actions/screening-lists.ts';
import { someLicences } from './fixtures.ts';
import type { Licence, LicenceItem } from './wire/licences.ts';
import type { Stock } from './wire/stock.ts';

let opened: LicensingDesk;
let tiers: PartServer;
let distributor: string;
let below: string;
let sibling: string;
const desk = aMember('licence desk');
type Failed = { error: { code: string; fields?: Record<string, string> } };

beforeAll(async () => {
  opened = await licensingDesk();
  tiers = await partServer(opened.deps, (app) =>
    mountResellers(app, opened.deps, { memberCounts: async () => new Map() }),
  );
  [distributor, below, sibling] = [
    await aReseller(opened.deps, { name: 'Big Distributors' }),
    await aReseller(opened.deps, { name: 'Dealers Below' }),
    await aReseller(opened.deps, { name: 'Dealers Beside' }),
  ];
  for (const id of [below, sibling]) expect((await supply(id, distributor)).status).toBe(200);
});
afterAll(async () => {
  await tiers.app.close();
  await opened.stop();
});

const supply = (id: string, distributorCompanyId: string | null) =>
  tiers.call<Failed>(desk, 'PUT', `/api/v1/resellers/${id}/distributor`, { body: { distributorCompanyId } });
const staffOf = (id: string) => aMember('reseller staff', id);
const issue = (holderCompanyId: string, count = 1) =>
  someLicences(opened.deps, { ...opened.product, holderCompanyId, count });
const split = (who: typeof desk, fromCompanyId: string, toCompanyId: string, count: number) =>
  opened.server.call<{ moved: number } & Failed>(who, 'POST', '/api/v1/stock/split', {
    body: { fromCompanyId, toCompanyId, productId: opened.product.productId, count },
  });
const stock = async (who: typeof desk) => (await opened.server.call<Stock>(who, 'GET', '/api/v1/stock')).body.items;
const listed = async (who: typeof desk) =>
  (await opened.server.call<{ items: LicenceItem[]; count: number }>(who, 'GET', '/api/v1/licences?limit=500')).body;

it('a distributor sees what it and its resellers hold; a reseller nothing of its sibling, nor of the distributor', async () => {
  const [top] = await issue(distributor);
  const [mine] = await issue(below);
  const [theirs] = await issue(sibling);
  const [strange] = await issue(opened.other);
  const ids = async (id: string) => (await listed(staffOf(id))).items.map((item) => item.id);
  expect(await ids(distributor)).toEqual(expect.arrayContaining([top?.id, mine?.id, theirs?.id]));
  expect(await ids(distributor)).not.toContain(strange?.id);
  expect(await ids(below)).toEqual([mine?.id]);
  const all = await listed(staffOf(distributor));
  expect(all.count).toBe(all.items.length);
  expect((await stock(staffOf(below))).map(({ holder }) => holder.id)).toEqual([below]);
  expect((await stock(staffOf(distributor))).map(({ holder }) => holder.id).sort()).toEqual(
    [distributor, below, sibling].sort(),
  );
  for (const id of [theirs?.id, top?.id, strange?.id])
    expect((await opened.server.call(staffOf(below), 'GET', `/api/v1/licences/${id}`)).status).toBe(404);
});

it('what its reseller sold it sees without the customer', async () => {
  const [licence] = await issue(below);
  const { companyId } = await aContact(opened.deps, { data: { companyName: 'Hidden Customers Ltd' } });
  await opened.server.call(desk, 'POST', `/api/v1/licences/${licence?.id}/hand-over`, { body: { companyId } });
  const seen = await opened.server.call<Licence>(staffOf(distributor), 'GET', `/api/v1/licences/${licence?.id}`);
  expect(seen.status).toBe(200);
  expect(seen.text).not.toContain('Hidden Customers');
  expect(seen.body.acts).toEqual([]);
  expect((await listed(staffOf(distributor))).items.map(({ company }) => company?.name)).not.toContain(
    'Hidden Customers Ltd',
  );
});

it('stock is split down the tiers and taken back, each serial with its history; all or none', async () => {
  const dealer = await aReseller(opened.deps, { name: 'Fresh Dealers' });
  await supply(dealer, distributor);
  await issue(distributor, 4);
  expect((await split(staffOf(distributor), distributor, dealer, 3)).body.moved).toBe(3);
  const held = (await stock(staffOf(distributor))).find(({ holder }) => holder.id === dealer);
  expect(held).toMatchObject({ inStock: 3, sold: 0 });
  const short = await split(staffOf(distributor), dealer, distributor, 4);
  expect([short.status, short.body.error.code]).toEqual([409, 'KEPT_STOCK_SHORT']);
  expect((await split(staffOf(distributor), dealer, distributor, 1)).body.moved).toBe(1);
  const rows = await opened.owner<{ from: string; to: string; by: string }>(
    `SELECT from_company_id AS "from", to_company_id AS "to", by_company_id AS by FROM licensing.handovers
      WHERE kind = 'passed on' AND $1 IN (from_company_id, to_company_id) ORDER BY id`,
    [dealer],
  );
  expect(rows).toHaveLength(4);
  expect(rows[3]).toEqual({ from: dealer, to: distributor, by: distributor });
});

it('of two who split the last serials at once, none is moved twice', async () => {
  const [one, two] = [await aReseller(opened.deps), await aReseller(opened.deps)];
  const from = await aReseller(opened.deps);
  await issue(from, 3);
  const moved = await Promise.all([split(desk, from, one, 3), split(desk, from, two, 3)]);
  expect(moved.map(({ status }) => status).sort()).toEqual([200, 409]);
  const rows = await opened.owner(
    `SELECT licence_id FROM licensing.handovers WHERE from_company_id = $1 AND kind = 'passed on'`,
    [from],
  );
  expect(rows).toHaveLength(3);
});

it.each([
  ['to a reseller of nobody', () => split(staffOf(distributor), distributor, opened.other, 1)],
  ['out of a stock of nobody', () => split(staffOf(distributor), opened.other, distributor, 1)],
  ['by a reseller, of its sibling', () => split(staffOf(below), sibling, below, 1)],
  ['by a reseller, back up', () => split(staffOf(below), below, distributor, 1)],
  ['to itself', () => split(staffOf(below), below, below, 1)],
])('a split %s is refused', async (_, attempt) => {
  expect((await attempt()).body.error.code).toBe('KEPT_INVALID');
});

it('one serial is passed on by a distributor to its resellers only, and sold by its holder only', async () => {
  const [licence] = await issue(distributor);
  const give = (who: typeof desk, way: string, companyId: string) =>
    opened.server.call<Licence & Failed>(who, 'POST', `/api/v1/licences/${licence?.id}/${way}`, {
      body: { companyId },
    });
  const opens = async (who: typeof desk) =>
    (await opened.server.call<Licence>(who, 'GET', `/api/v1/licences/${licence?.id}`)).body.acts;
  expect(await opens(staffOf(distributor))).toEqual(['hand over', 'pass on', 'activate']);
  expect((await give(staffOf(distributor), 'pass-on', opened.other)).body.error.code).toBe('KEPT_INVALID');
  expect((await give(staffOf(distributor), 'pass-on', below)).status).toBe(200);
  expect(await opens(staffOf(distributor))).toEqual(['pass on']);
  expect(await opens(staffOf(below))).toEqual(['hand over', 'activate']);
  expect((await give(staffOf(below), 'pass-on', sibling)).body.error.code).toBe('KEPT_INVALID');
  const { companyId } = await aContact(opened.deps);
  expect((await give(staffOf(distributor), 'hand-over', companyId)).status).toBe(404);
});

it('who supplies whom: two tiers and no more; when it ends, so does the sight, and both stand in the ledger', async () => {
  const dealer = await aReseller(opened.deps);
  expect((await supply(distributor, opened.other)).body.error.code).toBe('KEPT_DISTRIBUTOR_REFUSED');
  expect((await supply(dealer, below)).body.error.code).toBe('KEPT_DISTRIBUTOR_REFUSED');
  expect((await supply(dealer, dealer)).body.error.code).toBe('KEPT_DISTRIBUTOR_REFUSED');
  await supply(dealer, distributor);
  const [licence] = await issue(dealer);
  const sees = async () =>
    (await opened.server.call(staffOf(distributor), 'GET', `/api/v1/licences/${licence?.id}`)).status;
  expect(await sees()).toBe(200);
  await supply(dealer, null);
  expect(await sees()).toBe(404);
  const told = await opened.owner(
    `SELECT l.fields FROM contacts.shares s JOIN disclosures.ledger l ON l.id = s.ledger_id WHERE s.company_id = $1 AND s.until IS NOT NULL`,
    [dealer],
  );
  expect(told).toEqual([{ fields: ['companyName', 'country', 'region'] }]);
});

it('a stock that is split goes past export control like a single serial', async () => {
  const csv = 'reference,name,country\nS-1,Split To Nowhere,';
  const to = await aReseller(opened.deps, { name: 'Split To Nowhere Ltd' });
  const from = await aReseller(opened.deps, { name: 'Split From Here' });
  await issue(from, 3);
  await loadScreeningList(opened.deps, desk, { name: 'Parties', csv });
  expect((await split(desk, from, to, 2)).body.moved).toBe(2);
  expect(
    await opened.owner(
      `SELECT state, count(*)::int AS n FROM licensing.licences WHERE holder_company_id = $1 GROUP BY state`,
      [to],
    ),
  ).toEqual([{ state: 'on hold', n: 2 }]);
});
