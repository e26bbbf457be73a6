import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { cookiesOf, startIssuer, type TestIssuer } from '../../../test/kit/issuer.ts';

let issuer: TestIssuer;
let app: TestApp;
beforeAll(async () => {
  issuer = await startIssuer();
  const { url, clientId, clientSecret } = issuer;
  app = await startApp({ overrides: { oidc: { issuer: url, clientId, clientSecret, name: 'Example Login' } } });
});
afterAll(async () => {
  await app.stop();
  await issuer.stop();
});

const auth = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.authUrl, async (client) => (await client.query<Row>(text, values)).rows);

/** As a browser goes: asks where to go, goes there, comes back. */
async function begun() {
  const begin = await app.post('/api/v1/sign-in/outside', {}, { 'kept-csrf': '1' });
  expect(begin.status).toBe(200);
  const { url } = (await begin.json()) as { url: string };
  const there = await fetch(url, { redirect: 'manual' });
  return { cookie: cookiesOf(begin), back: new URL(there.headers.get('location') ?? '') };
}
async function cameBack({ cookie, back }: { readonly cookie: string; readonly back: URL }) {
  const response = await app.get(`${back.pathname}${back.search}`, { cookie });
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

it('lets in who has an account under the address that the issuer has verified, with PKCE, state and nonce', async () => {
  const { email } = await app.signInAs('support');
  const claims = { sub: 'u-1', email, email_verified: true };
  const { to, cookie } = await signedIn({ claims });
  expect(to).toMatch(/\/desk$/);
  expect(await memberOf(cookie)).toMatchObject({ role: 'support' });
  const [ask] = issuer.asked.slice(-1);
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect(ask?.searchParams.get(name)?.length).toBeGreaterThan(20);
  expect(ask?.searchParams.get('scope')).toBe('openid email');
  expect(ask?.searchParams.get('code_challenge_method')).toBe('S256');
  expect(ask?.searchParams.get('redirect_uri')).toBe(`${app.baseUrl}/api/auth/callback/oidc`);
  // No token, no address and no browser is kept.
  const [account] = await auth<Record<string, unknown>>(`SELECT * FROM auth.account WHERE "providerId" = 'oidc'`);
  expect(account).toMatchObject({ accountId: 'u-1', accessToken: null, refreshToken: null, idToken: null });
  expect(await auth(`SELECT FROM auth.session WHERE "ipAddress" IS NOT NULL OR "userAgent" IS NOT NULL`)).toEqual([]);
  const [{ n } = { n: 0 }] = await connected(
    app.database.ownerUrl,
    async (client) =>
      (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM staff.audit WHERE action = 'staff.signed-in'`))
        .rows,
  );
  expect(n).toBeGreaterThan(0);
  // Another time, and under another address of theirs: the subject stays the account.
  expect((await signedIn({ claims: { ...claims, email: 'renamed@vendor.example' } })).to).toMatch(/\/desk$/);
  expect(await auth(`SELECT FROM auth."user" WHERE email = 'renamed@vendor.example'`)).toEqual([]);
  expect(app.log()).not.toContain(email);
});

it('a reseller signs in to its own company', async () => {
  const companyId = '00000000-0000-4000-8000-000000000350';
  await connected(app.database.ownerUrl, (client) =>
    client.query(
      `INSERT INTO contacts.companies (id, name, name_key, kind, created_at) VALUES ($1, 'Sample Dealers', 'sample dealers', 'reseller', now())`,
      [companyId],
    ),
  );
  const { email } = await app.signInAs('reseller staff', companyId);
  const { cookie } = await signedIn({ claims: { sub: 'u-2', email, email_verified: true } });
  expect(await memberOf(cookie)).toMatchObject({ role: 'reseller staff', company: { id: companyId } });
});

it.each([
  ['whose address is not verified', { email_verified: false }, {}],
  ['whose address is said to be verified by a text', { email_verified: 'true' }, {}],
  ['with another nonce', { nonce: 'another' }, {}],
  ['without a nonce', { nonce: undefined }, {}],
  ['made for another', { aud: 'another client' }, {}],
  ['of another issuer', { iss: 'https://another.example' }, {}],
  ['that is over', { iat: 1, exp: 2 }, {}],
  ['without a subject', { sub: undefined }, {}],
  ['signed by another key', {}, { key: 'foreign' as const }],
  ['that is not there', {}, { without: 'id_token' as const }],
])('refuses a token %s', async (_, claims, bent) => {
  const { email } = await app.signInAs('support');
  const { to, cookie } = await signedIn({
    claims: { sub: `bent ${email}`, email, email_verified: true, ...claims },
    ...bent,
  });
  expect(to).toMatch(/\/desk\/sign-in\?error=/);
  expect(await memberOf(cookie)).toBeNull();
  expect(await auth(`SELECT FROM auth.account WHERE "accountId" = $1`, [`bent ${email}`])).toEqual([]);
});

it('makes nobody an account, and lets nobody in who was disabled', async () => {
  const stranger = { sub: 'u-9', email: 'stranger@elsewhere.example', email_verified: true };
  expect((await signedIn({ claims: stranger })).to).toMatch(/sign-in\?error=KEPT_OIDC_NO_ROLE/);
  expect(await auth(`SELECT FROM auth."user" WHERE email = $1`, [stranger.email])).toEqual([]);
  const { email, memberId } = await app.signInAs('support');
  await connected(app.database.ownerUrl, (client) =>
    client.query('UPDATE staff.members SET disabled_at = now() WHERE id = $1', [memberId]),
  );
  const { to, cookie } = await signedIn({ claims: { sub: 'u-10', email, email_verified: true } });
  expect(to).toMatch(/sign-in\?error=/);
  expect(await memberOf(cookie)).toBeNull();
});

it('an answer to a sign-in that this browser did not begin is refused, and none counts twice', async () => {
  const { email } = await app.signInAs('support');
  issuer.next = { claims: { sub: 'u-11', email, email_verified: true } };
  const own = await begun();
  expect((await cameBack({ ...own, cookie: '' })).to).toMatch(/error=/);
  const other = await begun();
  const forged = new URL(other.back);
  forged.searchParams.set('state', 'forged');
  expect((await cameBack({ ...other, back: forged })).to).toMatch(/error=/);
  const again = await begun();
  expect((await cameBack(again)).to).toMatch(/\/desk$/);
  expect((await cameBack(again)).to).toMatch(/error=/);
});

it('takes no token and no destination from who begins it, and nothing from other sites', async () => {
  const { email } = await app.signInAs('support');
  issuer.next = { claims: { sub: 'u-12', email, email_verified: true } };
  const body = { idToken: { token: 'x' }, callbackURL: 'https://elsewhere.example', requestSignUp: true };
  const begin = await app.post('/api/v1/sign-in/outside', body, { 'kept-csrf': '1' });
  expect(Object.keys((await begin.json()) as object)).toEqual(['url']);
  expect((await app.post('/api/v1/sign-in/outside', {})).status).toBe(403);
  expect((await app.post('/api/auth/sign-in/social', { provider: 'oidc' }, { 'kept-csrf': '1' })).status).toBe(404);
});

it('says so while the issuer is away or is somebody else, and goes on once it is back', async () => {
  const later = await startIssuer();
  const port = Number(new URL(later.url).port);
  await later.stop();
  const { url, clientId, clientSecret } = later;
  const away = await startApp({ overrides: { oidc: { issuer: url, clientId, clientSecret, name: 'Later' } } });
  const wrong = await startApp({
    overrides: { oidc: { issuer: `${issuer.url}/`, clientId, clientSecret, name: 'W' } },
  });
  try {
    const begin = (of: TestApp) => of.post('/api/v1/sign-in/outside', {}, { 'kept-csrf': '1' });
    for (const each of [away, wrong]) {
      const refused = await begin(each);
      expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([
        503,
        'KEPT_OIDC_AWAY',
      ]);
    }
    const back = await startIssuer(port);
    expect((await begin(away)).status).toBe(200);
    await back.stop();
  } finally {
    await away.stop();
    await wrong.stop();
  }
});

it('is not there where no issuer is named', async () => {
  const plain = await startApp();
  try {
    expect((await plain.post('/api/v1/sign-in/outside', {}, { 'kept-csrf': '1' })).status).toBe(404);
    expect((await (await plain.get('/api/v1/session')).json()) as object).toMatchObject({ outside: null });
  } finally {
    await plain.stop();
  }
});

it('at an issuer elsewhere waits until the register says who runs it, by a contract of today', async () => {
  const oidc = { issuer: 'https://login.example', clientId: 'c', clientSecret: 's', name: 'Elsewhere' };
  const elsewhere = await startApp({ overrides: { oidc } });
  try {
    const begin = async () => {
      const answer = await elsewhere.post('/api/v1/sign-in/outside', {}, { 'kept-csrf': '1' });
      return ((await answer.json()) as { error?: { code: string } }).error?.code;
    };
    const officer = await elsewhere.signInAs('privacy officer');
    const hosts = () => officer.call('GET', '/api/v1/outside-hosts');
    expect((await hosts()).body).toEqual({
      items: [{ host: 'login.example', use: 'sign-in', processor: null, bound: false }],
    });
    expect(await begin()).toBe('KEPT_OIDC_UNREGISTERED');
    const contract = { signedOn: '2026-01-01', endsOn: null, confidential: true, confidentialOn: '2026-01-01' };
    const terms = { nothingElse: true, countries: ['DE'], fields: [], frequency: null, reference: 'P-1' };
    const made = await officer.call<{ id: string }>('POST', '/api/v1/recipients', {
      ...{ kind: 'processor', name: 'Login Services', address: '1 Sample Street', country: 'DE', mailbox: null },
      contract: { ...contract, ...terms },
    });
    expect(made.status).toBe(201);
    const note = (host: string, recipientId: string, who = officer) =>
      who.call<{ error?: { code: string } }>('PUT', '/api/v1/outside-hosts', { host, recipientId });
    expect((await note('other.example', made.body.id)).status).toBe(404);
    const companyId = '00000000-0000-4000-8000-000000000871';
    expect((await note('login.example', companyId)).body.error?.code).toBe('KEPT_INVALID');
    expect((await note('login.example', made.body.id, await elsewhere.signInAs('support'))).status).toBe(403);
    expect((await note('login.example', made.body.id)).status).toBe(200);
    expect((await hosts()).body).toMatchObject({ items: [{ processor: { name: 'Login Services' }, bound: true }] });
    // It may be asked now; it is not there.
    expect(await begin()).toBe('KEPT_OIDC_AWAY');
    await connected(elsewhere.database.ownerUrl, (client) =>
      client.query('UPDATE disclosures.contracts SET ends_on = $1 WHERE recipient_id = $2', [
        '2026-01-02',
        made.body.id,
      ]),
    );
    expect(await begin()).toBe('KEPT_OIDC_UNREGISTERED');
    expect((await hosts()).body).toMatchObject({ items: [{ bound: false }] });
  } finally {
    await elsewhere.stop();
  }
});
