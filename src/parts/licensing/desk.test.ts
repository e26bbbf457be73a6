import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { assignActivated } from '../resellers/index.ts';
import { aLicensor, registrationData, someLicences } from './fixtures.ts';
import {
  activateLicence,
  licenceSight,
  licensingTimeline,
  licensingToday,
  registrationForm,
  searchLicences,
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
