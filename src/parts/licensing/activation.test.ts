import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ActivationServer, activationServer } from '../../../test/kit/activation-server.ts';
import { connected } from '../../../test/kit/database.ts';
import { aProduct, registrationData } from './fixtures.ts';
import { activateLicence } from './index.ts';

let server: ActivationServer;
let deps: ActivationServer['deps'];
let holder: ActivationServer['holder'];
let notice: ActivationServer['notice'];
let licences: ActivationServer['licences'];
let oneSerial: ActivationServer['oneSerial'];
let owner: ActivationServer['owner'];
let count: ActivationServer['count'];
let activate: ActivationServer['activate'];

beforeAll(async () => {
  server = await activationServer();
  ({ deps, holder, notice, licences, oneSerial, owner, count, activate } = server);
});
afterAll(() => server.stop());

/** Asked of the action itself: what runs behind an injected request is not counted. */
const malformed = (serial: string) =>
  deps.db.countRoundTrips(() =>
    activateLicence(
      deps,
      { kind: 'desktop client' },
      { serial, fields: registrationData(), notice, marketing: false, machine: null, releaseId: null, key: null },
    ).catch((error: Error) => ({ ...error, message: error.message })),
  );

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
    const locks = () =>
      owner('SELECT xmax::text FROM licensing.licences WHERE id = ANY($1) ORDER BY id', [[draft?.id, foreign?.id]]);
    const free = await locks();
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
      await ask(foreign?.serial ?? '', deps.ids.uuid()),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.result).toMatchObject({ keptCode: 'KEPT_SERIAL_UNKNOWN', status: 404 });
    expect(await count('licensing.licence_events')).toBe(before);
    // A row that was locked carries who did it, and what was locked waits for the disk at the end of the transaction.
    expect(await locks()).toEqual(free);
    await ask(foreign?.serial ?? '', null);
    expect(await locks()).not.toEqual(free);
  });

  it('of other systems: not issued is as unknown as one that is not there', async () => {
    const [draft] = await licences();
    await owner(`UPDATE licensing.licences SET state = 'draft', serial = 'OLD-77/A' WHERE id = $1`, [draft?.id]);
    await owner(`INSERT INTO licensing.foreign_serials (key, licence_id) VALUES ('OLD77/A', $1)`, [draft?.id]);
    server.deps.clock.advance({ seconds: 61 });
    expect((await malformed('123456')).roundTrips).toBe(1);
    await malformed('old 79/a');
    const answers = [await malformed('old 77/a'), await malformed('old 78/a'), await malformed('OLD-77/A')];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.result).toMatchObject({ keptCode: 'KEPT_SERIAL_UNKNOWN' });
  });

  it('malformed: said at once, without asking the database', async () => {
    await malformed('123456');
    for (const serial of ['ABCDE-ABCDE', 'Q7K2M-0XW4T-9ZD1H-5BNRT', "' OR 1=1 --", '', 'A'.repeat(5_000)]) {
      const { roundTrips, result } = await malformed(serial);
      expect(result).toMatchObject({ keptCode: 'KEPT_SERIAL_MALFORMED' });
      expect(roundTrips).toBe(0);
    }
    const answer = await activate({ serial: 'ABCDE-ABCDE', ...registrationData() });
    expect(answer.json().error).toMatchObject({
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
