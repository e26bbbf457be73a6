import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { emptySite } from '../../platform/html/page.ts';
import { aMember } from '../contacts/fixtures.ts';
import { ledger } from '../disclosures/index.ts';
import { ensureOwnSite, openSites, type Sites } from './actions/sites.ts';
import { siteRoutes } from './routes/sites.ts';
import { hostFits, readHost } from './rules/hosts.ts';
import { initialSettings } from './rules/initial-settings.ts';
import type { Site } from './wire/sites.ts';

let deps: TestDeps;
let server: PartServer;
let sites: Sites;
const administrator = aMember('administrator');
const aSite = (changes: object = {}) => ({
  slug: 'shop',
  name: 'Shop',
  hosts: ['vendor.example', '*.shop.example'],
  timeZone: 'Europe/Berlin',
  settings: initialSettings,
  ...changes,
});
const call = <T = { error: { code: string; fields: Record<string, string> } }>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
) => server.call<T>(administrator, method, `/api/v1/statistics/sites${path}`, body === undefined ? {} : { body });

beforeAll(async () => {
  deps = await testDeps(ledger);
  sites = openSites(deps);
  server = await partServer(deps, (app) => siteRoutes(app, deps, sites));
  expect((await call('POST', '', aSite())).status).toBe(201);
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});

describe('websites', () => {
  it('are listed, changed, ended and taken back, and what is counted follows at once', async () => {
    const other = aSite({ slug: 'docs', name: 'Manuals', hosts: ['docs.example'] });
    expect((await call<Site>('POST', '', other)).body).toMatchObject({ slug: 'docs', endedAt: null });
    expect(sites.byHost('docs.example')?.slug).toBe('docs');
    const { slug: _, ...change } = { ...other, hosts: ['manuals.example'] };
    expect((await call<Site>('PUT', '/docs', change)).body.hosts).toEqual(['manuals.example']);
    expect([sites.byHost('docs.example'), sites.byHost('manuals.example')?.slug]).toEqual([null, 'docs']);
    expect((await call<Site>('POST', '/docs/end', {})).body.endedAt).not.toBeNull();
    expect(sites.byHost('manuals.example')).toBeNull();
    expect((await call<Site>('POST', '/docs/resume', {})).body.endedAt).toBeNull();
    expect(sites.byHost('manuals.example')?.slug).toBe('docs');
    expect((await call<{ sites: Site[] }>('GET', '')).body.sites.map(({ slug }) => slug)).toEqual(['docs', 'shop']);
    expect((await call<Site>('GET', '/docs')).body.name).toBe('Manuals');
    expect((await call('GET', '/none')).status).toBe(404);
    expect((await call('PUT', '/none', change)).status).toBe(404);
  });

  it.each([
    ['a slug that is there', { slug: 'shop' }, 409, 'KEPT_SITE_TAKEN'],
    ['a host of another site', { hosts: ['vendor.example'] }, 409, 'KEPT_HOST_TAKEN'],
    ['a zone that is none', { timeZone: 'Europe/Nowhere' }, 400, 'KEPT_INVALID'],
    ['an address as host', { hosts: ['192.0.2.1'] }, 400, 'KEPT_INVALID'],
    ['a host with a port', { hosts: ['else.example:80'] }, 400, 'KEPT_INVALID'],
    ['a site without a host', { hosts: [] }, 400, 'KEPT_INVALID'],
    ['a rule that is no path', { settings: { ...initialSettings, pathRules: ['orders'] } }, 400, 'KEPT_INVALID'],
  ])('%s is refused, and nothing is stored', async (_, changes, status, code) => {
    const answer = await call('POST', '', aSite({ slug: 'else', hosts: ['else.example'], ...changes }));
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    const rows = await connected(deps.database.ownerUrl, async (client) => {
      const found = await client.query(`SELECT FROM statistics.sites WHERE slug = 'else' OR hosts && '{else.example}'`);
      return found.rows;
    });
    expect(rows).toEqual([]);
  });

  it('a funnel must name goals that there are', async () => {
    const steps = [
      { kind: 'page', match: '/a' },
      { kind: 'goal', match: 'None' },
    ];
    const settings = { ...initialSettings, funnels: [{ name: 'F', steps }] };
    const answer = await call('POST', '', aSite({ slug: 'else', hosts: ['else.example'], settings }));
    expect(answer.body.error.fields).toEqual({ 'settings.funnels': 'has a step that is no goal of the site' });
  });

  it('of two that take a host at the same time, one gets it', async () => {
    const ask = (slug: string) => call('POST', '', aSite({ slug, hosts: ['both.example'] }));
    const answers = await Promise.all([ask('one'), ask('two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('are for staff who keep them', async () => {
    const path = '/api/v1/statistics/sites';
    expect((await server.call(aMember('support'), 'GET', path)).status).toBe(403);
    expect((await server.call(aMember('privacy officer'), 'GET', path)).status).toBe(200);
    expect((await server.call(aMember('privacy officer'), 'POST', path, { body: aSite() })).status).toBe(403);
  });
});

test("the vendor's own pages are a site once the vendor has a name, and once only; no address is stored for them", async () => {
  const own = { ...deps, publicUrl: 'http://192.0.2.7:3080' };
  await ensureOwnSite(own, 'Europe/Berlin');
  await sites.refresh();
  expect(sites.bySlug('own')).toBeNull();
  const ready = { ...own, site: async () => ({ ...emptySite, ready: true }) };
  await ensureOwnSite(ready, 'Europe/Berlin');
  await ensureOwnSite(ready, 'UTC');
  await sites.refresh();
  expect(sites.bySlug('own')).toMatchObject({ hosts: ['localhost'], timeZone: 'Europe/Berlin' });
});

test('settings that a row lacks are those of a new site', async () => {
  await connected(deps.database.ownerUrl, (client) =>
    client.query(`UPDATE statistics.sites SET settings = '{"retentionMonths": 3}' WHERE slug = 'shop'`),
  );
  await sites.refresh();
  expect(sites.bySlug('shop')?.settings).toEqual({ ...initialSettings, retentionMonths: 3 });
});

test.each([
  ['vendor.example', true],
  ['WWW.Vendor.Example:8443', true],
  ['vendor.example.', true],
  ['a.shop.example', true],
  ['a.b.shop.example', true],
  ['shop.example', false],
  ['evilshop.example', false],
  ['notvendor.example', false],
  ['vendor.example.evil.example', false],
  ['', false],
])('%s belongs to the site: %s', (host, fits) => {
  expect(hostFits(host, ['vendor.example', '*.shop.example'])).toBe(fits);
});

test('this machine has one name', () => {
  expect(['localhost:3080', '127.0.0.1', '[::1]:80', '127.0.1.1:1'].map(readHost)).toEqual(Array(4).fill('localhost'));
});
