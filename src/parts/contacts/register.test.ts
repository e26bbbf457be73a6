import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { ledger } from '../disclosures/index.ts';
import { aContact, aNotice, contactData } from './fixtures.ts';
import { applyRegistration, heldOfPerson, newContact, setPreference, writeContacts } from './index.ts';

let deps: TestDeps;
let noticeId: string;
beforeAll(async () => {
  deps = await testDeps(ledger);
  noticeId = await aNotice(deps);
});
afterAll(() => deps.stop());

/** As the database holds it; read by the owner, past every rule. */
async function owner<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
}

const person = async (id: string) =>
  (await owner<Record<string, unknown>>('SELECT * FROM contacts.people WHERE id = $1', [id]))[0];

/** What the person finds on their page: channel -> allowed. */
async function choices(personId: string): Promise<Record<string, boolean> | undefined> {
  const held = await deps.db.as('rights', (trx) => heldOfPerson(trx, personId, { lookUps: 0 }));
  return held ? Object.fromEntries(held.preferences.map((each) => [each.channel, each.allowed])) : undefined;
}

describe('a registration with a new address', () => {
  it('makes company, person, membership, address, and the source of every datum', async () => {
    const made = await aContact(deps, { noticeId, sourceId: '22222222-2222-4222-8222-222222222222' });
    expect(made.applied).toBe(true);
    expect(await person(made.personId)).toMatchObject({ email: made.data.email, name: made.data.name, version: 1 });
    const sources = await owner<{ field: string; subject_kind: string; purposes: string[]; notice_id: string }>(
      'SELECT * FROM contacts.provenance WHERE source_id = $1 ORDER BY subject_kind, field',
      ['22222222-2222-4222-8222-222222222222'],
    );
    expect(sources.map((row) => `${row.subject_kind} ${row.field}`)).toEqual([
      'address city',
      'address country',
      'address postalCode',
      'address region',
      'address street',
      'company companyName',
      'company country',
      'company industry',
      'company region',
      'person email',
      'person name',
      'person phone',
      'person role',
      'person title',
    ]);
    expect(sources.every((row) => row.notice_id === noticeId)).toBe(true);
    expect(sources.find((row) => row.field === 'phone')?.purposes).toEqual(['registration', 'support']);
    const members = await owner('SELECT * FROM contacts.company_people WHERE company_id = $1 AND person_id = $2', [
      made.companyId,
      made.personId,
    ]);
    expect(members).toHaveLength(1);
  });

  it('is one round trip', async () => {
    const data = contactData();
    const contact = newContact(deps, {
      data,
      purposes: {},
      sourceKind: 'registration',
      sourceId: null,
      noticeId,
      givenAt: deps.clock.now(),
      mailAllowed: false,
      companyId: null,
      emailKey: deps.digests.email(data.email),
      knownPersonId: null,
    });
    const { roundTrips } = await deps.db.as('registration', (trx) =>
      deps.db.countRoundTrips(() => writeContacts(trx, [contact])),
    );
    expect(roundTrips).toBe(1);
  });

  it.each([
    [false, { mail: false, phone: false, post: false }],
    [true, { mail: true, phone: false, post: false }],
  ])('ticked %s allows nothing else', async (mailAllowed, expected) => {
    const { personId } = await aContact(deps, { noticeId, mailAllowed });
    expect(await choices(personId)).toEqual(expected);
    // Only what was said is written down.
    const rows = await owner('SELECT channel FROM contacts.preferences WHERE person_id = $1', [personId]);
    expect(rows).toEqual(mailAllowed ? [{ channel: 'mail' }] : []);
  });

  it('keeps hostile text as text', async () => {
    const hostile = `'); DROP TABLE contacts.people; -- <script>alert(1)</script> \r\nBcc: x@example.org`;
    const { personId } = await aContact(deps, {
      noticeId,
      data: { name: hostile, role: '{"a":1}', title: '\\x00 %s $1' },
    });
    expect(await person(personId)).toMatchObject({ name: hostile, role: '{"a":1}', title: '\\x00 %s $1' });
  });

  it('leaves out what was not told', async () => {
    const { personId, companyId } = await aContact(deps, {
      noticeId,
      data: { phone: null, title: null, street: null, postalCode: null, city: null, region: null },
    });
    const fields = await owner<{ field: string }>('SELECT field FROM contacts.provenance WHERE subject_id = $1', [
      personId,
    ]);
    expect(fields.map((row) => row.field).sort()).toEqual(['email', 'name', 'role']);
    expect(await owner('SELECT * FROM contacts.addresses WHERE company_id = $1', [companyId])).toHaveLength(0);
  });
});

describe('a registration with a known address', () => {
  it('makes a company that the person does not join, and changes nothing of the person', async () => {
    const first = await aContact(deps, { noticeId });
    const before = await person(first.personId);
    deps.clock.advance({ days: 1 });
    const second = await aContact(deps, {
      noticeId,
      data: { email: ` ${first.data.email.toUpperCase()}`, name: 'Somebody Else', phone: '+1 555' },
      mailAllowed: true,
    });
    expect(second).toMatchObject({ personId: first.personId, applied: false });
    expect(second.companyId).not.toBe(first.companyId);
    expect(await person(first.personId)).toEqual(before);
    expect(await owner('SELECT * FROM contacts.company_people WHERE company_id = $1', [second.companyId])).toHaveLength(
      0,
    );
    const preferences = await owner<{ allowed: boolean }>(
      'SELECT allowed FROM contacts.preferences WHERE person_id = $1',
      [first.personId],
    );
    expect(preferences.some((row) => row.allowed)).toBe(false);
  });

  it('one of two at the same moment makes the person', async () => {
    const data = { email: 'twins@customer.example' };
    const both = await Promise.all([aContact(deps, { noticeId, data }), aContact(deps, { noticeId, data })]);
    expect(new Set(both.map((each) => each.personId)).size).toBe(1);
    expect(both.filter((each) => each.applied)).toHaveLength(1);
    expect(both[0].companyId).not.toBe(both[1].companyId);
  });

  it('is applied when the person says that it was theirs: newer data and membership, older data not', async () => {
    const first = await aContact(deps, { noticeId });
    deps.clock.advance({ days: 1 });
    const second = await aContact(deps, {
      noticeId,
      data: { email: first.data.email, phone: '+1 555 0100', title: null },
    });
    const changed = await deps.db.as('rights', (trx) =>
      applyRegistration(trx, deps, {
        personId: first.personId,
        companyId: second.companyId,
        data: second.data,
        purposes: {},
        sourceKind: 'registration',
        sourceId: null,
        noticeId,
        givenAt: deps.clock.now(),
      }),
    );
    expect([...changed].sort()).toEqual(['name', 'phone']);
    expect(await person(first.personId)).toMatchObject({ phone: '+1 555 0100', title: 'Dr', version: 2 });
    const late = await deps.db.as('rights', (trx) =>
      applyRegistration(trx, deps, {
        personId: first.personId,
        companyId: second.companyId,
        data: first.data,
        purposes: {},
        sourceKind: 'registration',
        sourceId: null,
        noticeId,
        givenAt: new Date('2020-01-01'),
      }),
    );
    expect(late).toEqual([]);
    const events = await owner<{ payload: { field: string } }>(
      `SELECT payload FROM platform.events WHERE name = 'contacts.corrected' AND payload->>'personId' = $1`,
      [first.personId],
    );
    expect(events.map((row) => row.payload.field).sort()).toEqual(['name', 'phone']);
  });
});

describe('whatever the order of registrations', () => {
  const told = fc.record({
    name: fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((text) => !text.includes('\0')),
    phone: fc.option(
      fc.string({ maxLength: 20 }).filter((text) => !text.includes('\0')),
      { nil: null },
    ),
    mailAllowed: fc.boolean(),
    spelling: fc.constantFrom('plain', 'upper', 'spaced'),
  });

  it('a known address is never changed by registering', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 6 }), async (all) => {
        const first = await aContact(deps, { noticeId });
        const before = await person(first.personId);
        for (const each of all) {
          const spellings = {
            plain: first.data.email,
            upper: first.data.email.toUpperCase(),
            spaced: ` ${first.data.email} `,
          };
          deps.clock.advance({ minutes: 1 });
          const next = await aContact(deps, {
            noticeId,
            data: { email: spellings[each.spelling], name: each.name, phone: each.phone },
            mailAllowed: each.mailAllowed,
          });
          expect(next).toMatchObject({ personId: first.personId, applied: false });
        }
        expect(await person(first.personId)).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });

  const optOut = (personId: string) =>
    deps.db.base((trx) =>
      setPreference(trx, deps, { kind: 'person', personId }, { personId, channel: 'mail', allowed: false, noticeId }),
    );

  /** As an erasure will: the record goes, the keyed digest of the address stays suppressed. */
  const forget = async (personId: string) => {
    for (const table of ['preferences', 'company_people'])
      await owner(`DELETE FROM contacts.${table} WHERE person_id = $1`, [personId]);
    await owner('DELETE FROM contacts.people WHERE id = $1', [personId]);
  };

  it('an opt-out is never undone by a registration', async () => {
    const step = fc.constantFrom('register', 'opt out', 'forget');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const email = `opted${deps.ids.uuid()}@customer.example`;
        for (const each of ['opt out', ...steps, 'register']) {
          const { personId } = await aContact(deps, { noticeId, data: { email }, mailAllowed: true });
          if (each === 'opt out') await optOut(personId);
          if (each === 'forget') await forget(personId);
          const allowed = await owner('SELECT FROM contacts.preferences WHERE person_id = $1 AND allowed', [personId]);
          expect(allowed).toEqual([]);
          expect((await choices(personId))?.mail).toBe(each === 'forget' ? undefined : false);
        }
      }),
      { numRuns: 15 },
    );
  });
});
