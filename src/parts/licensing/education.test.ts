import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ActivationServer, activationServer } from '../../../test/kit/activation-server.ts';
import { withoutShares } from '../../platform/clauses/shares.ts';
import { endTerms } from './actions/school.ts';
import { registrationClauses } from './clauses/registration.ts';
import { registrationData } from './fixtures.ts';
import { beginTerm, freeLabel, schoolsOf } from './index.ts';

// Longer than most files: one screen and one label, tried at every way in that there is.

let server: ActivationServer;
beforeAll(async () => {
  server = await activationServer();
});
afterAll(() => server.stop());

const education = { kind: 'education', seats: 4, expiresOn: '2027-12-31' };
const canary = 'Zkqvx';
const child = { day: '5', month: '6', year: '2018' };
const grown = { day: '5', month: '6', year: '1990' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  server.app.inject({
    method: 'POST',
    url,
    remoteAddress: `198.51.100.${1 + Math.floor(Math.random() * 250)}`,
    headers: { ...form, ...headers },
    payload: new URLSearchParams(fields).toString(),
  });

const code = (page: { body: string }) => /KEPT_[A-Z_]+/.exec(page.body)?.[0];

async function passOf(birth = grown): Promise<string> {
  const answer = await server.app.inject({ method: 'POST', url: '/api/v1/age-screen', payload: birth });
  return answer.json().agePass;
}

/** Whether a text stands anywhere in the database. */
async function isStored(text = ''): Promise<boolean> {
  const tables = await server.owner<{ t: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS t FROM pg_tables WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema'`,
  );
  const all = await Promise.all(tables.map(({ t }) => server.owner(`SELECT x::text FROM ${t} x`)));
  return JSON.stringify(all).includes(text);
}

describe('who registers an education licence', () => {
  it('must say so; school and teacher are asked for no date', async () => {
    const serial = await server.oneSerial(education);
    const data = registrationData();
    const before = await server.count('licensing.licence_events');
    const asked = await server.submit({ serial, ...data });
    expect([asked.statusCode, code(asked)]).toEqual([422, 'KEPT_REGISTRANT_NEEDED']);
    expect(asked.body).toContain('name="registrant" value="school"');
    expect(asked.body).toContain(data.name);
    expect(await server.count('licensing.licence_events')).toBe(before);
    const done = await server.submit({ serial, ...data, registrant: 'school' });
    expect(done.statusCode).toBe(200);
    expect(await server.owner('SELECT licence_id FROM licensing.school_licences')).toHaveLength(1);
  });

  it('a licence of another kind asks nobody', async () => {
    const done = await server.submit({ serial: await server.oneSerial(), ...registrationData() });
    expect(done.statusCode).toBe(200);
  });

  it('a student registers with a pass of the age screen, and not under the licence of a school', async () => {
    const [own, schools] = [await server.oneSerial(education), await server.oneSerial(education)];
    await server.submit({ serial: schools, ...registrationData(), registrant: 'school' });
    const student = { ...registrationData(), registrant: 'student', agePass: await passOf() };
    expect(code(await server.submit({ serial: schools, ...student }))).toBe('KEPT_LICENCE_OF_SCHOOL');
    expect((await server.submit({ serial: own, ...student })).statusCode).toBe(200);
  });

  it('without a pass, with a made-up one and with one that is over a student is turned back, and nothing is written', async () => {
    const serial = await server.oneSerial(education);
    const data = { ...registrationData({ name: canary, email: `${canary}@school.example` }), registrant: 'student' };
    const agePass = await passOf();
    const [until = '', seal = ''] = agePass.split('.');
    const passes = [undefined, '', 'x', `${Number(until) + 60}.${seal}`, `${until}.${'A'.repeat(43)}`, `${until}.`];
    for (const pass of passes) {
      const told = { ...data, ...(pass === undefined ? {} : { agePass: pass }) };
      expect(code(await server.submit({ serial, ...told }))).toBe('KEPT_AGE_SCREEN_NEEDED');
      expect((await server.activate({ serial, ...told })).json().error.code).toBe('KEPT_AGE_SCREEN_NEEDED');
    }
    server.deps.clock.advance({ minutes: 61 });
    expect(code(await server.submit({ serial, ...data, agePass }))).toBe('KEPT_AGE_SCREEN_NEEDED');
    expect(await isStored(canary)).toBe(false);
  });
});

describe('the age screen', () => {
  it('refuses a child, says nothing of which date would do, and is not undone in the same browser', async () => {
    const refused = await post('/activate/student', { ...child, name: canary });
    expect([refused.statusCode, code(refused)]).toEqual([403, 'KEPT_AGE_SCREEN_REFUSED']);
    expect(refused.body).not.toMatch(/13|thirteen|older|<form/);
    const cookie = String(refused.headers['set-cookie']);
    expect(cookie).toMatch(/^kept\.later=1; Path=\/activate; Max-Age=7200; HttpOnly; SameSite=Strict$/);
    const again = await post('/activate/student', grown, { cookie: 'kept.later=1' });
    expect([again.statusCode, again.body.includes('agePass')]).toEqual([403, false]);
    expect((await post('/activate/student', grown)).body).toContain('name="agePass"');
    expect(await isStored(canary)).toBe(false);
  });

  it.each([
    { day: '31', month: '2', year: '1990' },
    { day: '', month: '', year: '' },
    { day: '1', month: '1', year: '2999' },
    {},
  ])('%j is asked for again, with what was typed', async (birth) => {
    const page = await post('/activate/student', birth as Record<string, string>);
    expect([page.statusCode, code(page)]).toEqual([400, 'KEPT_BIRTH_DATE_UNREADABLE']);
    expect(page.headers['set-cookie']).toBeUndefined();
  });

  it('passes within one minute are the same for everybody', async () => {
    expect(await passOf()).toBe(await passOf({ day: '1', month: '1', year: '1970' }));
  });

  it('comes before a machine without a network is activated by a student', async () => {
    const serial = await server.oneSerial(education);
    const registration = {
      fields: registrationData({ name: canary }),
      marketing: false,
      notice: server.notice,
      version: 1,
    };
    const request = canonical({ ...offline(serial), registration });
    const first = await post('/activate/offline', { text: request });
    expect([first.statusCode, code(first)]).toEqual([422, 'KEPT_REGISTRANT_NEEDED']);
    const screen = await post('/activate/offline', { request, step: 'student' });
    expect(screen.body).toContain('name="step" value="birth"');
    expect((await post('/activate/offline', { request, step: 'birth', ...child })).statusCode).toBe(403);
    expect(await isStored(canary)).toBe(false);
    const passed = await post('/activate/offline', { request, step: 'birth', ...grown });
    const agePass = /name="agePass" value="([^"]+)"/.exec(passed.body)?.[1] ?? '';
    const told = { request, notice: server.notice, ...registrationData(), registrant: 'student', agePass };
    const done = await post('/activate/offline', told);
    expect([done.statusCode, done.body.includes('class="qr"')]).toEqual([200, true]);
  });

  it('is served to programs with the registration schema', async () => {
    const schema = (await server.app.inject({ url: '/api/v1/registration-schema' })).json();
    expect(
      schema.registrants.map(({ value, ageScreen }: { value: string; ageScreen: boolean }) => [value, ageScreen]),
    ).toEqual([
      ['school', false],
      ['student', true],
    ]);
    expect(schema.ageScreen.fields.map(({ name }: { name: string }) => name)).toEqual(['day', 'month', 'year']);
    const refused = await server.app.inject({ method: 'POST', url: '/api/v1/age-screen', payload: child });
    expect([refused.statusCode, refused.json().error.code]).toEqual([403, 'KEPT_AGE_SCREEN_REFUSED']);
    expect(refused.headers['set-cookie']).toBeUndefined();
  });
});

describe('pupils', () => {
  const term = { startsOn: '2026-02-01', endsOn: '2026-07-31' };

  /** A school with labels for this term. */
  async function aSchool(count: number, seats = 4, floating: object | null = null) {
    const serial = await server.oneSerial({ ...education, seats, ...(floating && { floating }) });
    const data = registrationData();
    await server.submit({ serial, ...data, registrant: 'school' });
    const [row] = await server.owner<{ personId: string; licenceId: string }>(
      `SELECT g.person_id AS "personId", g.licence_id AS "licenceId" FROM licensing.registrations g
       JOIN licensing.licences l ON l.id = g.licence_id WHERE l.serial = $1`,
      [serial],
    );
    const keeper = row as { personId: string; licenceId: string };
    await begin(keeper, { ...term, count });
    return { keeper, labels: await labelsOf(keeper), serial };
  }
  const begin = (
    keeper: { personId: string; licenceId: string },
    asked: { startsOn: string; endsOn: string; count: number },
  ) => server.deps.db.as('rights', (trx) => beginTerm(trx, server.deps, { ...keeper, ...asked }));
  const schools = (personId: string) => server.deps.db.as('rights', (trx) => schoolsOf(trx, personId));
  const labelsOf = async ({ personId }: { personId: string }) =>
    (await schools(personId))[0]?.term?.labels.map(({ label }) => label) ?? [];
  const take = (label: string, more: object = {}) =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/pupil-seats',
      remoteAddress: `203.0.113.${1 + Math.floor(Math.random() * 250)}`,
      payload: { label, ...more },
    });
  const machine = (name: string) => ({ machine: `pupils-machine-${name}` });

  it('activate with a label and nothing else; the document names the label and ends with the term', async () => {
    const { labels, serial } = await aSchool(3);
    expect(labels).toHaveLength(3);
    const before = await server.count('licensing.registrations');
    const mails = await server.count('platform.mail_outbox');
    const done = await take(labels[0] ?? '', machine('one'));
    expect(done.statusCode).toBe(201);
    const answer = done.json();
    const document = JSON.parse(Buffer.from(answer.licence.payload, 'base64url').toString());
    expect([document.serial, document.expiresOn, document.kind]).toEqual([labels[0], '2026-07-31', 'education']);
    expect(done.body).not.toContain(serial);
    expect([await server.count('licensing.registrations'), await server.count('platform.mail_outbox')]).toEqual([
      before,
      mails,
    ]);
    expect((await take(labels[0] ?? '', machine('one'))).json().activationId).toBe(answer.activationId);
    expect((await take(labels[0] ?? '', machine('two'))).json().error.code).toBe('KEPT_LABEL_IN_USE');
    const status = (await server.app.inject({ url: `/api/v1/activations/${answer.activationId}` })).json();
    expect([status.verdict, status.expiresOn]).toEqual(['good', '2026-07-31']);
  });

  it('on the page, the number that is shown is taken by the first machine', async () => {
    const { labels } = await aSchool(1);
    const label = labels[0] ?? '';
    const page = await post('/activate/label', { label: label.replaceAll('-', ' ') });
    expect(page.statusCode).toBe(200);
    const number = /<code>([0-9a-f-]{36})<\/code>/.exec(page.body)?.[1] ?? '';
    expect((await post('/activate/label', { label })).body).toContain(number);
    const taken = await server.app.inject({
      method: 'PUT',
      url: `/api/v1/activations/${number}/machine`,
      payload: machine('p'),
    });
    expect(taken.statusCode).toBe(200);
    const document = JSON.parse(Buffer.from(taken.json().licence.payload, 'base64url').toString());
    expect([document.serial, document.expiresOn]).toEqual([label, '2026-07-31']);
    expect(code(await post('/activate/label', { label }))).toBe('KEPT_LABEL_IN_USE');
  });

  it.each([
    ['Anna Smith', 'KEPT_LABEL_MALFORMED'],
    ['', 'KEPT_LABEL_MALFORMED'],
    ['0000-0000-0000', 'KEPT_LABEL_UNKNOWN'],
  ])('%s is answered with %s, and no row is written', async (label, expected) => {
    const before = await server.count('licensing.licence_events');
    expect(code(await post('/activate/label', { label }))).toBe(expected);
    expect(await server.count('licensing.licence_events')).toBe(before);
  });

  it('a new term ends the labels and seats of the one before', async () => {
    const { keeper, labels } = await aSchool(3);
    const old = (await take(labels[0] ?? '', machine('old'))).json();
    await begin(keeper, { startsOn: '2026-08-01', endsOn: '2027-01-31', count: 3 });
    const fresh = await labelsOf(keeper);
    expect(fresh.filter((label) => labels.includes(label))).toEqual([]);
    const status = (await server.app.inject({ url: `/api/v1/activations/${old.activationId}` })).json();
    expect(status.verdict).toBe('deactivated');
    expect((await take(labels[1] ?? '')).json().error.code).toBe('KEPT_LABEL_UNKNOWN');
    expect((await take(fresh[0] ?? '')).json().error.code).toBe('KEPT_LABEL_UNKNOWN');
    const [licence] = await server.owner<{ seats_used: number }>(
      'SELECT seats_used FROM licensing.licences WHERE id = $1',
      [keeper.licenceId],
    );
    expect(licence?.seats_used).toBe(1);
  });

  it('what ends with a term leaves the school its swaps', async () => {
    const { keeper, labels, serial } = await aSchool(4, 5);
    for (const label of labels) expect((await take(label, machine(`swap-${label}`))).statusCode).toBe(201);
    await begin(keeper, { ...term, count: 4 });
    for (const label of await labelsOf(keeper))
      expect((await take(label, machine(`next-${label}`))).statusCode).toBe(201);
    await begin(keeper, { ...term, count: 1 });
    const teacher = { serial, ...registrationData(), registrant: 'school', machine: 'teachers-machine' };
    const seat = (await server.activate(teacher)).json().activationId;
    const freed = await server.app.inject({
      method: 'POST',
      url: `/api/v1/activations/${seat}/deactivate`,
      payload: { machine: 'teachers-machine' },
    });
    expect([freed.statusCode, freed.json().error?.code]).toEqual([200, undefined]);
  });

  it('no more labels than seats, no strange days, and nobody else', async () => {
    const { keeper } = await aSchool(3);
    await expect(begin(keeper, { ...term, count: 4 })).rejects.toMatchObject({ keptCode: 'KEPT_LABELS_TOO_MANY' });
    await expect(begin(keeper, { ...term, endsOn: '2028-01-01', count: 1 })).rejects.toMatchObject({
      keptCode: 'KEPT_TERM_DAYS',
    });
    const other = await aSchool(1);
    const stranger = { personId: other.keeper.personId, licenceId: keeper.licenceId };
    await expect(begin(stranger, { ...term, count: 1 })).rejects.toMatchObject({ keptCode: 'KEPT_NOT_FOUND' });
    expect(await labelsOf(keeper)).toHaveLength(3);
  });

  it('who registered as a student keeps no labels', async () => {
    const serial = await server.oneSerial(education);
    const email = 'student-before@customer.example';
    const student = { ...registrationData({ email }), registrant: 'student', agePass: await passOf() };
    expect((await server.submit({ serial, ...student })).statusCode).toBe(200);
    server.deps.clock.advance({ seconds: 1 });
    expect((await server.submit({ serial, ...registrationData(), registrant: 'school' })).statusCode).toBe(200);
    const [row] = await server.owner<{ person_id: string }>(
      'SELECT person_id FROM licensing.registrations WHERE email = $1',
      [email],
    );
    expect(await schools(row?.person_id ?? '')).toEqual([]);
  });

  it('a seat is freed by the school for another machine', async () => {
    const { keeper, labels } = await aSchool(1);
    const label = labels[0] ?? '';
    await take(label, machine('broken'));
    await server.deps.db.as('rights', (trx) => freeLabel(trx, server.deps, { ...keeper, label }));
    await server.deps.db.as('rights', (trx) => freeLabel(trx, server.deps, { ...keeper, label }));
    expect((await take(label, machine('new'))).statusCode).toBe(201);
  });

  it('thirty machines at once for one label get one seat, and no licence more seats than it has', async () => {
    const { keeper, labels } = await aSchool(3);
    const all = await Promise.all(Array.from({ length: 30 }, (_, at) => take(labels[0] ?? '', machine(`m${at}`))));
    expect(all.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
    const each = await Promise.all(labels.slice(1).map((label) => take(label, machine('same'))));
    expect(each.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    const [licence] = await server.owner<{ seats_used: number }>(
      'SELECT seats_used FROM licensing.licences WHERE id = $1',
      [keeper.licenceId],
    );
    expect(licence?.seats_used).toBe(4);
  });

  it.each(['Anna-Smith', '1234-5678-901a', '123456789015', '١٢٣٤-5678-9015'])(
    'the database refuses %s as a label',
    async (label) => {
      await aSchool(1);
      const insert = server.owner(
        'INSERT INTO licensing.pupil_labels (label, term_id) SELECT $1, id FROM licensing.school_terms LIMIT 1',
        [label],
      );
      await expect(insert).rejects.toMatchObject({ code: '23514' });
    },
  );

  it('the database refuses a registration on the seat of a pupil', async () => {
    const { labels } = await aSchool(1);
    await take(labels[0] ?? '');
    const hung = server.owner(
      `UPDATE licensing.activations a SET registration_id = (SELECT id FROM licensing.registrations g WHERE g.licence_id = a.licence_id LIMIT 1)
       WHERE label = $1`,
      [labels[0]],
    );
    await expect(hung).rejects.toMatchObject({ code: '23514' });
  });

  it('after the last day the program hears that it is over, and a month later nothing is left', async () => {
    const { keeper, labels } = await aSchool(2);
    const { activationId } = (await take(labels[0] ?? '', machine('last'))).json();
    const status = async () => (await server.app.inject({ url: `/api/v1/activations/${activationId}` })).json();
    server.deps.clock.set('2026-07-31T12:00:00Z');
    expect((await status()).verdict).toBe('good');
    server.deps.clock.set('2026-08-01T12:00:00Z');
    expect((await status()).verdict).toBe('expired');
    expect((await take(labels[1] ?? '')).json().error.code).toBe('KEPT_LABEL_UNKNOWN');
    await endTerms(server.deps);
    expect((await status()).verdict).toBe('deactivated');
    expect((await schools(keeper.personId))[0]?.term).toBeNull();
    server.deps.clock.set('2026-09-02T12:00:00Z');
    await endTerms(server.deps);
    await endTerms(server.deps);
    expect((await status()).error.code).toBe('KEPT_ACTIVATION_UNKNOWN');
    expect(await isStored(labels[0])).toBe(false);
    expect(await isStored(labels[1])).toBe(false);
  });

  it('share floating seats: as many labels as programs at once, leases that end with the term, and nothing left of them', async () => {
    server.deps.clock.set('2026-03-03T09:00:00Z');
    const { keeper, labels } = await aSchool(2, 2, { leaseMinutes: 30, heartbeatMinutes: 10, borrowDays: 365 });
    const seats: string[] = [];
    for (const label of labels) {
      const taken = await take(label, machine(`floating-${label}`));
      expect(taken.statusCode).toBe(201);
      seats.push(taken.json().activationId);
    }
    const lease = async (at: number, more: object = {}) =>
      (
        await server.app.inject({
          method: 'POST',
          url: `/api/v1/activations/${seats[at]}/lease`,
          payload: { ...machine(`floating-${labels[at]}`), nonce: 'AAAAAAAAAAAAAAAAAAAAAA', ...more },
        })
      ).json().verdict;
    expect([await lease(0, { borrowDays: 365 }), await lease(1)]).toEqual(['borrowed', 'leased']);
    const used = () => server.owner('SELECT seats_used FROM licensing.licences WHERE id = $1', [keeper.licenceId]);
    expect(await used()).toEqual([{ seats_used: 0 }]);
    server.deps.clock.set('2026-08-01T10:00:00Z');
    expect(await lease(1)).toBe('expired');
    await endTerms(server.deps);
    expect(await server.owner('SELECT FROM licensing.leases WHERE licence_id = $1', [keeper.licenceId])).toEqual([]);
    expect(await used()).toEqual([{ seats_used: 0 }]);
    server.deps.clock.advance({ days: 31 });
    await endTerms(server.deps);
    // What the proof of L2 counts another way is as much as it looks at, whatever is left of pupils.
    const probe = registrationClauses.flatMap((clause) => clause.demands).find(({ id }) => id === 'L2.kept');
    const { look, counted } = (probe as unknown as { proof: { probe: { look: string; counted: string } } }).proof.probe;
    const [both] = await server.owner<{ looked: number; counted: number }>(
      withoutShares(`SELECT (SELECT count(*)::int FROM (${look}) l) AS looked, (${counted})::int AS counted`),
    );
    expect(both?.looked).toBe(both?.counted);
    expect(await server.owner('SELECT FROM licensing.pupil_labels WHERE label = ANY($1)', [labels])).toEqual([]);
  });
});

function offline(serial: string) {
  return {
    build: '2026-01-15',
    machine: 'machine-without-network',
    product: 'P',
    proof: 'a'.repeat(64),
    releaseId: null,
    request: Buffer.from(Array.from({ length: 16 }, () => Math.floor(Math.random() * 256))).toString('base64url'),
    serial,
    type: 'kept-request-1',
  };
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
