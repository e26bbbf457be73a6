import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { cookiesOf, startIssuer, type TestIssuer } from '../../../test/kit/issuer.ts';
import type { OutsideRole } from './wire/outside-roles.ts';

// Who gets an account, and which role, by a rule at their first sign-in at the outside issuer; and who does not.

let issuer: TestIssuer;
let app: TestApp;
beforeAll(async () => {
  issuer = await startIssuer();
  const { url, clientId, clientSecret } = issuer;
  const oidc = { issuer: url, clientId, clientSecret, name: 'Example Login' };
  app = await startApp({ overrides: { oidc, trustedProxies: ['127.0.0.1'] } });
});
afterAll(async () => {
  await app.stop();
  await issuer.stop();
});

const auth = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.authUrl, async (client) => (await client.query<Row>(text, values)).rows);

let networks = 0;
/** From another network each time, so that the limits do not stop the test. */
function elsewhere() {
  networks += 1;
  return { 'x-forwarded-for': `198.51.100.${networks}` };
}
/** As a browser goes: asks where to go, goes there, comes back. */
async function begun() {
  const begin = await app.post('/api/v1/sign-in/outside', {}, { 'kept-csrf': '1', ...elsewhere() });
  expect(begin.status).toBe(200);
  const { url } = (await begin.json()) as { url: string };
  const there = await fetch(url, { redirect: 'manual' });
  return { cookie: cookiesOf(begin), back: new URL(there.headers.get('location') ?? '') };
}
async function cameBack({ cookie, back }: { readonly cookie: string; readonly back: URL }) {
  const response = await app.get(`${back.pathname}${back.search}`, { cookie, ...elsewhere() });
  expect(response.status).toBe(302);
  return { to: response.headers.get('location') ?? '', cookie: cookiesOf(response) };
}
async function signedIn(next: TestIssuer['next']) {
  issuer.next = next;
  return cameBack(await begun());
}
async function memberOf(cookie: string): Promise<{ role: string } | null> {
  const answer = await app.get('/api/v1/session', { cookie });
  return ((await answer.json()) as { member: { role: string } | null }).member;
}

describe('rules of an administrator', () => {
  let admin: Session;
  const rule = (body: object, who = admin) =>
    who.call<OutsideRole & { error?: { code: string; fields?: Record<string, string> } }>(
      'POST',
      '/api/v1/outside-roles',
      body,
    );
  const owner = <Row extends object>(text: string, values: unknown[] = []) =>
    connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
  const reseller = '00000000-0000-4000-8000-000000000870';
  beforeAll(async () => {
    admin = await app.signInAs('administrator');
    await owner(
      `INSERT INTO contacts.companies (id, name, name_key, kind, created_at) VALUES ($1, 'Ruled Dealers', 'ruled dealers', 'reseller', now())`,
      [reseller],
    );
  });

  it('give whoever signs in there for the first time a role, by verified domain or claim, and once', async () => {
    expect((await rule({ role: 'support', domain: '@Ruled.example' })).status).toBe(201);
    expect((await rule({ role: 'licence desk', claim: 'groups', claimValue: 'kept-desk' })).status).toBe(201);
    expect((await rule({ role: 'reseller staff', companyId: reseller, domain: 'dealers.example' })).status).toBe(201);
    const first = { sub: 'r-1', email: 'Ann@ruled.example', email_verified: true };
    const ann = await signedIn({ claims: first });
    expect(ann.to).toMatch(/\/desk$/);
    expect(await memberOf(ann.cookie)).toMatchObject({ role: 'support' });
    const desk = await signedIn({
      claims: { sub: 'r-2', email: 'bob@ruled.example', email_verified: true, groups: ['all', 'kept-desk'] },
    });
    expect(await memberOf(desk.cookie)).toMatchObject({ role: 'licence desk' });
    const dealer = await signedIn({ claims: { sub: 'r-3', email: 'cy@dealers.example', email_verified: true } });
    expect(await memberOf(dealer.cookie)).toMatchObject({ role: 'reseller staff', company: { id: reseller } });
    const joined = await owner<{ detail: { role: string; rule: string } }>(
      `SELECT detail FROM staff.audit WHERE action = 'staff.joined' AND detail ? 'rule' ORDER BY id`,
    );
    expect(joined.map(({ detail }) => detail.role)).toEqual(['support', 'licence desk', 'reseller staff']);
    // Again, in another group and under another address: the account and its role stay.
    const again = await signedIn({ claims: { ...first, email: 'ann.new@ruled.example', groups: 'kept-desk' } });
    expect(await memberOf(again.cookie)).toMatchObject({ role: 'support' });
    expect(await auth(`SELECT FROM auth."user" WHERE email = 'ann.new@ruled.example'`)).toEqual([]);
    expect(app.log()).not.toContain('ruled.example');
  });

  it('give nothing to a domain beside theirs, to a value beside theirs, or to who is disabled', async () => {
    await rule({ role: 'support', domain: 'exact.example' });
    await rule({ role: 'support', claim: 'team', claimValue: 'tools' });
    const strangers = [
      { email: 'a@sub.exact.example' },
      { email: 'a@notexact.example' },
      { email: 'exact.example@elsewhere.example' },
      { email: 'b@elsewhere.example', team: 'tools2' },
      { email: 'c@elsewhere.example', team: { tools: true } },
      { email: 'd@elsewhere.example', groups: 'tools' },
    ];
    for (const [at, claims] of strangers.entries()) {
      const { to, cookie } = await signedIn({ claims: { sub: `s-${at}`, email_verified: true, ...claims } });
      expect(to).toMatch(/sign-in\?error=KEPT_OIDC_NO_ROLE$/);
      expect(await memberOf(cookie)).toBeNull();
      expect(await auth(`SELECT FROM auth."user" WHERE email = $1`, [claims.email])).toEqual([]);
    }
    const { email, memberId } = await app.signInAs('support');
    await owner('UPDATE staff.members SET disabled_at = now() WHERE id = $1', [memberId]);
    await rule({ role: 'licence desk', domain: email.split('@')[1] });
    const { to } = await signedIn({ claims: { sub: 'off', email, email_verified: true } });
    expect(to).toMatch(/error=/);
    expect(await owner('SELECT role FROM staff.members WHERE id = $1 AND disabled_at IS NOT NULL', [memberId])).toEqual(
      [{ role: 'support' }],
    );
  });

  it.each([
    ['whose address is not verified', { email_verified: false }, {}],
    ['with another nonce', { nonce: 'another' }, {}],
    ['made for another', { aud: 'another client' }, {}],
    ['that is over', { iat: 1, exp: 2 }, {}],
    ['signed by another key', {}, { key: 'foreign' as const }],
  ])('make no account for a token %s', async (what, claims, bent) => {
    await rule({ role: 'support', domain: 'bent.example' });
    const email = `${what.replaceAll(' ', '-')}@bent.example`;
    const { to } = await signedIn({ claims: { sub: email, email, email_verified: true, ...claims }, ...bent });
    expect(to).toMatch(/error=/);
    expect(await auth(`SELECT FROM auth."user" WHERE email = $1`, [email])).toEqual([]);
  });

  it('make one account where somebody comes twice at the same moment', async () => {
    await rule({ role: 'QA', domain: 'twice.example' });
    issuer.next = { claims: { sub: 'tw-1', email: 'eve@twice.example', email_verified: true } };
    const begins = [await begun(), await begun()];
    const came = await Promise.all(begins.map(cameBack));
    expect(came.some(({ to }) => /\/desk$/.test(to))).toBe(true);
    const users = await auth<{ id: string }>(`SELECT id FROM auth."user" WHERE email = 'eve@twice.example'`);
    expect(users).toHaveLength(1);
    expect(await owner(`SELECT account_id AS id FROM staff.members WHERE role = 'QA'`)).toEqual(users);
  });

  it('are made by administrators, never for administrators, once each, and end', async () => {
    const refused = async (body: object, field: string) => {
      const { status, body: said } = await rule(body);
      expect([status, said.error?.code, Object.keys(said.error?.fields ?? {})]).toEqual([400, 'KEPT_INVALID', [field]]);
    };
    await refused({ role: 'administrator', domain: 'x.example' }, 'role');
    await refused({ role: 'buyer administrator', domain: 'x.example' }, 'role');
    await refused({ role: 'support' }, 'domain');
    await refused({ role: 'support', domain: 'x.example', claim: 'a', claimValue: 'b' }, 'domain');
    await refused({ role: 'support', domain: 'no domain' }, 'domain');
    await refused({ role: 'support', claim: 'a' }, 'claimValue');
    await refused({ role: 'support', claim: 'email', claimValue: 'a@x.example' }, 'claim');
    await refused({ role: 'reseller staff', domain: 'x.example' }, 'companyId');
    await refused({ role: 'support', domain: 'x.example', companyId: reseller }, 'companyId');
    const made = await rule({ role: 'support', domain: 'ends.example' });
    expect((await rule({ role: 'QA', domain: 'ends.example' })).body.error?.code).toBe('KEPT_OUTSIDE_ROLE_TWIN');
    expect((await rule({ role: 'QA', domain: 'z.example' }, await app.signInAs('privacy officer'))).status).toBe(403);
    expect((await admin.call('DELETE', `/api/v1/outside-roles/${made.body.id}`)).status).toBe(204);
    expect((await admin.call('DELETE', `/api/v1/outside-roles/${made.body.id}`)).status).toBe(404);
    const { to } = await signedIn({ claims: { sub: 'e-1', email: 'f@ends.example', email_verified: true } });
    expect(to).toMatch(/KEPT_OIDC_NO_ROLE/);
    const { body } = await admin.call<{ items: OutsideRole[]; count: number }>('GET', '/api/v1/outside-roles?limit=1');
    expect([body.items.length, body.count > 3]).toEqual([1, true]);
    const acts = await owner<{ action: string }>('SELECT action FROM staff.audit WHERE about_id = $1 ORDER BY id', [
      made.body.id,
    ]);
    expect(acts.map(({ action }) => action)).toEqual(['staff.outside role set', 'staff.outside role ended']);
  });
});
