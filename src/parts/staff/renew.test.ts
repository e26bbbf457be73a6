import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';

const password = 'a whole new sentence';
const one = '10000000-0000-4000-8000-000000000001';
const other = '10000000-0000-4000-8000-000000000002';

let app: TestApp;
let administrator: Session;

beforeAll(async () => {
  app = await startApp();
  administrator = await app.signInAs('administrator');
  await owner(
    `INSERT INTO contacts.companies (id, name, name_key, kind, created_at)
      VALUES ($1, 'Reseller One', 'reseller one', 'reseller', now()), ($2, 'Reseller Two', 'reseller two', 'reseller', now())`,
    [one, other],
  );
});
afterAll(() => app.stop());

const owner = async (text: string, values: unknown[] = []) =>
  connected(
    app.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows as Record<string, unknown>[],
  );

async function invite(by: Session, given: { role: string; email: string | null; companyId?: string }): Promise<string> {
  const { status, body } = await by.call<{ link: string }>('POST', '/api/v1/invitations', {
    companyId: null,
    ...given,
  });
  expect(status).toBe(201);
  return body.link.split('#')[1] ?? '';
}

async function accept(token: string, email: string, secret = password) {
  const given = { token, name: 'Known Anew', email, password: secret };
  const answer = await app.post('/api/v1/invitations/accept', given, { 'kept-csrf': '1' });
  const body = (await answer.json()) as { memberId: string; role: string; error?: { code: string } };
  return { status: answer.status, body, code: body.error?.code };
}

const signIn = (email: string, secret = password) =>
  app.post('/api/auth/sign-in/email', { email, password: secret }, { 'kept-csrf': '1', origin: app.baseUrl });
const memberRow = async (id: string) =>
  (await owner('SELECT account_id, role, disabled_at FROM staff.members WHERE id = $1', [id]))[0] ?? {};
const check = async (token: string) =>
  (await (await app.post('/api/v1/invitations/check', { token })).json()) as Record<string, unknown>;

/** As if the account had one of everything. */
async function withFactors(memberId: string): Promise<string> {
  const { account_id: account } = await memberRow(memberId);
  await owner(`UPDATE auth."user" SET "twoFactorEnabled" = true WHERE id = $1`, [account]);
  await owner(`INSERT INTO auth."twoFactor" (id, secret, "backupCodes", "userId") VALUES ($1, 's', 'b', $1)`, [
    account,
  ]);
  await owner(
    `INSERT INTO auth.passkey (id, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
      VALUES ($1, 'k', $1, 'c', 0, 'singleDevice', false)`,
    [account],
  );
  await owner(
    `INSERT INTO auth.verification (id, identifier, value, "expiresAt", "updatedAt") VALUES ($1, 'trusted', $1, now() + interval '1 day', now())`,
    [account],
  );
  return String(account);
}

// A password takes a while to be hashed, and each of these makes several.
const patient = { timeout: 60_000 };

describe('somebody who lost the password and is invited anew under the same address', patient, () => {
  test('sets a new one, and stays who they are; all other ways in end', async () => {
    const lost = await app.signInAs('support');
    const account = await withFactors(lost.memberId);
    const earlier = await invite(administrator, { role: 'support', email: lost.email });
    const token = await invite(administrator, { role: 'support', email: lost.email.toUpperCase() });
    expect(await check(token)).toMatchObject({ renews: true, first: false });

    const renewed = await accept(token, lost.email);
    expect([renewed.status, renewed.body]).toEqual([201, { memberId: lost.memberId, role: 'support' }]);
    expect(await memberRow(lost.memberId)).toMatchObject({ account_id: account, role: 'support' });
    expect((await lost.call('GET', '/api/v1/today')).status).toBe(401);
    const signedIn = await signIn(lost.email);
    expect([signedIn.status, await signedIn.json()]).toMatchObject([200, { user: { name: 'Known Anew' } }]);
    const left = await owner(
      `SELECT (SELECT count(*)::int FROM auth.passkey WHERE "userId" = $1) AS passkeys,
        (SELECT count(*)::int FROM auth."twoFactor" WHERE "userId" = $1) AS second,
        (SELECT count(*)::int FROM auth.verification WHERE value = $1) AS under_way,
        (SELECT count(*)::int FROM auth.session WHERE "userId" = $1) AS sessions,
        (SELECT "twoFactorEnabled" FROM auth."user" WHERE id = $1) AS asked`,
      [account],
    );
    expect(left).toEqual([{ passkeys: 0, second: 0, under_way: 0, sessions: 1, asked: false }]);

    expect((await accept(token, lost.email)).code).toBe('KEPT_INVITATION_USED');
    expect((await accept(earlier, lost.email)).code).toBe('KEPT_INVITATION_EXPIRED');
    const audited = await owner(`SELECT actor_id, detail FROM staff.audit WHERE action = 'staff.renewed'`);
    expect(audited).toMatchObject([
      {
        actor_id: lost.memberId,
        detail: { invitedBy: administrator.memberId, roleBefore: 'support', role: 'support', enabled: false },
      },
    ]);
  });

  test('takes the role of the invitation; the last administrator stays one', async () => {
    const member = await app.signInAs('QA');
    const token = await invite(administrator, { role: 'licence desk', email: member.email });
    expect((await accept(token, member.email)).body).toEqual({ memberId: member.memberId, role: 'licence desk' });
    expect(await memberRow(member.memberId)).toMatchObject({ role: 'licence desk' });

    const rest = await owner(
      `UPDATE staff.members SET disabled_at = $2 WHERE role = 'administrator' AND id <> $1 RETURNING id`,
      [administrator.memberId, app.clock.now()],
    );
    const down = await invite(administrator, { role: 'support', email: administrator.email });
    expect((await accept(down, administrator.email)).code).toBe('KEPT_LAST_ADMINISTRATOR');
    expect((await administrator.call('GET', '/api/v1/today')).status).toBe(200);
    expect((await signIn(administrator.email)).status).toBe(401);
    await owner('UPDATE staff.members SET disabled_at = NULL WHERE id = ANY ($1)', [rest.map(({ id }) => id)]);
  });

  test('is let in again if disabled before, but not by a link from before', async () => {
    const member = await app.signInAs('support');
    const old = await invite(administrator, { role: 'support', email: member.email });
    app.clock.advance({ minutes: 1 });
    await administrator.call('POST', `/api/v1/members/${member.memberId}/disable`, {});
    expect((await accept(old, member.email)).code).toBe('KEPT_ADDRESS_TAKEN');
    expect(await memberRow(member.memberId)).toMatchObject({ disabled_at: app.clock.now() });
    const anew = await invite(administrator, { role: 'support', email: member.email });
    expect((await accept(anew, member.email)).status).toBe(201);
    expect((await signIn(member.email)).status).toBe(200);
  });
});

describe('no account is taken over', patient, () => {
  const untouched = async (email: string) => expect((await signIn(email)).status).toBe(401);

  test('by a link that was made for nobody or for another address', async () => {
    for (const email of [null, 'somebody.else@vendor.example']) {
      const token = await invite(administrator, { role: 'administrator', email });
      const answer = await accept(token, administrator.email);
      expect([answer.status, answer.code]).toEqual([409, 'KEPT_ADDRESS_TAKEN']);
      await untouched(administrator.email);
      expect((await check(token)).renews).toBe(false);
    }
  });

  test('by a reseller who invites the address of the vendor’s staff, or of another reseller’s', async () => {
    const seller = await app.signInAs('reseller administrator', one);
    const foreign = await app.signInAs('reseller staff', other);
    const colleague = await app.signInAs('reseller staff', one);
    for (const email of [administrator.email, foreign.email]) {
      const token = await invite(seller, { role: 'reseller administrator', email, companyId: one });
      expect((await accept(token, email)).code).toBe('KEPT_ADDRESS_TAKEN');
      await untouched(email);
    }
    const token = await invite(seller, { role: 'reseller staff', email: colleague.email, companyId: one });
    expect((await accept(token, colleague.email)).body.memberId).toBe(colleague.memberId);
  });

  test('by an invitation from before the account was there', async () => {
    const email = 'invited.twice@vendor.example';
    const [first, second] = [
      await invite(administrator, { role: 'support', email }),
      await invite(administrator, { role: 'support', email }),
    ];
    app.clock.advance({ minutes: 1 });
    expect((await accept(first, email, 'the sentence of the owner')).status).toBe(201);
    expect((await accept(second, email)).code).toBe('KEPT_ADDRESS_TAKEN');
    expect((await signIn(email, 'the sentence of the owner')).status).toBe(200);
  });
});

test('an account that is renewed keeps its name; a new one needs one, and its link stays good', async () => {
  const given = (token: string, email: string, name?: string) =>
    app.post('/api/v1/invitations/accept', { token, email, password, ...(name && { name }) }, { 'kept-csrf': '1' });
  const lost = await app.signInAs('support');
  const token = await invite(administrator, { role: 'support', email: lost.email });
  expect((await given(token, lost.email)).status).toBe(201);
  expect(await (await signIn(lost.email)).json()).toMatchObject({ user: { name: 'The support' } });
  const fresh = await invite(administrator, { role: 'support', email: 'fresh@vendor.example' });
  const nameless = await given(fresh, 'fresh@vendor.example');
  expect([nameless.status, JSON.stringify(await nameless.json())]).toEqual([400, expect.stringContaining('"name"')]);
  expect((await given(fresh, 'fresh@vendor.example', 'Fresh One')).status).toBe(201);
}, 60_000);
