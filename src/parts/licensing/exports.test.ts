import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { readCsv } from '../../platform/sheets/read-csv.ts';
import { csvOfWorkbook } from '../../platform/sheets/workbook.ts';
import { aMember } from '../contacts/fixtures.ts';
import { shareCompany } from '../contacts/index.ts';
import { beginExport } from './actions/export/exports.ts';
import { dropOldExports, takeUpExports, workOnExport } from './actions/export/work.ts';
import { planImport, sendOn, takeList } from './actions/import/imports.ts';
import { workOn } from './actions/import/work.ts';
import { licensingEraser } from './personal.ts';
import type { AskExport, Export } from './wire/exports.ts';
import type { PlanImport } from './wire/imports.ts';

let opened: LicensingDesk;
const desk = aMember('licence desk');
const ground = { purpose: 'customer service', reason: 'new licence server' } as const;
const list = `Serial;Product;Seats;Customer;Country;Industry;Street;Postal code;City;Contact;E-mail;Phone;Maintenance until;State
EX-1;Sample Mill;3;=Works & Söhne;DE;tooling;1 Lane;60311;Frankfurt;Jo "J" Example;jo@ex.example;+49 (0)69 1;31.12.2027;
EX-2;Sample Mill;1;=Works & Söhne;DE;;;;;Kim Example;kim@ex.example;;;suspended
EX-3;Sample Mill;1;@Lathes;FR;;;;;;;;;revoked
;;;;;;;;;;;;;
`;

/** A list of ours, whole, in an installation. */
async function importInto(
  into: LicensingDesk,
  text: string | Buffer,
  fileName = 'list.csv',
  resellerId: string | null = null,
) {
  const { deps } = into;
  async function* bytes() {
    yield Buffer.from(text);
  }
  const { id, plan } = await takeList(deps, desk, { fileName, bytes: bytes() });
  const given = { plan: { ...(plan as PlanImport['plan']), resellerId }, cameFrom: 'an export' };
  await planImport(deps, desk, id, given);
  for (const way of ['check', 'run'] as const) {
    await sendOn(deps, desk, id, way);
    await workOn(deps, id);
  }
  const rows = await into.owner<{ state: string; counts: Record<string, number> }>(
    'SELECT state, counts FROM licensing.imports WHERE id = $1',
    [id],
  );
  expect(rows[0]?.state).toBe('done');
  return rows[0]?.counts ?? {};
}

beforeAll(async () => {
  opened = await licensingDesk();
  await importInto(opened, list, 'list.csv', opened.holder);
});
afterAll(() => opened.stop());
beforeEach(async () => {
  await opened.owner(`UPDATE licensing.exports SET state = 'stopped' WHERE state = 'running'`);
});

const call = <T = Export>(method: 'GET' | 'POST', path: string, body?: AskExport, who = desk) =>
  opened.server.call<T & { error?: { code: string } }>(who, method, `/api/v1/exports${path}`, {
    ...(body ? { body } : {}),
    ...ground,
  });
async function until(id: string, state: Export['state']): Promise<Export> {
  for (;;) {
    const { body } = await call('GET', `/${id}`);
    if (body.state === state) return body;
    if (body.state !== 'running') throw new Error(`${body.state} ${body.code}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
async function exported(body: AskExport): Promise<Export> {
  const asked = await call('POST', '', body);
  expect(asked.status).toBe(202);
  return until(asked.body.id, 'done');
}
async function fetched(id: string): Promise<Buffer> {
  const answer = await opened.server.app.inject({ method: 'GET', url: `/api/v1/exports/${id}/file` });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}
async function linesOf(bytes: Buffer, workbook = false): Promise<string[][]> {
  async function* once() {
    yield bytes;
  }
  const lines: string[][] = [];
  for await (const group of readCsv(workbook ? csvOfWorkbook(once()) : once()))
    for (const { cells } of group) lines.push([...cells]);
  return lines;
}

it('what is exported, imported into an empty installation, gives the same companies, people and licences', async () => {
  const [customers, licences] = [
    await exported({ tables: ['customers'], format: 'csv' }),
    await exported({ tables: ['licences'], format: 'xlsx' }),
  ];
  const other = await licensingDesk();
  try {
    await other.owner(`UPDATE licensing.products SET code = (SELECT $1::text)`, [
      (await opened.owner<{ code: string }>('SELECT code FROM licensing.products'))[0]?.code,
    ]);
    expect(await importInto(other, await fetched(customers.id), customers.fileName)).toMatchObject({
      companies: 2,
      people: 2,
      refused: 0,
    });
    expect(await importInto(other, await fetched(licences.id), licences.fileName)).toMatchObject({
      licences: 3,
      companies: 0,
      knownCompanies: 2,
      refused: 0,
    });
    const whole = (of: LicensingDesk) =>
      Promise.all([
        of.owner(`SELECT c.name, c.country, c.industry, a.street, a.postal_code, a.city FROM contacts.companies c
          LEFT JOIN contacts.addresses a ON a.company_id = c.id WHERE c.kind = 'customer' ORDER BY c.name`),
        of.owner(`SELECT p.email, p.name, p.phone, c.name AS company FROM contacts.people p JOIN contacts.company_people cp ON cp.person_id = p.id
          JOIN contacts.companies c ON c.id = cp.company_id ORDER BY p.email`),
        of.owner(`SELECT l.serial, l.state, l.seats, l.kind, l.maintenance_until::text, l.issued_at::date::text AS day, c.name, h.name AS holder
          FROM licensing.licences l JOIN contacts.companies c ON c.id = l.company_id JOIN contacts.companies h ON h.id = l.holder_company_id ORDER BY 1`),
      ]);
    const [before, after] = [await whole(opened), await whole(other)];
    expect(after).toEqual(before);
    expect(before[0]).toMatchObject([{ name: '=Works & Söhne', street: '1 Lane' }, { name: '@Lathes' }]);
    expect(before[1]).toMatchObject([{ phone: '+49 (0)69 1' }, { email: 'kim@ex.example' }]);
    expect(before[2]).toHaveLength(3);
  } finally {
    await other.stop();
  }
});

it('no cell of the CSV is a formula, and tables that are asked for together come in one file', async () => {
  const both = await exported({
    tables: ['licences', 'customers', 'resellers', 'assignments', 'seats', 'contracts'],
    format: 'csv',
  });
  expect(both).toMatchObject({
    fileName: expect.stringMatching(/\.zip$/),
    tables: ['customers', 'licences', 'seats', 'contracts', 'resellers', 'assignments'],
  });
  expect((await fetched(both.id)).subarray(0, 2).toString()).toBe('PK');
  const { id } = await exported({ tables: ['customers'], format: 'csv' });
  const lines = await linesOf(await fetched(id));
  expect(lines.map(([company]) => company).sort()).toEqual([
    "'=Works & Söhne",
    "'=Works & Söhne",
    "'@Lathes",
    'Company',
  ]);
});

it('asks for a reason, is one line of the look-up log, and each person in it finds that there', async () => {
  const none = await opened.server.call(desk, 'POST', '/api/v1/exports', {
    body: { tables: ['customers'], format: 'csv' },
  });
  expect(none.status).toBe(403);
  expect((none.body as { error?: { code: string } }).error?.code).toBe('KEPT_NO_PURPOSE');
  const { id } = await exported({ tables: ['customers'], format: 'csv' });
  const lines = await opened.owner(
    `SELECT l.kind, l.purpose, l.reason, l.member_id, l.person_id, (SELECT count(*)::int FROM contacts.lookup_people p WHERE p.lookup_id = l.id) AS people
      FROM contacts.lookups l JOIN licensing.exports e ON e.lookup_id = l.id WHERE e.id = $1`,
    [id],
  );
  expect(lines).toEqual([{ kind: 'exported', ...ground, member_id: desk.memberId, person_id: null, people: 2 }]);
  await fetched(id);
  const acts = await opened.owner<{ action: string }>(
    'SELECT action FROM staff.audit WHERE about_id = $1 ORDER BY at, action',
    [id],
  );
  expect(acts.map(({ action }) => action).sort()).toEqual([
    'licensing.export begun',
    'licensing.export done',
    'licensing.export fetched',
  ]);
  // Without people, nobody was looked at.
  const licences = await exported({ tables: ['licences'], format: 'csv' });
  expect(await opened.owner('SELECT lookup_id FROM licensing.exports WHERE id = $1', [licences.id])).toEqual([
    { lookup_id: null },
  ]);
});

it('who restricted the use of their data is in none', async () => {
  await opened.owner(`UPDATE contacts.people SET restricted_at = now() WHERE email = 'kim@ex.example'`);
  try {
    const { id } = await exported({ tables: ['customers'], format: 'csv' });
    const text = (await fetched(id)).toString();
    expect(text).toContain('jo@ex.example');
    expect(text).not.toContain('kim@ex.example');
  } finally {
    await opened.owner(`UPDATE contacts.people SET restricted_at = NULL WHERE email = 'kim@ex.example'`);
  }
});

it('is narrowed by country, reseller and product', async () => {
  const serials = async (filters: NonNullable<AskExport['filters']>) => {
    const { id } = await exported({ tables: ['licences'], format: 'xlsx', filters });
    return (await linesOf(await fetched(id), true)).slice(1).map(([serial]) => serial);
  };
  expect(await serials({ country: 'FR' })).toEqual(['EX-3']);
  expect(await serials({ resellerId: opened.other })).toEqual([]);
  expect(await serials({ resellerId: opened.holder, productId: opened.product.productId })).toHaveLength(3);
  const strange = await call('POST', '', {
    tables: ['licences'],
    format: 'csv',
    filters: { resellerId: desk.memberId },
  });
  expect([strange.status, strange.body.error?.code]).toEqual([400, 'KEPT_INVALID']);
});

it('is held sealed, fetched by nobody else, deleted after a day, and with an erasure', async () => {
  const first = await exported({ tables: ['customers'], format: 'csv' });
  const [piece] = await opened.owner<{ sealed: Buffer }>(
    'SELECT sealed FROM licensing.export_pieces WHERE export_id = $1',
    [first.id],
  );
  expect(piece?.sealed.toString('latin1')).not.toContain('jo@ex.example');
  const another = { ...aMember('administrator'), memberId: opened.holder };
  const refused = await call('GET', `/${first.id}/file`, undefined, another);
  expect([refused.status, refused.body.error?.code]).toEqual([403, 'KEPT_EXPORT_OTHERS']);
  await dropOldExports(opened.deps);
  expect((await call('GET', `/${first.id}`)).body.state).toBe('done');
  opened.deps.clock.advance({ hours: 24 });
  await dropOldExports(opened.deps);
  const gone = await call('GET', `/${first.id}/file`);
  expect([gone.status, gone.body.error?.code]).toEqual([410, 'KEPT_EXPORT_GONE']);
  const [second, licences] = [
    await exported({ tables: ['customers'], format: 'xlsx' }),
    await exported({ tables: ['licences'], format: 'csv' }),
  ];
  const running = await opened.deps.db.base(async () =>
    beginExport(opened.deps, desk, ground, { tables: ['customers'], format: 'csv' }),
  );
  await opened.deps.db.as('rights', (trx) =>
    licensingEraser.erase(trx, {
      personId: opened.deps.ids.uuid(),
      emailKey: Buffer.alloc(32),
      freshKey: () => Buffer.alloc(32),
      values: [],
      at: opened.deps.clock.now(),
    }),
  );
  for (const id of [second.id, running])
    expect((await call('GET', `/${id}`)).body).toMatchObject({ state: 'deleted', code: 'KEPT_EXPORT_ERASED' });
  expect((await call('GET', `/${licences.id}`)).body.state).toBe('done');
  expect(
    await opened.owner('SELECT DISTINCT export_id FROM licensing.export_pieces WHERE export_id = ANY($1)', [
      [first.id, second.id, running],
    ]),
  ).toEqual([]);
});

it('is stopped, begun anew, and taken up where a process has ended', async () => {
  const ask = { tables: ['customers'], format: 'csv' } as const;
  const id = await beginExport(opened.deps, desk, ground, { ...ask, tables: [...ask.tables] });
  const second = await call('POST', '', { ...ask, tables: [...ask.tables] });
  expect([second.status, second.body.error?.code]).toEqual([409, 'KEPT_EXPORT_BUSY']);
  expect((await call('POST', `/${id}/stop`)).body.state).toBe('stopped');
  await workOnExport(opened.deps, id);
  expect((await call('GET', `/${id}`)).body).toMatchObject({ state: 'stopped', rowsDone: 0 });
  expect((await call('GET', `/${id}/file`)).body.error?.code).toBe('KEPT_EXPORT_STATE');
  expect((await call('POST', `/${id}/restart`)).status).toBe(202);
  await until(id, 'done');
  // Another process had it, and wrote some of it, and has ended.
  const left = await beginExport(opened.deps, desk, ground, { ...ask, tables: [...ask.tables] });
  await opened.owner(
    `UPDATE licensing.exports SET runner = gen_random_uuid(), beat_at = $2, rows_done = 7 WHERE id = $1`,
    [left, opened.deps.clock.now()],
  );
  await opened.owner(`INSERT INTO licensing.export_pieces (export_id, number, sealed) VALUES ($1, 0, 'half')`, [left]);
  await takeUpExports(opened.deps);
  expect((await call('GET', `/${left}`)).body.state).toBe('running');
  opened.deps.clock.advance({ minutes: 3 });
  await takeUpExports(opened.deps);
  expect((await call('GET', `/${left}`)).body).toMatchObject({ state: 'done' });
  expect((await linesOf(await fetched(left))).length).toBe(4);
});

it('tells which reseller sees which customer', async () => {
  const [company] = await opened.owner<{ id: string }>(`SELECT id FROM contacts.companies WHERE name = '@Lathes'`);
  const [ledger] = await opened.owner<{ id: string }>(
    `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, channel, purpose, fields, basis)
     VALUES (gen_random_uuid(), now(), 'reseller', $1, 'share', 'customer service', '{name}', 'territory') RETURNING id`,
    [opened.other],
  );
  await opened.deps.db.base((trx) =>
    shareCompany(trx, opened.deps, {
      companyId: company?.id ?? '',
      tenantCompanyId: opened.other,
      basis: 'territory',
      ledgerId: ledger?.id ?? '',
    }),
  );
  const { id } = await exported({ tables: ['assignments'], format: 'csv', filters: { resellerId: opened.other } });
  expect((await linesOf(await fetched(id))).slice(1).map((cells) => cells.slice(0, 3))).toEqual([
    ["'@Lathes", 'FR', 'Other Dealers'],
  ]);
  const customers = await exported({ tables: ['customers'], format: 'csv', filters: { resellerId: opened.other } });
  expect((await linesOf(await fetched(customers.id))).map(([name]) => name)).toEqual(['Company', "'@Lathes"]);
});

it('nobody but administrator and licence desk exports', async () => {
  for (const who of [aMember('support'), aMember('marketing'), aMember('reseller administrator', opened.holder)])
    expect((await call('POST', '', { tables: ['licences'], format: 'csv' }, who)).status).toBe(403);
});
