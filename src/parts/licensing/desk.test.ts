import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { assignActivated } from '../resellers/index.ts';
import { aLicensor, aProduct, registrationData, someLicences } from './fixtures.ts';
import {
  activateLicence,
  licenceSight,
  licensingTimeline,
  licensingToday,
  registrationForm,
  searchLicences,
  sendDueReports,
} from './index.ts';
import type { Licence, LicenceItem, LicenceRegistrations } from './wire/licences.ts';

let opened: LicensingDesk;
let deps: LicensingDesk['deps'];
let server: LicensingDesk['server'];
let holder: LicensingDesk['holder'];
let other: LicensingDesk['other'];
let owner: LicensingDesk['owner'];
let product: LicensingDesk['product'];
let notice: string;
const administrator = aMember('administrator');
const desk = aMember('licence desk');

beforeAll(async () => {
  opened = await licensingDesk();
  ({ deps, server, holder, other, owner, product } = opened);
  notice = (await registrationForm(deps)).notice.sha256;
});
afterAll(() => opened.stop());

const issue = (more: object = {}) => someLicences(deps, { ...product, holderCompanyId: holder, ...more });
const activate = (serial: string, fields: Record<string, string>) =>
  activateLicence(
    deps,
    { kind: 'public' },
    { serial, fields, notice, marketing: false, machine: null, releaseId: null, key: null },
  );
/** Activates and shares with the seller, as the event does. */
async function sell(holderCompanyId: string, fields = registrationData()) {
  const [licence] = await issue({ holderCompanyId });
  await activate(licence?.serial ?? '', fields);
  const [row] = await owner<{ company_id: string; person_id: string }>(
    'SELECT company_id, person_id FROM licensing.registrations WHERE licence_id = $1',
    [licence?.id],
  );
  await assignActivated(deps)({ companyId: row?.company_id ?? null, holderCompanyId });
  return { id: licence?.id ?? '', serial: licence?.serial ?? '', fields, ...row };
}
const list = async (who: typeof administrator, query = '') =>
  server.call<{ items: LicenceItem[]; next: string | null; count: number; error?: { code: string } }>(
    who,
    'GET',
    `/api/v1/licences${query}`,
  );

describe('a report that waits for approval', () => {
  const ground = { purpose: 'licensor obligation', reason: 'monthly report' };
  interface Due {
    contractId: string;
    recipient: { name: string };
    registrations: number;
  }
  interface Preview {
    untilAt: string;
    sha256: string;
    columns: string[];
    lines: { values: string[] }[];
  }
  const due = async (who = desk) =>
    (await server.call<{ reports: Due[] }>(who, 'GET', '/api/v1/due-reports')).body.reports;
  const look = (contractId: string, who = desk) =>
    server.call<Preview & { error?: { code: string } }>(who, 'GET', `/api/v1/due-reports/${contractId}`, ground);
  const approve = (contractId: string, { untilAt, sha256 }: Preview) =>
    server.call<{ id: string; error?: { code: string } }>(desk, 'POST', '/api/v1/reports', {
      body: { contractId, untilAt, sha256 },
    });

  it('is shown row by row, leaves as it was shown or not at all, and never by itself', async () => {
    const mailbox = 'patient@licensor.example';
    const patient = await aLicensor(deps, {
      name: 'Patient House',
      mailbox,
      fields: ['name', 'email'],
      approval: true,
      format: 'json',
    });
    const embedding = await aProduct(deps, { technologyIds: [patient.technologyId] });
    notice = (await registrationForm(deps)).notice.sha256;
    const sold = await sellOf(embedding);
    await sendDueReports(deps);
    const mails = () =>
      owner<{ attachments: { name: string; base64: string }[] }>(
        'SELECT attachments FROM platform.mail_outbox WHERE to_address = $1',
        [mailbox],
      );
    expect(await mails()).toEqual([]);
    const [report] = (await due()).filter(({ recipient }) => recipient.name === 'Patient House');
    expect(report).toMatchObject({ approval: true, registrations: 1 });
    const contractId = report?.contractId ?? '';
    const today = (await licensingToday(deps)(desk)).groups?.find(({ kind }) => kind === 'reports to approve');
    expect(today).toMatchObject({ count: 1, items: [{ title: 'Patient House' }] });

    const shown = await look(contractId);
    expect(shown.body).toMatchObject({
      columns: ['name', 'email'],
      lines: [{ values: [sold.fields.name, sold.fields.email] }],
    });
    const looked = await owner('SELECT kind, purpose, fields FROM contacts.lookups WHERE person_id = $1', [
      sold.personId,
    ]);
    expect(looked).toEqual([{ kind: 'listed', purpose: 'licensor obligation', fields: ['name', 'email'] }]);

    await owner("UPDATE contacts.people SET name = 'Somebody Else' WHERE id = $1", [sold.personId]);
    expect(await approve(contractId, shown.body)).toMatchObject({
      status: 409,
      body: { error: { code: 'KEPT_REPORT_CHANGED' } },
    });
    expect(await mails()).toEqual([]);
    const again = (await look(contractId)).body;
    deps.clock.advance({ minutes: 5 });
    const later = await sellOf(embedding);
    const [sent, twice] = await Promise.all([approve(contractId, again), approve(contractId, again)]);
    expect([sent.status, twice.status].sort()).toEqual([201, 409]);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.attachments[0]?.name).toMatch(/\.json$/);
    expect(JSON.parse(Buffer.from(mail?.attachments[0]?.base64 ?? '', 'base64').toString('utf8'))).toEqual({
      fields: ['name', 'email'],
      registrations: [{ name: 'Somebody Else', email: sold.fields.email }],
    });
    expect((await look(contractId)).body.lines).toMatchObject([{ values: [later.fields.name, later.fields.email] }]);
  });

  it('is shown to nobody else, and only for its purpose', async () => {
    const patient = await aLicensor(deps, { name: 'Private House', approval: true });
    await sellOf(await aProduct(deps, { technologyIds: [patient.technologyId] }));
    const contractId = (await due()).find(({ recipient }) => recipient.name === 'Private House')?.contractId ?? '';
    for (const role of ['marketing', 'support', 'product manager', 'privacy officer'] as const)
      expect((await look(contractId, aMember(role))).status).toBe(403);
    const wrong = await server.call(desk, 'GET', `/api/v1/due-reports/${contractId}`, {
      purpose: 'registration',
      reason: 'curious',
    });
    expect(wrong.status).toBe(403);
    expect((await look('00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it('is not due for whom nobody may be told of: their data are restricted', async () => {
    const quiet = await aLicensor(deps, { name: 'Quiet House', approval: true });
    const { personId } = await sellOf(await aProduct(deps, { technologyIds: [quiet.technologyId] }));
    const names = async () => (await due()).map(({ recipient }) => recipient.name);
    expect(await names()).toContain('Quiet House');
    await owner('UPDATE contacts.people SET restricted_at = now() WHERE id = $1', [personId]);
    expect(await names()).not.toContain('Quiet House');
  });

  it('tells no licensor of who registered before its technology came in or after it went', async () => {
    const early = await aLicensor(deps, { name: 'Early House', approval: true });
    const late = await aLicensor(deps, { name: 'Late House', approval: true });
    // The notice speaks of a product, so it names both; a release of it may hold the technology of one of them.
    const { productId } = await aProduct(deps, { technologyIds: [early.technologyId, late.technologyId] });
    const made = await server.call<{ releases: { id: string; version: string }[] }>(
      administrator,
      'POST',
      `/api/v1/products/${productId}/releases`,
      { body: { version: 'changing', builtOn: '2026-02-01', technologyIds: [early.technologyId] } },
    );
    const releaseId = made.body.releases.find(({ version }) => version === 'changing')?.id ?? '';
    const first = await sellOf({ productId, releaseId });
    deps.clock.advance({ minutes: 1 });
    const embedded = await server.call(administrator, 'PUT', `/api/v1/releases/${releaseId}/technologies`, {
      body: { technologyIds: [late.technologyId] },
    });
    expect(embedded.status).toBe(200);
    deps.clock.advance({ minutes: 1 });
    const second = await sellOf({ productId, releaseId });
    const found = await due();
    const linesOf = async (name: string) =>
      (await look(found.find(({ recipient }) => recipient.name === name)?.contractId ?? '')).body.lines.map(
        ({ values }) => values[0],
      );
    expect(await linesOf('Early House')).toEqual([first.fields.companyName]);
    expect(await linesOf('Late House')).toEqual([second.fields.companyName]);
  });

  async function sellOf(release: { productId: string; releaseId: string }) {
    const fields = registrationData();
    notice = (await registrationForm(deps)).notice.sha256;
    const [licence] = await issue(release);
    await activate(licence?.serial ?? '', fields);
    const [row] = await owner<{ person_id: string }>(
      'SELECT person_id FROM licensing.registrations WHERE licence_id = $1',
      [licence?.id],
    );
    return { fields, personId: row?.person_id ?? '' };
  }
});

describe('GET /licences', () => {
  it('pages through every order without losing or repeating a row', async () => {
    await issue({ count: 7, expiresOn: '2027-05-05' });
    for (const sort of ['createdAt', 'activatedAt', 'expiresOn', 'maintenanceUntil', 'serial'].flatMap((each) => [
      each,
      `-${each}`,
    ])) {
      const seen: string[] = [];
      let cursor: string | null = '';
      let count = 0;
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof list>> = await list(
          administrator,
          `?limit=4&sort=${sort}${cursor && `&cursor=${cursor}`}`,
        );
        expect(page.status).toBe(200);
        seen.push(...page.body.items.map(({ id }) => id));
        cursor = page.body.next;
        count = page.body.count;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe(count);
    }
  });

  it('finds by serial, its beginning, and the name of the company', async () => {
    const sold = await sell(holder, registrationData({ companyName: 'Zebra Gear Works' }));
    const find = async (q: string) =>
      (await list(administrator, `?q=${encodeURIComponent(q)}`)).body.items.map(({ id }) => id);
    expect(await find(sold.serial.toLowerCase().replaceAll('-', ''))).toEqual([sold.id]);
    expect(await find(sold.serial.slice(0, 9))).toEqual([sold.id]);
    expect(await find('zebra ge')).toEqual([sold.id]);
    expect(await find('nobody at all')).toEqual([]);
  });

  it('refuses a sort and a filter that it does not know', async () => {
    expect((await list(administrator, '?sort=name')).body.error?.code).toBe('KEPT_INVALID');
    expect((await list(administrator, '?colour=red')).body.error?.code).toBe('KEPT_INVALID');
    expect((await list(administrator, '?cursor=x')).body.error?.code).toBe('KEPT_INVALID');
  });

  it('shows a reseller its stock and its customers, nothing else', async () => {
    const mine = await sell(holder);
    const theirs = await sell(other);
    const reseller = aMember('reseller administrator', holder);
    const seen = (await list(reseller, '?limit=500')).body;
    expect(seen.items.map(({ id }) => id)).toContain(mine.id);
    expect(seen.items.map(({ id }) => id)).not.toContain(theirs.id);
    expect(new Set(seen.items.map((item) => item.holder?.id))).toEqual(new Set([holder]));
    expect(seen.count).toBe(seen.items.length);
    expect((await list(reseller, `?q=${theirs.serial}`)).body.items).toEqual([]);
    for (const path of ['', '/registrations'])
      expect((await server.call(reseller, 'GET', `/api/v1/licences/${theirs.id}${path}`)).status).toBe(404);
    await expect(licenceSight(deps)(reseller, theirs.id, null)).rejects.toMatchObject({ keptCode: 'KEPT_NOT_FOUND' });
    await expect(licenceSight(deps)(reseller, mine.id, null)).resolves.toBeUndefined();
  });
});

describe('a licence', () => {
  it('shows seats, registrations with their notice, sellers and owners, and nothing personal', async () => {
    const sold = await sell(holder);
    for (const who of [administrator, aMember('reseller staff', holder)]) {
      const { body, text } = await server.call<Licence>(who, 'GET', `/api/v1/licences/${sold.id}`);
      expect(body).toMatchObject({
        serial: sold.serial,
        state: 'active',
        seatsUsed: 1,
        holder: { name: 'Holding Dealers' },
        company: { name: sold.fields.companyName },
      });
      expect(body.activations).toHaveLength(1);
      expect(body.registrations[0]).toMatchObject({
        personId: sold.person_id,
        state: 'applied',
        sourceKind: 'registration',
        notice: { sha256: notice },
      });
      expect(body.sellers[0]?.company.name).toBe('Holding Dealers');
      expect(body.owners[0]?.company.name).toBe(sold.fields.companyName);
      for (const name of ['name', 'email', 'phone', 'street']) expect(text).not.toContain(sold.fields[name]);
    }
  });

  it('is suspended and resumed, once each, and says so in its past', async () => {
    const [licence] = await issue();
    const act = (what: string) =>
      server.call<Licence & { error: { code: string } }>(desk, 'POST', `/api/v1/licences/${licence?.id}/${what}`);
    expect((await act('resume')).body.error.code).toBe('KEPT_LICENCE_STATE');
    expect((await act('suspend')).body.state).toBe('suspended');
    expect((await act('suspend')).status).toBe(409);
    expect((await act('resume')).body.state).toBe('issued');
    const { entries, count } = await licensingTimeline(deps)(desk, {
      about: { kind: 'licence', id: licence?.id ?? '' },
      until: null,
      limit: 10,
      kinds: null,
    });
    expect(entries.map((entry) => entry.kind).sort()).toEqual(['created', 'issued', 'resumed', 'suspended']);
    expect(count).toBe(4);
    expect(entries.find((entry) => entry.kind === 'suspended')?.by).toEqual({ kind: 'member', id: desk.memberId });
    const only = await licensingTimeline(deps)(desk, {
      about: { kind: 'licence', id: licence?.id ?? '' },
      until: null,
      limit: 10,
      kinds: ['issued'],
    });
    expect(only.count).toBe(1);
  });

  it('tells what was registered for a stated purpose only, in its columns only, and logs it', async () => {
    const sold = await sell(holder);
    const path = `/api/v1/licences/${sold.id}/registrations`;
    const none = await server.call<{ error: { code: string } }>(desk, 'GET', path);
    expect(none.body.error.code).toBe('KEPT_NO_PURPOSE');
    const read = await server.call<LicenceRegistrations>(desk, 'GET', path, {
      purpose: 'registration',
      reason: 'renewal',
    });
    const data = new Map(read.body.registrations[0]?.data.map((datum) => [datum.field, datum]));
    for (const [field, value] of Object.entries(sold.fields))
      expect([field, data.get(field)?.value]).toEqual([field, value]);
    expect(data.get('phone')?.provenance).toMatchObject({
      sourceKind: 'registration',
      notice: { sha256: notice },
      purposes: expect.arrayContaining(['support']),
    });
    expect(data.get('phone')?.provenance?.recipients.map(({ name }) => name)).toContain('Holding Dealers');
    const narrow = await server.call<LicenceRegistrations>(aMember('QA'), 'GET', path, {
      purpose: 'product improvement',
      reason: 'survey',
    });
    const narrowData = new Map(narrow.body.registrations[0]?.data.map((datum) => [datum.field, datum]));
    expect(narrowData.get('email')).toMatchObject({ value: null, readable: false });
    expect(narrowData.get('primaryProduct')).toMatchObject({ value: sold.fields.primaryProduct, readable: true });
    const own = await server.call<LicenceRegistrations>(aMember('reseller staff', holder), 'GET', path);
    expect(own.body.registrations).toHaveLength(1);
    const logged = await owner<{ purpose: string; reason: string; fields: string[] }>(
      'SELECT purpose, reason, fields FROM contacts.lookups WHERE person_id = $1 ORDER BY at, purpose',
      [sold.person_id],
    );
    expect(logged.map((row) => row.purpose).sort()).toEqual([
      'customer service',
      'product improvement',
      'registration',
    ]);
    expect(logged.find((row) => row.purpose === 'product improvement')?.fields).not.toContain('email');
  });
});

describe('search and today', () => {
  it('find a licence by its serial for who may see it', async () => {
    const sold = await sell(holder);
    const ground = { purpose: 'registration', reason: 'found' } as const;
    const search = searchLicences(deps);
    expect(await search(desk, { q: ` ${sold.serial.toLowerCase()} `, limit: 5, ground })).toEqual([
      { kind: 'licence', id: sold.id, title: sold.serial, detail: 'Sample Mill, active' },
    ]);
    expect(await search(aMember('reseller staff', other), { q: sold.serial, limit: 5, ground })).toEqual([]);
    expect((await search(desk, { q: 'sample m', limit: 5, ground })).map(({ kind }) => kind)).toContain('product');
  });

  it('show what needs whom, without people', async () => {
    await aLicensor(deps);
    const [licence] = await issue({ maintenanceUntil: '2026-04-01' });
    await activate(licence?.serial ?? '', registrationData());
    await activate(licence?.serial ?? '', registrationData()).catch(() => undefined);
    const kinds = async (who: typeof administrator) =>
      new Map((await licensingToday(deps)(who)).groups?.map((group) => [group.kind, group]));
    const forDesk = await kinds(desk);
    expect(forDesk.get('activations refused')?.items).toContainEqual(
      expect.objectContaining({ id: licence?.id, detail: 'KEPT_SEATS_USED_UP', title: licence?.serial }),
    );
    expect(forDesk.get('maintenance ending')?.items[0]?.title).toBe(licence?.serial);
    expect((await kinds(aMember('reseller staff', other))).has('maintenance ending')).toBe(false);
    expect((await kinds(aMember('reseller staff', holder))).has('maintenance ending')).toBe(true);
    expect((await licensingToday(deps)(administrator)).setup).toEqual([
      { step: 'technology', done: true },
      { step: 'product', done: true },
      { step: 'serials', done: true },
    ]);
  });
});
