import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';

let app: TestApp;
let administrator: Session;
let officer: Session;

const vendor = {
  name: 'Example Tooling GmbH',
  address: '1 Sample Street\n12345 Exampletown',
  country: 'DE',
  phone: '+49 30 0000000',
  privacyMailbox: 'privacy@vendor.example',
  removeMailbox: 'remove@vendor.example',
  officeCountries: ['DE', 'US'],
  timeZone: 'Europe/Berlin',
  accentColor: '#1c5d99',
};

beforeAll(async () => {
  app = await startApp({ vendor: false });
  administrator = await app.signInAs('administrator');
  officer = await app.signInAs('privacy officer');
});
afterAll(() => app.stop());

const text = async (path: string) => (await app.get(path)).text();
const put = (body: unknown, by = administrator) => by.call<Record<string, unknown>>('PUT', '/api/v1/vendor', body);
const faults = (body: unknown) => (body as { error: { fields: Record<string, string> } }).error.fields;

describe('before the vendor is set up', () => {
  test('the pages work and say so', async () => {
    expect(await text('/')).toContain('its owner has not been named yet');
    expect(await text('/privacy')).toContain('No policy is published yet');
    expect(await text('/privacy/versions')).toContain('No version is published yet');
    expect((await app.get('/privacy/versions/1')).status).toBe(404);
    expect((await administrator.call('GET', '/api/v1/vendor')).status).toBe(404);
    const { body } = await administrator.call<{ setup: object[] }>('GET', '/api/v1/today');
    expect(body.setup).toContainEqual({ step: 'vendor', done: false });
  });

  test.each([
    ['name', { name: '  ' }, 'is missing'],
    ['address', { address: '' }, 'must not be empty'],
    ['country', { country: 'de' }, 'country code'],
    ['country', { country: 'ZZ', officeCountries: ['ZZ'] }, 'country code'],
    ['phone', { phone: 'call us' }, 'phone number'],
    ['privacyMailbox', { privacyMailbox: 'Privacy <privacy@vendor.example>' }, 'mail address'],
    ['removeMailbox', { removeMailbox: 'remove@vendor.example\r\nBcc: x@y.example' }, 'mail address'],
    ['officeCountries', { officeCountries: ['US'] }, 'your own country'],
    ['officeCountries', { officeCountries: ['DE', 'XX'] }, 'XX'],
    ['timeZone', { timeZone: '+02:00' }, 'time zone'],
    ['timeZone', { timeZone: 'Europe/Atlantis' }, 'time zone'],
    ['accentColor', { accentColor: 'red' }, '#rrggbb'],
    ['accentColor', { accentColor: '#ffcc00' }, '1.5:1'],
    ['extra', { extra: 1 }, 'not known'],
  ])('%s is refused: %j', async (field, change, why) => {
    const { status, body } = await put({ ...vendor, ...change });
    expect([status, Object.keys(faults(body))]).toEqual([400, expect.arrayContaining([field])]);
    expect(faults(body)[field]).toContain(why);
  });

  test('only an administrator gives it', async () => {
    expect((await put(vendor, officer)).status).toBe(403);
    expect((await app.get('/api/v1/vendor')).status).toBe(401);
  });
});

describe('setting up', () => {
  test('publishes version 1, enters the database as a store, and shows at once', async () => {
    const { status, body } = await put(vendor);
    expect([status, body]).toEqual([200, vendor]);
    expect((await officer.call('GET', '/api/v1/vendor')).body).toEqual(vendor);

    const { body: notices } = await officer.call<{ items: object[]; count: number }>('GET', '/api/v1/notices');
    expect(notices).toMatchObject({ count: 1, items: [{ kind: 'privacy policy', version: 1, current: true }] });
    const { body: stores } = await officer.call('GET', '/api/v1/stores');
    expect(stores).toMatchObject({ stores: [{ name: 'The database of this installation', country: 'DE' }] });

    const home = await text('/');
    expect(home).toContain('Example Tooling GmbH, 1 Sample Street, 12345 Exampletown. Phone +49 30 0000000');
    expect(await text('/privacy')).toContain('Version 1, in force since <time datetime="2026-03-02');
  });

  test('twice at once publishes one version', async () => {
    await Promise.all([put(vendor), put({ ...vendor, phone: '+49 30 1111111' }), put(vendor)]);
    const { rows } = await connected(app.database.ownerUrl, (client) =>
      client.query('SELECT count(*)::int AS count FROM policy.notices'),
    );
    expect(rows[0].count).toBe(1);
    await put(vendor);
  });

  test('leaves a line in the audit log that names fields and no values', async () => {
    // The clock of a test stands still; of two lines of one moment neither is the newer one.
    app.clock.advance({ minutes: 1 });
    await put({ ...vendor, phone: '+49 30 2222222' });
    const { body } = await administrator.call('GET', '/api/v1/audit?action=policy.vendor-changed&limit=1');
    expect(body).toMatchObject({
      items: [{ action: 'policy.vendor-changed', actor: { id: administrator.memberId }, detail: { changed: 'phone' } }],
    });
    await put(vendor);
  });

  test('an office cannot be given up while data is stored there', async () => {
    const { status, body } = await put({ ...vendor, country: 'US', officeCountries: ['US'] });
    expect([status, faults(body).officeCountries]).toEqual([
      400,
      expect.stringContaining('The database of this installation (DE)'),
    ]);
  });
});

describe('the registers', () => {
  const store = { name: 'Backups', holds: 'Encrypted copies', country: 'US', processorId: null };

  test('of stores takes countries with an office', async () => {
    const own = { name: 'The database of this installation', holds: 'All', country: 'DE', processorId: null };
    const { status, body } = await officer.call('PUT', '/api/v1/stores', { stores: [own, store] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ stores: [store, own] });
    expect(await text('/privacy')).toContain('Encrypted copies');
  });

  test.each([
    [[{ ...store, country: 'FR' }], 'stores.0'],
    [[{ ...store, country: 'FR', processorId: '10000000-0000-4000-8000-000000000001' }], 'stores.0'],
    [[store, store], 'stores.1'],
    [[], 'stores'],
  ])('of stores refuses %j', async (stores, field) => {
    const { status, body } = await officer.call('PUT', '/api/v1/stores', { stores });
    expect([status, Object.keys(faults(body))]).toEqual([400, [field]]);
  });

  test('of links to others is shown, marked, without referrer', async () => {
    const links = [{ url: 'https://forum.example/', party: 'Forum <Ltd>' }];
    expect((await officer.call('PUT', '/api/v1/outside-links', { links })).status).toBe(200);
    const page = await text('/privacy');
    expect(page).toContain('Forum &lt;Ltd&gt;');
    expect(page).toContain('rel="external noreferrer noopener"');
    const bad = await officer.call('PUT', '/api/v1/outside-links', {
      links: [{ url: 'javascript:alert(1)', party: 'x' }],
    });
    expect(bad.status).toBe(400);
    expect((await app.signInAs('support').then((by) => by.call('GET', '/api/v1/stores'))).status).toBe(403);
  });
});
