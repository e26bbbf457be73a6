import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';

let app: TestApp;
let administrator: Session;
const reseller = '10000000-0000-4000-8000-000000000001';
const otherReseller = '10000000-0000-4000-8000-000000000002';

beforeAll(async () => {
  app = await startApp();
  administrator = await app.signInAs('administrator');
  await connected(app.database.ownerUrl, (client) =>
    client.query(
      `INSERT INTO contacts.companies (id, name, name_key, kind, created_at)
       VALUES ($1, 'Reseller One', 'reseller one', 'reseller', now()), ($2, 'Reseller Two', 'reseller two', 'reseller', now())`,
      [reseller, otherReseller],
    ),
  );
});
afterAll(() => app.stop());

interface Made {
  id: string;
  link: string;
  mailed: boolean;
}
const ask = (role: string, companyId: string | null = null, email: string | null = null) => ({
  role,
  companyId,
  email,
});
const invite = (by: Session, body: unknown) => by.call<Made>('POST', '/api/v1/invitations', body);
const tokenOf = (made: Made) => made.link.split('#')[1] ?? '';
const check = (token: string) => app.post('/api/v1/invitations/check', { token });
const accept = (token: string, email: string, headers = {}) =>
  app.post(
    '/api/v1/invitations/accept',
    { token, name: 'New Member', email, password: 'a long enough password' },
    headers,
  );
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;

describe('an invitation', () => {
  test('is shown once, kept as a digest, and told what it is for', async () => {
    const { status, body } = await invite(administrator, ask('reseller staff', reseller));
    expect(status).toBe(201);
    expect(body.link).toMatch(new RegExp(`^${app.baseUrl}/desk/welcome#[\\w-]{43}$`));
    const found = await check(tokenOf(body));
    expect(await found.json()).toMatchObject({
      role: 'reseller staff',
      company: { id: reseller, name: 'Reseller One' },
      email: null,
      first: false,
    });
    const { rows } = await connected(app.database.ownerUrl, (client) =>
      client.query('SELECT * FROM staff.invitations'),
    );
    expect(JSON.stringify(rows)).not.toContain(tokenOf(body));
  });

  test('is mailed where an address is given, with its row in the ledger', async () => {
    const { body } = await invite(administrator, ask('support', null, 'new.member@vendor.example'));
    expect(body.mailed).toBe(true);
    await app.settle();
    const mail = app.mails.messages.find((each) => each.to.includes('new.member@vendor.example'));
    expect(mail?.text).toContain(body.link);
    const { rows } = await connected(app.database.ownerUrl, (client) =>
      client.query('SELECT recipient_kind, channel, purpose FROM disclosures.ledger WHERE recipient_id = $1', [
        body.id,
      ]),
    );
    expect(rows).toEqual([{ recipient_kind: 'staff', channel: 'mail', purpose: 'authentication' }]);
  });

  test('makes one member, once', async () => {
    const { body } = await invite(administrator, ask('marketing'));
    const [first, second] = await Promise.all([
      accept(tokenOf(body), 'twice-a@vendor.example'),
      accept(tokenOf(body), 'twice-b@vendor.example'),
    ]);
    expect([first.status, second.status].sort()).toEqual([201, 410]);
    expect(await codeOf(await check(tokenOf(body)))).toBe('KEPT_INVITATION_USED');
  });

  test('sent twice under one key is answered alike', async () => {
    const { body } = await invite(administrator, ask('QA'));
    const key = { 'idempotency-key': 'same-key-of-a-form' };
    const first = await accept(tokenOf(body), 'same@vendor.example', key);
    const second = await accept(tokenOf(body), 'same@vendor.example', key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await first.json()).toEqual(await second.json());
  });

  test('cannot take over an account that is there, and stays good', async () => {
    const { body } = await invite(administrator, ask('administrator'));
    const taken = await accept(tokenOf(body), administrator.email.toUpperCase());
    expect([taken.status, await codeOf(taken)]).toEqual([409, 'KEPT_ADDRESS_TAKEN']);
    expect((await check(tokenOf(body))).status).toBe(200);
  });

  test('that is made up is unknown, that is old has expired, that is withdrawn too', async () => {
    expect(await codeOf(await check('made-up'))).toBe('KEPT_INVITATION_UNKNOWN');
    const { body: withdrawn } = await invite(administrator, ask('support'));
    expect((await administrator.call('DELETE', `/api/v1/invitations/${withdrawn.id}`)).status).toBe(204);
    expect(await codeOf(await accept(tokenOf(withdrawn), 'w@vendor.example'))).toBe('KEPT_INVITATION_EXPIRED');
    expect((await administrator.call('DELETE', `/api/v1/invitations/${withdrawn.id}`)).status).toBe(404);
    const { body: old } = await invite(administrator, ask('support'));
    app.clock.advance({ days: 7 });
    expect(await codeOf(await accept(tokenOf(old), 'o@vendor.example'))).toBe('KEPT_INVITATION_EXPIRED');
  });

  test.each([
    ['a short password', { password: 'eleven sign' }, 'password'],
    [
      'the address as password',
      { email: 'long.address@vendor.example', password: 'Long.Address@vendor.example' },
      'password',
    ],
    ['no address', { email: 'nobody' }, 'email'],
    ['an empty name', { name: '   ' }, 'name'],
    ['a field too many', { role: 'administrator' }, 'role'],
  ])('is not accepted with %s', async (_, change, field) => {
    const { body } = await invite(administrator, ask('support'));
    const given = { token: tokenOf(body), name: 'New', email: 'n@vendor.example', password: 'a long enough password' };
    const answer = await app.post('/api/v1/invitations/accept', { ...given, ...change });
    const { error } = (await answer.json()) as { error: { fields: Record<string, string> } };
    expect([answer.status, Object.keys(error.fields)]).toEqual([400, [field]]);
    expect((await check(tokenOf(body))).status).toBe(200);
  });

  test.each([
    [ask('reseller staff'), 'companyId'],
    [ask('support', reseller), 'companyId'],
    [ask('reseller staff', '10000000-0000-4000-8000-00000000000f'), 'companyId'],
    [ask('support', null, 'a@b'), 'email'],
    [ask('king'), 'role'],
  ])('is not made of %j', async (body, field) => {
    const { status, body: answer } = await invite(administrator, body);
    expect(status).toBe(400);
    expect((answer as unknown as { error: { fields: object } }).error.fields).toHaveProperty(field);
  });
});

describe('a reseller’s administrator', () => {
  test('invites, sees and disables people of the own company only', async () => {
    const own = await app.signInAs('reseller administrator', reseller);
    const foreign = await app.signInAs('reseller staff', otherReseller);
    const colleague = await app.signInAs('reseller staff', reseller);
    expect((await invite(own, ask('reseller staff', reseller))).status).toBe(201);
    expect((await invite(own, ask('reseller staff', otherReseller))).status).toBe(403);
    expect((await invite(own, ask('support'))).status).toBe(403);

    type Items = { items: { id?: string; company: { id: string } | null }[]; count: number };
    const { body: members } = await own.call<Items>('GET', '/api/v1/members');
    expect(members.items.map((item) => item.id).sort()).toEqual([own.memberId, colleague.memberId].sort());
    const { body: invitations } = await own.call<Items>('GET', '/api/v1/invitations');
    expect(invitations.items.every((item) => item.company?.id === reseller)).toBe(true);
    expect(invitations.count).toBe(invitations.items.length);

    expect((await own.call('POST', `/api/v1/members/${foreign.memberId}/disable`, {})).status).toBe(404);
    expect((await own.call('POST', `/api/v1/members/${colleague.memberId}/disable`, {})).status).toBe(200);
    expect((await colleague.call('GET', '/api/v1/today')).status).toBe(401);
    expect((await foreign.call('GET', '/api/v1/today')).status).toBe(200);
  });
});

describe('a member', () => {
  test('that is disabled is out at once, cannot sign in, and can be let in again', async () => {
    const { body } = await invite(administrator, ask('support'));
    const email = 'in-and-out@vendor.example';
    await accept(tokenOf(body), email);
    const signIn = () =>
      app.post('/api/auth/sign-in/email', { email, password: 'a long enough password' }, { 'kept-csrf': '1' });
    const cookie = (await signIn()).headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    expect((await app.get('/api/v1/today', { cookie })).status).toBe(200);

    const disabled = await administrator.call('POST', `/api/v1/members/${body.id}/disable`, {});
    expect(disabled.body).toMatchObject({ id: body.id, email, disabledAt: app.clock.now().toISOString() });
    expect((await app.get('/api/v1/today', { cookie })).status).toBe(401);
    expect((await signIn()).headers.getSetCookie()).toEqual([]);

    const enabled = await administrator.call('POST', `/api/v1/members/${body.id}/enable`, {});
    expect(enabled.body).toMatchObject({ id: body.id, disabledAt: null });
    // The old session stays ended.
    expect((await app.get('/api/v1/today', { cookie })).status).toBe(401);
    expect((await signIn()).status).toBe(200);
  });

  test('cannot disable itself', async () => {
    const { status, body } = await administrator.call('POST', `/api/v1/members/${administrator.memberId}/disable`, {});
    expect([status, (body as { error: { code: string } }).error.code]).toEqual([409, 'KEPT_NOT_YOURSELF']);
  });

  test('of two administrators who disable each other at once, one stays', async () => {
    const { body } = await administrator.call<{ items: { id: string; role: string }[] }>(
      'GET',
      '/api/v1/members?limit=500',
    );
    const two = [administrator, await app.signInAs('administrator')];
    for (const { id, role } of body.items)
      if (role === 'administrator' && id !== administrator.memberId)
        await administrator.call('POST', `/api/v1/members/${id}/disable`, {});
    const [one, other] = two as [Session, Session];
    await Promise.all([
      one.call('POST', `/api/v1/members/${other.memberId}/disable`, {}),
      other.call('POST', `/api/v1/members/${one.memberId}/disable`, {}),
    ]);
    const { rows } = await connected(app.database.ownerUrl, (client) =>
      client.query(
        `SELECT count(*)::int AS count FROM staff.members WHERE role = 'administrator' AND disabled_at IS NULL`,
      ),
    );
    expect(rows[0].count).toBe(1);
  });
});
