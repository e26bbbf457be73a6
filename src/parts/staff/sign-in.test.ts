import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { totp } from '../../../test/kit/totp.ts';

const agent = 'Browser-Of-Somebody/1.0';
const password = 'a long enough password';

let app: TestApp;
let administrator: Session;

beforeAll(async () => {
  app = await startApp();
  administrator = await app.signInAs('administrator');
});
afterAll(() => app.stop());

const desk = () => ({ 'kept-csrf': '1', origin: app.baseUrl, 'user-agent': agent });

async function join(role: string): Promise<{ id: string; email: string; token: string }> {
  const email = `${role.replaceAll(' ', '-')}-${Math.random().toString(36).slice(2)}@vendor.example`;
  const { body } = await administrator.call<{ id: string; link: string }>('POST', '/api/v1/invitations', {
    role,
    companyId: null,
    email: null,
  });
  const token = body.link.split('#')[1] ?? '';
  const accepted = await app.post('/api/v1/invitations/accept', { token, name: 'Somebody New', email, password });
  expect(accepted.status).toBe(201);
  return { id: body.id, email, token };
}

const signIn = (email: string, secret = password) =>
  app.post('/api/auth/sign-in/email', { email, password: secret }, desk());

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

const session = async (cookie: string) =>
  (await (await app.get('/api/v1/session', { cookie })).json()) as {
    member: { id: string; twoFactor: boolean } | null;
  };

describe('signing in', () => {
  test('gives a cookie that scripts cannot read and other sites cannot use', async () => {
    const { id, email } = await join('support');
    const answer = await signIn(email.toUpperCase());
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^kept\.session_token=.*; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await session(cookiesOf(answer))).member).toMatchObject({ id, twoFactor: false });
  });

  test('answers a wrong password and an unknown address alike', async () => {
    const { email } = await join('support');
    const wrong = await signIn(email, 'another long password');
    const unknown = await signIn('nobody@vendor.example');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  test.each([
    ['without the header of the desk', { origin: 'http://127.0.0.1' }],
    ['from another site', { 'kept-csrf': '1', origin: 'https://elsewhere.example' }],
    ['as another site’s form', { 'kept-csrf': '1', 'sec-fetch-site': 'cross-site' }],
  ])('is refused %s', async (_, headers) => {
    const { email } = await join('support');
    const answer = await app.post('/api/auth/sign-in/email', { email, password }, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test.each(['sign-up/email', 'update-user', 'delete-user', 'request-password-reset', 'nothing'])(
    '/api/auth/%s is not there',
    async (path) => {
      const body = { name: 'x', email: 'x@vendor.example', password };
      expect((await app.post(`/api/auth/${path}`, body, desk())).status).toBe(404);
    },
  );

  test('stores neither address nor browser, and logs no name', async () => {
    const { email } = await join('support');
    await signIn(email);
    const rows = await connected(app.database.ownerUrl, (client) =>
      client.query(
        'SELECT count(*)::int AS all, count("ipAddress")::int AS addresses, count("userAgent")::int AS agents FROM auth.session',
      ),
    );
    expect(rows.rows[0].all).toBeGreaterThan(0);
    expect(rows.rows[0]).toMatchObject({ addresses: 0, agents: 0 });
    expect(app.log()).not.toContain(email);
    expect(app.log()).not.toContain(agent);
  });

  test('the database itself refuses an address in a session', async () => {
    await expect(
      connected(app.database.authUrl, (client) => client.query(`UPDATE auth.session SET "ipAddress" = '192.0.2.1'`)),
    ).rejects.toThrow('session_no_address');
  });

  test('signing out holds at once', async () => {
    const { email } = await join('support');
    const cookie = cookiesOf(await signIn(email));
    expect((await app.get('/api/v1/today', { cookie })).status).toBe(200);
    const withoutBody = { method: 'POST', headers: { ...desk(), cookie } };
    expect((await fetch(`${app.baseUrl}/api/auth/sign-out`, withoutBody)).status).toBe(200);
    expect((await app.get('/api/v1/today', { cookie })).status).toBe(401);
    expect((await session(cookie)).member).toBeNull();
  });

  test('a cookie that was tampered with is nobody’s', async () => {
    const cookie = administrator.cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await app.get('/api/v1/today', { cookie: `${cookie}x` })).status).toBe(401);
  });

  test('a long body is refused', async () => {
    const answer = await app.post('/api/auth/sign-in/email', { email: 'x'.repeat(70_000), password }, desk());
    expect(answer.status).toBe(413);
  });
});

describe('the second factor', () => {
  async function turnOn(cookie: string): Promise<{ secret: string; backupCodes: string[] }> {
    const answer = await app.post('/api/auth/two-factor/enable', { password }, { ...desk(), cookie });
    const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] };
    const secret = new URL(totpURI).searchParams.get('secret') ?? '';
    const verified = await app.post('/api/auth/two-factor/verify-totp', { code: totp(secret) }, { ...desk(), cookie });
    expect(verified.status).toBe(200);
    return { secret, backupCodes };
  }

  test('is asked for once it is on, by code or by backup code used once', async () => {
    const { id, email } = await join('support');
    const { secret, backupCodes } = await turnOn(cookiesOf(await signIn(email)));

    const first = await signIn(email);
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true });
    const half = cookiesOf(first);
    expect((await session(half)).member).toBeNull();
    const wrong = await app.post('/api/auth/two-factor/verify-totp', { code: '000000' }, { ...desk(), cookie: half });
    expect(wrong.status).toBe(401);
    const right = await app.post(
      '/api/auth/two-factor/verify-totp',
      { code: totp(secret) },
      { ...desk(), cookie: half },
    );
    expect((await session(cookiesOf(right))).member).toMatchObject({ id, twoFactor: true });

    const byBackup = async () => {
      const again = cookiesOf(await signIn(email));
      const body = { code: backupCodes[0] };
      return app.post('/api/auth/two-factor/verify-backup-code', body, { ...desk(), cookie: again });
    };
    expect((await session(cookiesOf(await byBackup()))).member).toMatchObject({ id });
    expect((await byBackup()).status).toBe(401);
  });

  test('passkeys can be asked for by who is signed in only', async () => {
    const path = '/api/auth/passkey/generate-register-options';
    const options = await app.get(path, { cookie: administrator.cookie });
    expect(options.status).toBe(200);
    expect(await options.json()).toMatchObject({ rp: { id: 'localhost' } });
    expect((await app.get(path)).status).toBe(401);
  });
});
