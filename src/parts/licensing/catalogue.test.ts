import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { aLicensor } from './fixtures.ts';

let opened: LicensingDesk;
let deps: LicensingDesk['deps'];
let server: LicensingDesk['server'];
let holder: LicensingDesk['holder'];
let product: LicensingDesk['product'];
let owner: LicensingDesk['owner'];
const administrator = aMember('administrator');
const desk = aMember('licence desk');

beforeAll(async () => {
  opened = await licensingDesk();
  ({ deps, server, holder, product, owner } = opened);
});
afterAll(() => opened.stop());

describe('products, releases and technologies', () => {
  it('are made by those who keep them, with an audit line each', async () => {
    const manager = aMember('product manager');
    const { technologyId, licensorId } = await aLicensor(deps, { name: 'Kernel Makers' });
    const made = await server.call<{ id: string }>(manager, 'POST', '/api/v1/products', {
      body: { code: 'TURN', name: 'Sample Lathe' },
    });
    expect(made.status).toBe(201);
    const path = `/api/v1/products/${made.body.id}/releases`;
    const released = await server.call<{ releases: { id: string }[] }>(manager, 'POST', path, {
      body: { version: '2026.1', builtOn: '2026-01-31', technologyIds: [technologyId] },
    });
    expect(released.body.releases).toEqual([
      {
        id: expect.any(String),
        version: '2026.1',
        builtOn: '2026-01-31',
        technologies: [
          {
            id: technologyId,
            name: 'Technology of Kernel Makers',
            licensor: { id: licensorId, name: 'Kernel Makers' },
          },
        ],
      },
    ]);
    const emptied = await server.call<{ releases: { technologies: unknown[] }[] }>(
      manager,
      'PUT',
      `/api/v1/releases/${released.body.releases[0]?.id}/technologies`,
      { body: { technologyIds: [] } },
    );
    expect(emptied.body.releases[0]?.technologies).toEqual([]);
    const again = await server.call<{ error: { code: string } }>(manager, 'POST', path, {
      body: { version: '2026.1', builtOn: '2026-01-31', technologyIds: [] },
    });
    expect([again.status, again.body.error.code]).toEqual([409, 'KEPT_NAME_TAKEN']);
    const unknown = await server.call<{ error: { fields: object } }>(manager, 'POST', path, {
      body: { version: '2026.2', builtOn: '2026-01-31', technologyIds: ['00000000-0000-4000-8000-000000000000'] },
    });
    expect([unknown.status, unknown.body.error.fields]).toEqual([
      400,
      { technologyIds: 'names a technology that is not known' },
    ]);
    const lines = await owner<{ action: string }>(
      `SELECT action FROM staff.audit WHERE about_id = $1 OR about_kind = 'release' ORDER BY id`,
      [made.body.id],
    );
    expect(lines.map((line) => line.action)).toEqual(
      expect.arrayContaining([
        'licensing.product created',
        'licensing.release added',
        'licensing.technologies of release set',
      ]),
    );
  });

  it('are refused to support; resellers see products without technologies', async () => {
    const refused = await server.call(aMember('support'), 'POST', '/api/v1/products', {
      body: { code: 'X', name: 'X' },
    });
    expect(refused.status).toBe(403);
    const reseller = aMember('reseller staff', holder);
    const seen = await server.call<{ items: { releases: { technologies: unknown[] }[] }[] }>(
      reseller,
      'GET',
      '/api/v1/products',
    );
    expect(seen.status).toBe(200);
    for (const item of seen.body.items) for (const release of item.releases) expect(release.technologies).toEqual([]);
    expect((await server.call(reseller, 'GET', '/api/v1/technologies')).status).toBe(403);
  });

  it('a technology needs a licensor that is registered', async () => {
    const answer = await server.call<{ error: { code: string } }>(administrator, 'POST', '/api/v1/technologies', {
      body: { name: 'Orphan', licensorId: '00000000-0000-4000-8000-000000000000' },
    });
    expect(answer.body.error.code).toBe('KEPT_LICENSOR_UNKNOWN');
  });

  it('the registration fields say purposes, recipients and retention', async () => {
    const { body } = await server.call<{ fields: { name: string; recipients: string }[] }>(
      administrator,
      'GET',
      '/api/v1/registration-fields',
    );
    expect(body.fields).toHaveLength(14);
    expect(body.fields.find(({ name }) => name === 'companyName')?.recipients).toContain('Kernel Makers');
    expect(body.fields.find(({ name }) => name === 'phone')?.recipients).toBe('your reseller');
  });
});

describe('POST /licences', () => {
  const body = () => ({
    ...product,
    holderCompanyId: holder,
    kind: 'perpetual',
    count: 3,
    seats: 2,
    expiresOn: null,
    maintenanceUntil: '2027-01-01',
  });
  const post = (given: object, key?: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/licences',
      headers: { 'kept-csrf': '1', ...(key ? { 'idempotency-key': key } : {}) },
      payload: given,
    });

  it('issues serials to a reseller, once under a key', async () => {
    await server.call(desk, 'GET', '/api/v1/products');
    const [first, second] = [await post(body(), 'issue-1'), await post(body(), 'issue-1')];
    expect(first.statusCode).toBe(201);
    expect(second.body).toBe(first.body);
    const { licences } = first.json();
    expect(licences).toHaveLength(3);
    const rows = await owner(
      `SELECT l.state, l.seats, l.holder_company_id, array_agg(e.kind ORDER BY e.id) AS events FROM licensing.licences l
        JOIN licensing.licence_events e ON e.licence_id = l.id WHERE l.id = ANY($1) GROUP BY l.id`,
      [licences.map(({ id }: { id: string }) => id)],
    );
    for (const row of rows)
      expect(row).toEqual({ state: 'issued', seats: 2, holder_company_id: holder, events: ['created', 'issued'] });
    expect((await post({ ...body(), count: 4 }, 'issue-1')).json().error.code).toBe('KEPT_IDEMPOTENCY_MISMATCH');
  });

  it.each([
    ['a subscription without an end', { kind: 'subscription' }, 'KEPT_INVALID'],
    ['a release of another product', { productId: '00000000-0000-4000-8000-000000000000' }, 'KEPT_INVALID'],
    [
      'a holder that is no reseller',
      { holderCompanyId: '00000000-0000-4000-8000-000000000000' },
      'KEPT_HOLDER_NOT_RESELLER',
    ],
    ['too many at once', { count: 501 }, 'KEPT_INVALID'],
    ['no seats', { seats: 0 }, 'KEPT_INVALID'],
    ['a field unknown here', { state: 'active' }, 'KEPT_INVALID'],
  ])('refuses %s', async (_, change, code) => {
    await server.call(desk, 'GET', '/api/v1/products');
    expect((await post({ ...body(), ...change })).json().error.code).toBe(code);
  });
});
