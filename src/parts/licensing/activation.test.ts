import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { openSecrets } from '../../platform/crypto/secrets.ts';
import { emptySite } from '../../platform/html/page.ts';
import { createMetrics } from '../../platform/http/metrics.ts';
import { type App, createServer } from '../../platform/http/server.ts';
import { ledger } from '../disclosures/index.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aLicensor, aProduct, registrationData, someLicences } from './fixtures.ts';
import { activateLicence, registrationForm } from './index.ts';
import { mountLicensing } from './plugin.ts';

let deps: TestDeps;
let app: App;
let holder: string;
let product: { productId: string; releaseId: string };
let notice: string;

beforeAll(async () => {
  const site = {
    ...emptySite,
    name: 'Example Tooling GmbH',
    address: '1 Sample Street, 12345 Exampletown',
    phone: '+49 30 0000000',
    privacyMailbox: 'privacy@vendor.example',
    ready: true,
  };
  const { signing } = openSecrets(mkdtempSync(join(tmpdir(), 'kept-keys-')));
  deps = { ...(await testDeps(ledger)), site: async () => site, signing };
  ({ app } = await createServer({
    log: deps.log,
    ids: deps.ids,
    metrics: createMetrics(),
    trustedProxies: [],
    publicUrl: deps.publicUrl,
    version: 'test',
    identify: async () => null,
    site: deps.site,
  }));
  mountLicensing(app, deps);
  holder = await aReseller(deps, { name: 'Sample Dealers' });
  const licensor = await aLicensor(deps, { name: 'Kernel & Sons', fields: ['companyName', 'email'] });
  product = await aProduct(deps, { name: 'Sample Mill', technologyIds: [licensor.technologyId] });
  notice = (await registrationForm(deps)).notice.sha256;
});
afterAll(async () => {
  await app.close();
  await deps.stop();
});

const licences = (more: Parameters<typeof someLicences>[1] | object = {}) =>
  someLicences(deps, { ...product, holderCompanyId: holder, ...more });
const oneSerial = async (more: object = {}) => (await licences(more))[0]?.serial ?? '';

async function owner<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
}
const count = async (table: string) =>
  (await owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0;

const activate = (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/api/v1/activations', headers, payload: { notice, ...body } });
// Each form from a network of its own, so that the limit of requests a minute stays out of the way.
let network = 0;
const elsewhere = () => {
  network += 1;
  return `192.0.2.${network}`;
};
const submit = (form: Record<string, string>, remoteAddress = elsewhere()) =>
  app.inject({
    method: 'POST',
    url: '/activate',
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ notice, ...form }).toString(),
  });

describe('POST /api/v1/activations', () => {
  it('activates: seat, registration, contact, event, mail and ledger, all at once', async () => {
    const [licence] = await licences({ maintenanceUntil: '2027-03-01' });
    const told = registrationData();
    const answer = await activate({ serial: licence?.serial, ...told, marketing: true, machine: 'machine-0001' });
    expect(answer.statusCode).toBe(201);
    const body = answer.json();
    expect(body).toMatchObject({
      product: 'Sample Mill',
      release: '1.0',
      maintenanceUntil: '2027-03-01',
      expiresOn: null,
    });
    const [row] = await owner(
      'SELECT state, seats_used, company_id IS NOT NULL AS owned FROM licensing.licences WHERE id = $1',
      [licence?.id],
    );
    expect(row).toEqual({ state: 'active', seats_used: 1, owned: true });
    const [registration] = await owner<Record<string, unknown>>(
      `SELECT g.*, encode(n.sha256, 'hex') AS notice FROM licensing.registrations g JOIN policy.notices n ON n.id = g.notice_id WHERE licence_id = $1`,
      [licence?.id],
    );
    expect(registration).toMatchObject({
      state: 'applied',
      notice,
      email: told.email,
      name: told.name,
      products_designed: 'Gears',
    });
    const [mail] = await owner<Record<string, string>>('SELECT * FROM platform.mail_outbox WHERE to_address = $1', [
      told.email,
    ]);
    expect(mail?.body_text).toContain(`${deps.publicUrl}/me`);
    expect(mail?.body_text).toContain('Example Tooling GmbH');
    for (const secret of [licence?.serial, told.name, told.email, body.activationId, told.companyName])
      expect(`${mail?.subject} ${mail?.body_text}`).not.toContain(secret);
    const [row2] = await owner(
      'SELECT recipient_kind, channel, purpose, fields FROM disclosures.ledger WHERE id = $1',
      [mail?.ledger_id],
    );
    expect(row2).toEqual({ recipient_kind: 'person', channel: 'mail', purpose: 'registration', fields: ['email'] });
    const [event] = await owner<{ payload: Record<string, string> }>(
      `SELECT payload FROM platform.events WHERE name = 'licensing.activated' AND payload->>'licenceId' = $1`,
      [licence?.id],
    );
    expect(event?.payload).toMatchObject({
      activationId: body.activationId,
      holderCompanyId: holder,
      personId: registration?.person_id,
    });
    const [preference] = await owner(
      `SELECT allowed FROM contacts.preferences WHERE person_id = $1 AND channel = 'mail'`,
      [registration?.person_id],
    );
    expect(preference).toEqual({ allowed: true });
  });

  it('takes six round trips to the database', async () => {
    const serial = await oneSerial({ seats: 3 });
    const run = (told: Record<string, string>, machine: string) =>
      deps.db.countRoundTrips(() =>
        activateLicence(
          deps,
          { kind: 'desktop client' },
          { serial, fields: told, notice, marketing: false, machine, releaseId: null, key: null },
        ),
      );
    expect((await run(registrationData(), 'machine-0006')).roundTrips).toBe(6);
    expect((await run(registrationData(), 'machine-0007')).roundTrips).toBe(6);
  });

  it('gives the same machine its seat back, and does nothing else', async () => {
    const serial = await oneSerial();
    const before = {
      registrations: await count('licensing.registrations'),
      mails: await count('platform.mail_outbox'),
    };
    const first = await activate({ serial, ...registrationData(), machine: 'machine-0002' });
    const again = await activate({ serial, ...registrationData(), machine: 'machine-0002' });
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.json().activationId).toBe(first.json().activationId);
    // Nothing is registered, nobody is written to: one seat must not be a way to mail strangers.
    expect(await count('licensing.registrations')).toBe(before.registrations + 1);
    expect(await count('platform.mail_outbox')).toBe(before.mails + 1);
    const other = await activate({ serial, ...registrationData(), machine: 'machine-0003' });
    expect(other.json().error.code).toBe('KEPT_SEATS_USED_UP');
  });

  it('does the same request once, and refuses another under its key', async () => {
    const serial = await oneSerial({ seats: 5 });
    const told = registrationData();
    const headers = { 'idempotency-key': 'one-key' };
    const before = await count('platform.mail_outbox');
    const answers = await Promise.all([1, 2, 3, 4].map(() => activate({ serial, ...told }, headers)));
    expect(new Set(answers.map((each) => each.body)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(201);
    expect(await count('platform.mail_outbox')).toBe(before + 1);
    const changed = await activate({ serial, ...told, name: 'Another' }, headers);
    expect(changed.json().error.code).toBe('KEPT_IDEMPOTENCY_MISMATCH');
  });

  it('answers the twin of the request that took the last seat like that request', async () => {
    const serial = await oneSerial();
    const told = registrationData();
    const answers = await Promise.all(
      [1, 2, 3].map(() => activate({ serial, ...told }, { 'idempotency-key': 'last-seat' })),
    );
    expect(answers.map((each) => each.statusCode)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((each) => each.body)).size).toBe(1);
  });

  it('lets exactly one of fifty have the last seat', async () => {
    const [licence] = await licences();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        activate({ serial: licence?.serial, ...registrationData(), machine: `fifty-${index}-of-fifty` }),
      ),
    );
    const codes = answers.map((each) => (each.statusCode === 201 ? 'won' : each.json().error.code));
    expect(codes.filter((code) => code === 'won')).toHaveLength(1);
    expect(codes.filter((code) => code === 'KEPT_SEATS_USED_UP')).toHaveLength(49);
    const [made] = await owner(
      `SELECT (SELECT seats_used FROM licensing.licences WHERE id = $1) AS used,
        (SELECT count(*)::int FROM licensing.activations WHERE licence_id = $1) AS activations,
        (SELECT count(*)::int FROM licensing.registrations WHERE licence_id = $1) AS registrations`,
      [licence?.id],
    );
    expect(made).toEqual({ used: 1, activations: 1, registrations: 1 });
  });

  it('never takes more seats than there are, in whatever order they come', async () => {
    const [licence] = await licences({ seats: 7 });
    const machines = Array.from({ length: 40 }, (_, index) => `machine-of-${(index * 7) % 11}`);
    const answers = await Promise.all(
      machines.map((machine) => activate({ serial: licence?.serial, ...registrationData(), machine })),
    );
    const [row] = await owner<{ used: number; seats: number }>(
      'SELECT seats_used AS used, (SELECT count(*)::int FROM licensing.activations WHERE licence_id = $1) AS seats FROM licensing.licences WHERE id = $1',
      [licence?.id],
    );
    expect(row).toEqual({ used: 7, seats: 7 });
    const won = new Set(answers.flatMap((each, index) => (each.statusCode === 201 ? [machines[index]] : [])));
    expect(won.size).toBe(7);
  });
});

describe('many activations at the same moment', () => {
  const every = async () => ({
    registrations: await count('licensing.registrations'),
    mails: await count('platform.mail_outbox'),
    people: await count('contacts.people'),
    sources: await count('contacts.provenance'),
    ledger: await count('disclosures.ledger'),
    transactions:
      (await owner<{ n: number }>('SELECT count(DISTINCT xmin::text)::int AS n FROM licensing.activations'))[0]?.n ?? 0,
  });

  it('are written in few transactions, each whole with its own data', async () => {
    const all = await licences({ count: 20 });
    const before = await every();
    const told = all.map(() => registrationData());
    const answers = await Promise.all(all.map(({ serial }, at) => activate({ serial, ...told[at] })));
    expect(new Set(answers.map((each) => each.statusCode))).toEqual(new Set([201]));
    for (const [at, { id, serial }] of all.entries()) {
      const { activationId, licence } = answers[at]?.json() ?? {};
      expect(JSON.parse(Buffer.from(licence.payload, 'base64url').toString())).toMatchObject({ activationId, serial });
      const held = await owner(
        `SELECT l.seats_used, r.email, p.email AS person, c.name AS company, d.street, o.to_address, n.at IS NOT NULL AS news
         FROM licensing.licences l JOIN licensing.activations a ON a.licence_id = l.id AND a.id = $2
           JOIN licensing.registrations r ON r.id = a.registration_id JOIN contacts.people p ON p.id = r.person_id
           JOIN contacts.company_people m ON m.person_id = p.id AND m.company_id = l.company_id
           JOIN contacts.companies c ON c.id = l.company_id JOIN contacts.addresses d ON d.company_id = c.id
           JOIN disclosures.ledger g ON g.about_id = l.id AND g.person_id = p.id JOIN platform.mail_outbox o ON o.ledger_id = g.id
           JOIN platform.events n ON n.payload->>'activationId' = a.id::text WHERE l.id = $1`,
        [id, activationId],
      );
      const { email, companyName: company, street } = told[at] ?? {};
      expect(held).toEqual([{ seats_used: 1, email, person: email, company, street, to_address: email, news: true }]);
    }
    const after = await every();
    expect(after.registrations - before.registrations).toBe(20);
    expect(after.people - before.people).toBe(20);
    expect(after.transactions - before.transactions).toBeLessThan(20);
  });

  it('one that is refused costs the others nothing, and gets its own code', async () => {
    const all = await licences({ count: 6 });
    await owner(`UPDATE licensing.licences SET state = 'revoked' WHERE id = $1`, [all[1]?.id]);
    const told = all.map(() => registrationData());
    await activate({ serial: await oneSerial(), ...told[2] }, { 'idempotency-key': 'used' });
    const before = await count('licensing.registrations');
    const answers = await Promise.all(
      all.map(({ serial }, at) => activate({ serial, ...told[at] }, at === 2 ? { 'idempotency-key': 'used' } : {})),
    );
    const ends = answers.map((each) => (each.statusCode === 201 ? 'won' : each.json().error.code));
    expect(ends).toEqual(['won', 'KEPT_LICENCE_REVOKED', 'KEPT_IDEMPOTENCY_MISMATCH', 'won', 'won', 'won']);
    expect(await count('licensing.registrations')).toBe(before + 4);
  });

  it('a licence that somebody else holds keeps nobody waiting but the one who asks for it', async () => {
    const all = await licences({ count: 5 });
    await connected(deps.database.ownerUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM licensing.licences WHERE id = $1 FOR UPDATE', [all[0]?.id]);
      const answers = all.map(({ serial }) => activate({ serial, ...registrationData() }));
      let waits = true;
      const held = answers[0]?.then((answer) => {
        waits = false;
        return answer.statusCode;
      });
      expect((await Promise.all(answers.slice(1))).map((each) => each.statusCode)).toEqual([201, 201, 201, 201]);
      expect(waits).toBe(true);
      await client.query('COMMIT');
      expect(await held).toBe(201);
    });
  });

  it('of the same new person make one', async () => {
    const all = await licences({ count: 12 });
    const { email } = registrationData();
    const before = await every();
    const answers = await Promise.all(all.map(({ serial }) => activate({ serial, ...registrationData(), email })));
    expect(new Set(answers.map((each) => each.statusCode))).toEqual(new Set([201]));
    expect((await every()).people - before.people).toBe(1);
    const states = await owner(
      'SELECT state, count(*)::int AS n FROM licensing.registrations WHERE email = $1 GROUP BY state ORDER BY state',
      [email],
    );
    expect(states).toEqual([
      { state: 'applied', n: 1 },
      { state: 'waiting for proof', n: 11 },
    ]);
  });
});

describe('a serial that cannot be activated', () => {
  const refusal = async (change: string, more: object = {}) => {
    const [licence] = await licences(more);
    if (change) await owner(`UPDATE licensing.licences SET ${change} WHERE id = $1`, [licence?.id]);
    const answer = await activate({ serial: licence?.serial, ...registrationData() });
    return { answer, id: licence?.id };
  };

  it.each([
    ['suspended', `state = 'suspended'`, 'KEPT_LICENCE_SUSPENDED'],
    ['revoked', `state = 'revoked'`, 'KEPT_LICENCE_REVOKED'],
    ['expired', `expires_on = '2026-03-01'`, 'KEPT_LICENCE_EXPIRED'],
    ['used up', 'seats_used = 1', 'KEPT_SEATS_USED_UP'],
  ])('%s: its true code, the next step and the reseller, never a person or company', async (_, change, code) => {
    const { answer, id } = await refusal(change);
    const { error } = answer.json();
    expect(answer.statusCode).toBe(409);
    expect(error.code).toBe(code);
    expect(error.next).toContain('Sample Dealers');
    expect(answer.body).not.toMatch(/Sample Works|Pat Sample|customer\.example/);
    const events = await owner(
      `SELECT kind, code, actor_kind, actor_id FROM licensing.licence_events WHERE licence_id = $1 AND kind = 'refused'`,
      [id],
    );
    expect(events).toEqual([{ kind: 'refused', code, actor_kind: 'desktop client', actor_id: null }]);
    expect(await owner('SELECT FROM licensing.registrations WHERE licence_id = $1', [id])).toEqual([]);
  });

  it('unknown, not issued and foreign: one answer after the same statements, and nothing written', async () => {
    const unknown = 'Q7K2M-0XW4T-9ZD1H-5BNR8';
    const { makeSerial } = await import('./rules/serial.ts');
    const never = makeSerial(deps.ids.random(48)) ?? unknown;
    const [draft] = await licences();
    await owner(`UPDATE licensing.licences SET state = 'draft' WHERE id = $1`, [draft?.id]);
    const [foreign] = await licences();
    const another = await aProduct(deps);
    const before = await count('licensing.licence_events');
    const told = registrationData();
    const ask = (serial: string, releaseId: string | null) =>
      deps.db.countRoundTrips(() =>
        activateLicence(
          deps,
          { kind: 'desktop client' },
          { serial, fields: told, notice, marketing: false, machine: null, releaseId, key: null },
        ).catch((error: Error) => ({ ...error, message: error.message })),
      );
    const answers = [
      await ask(never, null),
      await ask(draft?.serial ?? '', null),
      await ask(foreign?.serial ?? '', another.releaseId),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.result).toMatchObject({ keptCode: 'KEPT_SERIAL_UNKNOWN', status: 404 });
    expect(await count('licensing.licence_events')).toBe(before);
  });

  it('malformed: said at once, without asking the database', async () => {
    const { roundTrips, result } = await deps.db.countRoundTrips(() =>
      activate({ serial: 'ABCDE-ABCDE', ...registrationData() }),
    );
    expect(roundTrips).toBe(0);
    expect(result.json().error).toMatchObject({
      code: 'KEPT_SERIAL_MALFORMED',
      fields: { serial: expect.any(String) },
    });
  });

  it('is read tolerantly', async () => {
    const serial = await oneSerial();
    const typed = ` ${serial.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect((await activate({ serial: typed, ...registrationData() })).statusCode).toBe(201);
  });
});

describe('a mail address that is known already', () => {
  it('changes and shows nothing of that person; answer and mail are the same', async () => {
    const known = registrationData();
    await activate({ serial: await oneSerial(), ...known });
    const people = () =>
      owner<Record<string, unknown>>('SELECT * FROM contacts.people WHERE email = $1', [known.email]);
    const [before] = await people();
    const [licence] = await licences();
    const answer = await activate({
      serial: licence?.serial,
      ...registrationData({ email: known.email?.toUpperCase() ?? '' }),
    });
    const fresh = await activate({ serial: await oneSerial(), ...registrationData() });
    expect(Object.keys(answer.json())).toEqual(Object.keys(fresh.json()));
    expect(answer.body).not.toContain(known.name);
    expect(await people()).toEqual([before]);
    const [registration] = await owner(
      'SELECT state, applied_at, person_id FROM licensing.registrations WHERE licence_id = $1',
      [licence?.id],
    );
    expect(registration).toEqual({ state: 'waiting for proof', applied_at: null, person_id: before?.id });
    const mails = await owner<Record<string, string>>(
      'SELECT subject, body_text FROM platform.mail_outbox ORDER BY queued_at DESC, id LIMIT 3',
    );
    expect(new Set(mails.map((mail) => `${mail.subject} ${mail.body_text}`)).size).toBe(1);
  });
});

describe('hostile input', () => {
  const hostile: [string, string][] = [
    ['markup', '<script>alert(1)</script>"><img src=x onerror=alert(2)>'],
    ['SQL', `'; DROP TABLE licensing.licences; --`],
    ['a template', '#{7*7} {{7*7}}'],
  ];
  const free = [
    'companyName',
    'street',
    'postalCode',
    'city',
    'region',
    'name',
    'title',
    'primaryProduct',
    'productsDesigned',
  ];
  it.each(hostile.flatMap(([kind, value]) => free.map((field) => [kind, field, value] as const)))(
    '%s in %s is text',
    async (_, field, value) => {
      const serial = await oneSerial();
      const short = value.slice(0, field === 'postalCode' ? 20 : 60);
      const page = await submit({ serial, ...registrationData({ [field]: short, email: 'not an address' }) });
      expect(page.statusCode).toBe(400);
      expect(page.body).not.toContain(short.includes('<') ? short : '<script');
      const done = await submit({ serial, ...registrationData({ [field]: short }) });
      expect(done.statusCode).toBe(200);
      expect(await count('licensing.licences')).toBeGreaterThan(0);
    },
  );

  it.each([...free.filter((field) => field !== 'productsDesigned'), 'email', 'phone'])(
    'a line break in %s is refused',
    async (field) => {
      const before = await count('platform.mail_outbox');
      const page = await submit({
        serial: await oneSerial(),
        ...registrationData({ [field]: 'a\r\nBcc: everybody@victim.example' }),
      });
      expect(page.statusCode).toBe(400);
      expect(page.body).toContain(`id="${field}-fault"`);
      expect(await count('platform.mail_outbox')).toBe(before);
    },
  );

  it('a body of 10 MB is refused, in JSON and as a form', async () => {
    const big = 'x'.repeat(10 * 1024 * 1024);
    const json = await activate({ serial: big });
    expect([json.statusCode, json.json().error.code]).toEqual([413, 'KEPT_TOO_LARGE']);
    expect((await submit({ companyName: big })).statusCode).toBe(413);
  });

  it('a field unknown here, a value of another kind and a field sent twice are refused', async () => {
    const serial = await oneSerial();
    expect((await activate({ serial, ...registrationData(), admin: true })).json().error.code).toBe('KEPT_INVALID');
    expect((await activate({ serial, ...registrationData(), name: { $gt: '' } })).statusCode).toBe(400);
    const twice = await app.inject({
      method: 'POST',
      url: '/activate',
      remoteAddress: '198.51.100.1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `${new URLSearchParams({ notice, serial, ...registrationData() })}&name=another`,
    });
    expect(twice.statusCode).toBe(400);
  });
});

describe('/activate', () => {
  it('asks for each field of clause L2, says why, who receives it, how long, and names who asks', async () => {
    const page = await app.inject({ url: '/activate' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.body).not.toMatch(/<script|checked|onclick|https?:\/\//i);
    expect(page.body.match(/Example Tooling GmbH/g)?.length).toBeGreaterThanOrEqual(2);
    expect(page.body).toContain('1 Sample Street, 12345 Exampletown. Phone +49 30 0000000');
    expect(page.body).toContain('Kernel &amp; Sons');
    expect(page.body).toContain(notice);
    for (const name of Object.keys(registrationData())) {
      expect(page.body).toContain(`name="${name}"`);
      expect(page.body).toContain(`id="${name}-why"`);
    }
    expect(Buffer.byteLength(page.body)).toBeLessThan(45_000);
  });

  it('keeps everything typed where something is wrong, and says what beside the field', async () => {
    const told = registrationData({ email: 'nobody', country: '' });
    const page = await submit({ serial: 'ABC', idempotency: 'abc', ...told, marketing: 'yes' });
    expect(page.statusCode).toBe(400);
    for (const [name, value] of Object.entries(told)) {
      if (['role', 'industry', 'country', 'productsDesigned'].includes(name)) continue;
      expect(page.body).toContain(`value="${value}"`);
    }
    expect(page.body).toContain('<option value="Aerospace" selected>');
    expect(page.body).toContain('value="yes" checked');
    expect(page.body).toContain('id="email-fault"');
    expect(page.body).toContain('id="country-fault"');
    expect(page.body).toContain('id="serial-fault"');
    expect(page.body).toContain('name="idempotency" value="abc"');
  });

  it('says what happens next, and the same when the same form is sent twice', async () => {
    const [licence] = await licences({ seats: 2 });
    const form: Record<string, string> = {
      serial: licence?.serial ?? '',
      idempotency: 'same-form',
      ...registrationData(),
    };
    const first = await submit(form);
    const second = await submit(form);
    expect(first.statusCode).toBe(200);
    expect(first.body).toContain('Sample Mill is activated');
    expect(first.body).toContain('What happens next');
    for (const told of [form.email, form.name, licence?.serial]) expect(first.body).not.toContain(told);
    expect(second.body).toBe(first.body);
    expect(await owner('SELECT FROM licensing.activations WHERE licence_id = $1', [licence?.id])).toHaveLength(1);
  });

  it('names the next step where the licence cannot be activated', async () => {
    const [licence] = await licences();
    await owner(`UPDATE licensing.licences SET state = 'suspended' WHERE id = $1`, [licence?.id]);
    const page = await submit({ serial: licence?.serial ?? '', ...registrationData() });
    expect(page.statusCode).toBe(409);
    expect(page.body).toContain('This licence is suspended.');
    expect(page.body).toContain('Ask Sample Dealers why');
    expect(page.body).toContain('KEPT_LICENCE_SUSPENDED');
  });

  it('refuses what was not filled in under a notice of ours', async () => {
    const page = await submit({ serial: await oneSerial(), ...registrationData(), notice: 'f'.repeat(64) });
    expect(page.statusCode).toBe(409);
    expect(page.body).toContain('KEPT_NOTICE_CHANGED');
  });

  it('is limited a minute and network; others go on', async () => {
    const statuses = new Set<number>();
    for (let time = 0; time < 65; time += 1) statuses.add((await submit({}, '203.0.113.9')).statusCode);
    expect([...statuses]).toEqual([400, 429]);
    expect((await submit({}, '203.0.113.10')).statusCode).toBe(400);
  });
});
