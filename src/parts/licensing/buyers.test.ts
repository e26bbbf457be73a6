import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { asTenant } from '../../../test/kit/as-tenant.ts';
import { connected } from '../../../test/kit/database.ts';
import { roleName } from '../../platform/db/purposes.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';
import type { CompanyLicencePage, ContactList } from './wire/company.ts';

// Longer than most files: one role, in what it sees, keeps and asks, and in all that it must not.

// Administrators of buyers: how one comes to be, what they see of their own company and of no other, seats kept by name, the full list.

let app: TestApp;
let desk: Session;
let product: { productId: string; releaseId: string };
let reseller: string;
let ours: Company;
let theirs: Company;
let ada: Session;

interface Company {
  readonly id: string;
  readonly licenceId: string;
  readonly serial: string;
}
interface Answer {
  readonly error?: { code: string; fields?: Record<string, string> };
}

const owner = async <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

async function activate(serial: string, changes: Record<string, string>) {
  const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const body = { serial, notice: shown.notice.sha256, ...registrationData(changes) };
  const answer = await app.post('/api/v1/activations', body);
  const told = (await answer.json()) as Answer & { activationId?: string };
  await app.settle();
  return { status: answer.status, code: told.error?.code ?? null, activationId: told.activationId ?? '' };
}

async function aCompany(name: string, domain: string, seats: number): Promise<Company> {
  const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller, seats });
  expect(
    (await activate(licence?.serial ?? '', { companyName: name, email: `first@${domain}`, name: `First of ${name}` }))
      .status,
  ).toBe(201);
  const [row] = await owner<{ id: string }>('SELECT company_id AS id FROM licensing.licences WHERE id = $1', [
    licence?.id,
  ]);
  const company = { id: row?.id ?? '', licenceId: licence?.id ?? '', serial: licence?.serial ?? '' };
  const noted = await desk.call('POST', `/api/v1/companies/${company.id}/domains`, { domain, evidence: 'letter head' });
  expect(noted.status).toBe(200);
  return company;
}

/** Invites, takes the link out of the mail, makes the account and signs in. */
async function joins(by: Session, companyId: string, email: string, evidence?: string): Promise<Session> {
  const made = await by.call<{ link: string | null }>('POST', '/api/v1/invitations', {
    ...{ role: 'buyer administrator', companyId, email },
    ...(evidence === undefined ? {} : { evidence }),
  });
  expect([made.status, made.body.link]).toEqual([201, null]);
  await app.settle();
  const mail = await app.mails.waitFor(({ to, text }) => to.includes(email) && text.includes('/desk/welcome#'));
  const token = /welcome#(\S+)/.exec(mail.text)?.[1] ?? '';
  const accept = (address: string) =>
    app.post(
      '/api/v1/invitations/accept',
      { token, name: 'An administrator', email: address, password: 'test-of-buyers-9' },
      { 'kept-csrf': '1' },
    );
  expect((await accept('somebody@else.example')).status).toBe(400);
  expect((await accept(email)).status).toBe(201);
  const answer = await app.post(
    '/api/auth/sign-in/email',
    { email, password: 'test-of-buyers-9' },
    { 'kept-csrf': '1', origin: app.baseUrl },
  );
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const headers = { cookie, 'kept-csrf': '1' };
  return {
    memberId: '',
    email,
    cookie,
    async call<T>(method: string, path: string, body?: unknown) {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(`${app.baseUrl}${path}`, { method, headers: { ...headers, ...type }, ...sent });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
    },
  };
}

const page = async (of: Company = ours) =>
  (await ada.call<CompanyLicencePage>('GET', `/api/v1/company/licences/${of.licenceId}`)).body;
const name = (email: string, of: Company = ours) =>
  ada.call<Answer & { id: string }>('POST', `/api/v1/company/licences/${of.licenceId}/named-seats`, {
    name: 'Ben Planner',
    email,
  });

beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('licence desk');
  reseller = await aReseller(app);
  product = await aProduct(app, { name: 'Sample Mill' });
  ours = await aCompany('Gearworks', 'gearworks.example', 3);
  theirs = await aCompany('Mouldings', 'mouldings.example', 3);
  ada = await joins(desk, ours.id, 'ada@gearworks.example');
}, 90_000);
afterAll(() => app?.stop());

describe('how an administrator comes to be', () => {
  const invite = (by: Session, input: object) => by.call<Answer>('POST', '/api/v1/invitations', input);
  const buyer = () => ({ role: 'buyer administrator', companyId: ours.id });

  test('a mailbox in no domain of the company needs evidence, which staff note', async () => {
    const bare = await invite(desk, { ...buyer(), email: 'cy@home.example' });
    expect([bare.status, bare.body.error?.fields]).toEqual([
      400,
      { evidence: expect.stringContaining('no mail domain') },
    ]);
    const shown = await invite(desk, {
      ...buyer(),
      email: 'cy@home.example',
      evidence: 'Letter of the managing director',
    });
    expect(shown.status).toBe(201);
    const rows = await owner<{ evidence: string | null }>(
      `SELECT evidence FROM staff.invitations WHERE role = 'buyer administrator' ORDER BY created_at, evidence`,
    );
    expect(rows.map(({ evidence }) => evidence)).toEqual(
      expect.arrayContaining([null, 'Letter of the managing director']),
    );
  });

  test('an administrator invites only into their own company and only mailboxes of it', async () => {
    expect((await invite(ada, { ...buyer(), email: 'dee@mouldings.example' })).body.error?.fields).toHaveProperty(
      'email',
    );
    expect((await invite(ada, { ...buyer(), email: 'dee@mouldings.example', evidence: 'I say so' })).status).toBe(400);
    expect((await invite(ada, { ...buyer(), companyId: theirs.id, email: 'dee@gearworks.example' })).status).toBe(403);
    expect((await invite(ada, { ...buyer(), role: 'licence desk', companyId: null, email: null })).status).toBe(403);
    expect(
      (await invite(ada, { ...buyer(), role: 'reseller administrator', email: 'dee@gearworks.example' })).status,
    ).toBe(403);
    const dee = await joins(ada, ours.id, 'dee@gearworks.example');
    expect((await dee.call<{ company: { name: string } }>('GET', '/api/v1/company')).body.company.name).toBe(
      'Gearworks',
    );
    const members = await dee.call<{ items: { email: string }[] }>('GET', '/api/v1/members');
    expect(members.body.items.map(({ email }) => email).sort()).toEqual([
      'ada@gearworks.example',
      'dee@gearworks.example',
    ]);
  });

  test('the licence desk invites nobody else, and a reseller has no buyer administrator', async () => {
    expect((await invite(desk, { role: 'administrator', companyId: null, email: null })).status).toBe(403);
    const other = await invite(desk, {
      ...buyer(),
      companyId: reseller,
      email: 'x@gearworks.example',
      evidence: 'seen',
    });
    expect(other.body.error?.fields).toHaveProperty('companyId');
  });
});

describe('what they see', () => {
  test('their licences with seats and machines, and no other company', async () => {
    const figures = await ada.call('GET', '/api/v1/company');
    expect(figures.body).toMatchObject({
      company: { id: ours.id },
      licences: 1,
      seats: 3,
      seatsUsed: 1,
      renewalsDue: 0,
    });
    const list = await ada.call<{ items: { serial: string }[]; count: number }>('GET', '/api/v1/company/licences');
    expect([list.body.count, list.body.items.map(({ serial }) => serial)]).toEqual([1, [ours.serial]]);
    expect((await page()).machines).toHaveLength(1);
    expect((await ada.call('GET', `/api/v1/company/licences/${theirs.licenceId}`)).status).toBe(404);
    expect((await name('ben@gearworks.example', theirs)).status).toBe(404);
    for (const path of ['/api/v1/licences', '/api/v1/companies', `/api/v1/licences/${ours.licenceId}`])
      expect([path, (await ada.call('GET', path)).status]).toEqual([path, 403]);
  });

  test('contracts that are due', async () => {
    await owner(
      `INSERT INTO licensing.contracts (id, company_id, kind, number, starts_on, ends_on, created_at)
       SELECT gen_random_uuid(), c, 'support', n, $3::date - 300, $3::date + 30, now() FROM (VALUES ($1::uuid, 'OURS-1'), ($2, 'THEIRS-1')) AS v (c, n)`,
      [ours.id, theirs.id, app.clock.now().toISOString().slice(0, 10)],
    );
    const due = await ada.call<{ items: { number: string }[] }>('GET', '/api/v1/company/renewals?renewal=due');
    expect(due.body.items.map(({ number }) => number)).toEqual(['OURS-1']);
  });
});

describe('seats kept by name', () => {
  test('nobody else takes it, the person does, and it is theirs again after their machine has given it up', async () => {
    expect((await name('ben@mouldings.example')).body.error?.code).toBe('KEPT_NOT_OF_COMPANY');
    const kept = await name('Ben@Gearworks.example');
    expect(kept.status).toBe(201);
    expect((await name('ben@gearworks.example')).body.error?.code).toBe('KEPT_SEAT_NAMED_ALREADY');
    await app.settle();
    const mail = await app.mails.waitFor(({ subject }) => subject.includes('is kept for you'));
    expect([mail.to, mail.text.includes(ours.serial), mail.text.includes('Gearworks')]).toEqual([
      ['Ben@gearworks.example'],
      false,
      true,
    ]);
    expect(await page()).toMatchObject({ seats: 3, seatsUsed: 1, seatsNamed: 1 });

    expect((await activate(ours.serial, { companyName: 'Gearworks', email: 'eve@gearworks.example' })).status).toBe(
      201,
    );
    const late = await activate(ours.serial, { companyName: 'Gearworks', email: 'fay@gearworks.example' });
    expect([late.status, late.code]).toEqual([409, 'KEPT_SEATS_NAMED']);
    const taken = await activate(ours.serial, { companyName: 'Gearworks', email: 'ben@gearworks.example' });
    expect(taken.status).toBe(201);
    expect(await page()).toMatchObject({ seatsUsed: 3, seatsNamed: 0 });
    expect((await page()).namedSeats[0]).toMatchObject({ name: 'Ben Planner', taken: true, endedAt: null });
    expect((await activate(ours.serial, { companyName: 'Gearworks', email: 'fay@gearworks.example' })).code).toBe(
      'KEPT_SEATS_USED_UP',
    );

    // Their machine gives the seat up: it is kept for them still.
    await app.kept.deps.db.base(async (trx) => {
      const { freeSeat } = await import('./store/deactivation.ts');
      await freeSeat(trx, {
        activationId: taken.activationId,
        at: app.clock.now(),
        actor: { kind: 'desktop client', id: null },
      });
    });
    expect(await page()).toMatchObject({ seatsUsed: 2, seatsNamed: 1 });
    expect((await activate(ours.serial, { companyName: 'Gearworks', email: 'fay@gearworks.example' })).code).toBe(
      'KEPT_SEATS_NAMED',
    );
    expect((await activate(ours.serial, { companyName: 'Gearworks', email: 'ben@gearworks.example' })).status).toBe(
      201,
    );
  });

  test('passed on and taken back, with its history; a seat in use goes on', async () => {
    const of = await aFurther(2);
    const first = await name('gus@gearworks.example', of);
    const passed = await ada.call<{ id: string }>('POST', `/api/v1/company/named-seats/${first.body.id}/pass-on`, {
      name: 'Hal Maker',
      email: 'hal@gearworks.example',
    });
    expect(passed.status).toBe(201);
    expect((await activate(of.serial, { companyName: 'Gearworks', email: 'hal@gearworks.example' })).status).toBe(201);
    expect((await ada.call('POST', `/api/v1/company/named-seats/${passed.body.id}/end`, {})).status).toBe(204);
    expect((await ada.call('POST', `/api/v1/company/named-seats/${passed.body.id}/end`, {})).status).toBe(404);
    const now = await page(of);
    expect([now.seatsUsed, now.seatsNamed, now.namedSeats.map(({ endedHow }) => endedHow).sort()]).toEqual([
      1,
      0,
      ['passed on', 'taken back'],
    ]);
  });

  test('the licence desk sees for whom and by whom, with a purpose, and each look is in the log', async () => {
    const path = `/api/v1/licences/${ours.licenceId}/named-seats`;
    const ground = { purpose: 'customer service', reason: 'the company asks' };
    const [last] = await owner<{ id: string; person: string; email: string }>(
      `SELECT id, person_id AS person, email FROM licensing.named_seats WHERE licence_id = $1 AND email IS NOT NULL LIMIT 1`,
      [ours.licenceId],
    );
    expect(last).toBeDefined();
    expect((await desk.call<Answer>('GET', path)).body.error?.code).toBe('KEPT_NO_PURPOSE');
    const seen = await desk.call<{ seats: { id: string; email: string | null; assignedBy: string | null }[] }>(
      'GET',
      path,
      undefined,
      ground,
    );
    expect(seen.body.seats.find(({ id }) => id === last?.id)).toMatchObject({
      email: last?.email,
      assignedBy: 'An administrator',
    });
    const looks = await owner(
      `SELECT FROM contacts.lookups WHERE person_id = $1 AND reason = 'the company asks' AND fields = '{name,email}'`,
      [last?.person],
    );
    expect(looks.length).toBeGreaterThan(0);
    expect((await ada.call('GET', path)).status).toBe(403);
  });

  test('asked for at once, no more are kept than there are', async () => {
    const of = await aFurther(2);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => name(`many${index}@gearworks.example`, of)),
    );
    const codes = answers.map(({ status, body }) => body.error?.code ?? status).sort();
    expect(codes).toEqual([201, 201, ...Array<string>(6).fill('KEPT_NO_SEAT_TO_NAME')]);
    expect(await page(of)).toMatchObject({ seatsUsed: 0, seatsNamed: 2 });
  });

  test('of a floating licence none', async () => {
    const of = await aFurther(2, { floating: { leaseMinutes: 30, heartbeatMinutes: 10, borrowDays: 7 } });
    expect((await name('ivy@gearworks.example', of)).body.error?.code).toBe('KEPT_SEATS_NOT_NAMEABLE');
  });

  test('the person sees it on their page, with its source, and an erasure takes name and address and frees the seat', async () => {
    const of = await aFurther(2);
    expect((await name('jo@gearworks.example', of)).status).toBe(201);
    const [row] = await owner<{ person_id: string; source_kind: string; kind: string }>(
      `SELECT n.person_id, o.source_kind, t.kind FROM licensing.named_seats n JOIN contacts.origins o ON o.subject_id = n.person_id
       JOIN policy.notices t ON t.id = o.notice_id WHERE n.email = 'jo@gearworks.example'`,
    );
    expect(row).toMatchObject({ source_kind: 'buyer', kind: 'named seat' });
    const { namedSeatsOfPerson } = await import('./actions/named-seats.ts');
    const shown = await app.kept.deps.db.as('rights', (trx) => namedSeatsOfPerson(trx, row?.person_id ?? ''));
    expect(shown[0]?.entries[0]?.value).toContain(`licence ${of.serial}, for you. You have not taken it yet.`);
    const { licensingEraser } = await import('./personal.ts');
    const erasing = { personId: row?.person_id ?? '', emailKey: Buffer.alloc(32), freshKey: () => Buffer.alloc(32, 1) };
    const values = await app.kept.deps.db.as('rights', (trx) => licensingEraser.values(trx, erasing.personId));
    expect(values.map(({ value }) => value).sort()).toEqual(['Ben Planner', 'jo@gearworks.example']);
    await app.kept.deps.db.as('rights', (trx) =>
      licensingEraser.erase(trx, { ...erasing, values: [], at: app.clock.now() }),
    );
    const now = await page(of);
    expect([now.seatsNamed, now.namedSeats[0]]).toEqual([
      0,
      expect.objectContaining({ name: null, email: null, endedHow: 'erased' }),
    ]);
  });

  /** A further licence of our company, not activated. */
  async function aFurther(seats: number, terms: object = {}): Promise<Company> {
    const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller, seats, ...terms });
    await owner('UPDATE licensing.licences SET company_id = $2 WHERE id = $1', [licence?.id, ours.id]);
    return { id: ours.id, licenceId: licence?.id ?? '', serial: licence?.serial ?? '' };
  }
});

describe('the full list of who activated what', () => {
  test('names and nothing else, each in the ledger and on the page of who is named, ten times a day', async () => {
    const open = () => ada.call<ContactList & Answer>('POST', '/api/v1/company/contacts', {});
    const { status, body } = await open();
    expect(status).toBe(200);
    expect(body.items.find(({ name }) => name === 'First of Gearworks')).toMatchObject({
      serial: ours.serial,
      answer: 'named',
    });
    expect(JSON.stringify(body)).not.toMatch(/@|\+49|Mouldings/);
    const namedRows = await owner<{ fields: string[]; recipient_id: string; same: boolean }>(
      `SELECT l.fields, l.recipient_id, l.person_id = i.named_person_id AND l.company_id = i.company_id AS same
       FROM licensing.inquiries i JOIN disclosures.ledger l ON l.id = i.ledger_id WHERE i.channel = 'list'`,
    );
    expect(namedRows.length).toBeGreaterThan(1);
    expect(namedRows.every((row) => row.same && row.recipient_id === ours.id && row.fields.join() === 'name')).toBe(
      true,
    );
    const [first] = await owner<{ id: string }>(
      `SELECT named_person_id AS id FROM licensing.inquiries WHERE channel = 'list' LIMIT 1`,
    );
    const { inquiriesOfPerson } = await import('./actions/who-activated.ts');
    const shown = await app.kept.deps.db.as('rights', (trx) => inquiriesOfPerson(trx, first?.id ?? ''));
    expect(shown[0]?.entries[0]?.value).toContain('Somebody of Gearworks asked as administrator of its licences');

    const answers = await Promise.all(Array.from({ length: 12 }, open));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(9);
    expect(answers.find((answer) => answer.status !== 200)?.body.error?.code).toBe('KEPT_LISTS_USED_UP');
    app.clock.advance({ hours: 25 });
  });

  test('an erased person is a former contact', async () => {
    await owner(
      `UPDATE contacts.people SET name = NULL, email = NULL, erased_at = now(), phone = NULL, title = NULL, role = NULL
       WHERE id = (SELECT g.person_id FROM licensing.registrations g WHERE g.email = 'eve@gearworks.example')`,
    );
    const { body } = await ada.call<ContactList>('POST', '/api/v1/company/contacts', {});
    expect(body.items.map(({ answer }) => answer)).toContain('former contact');
  });
});

describe('with SQL of their own', () => {
  /** As the buyer in a transaction that is undone; the role is asserted first: as a superuser every policy would look kept. */
  function asBuyer<T>(
    run: (client: pg.Client) => Promise<T>,
    prepare?: (client: pg.Client) => Promise<unknown>,
  ): Promise<T> {
    return asTenant(app.database, { role: 'buyer', companyId: ours.id }, run, prepare);
  }
  const tables = ['licensing.licences', 'licensing.contracts', 'licensing.named_seats', 'contacts.companies'];
  const leaks = async (client: pg.Client) => {
    const found: string[] = [];
    for (const table of tables) {
      const own = table === 'contacts.companies' ? 'id' : 'company_id';
      const { rows } = await client.query<{ company: string }>(
        `SELECT ${own} AS company FROM ${table} WHERE true OR true`,
      );
      if (rows.some((row) => row.company !== ours.id)) found.push(table);
    }
    return found;
  };

  test('sees its own, so that the rest means something, and nothing of another', async () => {
    const { rows } = await asBuyer((client) => client.query('SELECT id FROM licensing.licences'));
    expect(rows.length).toBeGreaterThan(1);
    expect(await asBuyer(leaks)).toEqual([]);
  });

  const tricks = [
    ['another tenant by set_config', () => `SELECT set_config('kept.tenant', '${theirs.id}', true)`],
    ['another role by set_config', () => `SELECT set_config('role', '${roleName(app.database.prefix, 'base')}', true)`],
    [
      'set_config within a query as XML',
      () => `SELECT query_to_xml('SELECT set_config(''kept.tenant'', ''${theirs.id}'', true)', true, false, '')`,
    ],
    ['switching row security off', () => 'SET LOCAL row_security = off; SELECT id FROM licensing.licences'],
    ['names of contacts', () => 'SELECT name FROM contacts.people'],
    ['addresses of contacts', () => 'SELECT email FROM contacts.people'],
    ['what registrations told', () => 'SELECT name FROM licensing.registrations'],
    ['machines', () => 'SELECT machine_key FROM licensing.activations'],
    ['the ledger', () => 'SELECT id FROM disclosures.ledger'],
    ['who sold it', () => 'SELECT holder_company_id FROM licensing.licences'],
    ['more seats', () => 'UPDATE licensing.licences SET seats = 99'],
    ['a licence', () => `UPDATE licensing.licences SET company_id = '${ours.id}'`],
    ['a seat in a name', () => 'DELETE FROM licensing.named_seats'],
    [
      'a share in another',
      () =>
        `INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis) VALUES (gen_random_uuid(), '${theirs.id}', '${ours.id}', now(), 'x')`,
    ],
  ] as const;
  /** Where the owner may not forbid `set_config` to everybody (decision 1), what is put into a query is not held back. */
  const forges = (name: string) => name.includes('set_config') && app.database.mode === 'createrole';
  test.each(tricks)('%s fails, and nothing shows afterwards', async (name, trick) => {
    await asBuyer(async (client) => {
      if (forges(name)) {
        expect((await client.query(trick())).rowCount).toBe(1);
        return;
      }
      await client.query('SAVEPOINT trick');
      await expect(client.query(trick())).rejects.toThrow();
      await client.query('ROLLBACK TO trick');
      expect(await leaks(client)).toEqual([]);
    });
  });

  // Only as a superuser does the owner take on the role of a buyer.
  const isMighty = (process.env['KEPT_TEST_DATABASE'] ?? 'superuser') === 'superuser';
  test.runIf(isMighty).each(['licensing.licences', 'licensing.contracts'])(
    'with the policy of %s dropped this would fail',
    async (table) => {
      const broken = (client: pg.Client) =>
        client.query(
          `DROP POLICY buyer ON ${table}; CREATE POLICY buyer ON ${table} FOR SELECT TO "${roleName(app.database.prefix, 'buyer')}" USING (true)`,
        );
      expect(await asBuyer(leaks, broken)).toEqual([table]);
    },
  );

  test.runIf(isMighty)('once the company has no share in itself, nothing is to be seen', async () => {
    const ended = (client: pg.Client) =>
      client.query('UPDATE contacts.shares SET until = now() WHERE company_id = $1 AND tenant_company_id = $1', [
        ours.id,
      ]);
    const { rows } = await asBuyer((client) => client.query('SELECT id FROM licensing.licences'), ended);
    expect(rows).toEqual([]);
  });
});
