import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { sendOn, takeList } from './actions/import/imports.ts';
import { takeUpImports, workOn } from './actions/import/work.ts';
import { releaseHit } from './actions/screening-hits.ts';
import { loadScreeningList } from './actions/screening-lists.ts';
import { registrationData } from './fixtures.ts';
import { activateLicence, registrationForm } from './index.ts';
import { licensingEraser } from './personal.ts';
import { makeSerial } from './rules/serial.ts';
import type { Import, ImportPage, PlanImport } from './wire/imports.ts';

// Longer than most files: one way in, tried with every kind of row, with its end, its faults and its undoing.

let opened: LicensingDesk;
const desk = aMember('licence desk');
beforeAll(async () => {
  opened = await licensingDesk();
});
afterAll(() => opened.stop());

/** Sends a list as the desk does. */
async function send(text: string | Buffer, fileName = 'customers.csv') {
  const answer = await opened.server.send(desk, 'POST', '/api/v1/imports', {
    headers: { 'content-type': 'application/octet-stream', 'kept-file-name': encodeURIComponent(fileName) },
    body: Buffer.from(text),
  });
  return answer as unknown as { status: number; body: Import & { error?: { code: string } } };
}
const call = <T = Import>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
  opened.server.call<T & { error?: { code: string } }>(
    desk,
    method,
    `/api/v1/imports/${path}`,
    body === undefined ? {} : { body },
  );
async function until(id: string, state: Import['state']): Promise<ImportPage> {
  for (;;) {
    const { body } = await call<ImportPage>('GET', id);
    if (body.state === state) return body;
    if (body.code && body.state !== state) throw new Error(`${body.state} ${body.code}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
async function checked(text: string, changes: Partial<PlanImport['plan']> = {}): Promise<ImportPage> {
  const { body } = await send(text);
  const plan = { ...(body.plan as PlanImport['plan']), ...changes };
  const planned = await call('PUT', `${body.id}/plan`, { plan, cameFrom: 'our old licence server' });
  expect(planned.status).toBe(200);
  expect((await call('POST', `${body.id}/check`)).status).toBe(202);
  return until(body.id, 'checked');
}
async function imported(text: string, changes: Partial<PlanImport['plan']> = {}) {
  const { id } = await checked(text, changes);
  await call('POST', `${id}/run`);
  return until(id, 'done');
}

describe('an import', () => {
  it('makes licences, companies and people, each with its source', async () => {
    const list = `Serial;Product;Seats;Customer;Country;Contact;E-mail;Maintenance until
OLD-0001-x;Sample Mill;3;Example Works;Germany;Jo Example;jo@works.example;31.12.2027
old 0002;sample mill;1;Example Works;DE;Jo Example;JO@works.example;
`;
    const done = await imported(list, { resellerId: opened.holder });
    expect(done.counts).toMatchObject({ licences: 2, companies: 1, people: 1, refused: 0, drafts: 0 });
    const rows = await opened.owner(
      `SELECT l.serial, l.seats, l.state, l.maintenance_until::text AS until, c.name, h.name AS holder FROM licensing.licences l
        JOIN contacts.companies c ON c.id = l.company_id JOIN contacts.companies h ON h.id = l.holder_company_id
        WHERE c.name = 'Example Works' ORDER BY l.serial`,
    );
    expect(rows).toEqual([
      {
        serial: 'OLD-0001-x',
        seats: 3,
        state: 'issued',
        until: '2027-12-31',
        name: 'Example Works',
        holder: 'Holding Dealers',
      },
      { serial: 'old 0002', seats: 1, state: 'issued', until: null, name: 'Example Works', holder: 'Holding Dealers' },
    ]);
    expect(
      await opened.owner(`SELECT o.subject_kind AS kind, o.source_kind AS source, l.file_name, l.came_from FROM contacts.origins o
        JOIN contacts.lists l ON l.id = o.source_id ORDER BY 1`),
    ).toEqual([
      { kind: 'company', source: 'import', file_name: 'customers.csv', came_from: 'our old licence server' },
      { kind: 'person', source: 'import', file_name: 'customers.csv', came_from: 'our old licence server' },
    ]);
  });
});

const head = 'Serial;Product;Customer;Country;E-mail;Contact;Street;Postal code;City;State';
const row = (...cells: string[]) => cells.join(';');
const list = (...rows: string[]) => [head, ...rows].join('\n');
const at = (table: string, column: string, value: unknown) =>
  opened.owner<Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${column} = $1`, [value]);

describe('serials of other systems', () => {
  it('activated under the name that the list gave make no second company', async () => {
    await imported(list(row('OWN-77', 'Sample Mill', 'Listed Works', 'DE', '', '', '', '', '', '')), {
      resellerId: opened.holder,
    });
    const form = await registrationForm(opened.deps);
    const told = { notice: form.notice.sha256, marketing: false, machine: null, releaseId: null, key: null };
    const fields = registrationData({ companyName: 'LISTED  works' });
    await activateLicence(opened.deps, { kind: 'public' }, { serial: 'OWN-77', fields, ...told });
    const companies = await at('contacts.companies', 'name_key', 'listed works');
    expect(companies).toHaveLength(1);
    expect(await at('licensing.registrations', 'email', fields.email)).toMatchObject([
      { company_id: companies[0]?.id },
    ]);
  });

  it('are kept as they were given, and activated and found however they are typed', async () => {
    await imported(list(row('aBc/12-x z', 'Sample Mill', 'Foreign Serials', 'DE', '', '', '', '', '', '')), {
      resellerId: opened.holder,
    });
    const form = await registrationForm(opened.deps);
    await activateLicence(
      opened.deps,
      { kind: 'public' },
      {
        serial: ' ABC/12 XZ',
        fields: registrationData(),
        notice: form.notice.sha256,
        marketing: false,
        machine: null,
        releaseId: null,
        key: null,
      },
    );
    expect(await at('licensing.licences', 'serial', 'aBc/12-x z')).toMatchObject([{ seats_used: 1, state: 'active' }]);
    for (const q of ['abc/12', 'ABC/12-XZ', 'aBc/12-x z']) {
      const found = await opened.server.call<{ items: { serial: string }[] }>(
        desk,
        'GET',
        `/api/v1/licences?q=${encodeURIComponent(q)}`,
      );
      expect(found.body.items.map(({ serial }) => serial)).toEqual(['aBc/12-x z']);
      const asReseller = aMember('reseller administrator', opened.holder);
      const seen = await opened.server.call<{ items: unknown[] }>(
        asReseller,
        'GET',
        `/api/v1/licences?q=${encodeURIComponent(q)}`,
      );
      expect(seen.body.items).toHaveLength(1);
      const other = await opened.server.call<{ items: unknown[] }>(
        aMember('reseller administrator', opened.other),
        'GET',
        `/api/v1/licences?q=${encodeURIComponent(q)}`,
      );
      expect(other.body.items).toHaveLength(0);
    }
  });

  it('are activated right after their import, whatever was malformed before', async () => {
    const form = await registrationForm(opened.deps);
    const serial = `of-${'33/'.repeat(11)}`;
    const ask = () =>
      activateLicence(
        opened.deps,
        { kind: 'public' },
        {
          serial,
          fields: registrationData(),
          notice: form.notice.sha256,
          marketing: false,
          machine: null,
          releaseId: null,
          key: null,
        },
      );
    await expect(ask()).rejects.toMatchObject({ keptCode: 'KEPT_SERIAL_MALFORMED' });
    await imported(list(row(serial, 'Sample Mill', 'Long Serials', 'DE', '', '', '', '', '', '')), {
      resellerId: opened.holder,
    });
    await ask();
    expect(await at('licensing.licences', 'serial', serial)).toMatchObject([{ seats_used: 1 }]);
  });

  it('that look like ours but are not in our spelling are found, too', async () => {
    const serial = makeSerial(Buffer.alloc(48, 7)) ?? '';
    const foreign = serial.replaceAll('-', '').toLowerCase();
    await imported(list(row(foreign, 'Sample Mill', 'Look Alike', 'DE', '', '', '', '', '', '')), {
      resellerId: opened.holder,
    });
    const form = await registrationForm(opened.deps);
    const ask = {
      fields: registrationData(),
      notice: form.notice.sha256,
      marketing: false,
      machine: null,
      releaseId: null,
      key: null,
    };
    await activateLicence(opened.deps, { kind: 'public' }, { ...ask, serial });
    expect(await at('licensing.licences', 'serial', foreign)).toMatchObject([{ seats_used: 1 }]);
  });
});

describe('what is wrong with a row', () => {
  it('is said by line, field and code, and the other rows are imported', async () => {
    const text = list(
      row('F-1', 'Sample Mill', 'Faults', 'DE', 'not a mail', 'X', '', '', '', ''),
      row('F-2', 'No Such Product', 'Faults', 'DE', '', '', '', '', '', ''),
      row('F-3', 'Sample Mill', 'Faults', 'Atlantis', '', '', '', '', '', ''),
      row('F-4', 'Sample Mill', 'Faults', 'DE', '', 'No Mail', 'Only Street', '', '', 'sleeping'),
      row('', 'Sample Mill', 'Faults', 'DE', '', '', '', '', '', ''),
      row('F-6', 'Sample Mill', 'Faults', 'DE', '', 'No Mail', 'Only Street', '', '', 'active'),
      row('f 6', 'Sample Mill', 'Faults', 'DE', '', '', '', '', '', ''),
    );
    const done = await imported(text, { resellerId: opened.holder });
    expect(done.counts).toMatchObject({ licences: 1, refused: 6, companies: 1, people: 0 });
    const file = (await opened.server.call(desk, 'GET', `/api/v1/imports/${done.id}/faults`)).text;
    expect(file.split('\r\n').map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
      'line field code',
      '2 email KEPT_ROW_MAIL',
      '3 product KEPT_ROW_PRODUCT',
      '4 country KEPT_ROW_COUNTRY',
      '5 street KEPT_ROW_ADDRESS_PART',
      '5 email KEPT_ROW_CONTACT_WITHOUT_MAIL',
      '5 state KEPT_ROW_STATE',
      '6 serial KEPT_ROW_SERIAL',
      '7 street KEPT_ROW_ADDRESS_PART',
      '7 email KEPT_ROW_CONTACT_WITHOUT_MAIL',
      '8 serial KEPT_ROW_SERIAL_TWICE',
      '',
    ]);
    expect(file).not.toContain('not a mail');
    expect(file).not.toContain('Only Street');
  });

  it('a licence without a reseller is a draft, and one of a company or in use is refused', async () => {
    const done = await imported(
      list(
        row('D-1', 'Sample Mill', '', '', '', '', '', '', '', ''),
        row('D-2', 'Sample Mill', '', '', '', '', '', '', '', 'active'),
        row('D-3', 'Sample Mill', 'Nobody Sold It', 'DE', '', '', '', '', '', ''),
      ),
      { resellerId: null },
    );
    expect(done.counts).toMatchObject({ licences: 1, drafts: 1, refused: 2 });
    expect(await at('licensing.licences', 'serial', 'D-1')).toMatchObject([{ state: 'draft', issued_at: null }]);
  });

  it('a list without a header is refused, and nothing of it is kept', async () => {
    const answer = await send('AB-1;jo@secret.example;Works\nAB-2;x@secret.example;Works\n');
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'KEPT_IMPORT_HEADER']);
    expect(await opened.owner('SELECT FROM licensing.import_pieces')).toEqual([]);
  });
});

describe('people who said no', () => {
  it('are not brought back: neither who was erased nor who opted out', async () => {
    const { deps, owner } = opened;
    const erased = deps.digests.email('gone@erased.example');
    const optedOut = deps.digests.email('no@optedout.example');
    await owner(
      `INSERT INTO contacts.suppressions (email_key, channel, since, source_kind) VALUES ($1, 'post', now(), 'erasure'), ($2, 'mail', now(), 'person page')`,
      [erased, optedOut],
    );
    const done = await imported(
      list(
        row(
          'S-1',
          'Sample Mill',
          'Gone GmbH',
          'DE',
          'Gone@erased.example',
          'Gone Person',
          '1 Home Street',
          '12345',
          'Town',
          '',
        ),
        row('S-2', 'Sample Mill', 'Out GmbH', 'DE', 'no@optedout.example', 'Out Person', '', '', '', ''),
        row('S-3', 'Sample Mill', 'Out GmbH', 'DE', 'yes@optedout.example', 'Yes Person', '', '', '', ''),
      ),
      { resellerId: opened.holder },
    );
    expect(done.counts).toMatchObject({ licences: 3, companies: 2, people: 1, suppressed: 2 });
    expect(await at('contacts.people', 'email_key', erased)).toEqual([]);
    expect(await at('contacts.people', 'email_key', optedOut)).toEqual([]);
    expect(await at('contacts.addresses', 'street', '1 Home Street')).toEqual([]);
    // Who is new has allowed nothing.
    expect(await owner('SELECT FROM contacts.preferences')).toEqual([]);
  });

  it('a list that goes while it is read is not taken for its first part', async () => {
    const street = 'x'.repeat(200);
    const text = list(
      ...Array.from({ length: 8_000 }, (_, i) =>
        row(`CUT-${i}`, 'Sample Mill', 'Cut GmbH', 'DE', '', '', street, '1', 'B', ''),
      ),
    );
    async function* bytes() {
      for (let at = 0; at < text.length; at += 65_536) yield Buffer.from(text.slice(at, at + 65_536));
    }
    const { id, plan } = await takeList(opened.deps, desk, { fileName: 'cut.csv', bytes: bytes() });
    await call('PUT', `${id}/plan`, {
      plan: { ...plan, resellerId: opened.holder },
      cameFrom: 'our old licence server',
    });
    await call('POST', `${id}/check`);
    await until(id, 'checked');
    const gone = await opened.owner(
      'DELETE FROM licensing.import_pieces WHERE number > 0 AND file_id = (SELECT file_id FROM licensing.imports WHERE id = $1) RETURNING number',
      [id],
    );
    expect(gone).toEqual([{ number: 1 }]);
    await call('POST', `${id}/run`);
    await expect(until(id, 'done')).rejects.toThrow('stopped KEPT_IMPORT_FILE_GONE');
    await send(text);
    await call('POST', `${id}/resume`);
    expect((await until(id, 'done')).counts).toMatchObject({ licences: 8_000, refused: 0 });
  });

  it('who is erased while the list waits is not made when it runs', async () => {
    const { deps, owner } = opened;
    const { id } = await checked(
      list(row('S-9', 'Sample Mill', 'Late GmbH', 'DE', 'late@erased.example', 'Late Person', '', '', '', '')),
      {
        resellerId: opened.holder,
      },
    );
    const key = deps.digests.email('late@erased.example');
    await owner(
      `INSERT INTO contacts.suppressions (email_key, channel, since, source_kind) VALUES ($1, 'post', now(), 'erasure')`,
      [key],
    );
    await call('POST', `${id}/run`);
    expect((await until(id, 'done')).counts).toMatchObject({ licences: 1, people: 0 });
    expect(await at('contacts.people', 'email_key', key)).toEqual([]);
  });

  it('an erasure takes every list with it that waits; sent again, the import goes on', async () => {
    const text = list(row('W-1', 'Sample Mill', 'Waiting GmbH', 'DE', '', '', '', '', '', ''));
    const { id } = await checked(text, { resellerId: opened.holder });
    await opened.deps.db.as('rights', (trx) =>
      licensingEraser.erase(trx, {
        personId: opened.deps.ids.uuid(),
        emailKey: Buffer.alloc(32),
        freshKey: () => Buffer.alloc(32),
        values: [],
        at: new Date(),
      }),
    );
    expect((await call('GET', id)).body.hasFile).toBe(false);
    await call('POST', `${id}/run`);
    const { body } = await call('GET', id);
    const stopped = body.state === 'stopped' ? body : await until(id, 'stopped').catch(() => undefined);
    expect((await call('GET', id)).body.code ?? stopped?.code).toBe('KEPT_IMPORT_FILE_GONE');
    const again = await send(text, 'the same under another name.csv');
    expect(again.body).toMatchObject({ id, hasFile: true });
    await call('POST', `${id}/resume`);
    expect((await until(id, 'done')).counts).toMatchObject({ licences: 1 });
  });

  it('who is known already is neither changed nor joined to a company', async () => {
    const { deps, owner } = opened;
    const [known] = await owner<{ id: string; email: string }>(
      `SELECT id, email FROM contacts.people WHERE email = 'jo@works.example'`,
    );
    await imported(
      list(row('K-1', 'Sample Mill', 'Takes Over', 'DE', 'jo@works.example', 'Another Name', '', '', '', '')),
      { resellerId: opened.holder },
    );
    expect(await at('contacts.people', 'id', known?.id)).toMatchObject([{ name: 'Jo Example', version: 1 }]);
    expect(
      await owner(
        `SELECT FROM contacts.company_people m JOIN contacts.companies c ON c.id = m.company_id WHERE c.name = 'Takes Over'`,
      ),
    ).toEqual([]);
    expect(deps.digests.email('JO@works.example')).toEqual(deps.digests.email('jo@works.example'));
  });
});

describe('the same list again', () => {
  const text = list(row('T-1', 'Sample Mill', 'Twice GmbH', 'DE', 'a@twice.example', 'A', '', '', '', ''));

  it('is recognised by its bytes, and by its serials where it was saved anew', async () => {
    const first = await imported(text, { resellerId: opened.holder });
    const twin = await send(text);
    expect([twin.status, twin.body.error?.code]).toEqual([409, 'KEPT_IMPORT_TWIN']);
    const second = await imported(`${text}\n`, { resellerId: opened.holder });
    expect(second.counts).toMatchObject({ licences: 0, refused: 1, companies: 0, people: 0 });
    expect(second.faults).toMatchObject([{ code: 'KEPT_ROW_SERIAL_KNOWN', rows: 1 }]);
    // The plan of the first was remembered for a list with the same header.
    expect(second.plan).toMatchObject({ resellerId: opened.holder });
    await call('POST', `${first.id}/undo`);
    await until(first.id, 'undone');
    expect((await imported(text, { resellerId: opened.holder })).counts).toMatchObject({
      licences: 1,
      companies: 1,
      people: 1,
    });
  });
});

describe('stopped and undone', () => {
  const many = (prefix: string, count: number) =>
    list(
      ...Array.from({ length: count }, (_, i) =>
        row(
          `${prefix}-${i}`,
          'Sample Mill',
          `${prefix} ${i % 50}`,
          'DE',
          `p${i % 70}@${prefix.toLowerCase()}.example`,
          'P',
          '',
          '',
          '',
          '',
        ),
      ),
    );

  it('an import that was stopped goes on where it was, and nothing is there twice', async () => {
    const { id } = await checked(many('STOP', 5_000), { resellerId: opened.holder });
    await call('POST', `${id}/run`);
    await expect
      .poll(async () => (await call('GET', id)).body.rowsDone, { interval: 5, timeout: 20_000 })
      .toBeGreaterThan(0);
    const stopped = await call('POST', `${id}/stop`);
    expect(stopped.body).toMatchObject({ state: 'stopped' });
    const done = stopped.body.rowsDone;
    expect(done % 2_000).toBe(0);
    const there = await opened.owner<{ n: number }>(
      `SELECT count(*)::int AS n FROM licensing.licences WHERE serial LIKE 'STOP-%'`,
    );
    expect(there).toEqual([{ n: done }]);
    await call('POST', `${id}/resume`);
    expect((await until(id, 'done')).counts).toMatchObject({ licences: 5_000, companies: 50, people: 70, refused: 0 });
    // Each of the 70 stands in every company in which the list has them.
    const [pairs] = await opened.owner<{ n: number }>(
      `SELECT count(*)::int AS n FROM contacts.company_people m JOIN contacts.companies c ON c.id = m.company_id WHERE c.name LIKE 'STOP %'`,
    );
    expect(pairs?.n).toBe(350);
  });

  it('what a process left that has ended is taken up by another', async () => {
    const { id } = await checked(many('CRASH', 3_000), { resellerId: opened.holder });
    await sendOn(opened.deps, desk, id, 'run');
    // Its process claimed it, and is no more.
    await opened.owner(
      `UPDATE licensing.imports SET runner = gen_random_uuid(), beat_at = timestamptz '2001-01-01' WHERE id = $1`,
      [id],
    );
    await takeUpImports(opened.deps);
    expect((await call('GET', id)).body).toMatchObject({ state: 'done', counts: { licences: 3_000 } });
  });

  it('of two processes one imports, and a second import waits', async () => {
    const { id } = await checked(many('RACE', 3_000), { resellerId: opened.holder });
    const other = await checked(many('RACE2', 10), { resellerId: opened.holder });
    await sendOn(opened.deps, desk, id, 'run');
    await expect(sendOn(opened.deps, desk, other.id, 'run')).rejects.toMatchObject({ keptCode: 'KEPT_IMPORT_BUSY' });
    await Promise.all([workOn(opened.deps, id), workOn(opened.deps, id), workOn(opened.deps, id)]);
    expect((await call('GET', id)).body).toMatchObject({ state: 'done', counts: { licences: 3_000, companies: 50 } });
  });

  it('an undoing that fails can only be undone further', async () => {
    const { owner } = opened;
    const { id } = await imported(many('FAIL', 10), { resellerId: opened.holder });
    await owner(
      `CREATE FUNCTION licensing.no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`,
    );
    await owner(
      'CREATE TRIGGER no BEFORE DELETE ON licensing.licences FOR EACH STATEMENT EXECUTE FUNCTION licensing.no()',
    );
    await call('POST', `${id}/undo`);
    await expect.poll(async () => (await call('GET', id)).body.code).toBe('KEPT_FAULT');
    await owner('DROP FUNCTION licensing.no CASCADE');
    const acts = await owner<{ action: string }>('SELECT action FROM staff.audit WHERE about_id = $1 ORDER BY at, id', [
      id,
    ]);
    expect(acts.slice(-2).map(({ action }) => action)).toEqual([
      'licensing.import undoing',
      'licensing.import not undone',
    ]);
    expect((await call('POST', `${id}/resume`)).body.error?.code).toBe('KEPT_IMPORT_STATE');
    await call('POST', `${id}/undo`);
    expect((await until(id, 'undone')).counts).toMatchObject({ leftLicences: 0, leftPeople: 0, leftCompanies: 0 });
  });

  it('an undone import leaves nothing; what was built on stays and is counted', async () => {
    const { owner } = opened;
    const { id } = await imported(many('UNDO', 2_500), { resellerId: opened.holder });
    const form = await registrationForm(opened.deps);
    await activateLicence(
      opened.deps,
      { kind: 'public' },
      {
        serial: 'UNDO-7',
        fields: registrationData(),
        notice: form.notice.sha256,
        marketing: false,
        machine: null,
        releaseId: null,
        key: null,
      },
    );
    await owner(`UPDATE contacts.people SET version = 2 WHERE email = 'p9@undo.example'`);
    // Told by phone, and by nobody who proved the address.
    await owner(
      `UPDATE contacts.people SET paused_at = now(), paused_until = now(), wishes_changed_at = now(), wishes_source = 'staff' WHERE email = 'p11@undo.example'`,
    );
    await call('POST', `${id}/undo`);
    const undone = await until(id, 'undone');
    // The licence that was activated, with its company; who was corrected or wished something, with the companies of theirs.
    expect(undone.counts).toMatchObject({ leftLicences: 1, leftPeople: 2 });
    const left = async (text: string) => (await owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${text}`))[0]?.n;
    expect(await left(`licensing.licences WHERE serial LIKE 'UNDO-%'`)).toBe(1);
    expect(await left(`licensing.foreign_serials WHERE key LIKE 'UNDO%'`)).toBe(1);
    expect(await left(`contacts.people WHERE email LIKE '%@undo.example'`)).toBe(2);
    expect(await left(`contacts.companies WHERE name LIKE 'UNDO %'`)).toBe(undone.counts.leftCompanies);
    expect(undone.counts.leftCompanies).toBeGreaterThanOrEqual(1);
    expect(undone.counts.leftCompanies).toBeLessThan(20);
    expect(await left(`contacts.origins o WHERE source_id = '${id}' AND subject_kind = 'person'`)).toBe(2);
  });
});

it("what a list brings is held against export control, and a stop that it names is somebody's to lift", async () => {
  await loadScreeningList(opened.deps, desk, {
    name: 'Parties',
    csv: 'reference,name,country\nP-1,Listed Lathes,\nP-2,Listed Person,',
  });
  const { counts } = await imported(
    list(
      row('EC-1', 'Sample Mill', 'Listed Lathes GmbH', 'DE', '', '', '', '', '', ''),
      row('EC-2', 'Sample Mill', 'Harmless GmbH', 'DE', 'l@ec.example', 'Person, Listed', '', '', '', ''),
      row('EC-3', 'Sample Mill', 'Harmless GmbH', 'DE', '', '', '', '', '', ''),
      row('EC-4', 'Sample Mill', 'Listed Lathes GmbH', 'DE', '', '', '', '', '', 'suspended'),
      row('EC-5', 'Sample Mill', 'Listed Lathes GmbH', 'DE', '', '', '', '', '', 'revoked'),
    ),
    { resellerId: opened.holder },
  );
  expect(counts).toMatchObject({ licences: 5 });
  const states = () =>
    opened.owner<{ s: string }>(
      `SELECT serial || ' ' || state AS s FROM licensing.licences WHERE serial LIKE 'EC-%' ORDER BY 1`,
    );
  expect((await states()).map(({ s }) => s)).toEqual([
    'EC-1 on hold',
    'EC-2 on hold',
    'EC-3 issued',
    'EC-4 on hold',
    'EC-5 revoked',
  ]);
  const hits = await opened.owner<{ id: string }>(
    `SELECT h.id FROM licensing.screening_hits h JOIN licensing.licences l ON l.id = h.licence_id WHERE l.serial = 'EC-4'`,
  );
  for (const by of [desk, { ...desk, memberId: opened.holder }])
    await opened.deps.db.base((trx) => releaseHit(trx, opened.deps, by, hits[0]?.id ?? ''));
  expect((await states())[3]?.s).toBe('EC-4 suspended');
});

it('a serial that no licence document can hold is not taken', async () => {
  const long = ['x'.repeat(63), 'y'.repeat(64), `${'z'.repeat(60)}––`];
  const { counts, faults } = await checked(
    list(...long.map((serial) => row(serial, 'Sample Mill', 'Long GmbH', 'DE', '', '', '', '', '', ''))),
    { resellerId: opened.holder },
  );
  expect(counts).toMatchObject({ licences: 1, refused: 2 });
  expect(faults).toMatchObject([{ code: 'KEPT_ROW_SERIAL', rows: 2 }]);
});

it('a file name that is not encoded is said to be wrong', async () => {
  const answer = await opened.server.send(desk, 'POST', '/api/v1/imports', {
    headers: { 'content-type': 'application/octet-stream', 'kept-file-name': '100%' },
    body: Buffer.from('Serial;Customer'),
  });
  expect([answer.status, (answer.body as { error?: { code: string } }).error?.code]).toEqual([400, 'KEPT_INVALID']);
});

it('nobody but administrator and licence desk imports', async () => {
  for (const who of [aMember('support'), aMember('marketing'), aMember('reseller administrator', opened.holder)])
    expect((await opened.server.call(who, 'GET', '/api/v1/imports')).status).toBe(403);
});
