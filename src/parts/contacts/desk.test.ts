import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { addRecipient, ledger } from '../disclosures/index.ts';
import { aCompany, aContact, aMember, aNotice } from './fixtures.ts';
import { shareCompany, sightOfPerson } from './index.ts';
import { mountContacts } from './plugin.ts';
import type { CompanyItem, CompanyPage, CompanyPersonal, LookUpItem, PersonPage } from './wire/api.ts';

let deps: TestDeps;
let server: PartServer;
let noticeId: string;
const desk = aMember('licence desk');
const customerService = { purpose: 'customer service', reason: 'call about renewal' };

beforeAll(async () => {
  deps = await testDeps(ledger);
  noticeId = await aNotice(deps);
  server = await partServer(deps, (app) =>
    mountContacts(app, deps, {
      actors: async () => (kind, id) => ({ kind: kind === 'member' ? 'staff' : 'system', id, name: null }),
      retentionOf: (field) => `${field} is kept for ten years.`,
      licenceCounts: async (_trx, ids) => new Map(ids.map((id) => [id, 2])),
      registrationsOfPerson: async () => async () => [],
      txtRecords: async () => [],
      assignReseller: async () => undefined,
      mergers: [],
    }),
  );
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});

/** Shares a company with a reseller as the part above does it. */
async function share(companyId: string, resellerCompanyId: string): Promise<string> {
  return deps.db.base(async (trx) => {
    const { id: recipientId } = await addRecipient(trx, deps, desk, {
      kind: 'reseller',
      name: `Reseller ${resellerCompanyId}`,
      address: null,
      country: 'DE',
      mailbox: null,
      companyId: resellerCompanyId,
      contract: {
        fields: [],
        frequency: null,
        confidential: true,
        signedOn: '2020-01-01',
        endsOn: null,
        reference: null,
      },
    });
    const [ledgerId] = await deps.egress.send(trx, {
      disclosures: [
        {
          recipientKind: 'reseller',
          recipientId,
          personId: null,
          companyId,
          channel: 'share',
          purpose: 'customer service',
          fields: ['name', 'email', 'phone'],
          basis: 'territory',
        },
      ],
    });
    await shareCompany(trx, deps, {
      companyId,
      tenantCompanyId: resellerCompanyId,
      basis: 'territory',
      ledgerId: ledgerId ?? '',
    });
    return recipientId;
  });
}

async function lookUps(personId: string): Promise<readonly LookUpItem[]> {
  const { body } = await server.call<{ items: LookUpItem[] }>(desk, 'GET', `/api/v1/lookups?personId=${personId}`);
  return body.items;
}

describe('a person', () => {
  it('is shown with source, notice, purposes and retention of every datum, and the look-up is logged', async () => {
    const made = await aContact(deps, { noticeId });
    const { status, body } = await server.call<PersonPage>(
      desk,
      'GET',
      `/api/v1/people/${made.personId}`,
      customerService,
    );
    expect(status).toBe(200);
    const phone = body.data.find((each) => each.field === 'phone');
    expect(phone).toMatchObject({
      value: made.data.phone,
      readable: true,
      provenance: {
        sourceKind: 'registration',
        purposes: ['registration', 'support'],
        notice: { id: noticeId, version: 1 },
        retention: 'phone is kept for ten years.',
      },
    });
    expect(await lookUps(made.personId)).toMatchObject([
      { kind: 'opened', purpose: 'customer service', reason: 'call about renewal', by: { id: desk.memberId } },
    ]);
  });

  it('shows only what the purpose covers', async () => {
    const made = await aContact(deps, { noticeId });
    const { body } = await server.call<PersonPage>(aMember('QA'), 'GET', `/api/v1/people/${made.personId}`, {
      purpose: 'product improvement',
      reason: 'who uses it',
    });
    expect(Object.fromEntries(body.data.map((each) => [each.field, [each.readable, each.value]]))).toEqual({
      email: [false, null],
      name: [false, null],
      phone: [false, null],
      title: [true, 'Dr'],
      role: [true, 'engineer'],
    });
    expect((await lookUps(made.personId))[0]?.fields).toEqual(['title', 'role']);
  });

  it.each([
    [{}, 'KEPT_NO_PURPOSE'],
    [{ purpose: 'marketing', reason: 'not mine' }, 'KEPT_NO_PURPOSE'],
    [{ purpose: 'customer service' }, 'KEPT_NO_REASON'],
  ])('is not shown with %o', async (ground, code) => {
    const made = await aContact(deps, { noticeId });
    const { status, body } = await server.call<{ error: { code: string } }>(
      desk,
      'GET',
      `/api/v1/people/${made.personId}`,
      ground,
    );
    expect([status, body.error.code]).toEqual([403, code]);
    expect(await lookUps(made.personId)).toHaveLength(0);
  });

  it('is corrected in the version that was read, once', async () => {
    const made = await aContact(deps, { noticeId });
    const correct = (version: number, value: string | null, field = 'phone') =>
      server.call<PersonPage & { error: { code: string } }>(desk, 'PATCH', `/api/v1/people/${made.personId}`, {
        ...customerService,
        body: { version, field, value },
      });
    const done = await correct(1, '+49 30 1234');
    expect(done.status).toBe(200);
    expect(done.body.version).toBe(2);
    expect(done.body.data.find((each) => each.field === 'phone')).toMatchObject({
      value: '+49 30 1234',
      provenance: { sourceKind: 'staff', sourceId: desk.memberId, notice: { id: noticeId } },
    });
    const late = await correct(1, '+49 30 9999');
    expect([late.status, late.body.error.code]).toEqual([409, 'KEPT_CHANGED_MEANWHILE']);
    expect((await correct(2, '+49 30 1234')).body.version).toBe(2);
    expect((await correct(2, null, 'name')).status).toBe(400);
    expect((await correct(2, 'not an address', 'email')).status).toBe(400);
    const emptied = await correct(2, null, 'title');
    expect(emptied.body.data.find((each) => each.field === 'title')).toMatchObject({ value: null, provenance: null });
    const { rows } = await sql<{
      field: string;
      old: boolean;
    }>`SELECT field, replaced_at IS NOT NULL AS old FROM contacts.provenance
      WHERE subject_id = ${made.personId} AND field IN ('phone', 'title') ORDER BY field, given_at, old DESC`.execute(
      deps.db.read,
    );
    expect(rows).toEqual([
      { field: 'phone', old: true },
      { field: 'phone', old: false },
      { field: 'title', old: true },
    ]);
    const { rows: events } = await sql<{ payload: unknown }>`SELECT payload FROM platform.events
      WHERE name = 'contacts.corrected' AND payload->>'personId' = ${made.personId} ORDER BY id`.execute(deps.db.read);
    expect(events.map((each) => each.payload)).toMatchObject([
      { field: 'phone', sourceKind: 'staff' },
      { field: 'title' },
    ]);
  });

  it('with a new address is not proven any more and stays opted out', async () => {
    const made = await aContact(deps, { noticeId });
    const other = await aContact(deps, { noticeId });
    await server.call(desk, 'PUT', `/api/v1/people/${made.personId}/preferences/mail`, {
      ...customerService,
      body: { allowed: false },
    });
    const change = (value: string) =>
      server.call<{ error: { code: string } }>(desk, 'PATCH', `/api/v1/people/${made.personId}`, {
        ...customerService,
        body: { version: 1, field: 'email', value },
      });
    expect((await change(other.data.email)).body.error.code).toBe('KEPT_EMAIL_TAKEN');
    expect((await change('moved@customer.example')).status).toBe(200);
    const { rows } =
      await sql`SELECT 1 FROM contacts.suppressions WHERE email_key = ${deps.digests.email('moved@customer.example')}`.execute(
        deps.db.read,
      );
    expect(rows).toHaveLength(1);
  });

  it('is opted out by staff, and in again only by themself', async () => {
    const made = await aContact(deps, { noticeId, mailAllowed: true });
    const put = (allowed: boolean) =>
      server.call<PersonPage & { error: { code: string } }>(
        desk,
        'PUT',
        `/api/v1/people/${made.personId}/preferences/mail`,
        { ...customerService, body: { allowed } },
      );
    expect((await put(false)).body.preferences.find((each) => each.channel === 'mail')).toMatchObject({
      allowed: false,
      sourceKind: 'staff',
    });
    const again = await put(true);
    expect([again.status, again.body.error.code]).toEqual([403, 'KEPT_ONLY_THE_PERSON']);
  });
});

describe('a reseller', () => {
  it('sees the companies shared with it and nothing else', async () => {
    const [own, other, third] = [
      await aCompany(deps, { kind: 'reseller', name: 'Own Reseller' }),
      await aCompany(deps, { kind: 'reseller' }),
      await aContact(deps, { noticeId }),
    ];
    const mine = await aContact(deps, { noticeId, data: { companyName: 'Mine & Sons' } });
    const theirs = await aContact(deps, { noticeId });
    await share(mine.companyId, own);
    await share(theirs.companyId, other);
    const seller = aMember('reseller staff', own);
    const list = await server.call<{ items: CompanyItem[]; count: number }>(seller, 'GET', '/api/v1/companies');
    expect(list.body.items.map((each) => each.id)).toEqual([mine.companyId]);
    expect(list.body).toMatchObject({
      count: 1,
      items: [{ people: 1, licences: 2, reseller: { id: own, name: 'Own Reseller' } }],
    });
    for (const hidden of [theirs, third]) {
      expect((await server.call(seller, 'GET', `/api/v1/companies/${hidden.companyId}`)).status).toBe(404);
      expect((await server.call(seller, 'GET', `/api/v1/companies/${hidden.companyId}/personal`)).status).toBe(404);
      expect((await server.call(seller, 'GET', `/api/v1/people/${hidden.personId}`)).status).toBe(404);
    }
    const page = await server.call<CompanyPage>(seller, 'GET', `/api/v1/companies/${mine.companyId}`);
    expect(page.body.shares.map((each) => each.tenant.id)).toEqual([own]);
    expect(page.body.data.find((each) => each.field === 'industry')?.value).toBe('toolmaking');
    const people = await server.call<CompanyPersonal>(seller, 'GET', `/api/v1/companies/${mine.companyId}/personal`);
    expect(people.body.people[0]?.email.value).toBe(mine.data.email);
    expect(people.body.address.find((each) => each.field === 'street')?.value).toBe(mine.data.street);
    deps.clock.advance({ minutes: 1 });
    const person = await server.call<PersonPage>(seller, 'GET', `/api/v1/people/${mine.personId}`);
    expect(person.body).toMatchObject({ purpose: 'customer service', version: 1 });
    expect(await lookUps(mine.personId)).toMatchObject([
      { kind: 'opened', purpose: 'customer service', reason: 'own customer', tenant: { id: own } },
      { kind: 'listed', purpose: 'customer service', reason: 'own customer', company: { id: mine.companyId } },
    ]);
    expect(await lookUps(theirs.personId)).toHaveLength(0);
  });

  it('may not correct, opt out or assign', async () => {
    const own = await aCompany(deps, { kind: 'reseller' });
    const made = await aContact(deps, { noticeId });
    await share(made.companyId, own);
    const seller = aMember('reseller administrator', own);
    const body = { version: 1, field: 'phone', value: '1' };
    expect((await server.call(seller, 'PATCH', `/api/v1/people/${made.personId}`, { body })).status).toBe(403);
    expect(
      (
        await server.call(seller, 'PUT', `/api/v1/people/${made.personId}/preferences/mail`, {
          body: { allowed: false },
        })
      ).status,
    ).toBe(403);
    expect(
      (
        await server.call(seller, 'PUT', `/api/v1/companies/${made.companyId}/reseller`, {
          body: { resellerCompanyId: own },
        })
      ).status,
    ).toBe(403);
  });
});

describe('the list of companies', () => {
  it('is paged without gaps or doubles, in both directions of each sort', async () => {
    for (let index = 0; index < 12; index += 1) {
      deps.clock.advance({ minutes: index % 3 });
      await aCompany(deps, { name: `Paged Õne ${index % 4}`, country: 'EE' });
    }
    for (const sort of ['name', '-name', 'createdAt', '-createdAt']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await server.call<{ items: CompanyItem[]; next: string | null; count: number }>(
          desk,
          'GET',
          `/api/v1/companies?country=EE&limit=5&sort=${sort}${cursor}&q=paged%20one`,
        );
        expect(body.count).toBe(12);
        seen.push(...body.items.map((each) => each.id));
        cursor = body.next === null ? '' : `&cursor=${body.next}`;
      } while (cursor !== '');
      expect(seen).toHaveLength(12);
      expect(new Set(seen).size).toBe(12);
    }
  });

  it.each(['sort=phone', 'colour=red', 'cursor=AAAA', 'limit=0', 'limit=501'])('refuses %s', async (query) => {
    expect((await server.call(desk, 'GET', `/api/v1/companies?${query}`)).status).toBe(400);
  });
});

describe('the past of a person', () => {
  const ground = { purpose: 'customer service', reason: 'call about renewal' } as const;
  const logged = async (personId: string) => {
    const { rows } = await sql`SELECT FROM contacts.lookups WHERE person_id = ${personId}`.execute(deps.db.read);
    return rows.length;
  };

  it('is one look with the opening before it, and a look of its own otherwise', async () => {
    const { personId } = await aContact(deps, { noticeId });
    const sight = sightOfPerson(deps);
    const open = () => server.call(desk, 'GET', `/api/v1/people/${personId}`, ground);
    await sight(desk, personId, ground);
    expect(await logged(personId)).toBe(1);
    deps.clock.advance({ minutes: 11 });
    expect((await open()).status).toBe(200);
    expect(await logged(personId)).toBe(2);
    deps.clock.advance({ minutes: 10 });
    await sight(desk, personId, ground);
    expect(await logged(personId)).toBe(2);
    deps.clock.advance({ ms: 1 });
    await sight(desk, personId, ground);
    expect(await logged(personId)).toBe(3);
    await sight({ ...desk, memberId: '22222222-2222-4222-8222-222222222222' }, personId, ground);
    expect(await logged(personId)).toBe(4);
    await sight(desk, personId, { ...ground, purpose: 'support' });
    expect(await logged(personId)).toBe(5);
    await sight(desk, personId, { ...ground, reason: 'something else' });
    expect(await logged(personId)).toBe(6);
  });

  it('is not found for nobody, and without a purpose not read', async () => {
    const sight = sightOfPerson(deps);
    const { personId } = await aContact(deps, { noticeId });
    await expect(sight(desk, deps.ids.uuid(), ground)).rejects.toMatchObject({ keptCode: 'KEPT_NOT_FOUND' });
    await expect(sight(desk, personId, null)).rejects.toMatchObject({ keptCode: 'KEPT_NO_PURPOSE' });
    expect(await logged(personId)).toBe(0);
  });
});
