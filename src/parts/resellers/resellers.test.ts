import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { aCompany, aContact, aMember } from '../contacts/fixtures.ts';
import { endRecipient, ledger } from '../disclosures/index.ts';
import { settleResellers } from './actions/settle.ts';
import { aReseller } from './fixtures.ts';
import {
  assignActivated,
  assignReseller,
  type Reseller,
  resellersTimeline,
  resellersToday,
  searchResellers,
  settleEnded,
  settleReseller,
} from './index.ts';
import { mountResellers } from './plugin.ts';

let deps: TestDeps;
let server: PartServer;
const administrator = aMember('administrator');

beforeAll(async () => {
  deps = await testDeps(ledger);
  server = await partServer(deps, (app) =>
    mountResellers(app, deps, { memberCounts: async (ids) => new Map(ids.map((id) => [id, 2])) }),
  );
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
const assignedTo = async (companyId: string) =>
  (
    await owner<{ reseller_company_id: string; basis: string }>(
      'SELECT reseller_company_id, basis FROM resellers.assignments WHERE customer_company_id = $1 AND until IS NULL',
      [companyId],
    )
  )[0];
const sharesOf = (companyId: string) =>
  owner<{ tenant_company_id: string; open: boolean; fields: string[]; channel: string; recipient: string }>(
    `SELECT s.tenant_company_id, s.until IS NULL AS open, l.fields, l.channel, l.recipient_id AS recipient FROM contacts.shares s
      JOIN disclosures.ledger l ON l.id = s.ledger_id WHERE s.company_id = $1 ORDER BY s.since, s.until NULLS LAST`,
    [companyId],
  );
const sees = (reseller: string, personId: string) =>
  deps.db.tenant('reseller', reseller, async (trx) => {
    const { sql } = await import('kysely');
    return (await sql`SELECT id FROM contacts.people WHERE id = ${personId}`.execute(trx)).rows.length === 1;
  });
const post = <T>(url: string, body: unknown, who = administrator) =>
  server.call<T & { error: { code: string; facts: { reseller: string } } }>(who, 'POST', url, { body });

describe('resellers', () => {
  const input = (changes: object = {}) => ({
    name: 'Northern Dealers',
    country: 'SE',
    region: null,
    address: '1 Dock Street',
    mailbox: 'office@northern.example',
    territories: [{ country: 'SE', region: null }],
    contract: { signedOn: '2024-01-01', endsOn: null, confidential: true, reference: 'R-1' },
    ...changes,
  });

  it('are made with company, recipient, contract, share in themselves and territories', async () => {
    const made = await post<Reseller>('/api/v1/resellers', input());
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'Northern Dealers',
      country: 'SE',
      members: 2,
      customers: 0,
      licences: 0,
      mailbox: 'office@northern.example',
      territories: [{ country: 'SE', region: null, priority: 100 }],
    });
    const { id } = made.body;
    expect(await owner('SELECT kind FROM contacts.companies WHERE id = $1', [id])).toEqual([{ kind: 'reseller' }]);
    expect(
      await owner('SELECT FROM contacts.shares WHERE company_id = $1 AND tenant_company_id = $1 AND until IS NULL', [
        id,
      ]),
    ).toHaveLength(1);
    expect(
      (
        await owner<{ kind: string }>('SELECT c.kind FROM disclosures.contracts c WHERE recipient_id = $1', [
          made.body.recipientId,
        ])
      )[0]?.kind,
    ).toBe('reseller');
  });

  it('serve a territory alone; a taken one names who serves it, and nothing is made', async () => {
    const taken = await post('/api/v1/resellers', input({ name: 'Second Dealers' }));
    expect([taken.status, taken.body.error.code]).toEqual([409, 'KEPT_TERRITORY_TAKEN']);
    expect(taken.text).toContain('Northern Dealers');
    expect(await owner(`SELECT FROM contacts.companies WHERE name = 'Second Dealers'`)).toEqual([]);
    const id = await aReseller(deps, { name: 'Third Dealers', country: 'SE' });
    expect((await post(`/api/v1/resellers/${id}/territories`, { country: 'SE', region: null })).status).toBe(409);
    const scania = await post<Reseller>(`/api/v1/resellers/${id}/territories`, { country: 'SE', region: 'Scania' });
    expect(scania.status).toBe(201);
    expect((await post(`/api/v1/resellers/${id}/territories`, { country: 'SE', region: 'SCANIA' })).status).toBe(409);
    const path = `/api/v1/resellers/${id}/territories/${scania.body.territories[0]?.id}`;
    expect((await server.call(administrator, 'DELETE', path)).status).toBe(204);
    expect((await server.call(administrator, 'DELETE', path)).status).toBe(404);
    expect((await post(`/api/v1/resellers/${id}/territories`, { country: 'SE', region: 'scania' })).status).toBe(201);
  });

  it('are listed by name and age, page by page, filtered', async () => {
    for (const name of ['alpha trade', 'Beta Trade', 'Gamma Trade']) await aReseller(deps, { name, country: 'FI' });
    const get = (query: string) =>
      server.call<{ items: Reseller[]; next: string | null; count: number }>(
        aMember('support'),
        'GET',
        `/api/v1/resellers${query}`,
      );
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: Awaited<ReturnType<typeof get>> = await get(
        `?country=FI&sort=-name&limit=1${cursor && `&cursor=${cursor}`}`,
      );
      names.push(...body.items.map(({ name }) => name));
      expect(body.count).toBe(3);
      cursor = body.next;
    }
    expect(names).toEqual(['Gamma Trade', 'Beta Trade', 'alpha trade']);
    expect((await get('?q=be')).body.items.map(({ name }) => name)).toEqual(['Beta Trade']);
    expect(
      (await server.call(aMember('reseller staff', await aReseller(deps)), 'GET', '/api/v1/resellers')).status,
    ).toBe(403);
  });

  it.each([
    ['an unknown field', { admin: true }],
    ['a mailbox with a line break', { mailbox: 'a@b.example\r\nBcc: x@y.example' }],
    ['a country that is none', { country: 'Germany' }],
    ['no contract', { contract: null }],
  ])('%s is refused', async (_, change) => {
    expect((await post('/api/v1/resellers', input(change))).status).toBe(400);
  });
});

describe('on an activation', () => {
  it('the seller is assigned and sees the customer, with a ledger row; twice makes no difference', async () => {
    const seller = await aReseller(deps);
    const stranger = await aReseller(deps);
    const { companyId, personId } = await aContact(deps, { data: { country: 'AT' } });
    expect(await sees(seller, personId)).toBe(false);
    for (const _ of [1, 2]) await assignActivated(deps)({ companyId, holderCompanyId: seller });
    expect(await assignedTo(companyId)).toEqual({ reseller_company_id: seller, basis: 'sold the licence' });
    const shares = await sharesOf(companyId);
    expect(shares).toHaveLength(1);
    expect(shares[0]).toMatchObject({ tenant_company_id: seller, open: true, channel: 'share' });
    expect(shares[0]?.fields).toEqual(
      expect.arrayContaining(['companyName', 'name', 'email', 'phone', 'street', 'industry']),
    );
    expect([await sees(seller, personId), await sees(stranger, personId)]).toEqual([true, false]);
    const news = await owner(
      `SELECT payload FROM platform.events WHERE name = 'resellers.assigned' AND payload->>'companyId' = $1`,
      [companyId],
    );
    expect(news).toEqual([{ payload: { companyId, resellerCompanyId: seller } }]);
  });

  it('without a seller it becomes a lead of the territory; who takes it is replaced by a seller', async () => {
    const region = await aReseller(deps, { territories: [{ country: 'PL', region: 'Silesia' }] });
    const seller = await aReseller(deps, { territories: [{ country: 'PL', region: null }] });
    const { companyId, personId } = await aContact(deps, { data: { country: 'PL', region: 'silesia' } });
    for (const _ of [1, 2]) await assignActivated(deps)({ companyId, personId, holderCompanyId: null });
    expect(await assignedTo(companyId)).toBeUndefined();
    const leads = await owner<{ id: string; state: string; holder_company_id: string }>(
      'SELECT id, state, holder_company_id FROM resellers.leads WHERE company_id = $1',
      [companyId],
    );
    expect(leads).toEqual([expect.objectContaining({ state: 'offered', holder_company_id: region })]);
    expect([await sees(region, personId), await sharesOf(companyId)]).toEqual([false, []]);
    const taken = await post(`/api/v1/leads/${leads[0]?.id}/accept`, undefined, aMember('reseller staff', region));
    expect(taken.status).toBe(204);
    expect(await assignedTo(companyId)).toEqual({ reseller_company_id: region, basis: 'territory' });
    await assignActivated(deps)({ companyId, holderCompanyId: seller });
    expect(await assignedTo(companyId)).toEqual({ reseller_company_id: seller, basis: 'sold the licence' });
    expect((await sharesOf(companyId)).map((share) => [share.tenant_company_id, share.open])).toEqual([
      [region, false],
      [seller, true],
    ]);
    expect([await sees(region, personId), await sees(seller, personId)]).toEqual([false, true]);
  });

  it('is said of many at once which change something', async () => {
    const seller = await aReseller(deps);
    const [served, fresh] = [
      await aContact(deps, { data: { country: 'AT' } }),
      await aContact(deps, { data: { country: 'AT' } }),
    ];
    const hear = assignActivated(deps);
    await hear({ companyId: served.companyId, holderCompanyId: seller });
    const told = await hear.concerns?.([
      { companyId: served.companyId, holderCompanyId: seller },
      { companyId: fresh.companyId, holderCompanyId: seller },
      { companyId: fresh.companyId, holderCompanyId: null },
      { companyId: null },
      { companyId: seller, holderCompanyId: seller },
    ]);
    expect(told).toEqual([false, true, true, false, false]);
  });

  it('a reseller whose contract does not hold is given nothing', async () => {
    const over = await aReseller(deps, {
      contract: { signedOn: '2020-01-01', endsOn: '2026-03-01', confidential: true, reference: null },
    });
    const ended = await aReseller(deps);
    const [row] = await owner<{ recipient_id: string }>(
      'SELECT recipient_id FROM resellers.resellers WHERE company_id = $1',
      [ended],
    );
    await deps.db.base((trx) => endRecipient(trx, deps, administrator, row?.recipient_id ?? ''));
    for (const holderCompanyId of [over, ended]) {
      const { companyId } = await aContact(deps, { data: { country: 'AT' } });
      await assignActivated(deps)({ companyId, holderCompanyId });
      expect(await assignedTo(companyId)).toBeUndefined();
      expect(await sharesOf(companyId)).toEqual([]);
    }
  });
});

describe('a decision of staff', () => {
  it('moves the customer: the old share ends, the new begins, both in the past of the company', async () => {
    const [old, next] = [await aReseller(deps), await aReseller(deps)];
    const { companyId, personId } = await aContact(deps, { data: { country: 'AT' } });
    await assignActivated(deps)({ companyId, holderCompanyId: old });
    await deps.db.base((trx) => assignReseller(trx, deps, administrator, { companyId, resellerCompanyId: next }));
    expect(await assignedTo(companyId)).toEqual({ reseller_company_id: next, basis: 'decision of staff' });
    expect([await sees(old, personId), await sees(next, personId)]).toEqual([false, true]);
    await assignActivated(deps)({ companyId, holderCompanyId: old });
    expect((await assignedTo(companyId))?.reseller_company_id).toBe(next);
    const { entries } = await resellersTimeline(deps)(administrator, {
      about: { kind: 'company', id: companyId },
      until: null,
      limit: 10,
      kinds: null,
    });
    expect(entries.map((entry) => entry.reason).sort()).toEqual(['decision of staff', 'sold the licence']);
    expect((await resellersToday(deps)(aMember('reseller staff', next))).groups?.[0]).toMatchObject({
      kind: 'new customers',
      count: 1,
      items: [{ id: companyId }],
    });
    expect((await resellersToday(deps)(aMember('reseller staff', old))).groups).toEqual([]);
  });

  it('can be that nobody serves the customer: it holds, also at the next activation', async () => {
    const seller = await aReseller(deps);
    const { companyId, personId } = await aContact(deps, { data: { country: 'AT' } });
    await assignActivated(deps)({ companyId, holderCompanyId: seller });
    await deps.db.base((trx) => assignReseller(trx, deps, administrator, { companyId, resellerCompanyId: null }));
    expect(await sees(seller, personId)).toBe(false);
    await assignActivated(deps)({ companyId, holderCompanyId: seller });
    expect(await assignedTo(companyId)).toEqual({ reseller_company_id: null, basis: 'decision of staff' });
    expect((await sharesOf(companyId)).map((share) => share.open)).toEqual([false]);
    const about = { about: { kind: 'company' as const, id: companyId }, until: null, limit: 10, kinds: null };
    expect((await resellersTimeline(deps)(administrator, about)).entries.map(({ recipient }) => recipient)).toContain(
      null,
    );
    await deps.db.base((trx) => assignReseller(trx, deps, administrator, { companyId, resellerCompanyId: seller }));
    expect(await sees(seller, personId)).toBe(true);
  });

  it('is refused for a company that is no reseller, or no customer', async () => {
    const customer = await aCompany(deps);
    const run = (companyId: string, resellerCompanyId: string) =>
      deps.db.base((trx) => assignReseller(trx, deps, administrator, { companyId, resellerCompanyId }));
    await expect(run(customer, await aCompany(deps))).rejects.toMatchObject({ keptCode: 'KEPT_RESELLER_UNKNOWN' });
    await expect(run(await aReseller(deps), await aReseller(deps))).rejects.toMatchObject({
      keptCode: 'KEPT_NOT_FOUND',
    });
  });

  it('search finds resellers for staff only', async () => {
    const id = await aReseller(deps, { name: 'Findable Dealers' });
    const ground = { purpose: 'customer service', reason: 'found' } as const;
    expect(await searchResellers(deps)(administrator, { q: 'findable', limit: 5, ground })).toEqual([
      { kind: 'reseller', id, title: 'Findable Dealers', detail: null },
    ]);
    expect(await searchResellers(deps)(aMember('reseller staff', id), { q: 'findable', limit: 5, ground })).toEqual([]);
  });
});

describe('a reseller whose contract ends', () => {
  const own = (reseller: string) =>
    deps.db.tenant('reseller', reseller, async (trx) => {
      const { sql } = await import('kysely');
      const { rows } = await sql<{ n: number }>`SELECT (SELECT count(*) FROM contacts.companies)::int
        + (SELECT count(*) FROM licensing.licences)::int AS n`.execute(trx);
      return rows[0]?.n;
    });
  const recipientOf = async (reseller: string) =>
    (
      await owner<{ recipient_id: string }>('SELECT recipient_id FROM resellers.resellers WHERE company_id = $1', [
        reseller,
      ])
    )[0]?.recipient_id ?? '';
  const served = async (changes: object = {}) => {
    const reseller = await aReseller(deps, changes);
    const { companyId, personId } = await aContact(deps, { data: { country: 'AT' } });
    await assignActivated(deps)({ companyId, holderCompanyId: reseller });
    return { reseller, companyId, personId };
  };

  it('by a press: sees nothing when the transaction ends, keeps no territory and gets nothing new', async () => {
    const { reseller, companyId, personId } = await served({ territories: [{ country: 'EE', region: null }] });
    const other = await served();
    const recipientId = await recipientOf(reseller);
    await deps.db.base(async (trx) => {
      await endRecipient(trx, deps, administrator, recipientId);
      await settleReseller(trx, deps, reseller);
    });
    expect([await sees(reseller, personId), await own(reseller)]).toEqual([false, 0]);
    expect(await assignedTo(companyId)).toBeUndefined();
    expect(await sees(other.reseller, other.personId)).toBe(true);
    const news = await owner(
      `SELECT payload FROM platform.events WHERE name = 'disclosures.ended' AND payload->>'companyId' = $1`,
      [reseller],
    );
    expect(news).toEqual([{ payload: { recipientId, companyId: reseller, kind: 'reseller' } }]);
    // The territory is free for somebody else, and never its own again.
    expect((await post(`/api/v1/resellers/${reseller}/territories`, { country: 'LV', region: null })).status).toBe(409);
    expect(
      (await post(`/api/v1/resellers/${other.reseller}/territories`, { country: 'EE', region: null })).status,
    ).toBe(201);
    await assignActivated(deps)({ companyId, holderCompanyId: reseller });
    expect(await sees(reseller, personId)).toBe(false);
  });

  it('by another door: the news of it ends the sight', async () => {
    const { reseller, personId } = await served();
    const payload = { recipientId: await recipientOf(reseller), companyId: reseller, kind: 'reseller' };
    await deps.db.base((trx) => endRecipient(trx, deps, administrator, payload.recipientId));
    for (const _ of [1, 2]) await settleEnded(deps)(payload);
    expect([await sees(reseller, personId), await own(reseller)]).toEqual([false, 0]);
  });

  it('by its last day: the job ends the sight on the day after, and a new contract gives back its own', async () => {
    const day = (offset: number) =>
      new Date(deps.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
    const contract = { signedOn: '2020-01-01', endsOn: day(0), confidential: true, reference: null };
    const { reseller, personId } = await served({ contract });
    await settleResellers(deps);
    expect(await sees(reseller, personId)).toBe(true);
    await owner('UPDATE disclosures.contracts SET ends_on = $2 WHERE recipient_id = $1', [
      await recipientOf(reseller),
      day(-1),
    ]);
    for (const _ of [1, 2]) await settleResellers(deps);
    expect([await sees(reseller, personId), await own(reseller)]).toEqual([false, 0]);
    await owner('UPDATE disclosures.contracts SET ends_on = NULL WHERE recipient_id = $1', [
      await recipientOf(reseller),
    ]);
    await settleResellers(deps);
    expect([await sees(reseller, personId), await own(reseller)]).toEqual([false, 1]);
  });
});
