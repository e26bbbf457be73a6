import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { aMember } from '../contacts/fixtures.ts';
import { ledger } from '../disclosures/index.ts';
import { aReseller } from './fixtures.ts';
import { resellersToday, runLeadClock } from './index.ts';
import { mountResellers } from './plugin.ts';
import type { Lead, LeadItem } from './wire/leads.ts';

let deps: TestDeps;
let server: PartServer;
const desk = aMember('licence desk');

beforeAll(async () => {
  const made = await testDeps(ledger);
  const site = {
    ...(await made.site()),
    name: 'Sample Software',
    privacyMailbox: 'privacy@sample.example',
    ready: true,
  };
  deps = { ...made, site: async () => site };
  server = await partServer(deps, (app) => mountResellers(app, deps, { memberCounts: async () => new Map() }));
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});
let country = 'AA';
beforeEach(() => {
  // A country of its own for each test, so that no territory of another is in the way.
  country = `${country[0]}${String.fromCharCode((country.charCodeAt(1) ?? 64) + 1)}`;
});

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
let people = 0;
const prospect = (changes: object = {}) => {
  people += 1;
  return {
    companyName: `Prospect Works ${people}`,
    country,
    postalCode: '80331',
    name: `Sam Prospect ${people}`,
    email: `sam${people}@prospect.example`,
    interest: 'new licences',
    ...changes,
  };
};
const enter = async (changes: object = {}) =>
  (await server.call<{ id: string; state: string }>(desk, 'POST', '/api/v1/leads', { body: prospect(changes) })).body;
const inTerritory = (priority: number, changes: object = {}) =>
  aReseller(deps, { territories: [{ country, priority, ...changes }] });
const staffOf = (companyId: string) => aMember('reseller staff', companyId);
const act = (who: typeof desk, id: string, verb: string, body?: object) =>
  server.call<Lead & { error: { code: string } }>(who, 'POST', `/api/v1/leads/${id}/${verb}`, body ? { body } : {});
const open = (who: typeof desk, id: string) => server.call<Lead>(who, 'GET', `/api/v1/leads/${id}`);
const offersOf = async (id: string) =>
  (await open(desk, id)).body.offers.map(({ reseller, state }) => [reseller.id, state]);
const mailsTo = (lead: string) =>
  owner<{ subject: string; body_text: string }>(
    `SELECT m.subject, m.body_text FROM platform.mail_outbox m JOIN disclosures.ledger l ON l.id = m.ledger_id
      WHERE l.about_id = $1 ORDER BY m.queued_at, m.id`,
    [lead],
  );

describe('a lead', () => {
  it('is offered by the territory with the reason, and shows the company and no person until it is taken', async () => {
    const [near, far] = [await inTerritory(10, { postalFrom: '80', postalTo: '89' }), await inTerritory(100)];
    const made = await enter();
    expect(made.state).toBe('offered');
    const seen = await open(staffOf(near), made.id);
    expect(seen.body).toMatchObject({
      state: 'offered',
      company: null,
      personId: null,
      acts: ['accept', 'decline'],
      reason: `territory: country ${country}, postal codes 80… to 89… (priority 10)`,
    });
    expect(seen.text).not.toContain('Sam Prospect');
    expect((await open(staffOf(far), made.id)).status).toBe(404);
    const [mail] = await mailsTo(made.id);
    expect(mail?.subject).toContain('Prospect Works');
    expect(`${mail?.subject}${mail?.body_text}`).not.toMatch(/Sam Prospect|sam\d/);
    expect((await act(staffOf(near), made.id, 'accept')).status).toBe(204);
    const taken = await open(staffOf(near), made.id);
    expect(taken.body).toMatchObject({ state: 'accepted', acts: ['close'], dueAt: null });
    expect(taken.body.company).not.toBeNull();
    expect(taken.body.personId).not.toBeNull();
    const [assigned] = await owner<{ reason: string; basis: string }>(
      'SELECT a.reason, a.basis FROM resellers.assignments a JOIN resellers.leads l ON l.company_id = a.customer_company_id WHERE l.id = $1',
      [made.id],
    );
    expect(assigned).toEqual({ basis: 'territory', reason: expect.stringContaining('postal codes 80') });
    const shares = await owner(
      `SELECT FROM contacts.shares s JOIN resellers.leads l ON l.company_id = s.company_id WHERE l.id = $1 AND s.until IS NULL`,
      [made.id],
    );
    expect(shares).toHaveLength(1);
  });

  it('goes to the next when it is declined, and is not seen any more by who declined it', async () => {
    const [first, second] = [await inTerritory(1), await inTerritory(2)];
    const { id } = await enter();
    expect((await act(staffOf(second), id, 'decline')).status).toBe(404);
    expect((await act(staffOf(first), id, 'decline')).status).toBe(204);
    expect((await open(staffOf(first), id)).status).toBe(404);
    expect(await offersOf(id)).toEqual([
      [first, 'declined'],
      [second, 'open'],
    ]);
    await act(staffOf(second), id, 'decline');
    expect((await open(desk, id)).body).toMatchObject({ state: 'waiting', holder: null, acts: ['offer', 'close'] });
    const today = await resellersToday(deps)(desk);
    expect(today.groups?.find(({ kind }) => kind === 'leads that nobody has')?.items.map((item) => item.id)).toContain(
      id,
    );
  });

  it('runs out: reminded a day before, once, then it goes on; too late is too late', async () => {
    const [first, second] = [await inTerritory(1), await inTerritory(2)];
    const { id } = await enter();
    expect(await runLeadClock(deps)).toBe(0);
    deps.clock.advance({ days: 2, seconds: 1 });
    expect(await runLeadClock(deps)).toBe(1);
    expect(await runLeadClock(deps)).toBe(0);
    expect((await mailsTo(id)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('new lead'),
      expect.stringContaining('waits for you'),
    ]);
    deps.clock.advance({ days: 1 });
    expect((await act(staffOf(first), id, 'accept')).body.error.code).toBe('KEPT_LEAD_GONE');
    expect(await runLeadClock(deps)).toBe(1);
    expect(await offersOf(id)).toEqual([
      [first, 'lapsed'],
      [second, 'open'],
    ]);
    expect((await act(staffOf(first), id, 'accept')).status).toBe(404);
  });

  it('is answered once: of two who accept at the same moment, and against the clock', async () => {
    const only = await inTerritory(1);
    const { id } = await enter();
    const both = await Promise.all([1, 2].map(() => act(staffOf(only), id, 'accept')));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    const rows = await owner(
      'SELECT FROM resellers.assignments a JOIN resellers.leads l ON l.company_id = a.customer_company_id WHERE l.id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('is offered by staff to a reseller of their choice, and closed', async () => {
    const [local, chosen] = [await inTerritory(1), await aReseller(deps)];
    const { id } = await enter();
    const offered = await act(desk, id, 'offer', { resellerCompanyId: chosen });
    expect(offered.body).toMatchObject({ state: 'offered', holder: { id: chosen }, reason: 'decision of staff' });
    expect((await open(staffOf(local), id)).status).toBe(404);
    expect((await act(desk, id, 'offer', { resellerCompanyId: desk.memberId })).body.error.code).toBe(
      'KEPT_RESELLER_UNKNOWN',
    );
    await act(staffOf(chosen), id, 'accept');
    expect((await act(staffOf(chosen), id, 'close', { outcome: 'won' })).body).toMatchObject({
      state: 'closed',
      outcome: 'won',
    });
    expect((await act(desk, id, 'close', { outcome: 'lost' })).body.error.code).toBe('KEPT_LEAD_GONE');
  });

  it('of a reseller whose contract ends goes on to the next', async () => {
    const [first, second] = [await inTerritory(1), await inTerritory(2)];
    const { id } = await enter();
    await owner('UPDATE disclosures.recipients SET ended_at = $2 WHERE company_id = $1', [first, deps.clock.now()]);
    const { settleReseller } = await import('./index.ts');
    await deps.db.base((trx) => settleReseller(trx, deps, first));
    await runLeadClock(deps);
    expect(await offersOf(id)).toEqual([
      [first, 'lapsed'],
      [second, 'open'],
    ]);
  });

  it('waits for staff where nobody serves the place, and the same company has one open lead at a time', async () => {
    const made = await enter();
    expect(made.state).toBe('waiting');
    const [row] = await owner<{ company_name: string; email: string }>(
      'SELECT l.company_name, p.email FROM resellers.leads l JOIN contacts.people p ON p.id = l.person_id WHERE l.id = $1',
      [made.id],
    );
    const again = await server.call<{ error: { code: string } }>(desk, 'POST', '/api/v1/leads', {
      body: prospect({ companyName: ` ${row?.company_name?.toUpperCase()}`.trim(), email: row?.email }),
    });
    expect([again.status, again.body.error.code]).toEqual([409, 'KEPT_LEAD_OPEN']);
  });

  it('by a program needs the notice that was shown, and says nothing of a known address', async () => {
    const token = { kind: 'API token', tokenId: desk.memberId, scopes: ['leads'] } as const;
    const send = (body: object) =>
      server.call<{ id: string; error: { code: string } }>(token, 'POST', '/api/v1/leads', { body });
    expect((await send(prospect())).body.error.code).toBe('KEPT_ENQUIRY_NOTICE');
    expect((await send(prospect({ notice: 'a'.repeat(64) }))).body.error.code).toBe('KEPT_ENQUIRY_NOTICE');
    const { body } = await server.call<{ sha256: string }>(token, 'GET', '/api/v1/leads/notice');
    const told = prospect({ notice: body.sha256 });
    const first = await send(told);
    expect(first.status).toBe(201);
    const second = await send({ ...told, companyName: 'Somebody Else' });
    expect(second.status).toBe(201);
    expect(Object.keys(second.body)).toEqual(Object.keys(first.body));
    const members = await owner(
      'SELECT FROM contacts.company_people m JOIN resellers.leads l ON l.company_id = m.company_id WHERE l.id = $1',
      [second.body.id],
    );
    expect(members).toEqual([]);
    const origins = await owner<{ source_kind: string; kind: string }>(
      `SELECT o.source_kind, n.kind FROM contacts.origins o JOIN policy.notices n ON n.id = o.notice_id JOIN resellers.leads l ON l.person_id = o.subject_id WHERE l.id = $1`,
      [first.body.id],
    );
    expect(origins).toEqual([{ source_kind: 'enquiry', kind: 'enquiry' }]);
    const without = { ...token, scopes: ['metrics'] };
    expect((await server.call(without, 'POST', '/api/v1/leads', { body: told })).status).toBe(403);
  });

  it('is listed page by page with its count; of a reseller those that it has', async () => {
    const mine = await inTerritory(1);
    const ids = [(await enter()).id, (await enter()).id, (await enter()).id];
    await act(staffOf(mine), ids[2] ?? '', 'decline');
    const list = (who: typeof desk, query: string) =>
      server.call<{ items: LeadItem[]; next: string | null; count: number }>(who, 'GET', `/api/v1/leads${query}`);
    const first = (await list(staffOf(mine), '?limit=1&sort=companyName')).body;
    expect([first.items.length, first.count]).toEqual([1, 2]);
    const rest = (await list(staffOf(mine), `?limit=1&sort=companyName&cursor=${first.next}`)).body;
    expect([...first.items, ...rest.items].map(({ id }) => id).sort()).toEqual(ids.slice(0, 2).sort());
    expect((await list(desk, `?country=${country}&state=waiting`)).body.items.map(({ id }) => id)).toEqual([ids[2]]);
    expect((await list(aMember('buyer administrator', mine), '')).status).toBe(403);
  });

  it.each([
    ['no country', { country: undefined }],
    ['a mail address with a line break', { email: 'a@b.example\r\nBcc: c@d.example' }],
    ['an unknown field', { admin: true }],
    ['a product that is none', { productId: '00000000-0000-4000-8000-000000000001' }],
  ])('%s is refused, and nothing is stored', async (_, change) => {
    const body = prospect(change);
    expect((await server.call(desk, 'POST', '/api/v1/leads', { body })).status).toBe(400);
    expect(await owner('SELECT FROM contacts.companies WHERE name = $1', [body.companyName])).toEqual([]);
  });
});

describe('who would get this', () => {
  it('is answered with every candidate and the reason, and nothing is written', async () => {
    const [named, all] = [
      await aReseller(deps, { territories: [{ account: 'Wanted Wheels Ltd', priority: 100 }] }),
      await inTerritory(100),
    ];
    const before = await owner<{ n: string }>('SELECT count(*) AS n FROM disclosures.ledger');
    const asked = { country, companyName: 'WANTED  wheels ltd' };
    const { body } = await server.call<{ candidates: { reseller: { id: string }; reason: string; live: boolean }[] }>(
      aMember('support'),
      'POST',
      '/api/v1/territories/who-would',
      { body: asked },
    );
    expect(body.candidates).toMatchObject([
      { reseller: { id: named }, reason: expect.stringContaining('named account Wanted Wheels Ltd'), live: true },
      { reseller: { id: all }, live: true },
    ]);
    expect(await owner('SELECT count(*) AS n FROM disclosures.ledger')).toEqual(before);
    expect((await server.call(staffOf(all), 'POST', '/api/v1/territories/who-would', { body: asked })).status).toBe(
      403,
    );
  });

  it('territories of the same place and priority are refused on the same days only', async () => {
    const reseller = await aReseller(deps);
    const add = (changes: object) =>
      server.call<{ error: { code: string } }>(desk, 'POST', `/api/v1/resellers/${reseller}/territories`, {
        body: { country, ...changes },
      });
    expect((await add({ untilOn: '2026-12-31' })).status).toBe(201);
    expect((await add({ fromOn: '2026-12-31' })).body.error.code).toBe('KEPT_TERRITORY_TAKEN');
    expect((await add({ fromOn: '2027-01-01' })).status).toBe(201);
    expect((await add({ priority: 50 })).status).toBe(201);
    expect((await add({ postalFrom: '8', postalTo: '99' })).status).toBe(400);
    const both = await Promise.all([1, 2].map(() => add({ region: 'North' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});
