import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import type { Disclosure } from '../../platform/egress/egress.ts';
import { aRecipient } from './fixtures.ts';
import { createLedger, disclosuresOfPerson, endRecipient, ledger, recipientsOfField } from './index.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps(ledger);
});
afterAll(() => deps.stop());

const somebody = '33333333-3333-4333-8333-333333333333';
const company = '44444444-4444-4444-8444-444444444444';

function disclosure(recipientId: string, changes: Partial<Disclosure> = {}): Disclosure {
  return {
    recipientKind: 'licensor',
    recipientId,
    personId: somebody,
    companyId: company,
    channel: 'report',
    purpose: 'licensor obligation',
    fields: ['name', 'email'],
    basis: 'contract',
    ...changes,
  };
}

const send = (...disclosures: Disclosure[]) => deps.db.base((trx) => deps.egress.send(trx, { disclosures }));
const refused = { keptCode: 'KEPT_RECIPIENT_NOT_REGISTERED' };
const rows = async () =>
  connected(
    deps.database.ownerUrl,
    async (client) => (await client.query('SELECT * FROM disclosures.ledger ORDER BY id')).rows,
  );

describe('a disclosure is written for', () => {
  it('a licensor whose confidential contract names the fields', async () => {
    expect(await send(disclosure(await aRecipient(deps)))).toHaveLength(1);
  });
  it('a reseller with a contract, a processor with confidentiality, a witness, a person about themself, a member of staff', async () => {
    const own: Partial<Disclosure> = { channel: 'mail', fields: [] };
    expect(
      await send(
        disclosure(await aRecipient(deps, { kind: 'reseller', contract: { confidential: false } }), {
          recipientKind: 'reseller',
          channel: 'share',
        }),
        disclosure(await aRecipient(deps, { kind: 'processor' }), { recipientKind: 'processor', channel: 'export' }),
        disclosure(await aRecipient(deps, { kind: 'witness', contract: null }), {
          recipientKind: 'witness',
          channel: 'webhook',
        }),
        disclosure(somebody, { recipientKind: 'person', ...own }),
        disclosure(company, { recipientKind: 'staff', personId: null, ...own }),
      ),
    ).toHaveLength(5);
  });
});

describe('an authority', () => {
  const authority = async (changes: Partial<Disclosure> = {}) =>
    disclosure(await aRecipient(deps, { kind: 'authority', contract: null }), {
      recipientKind: 'authority',
      channel: 'export',
      purpose: 'legal',
      companyId: null,
      about: { kind: 'legal demand', id: company },
      ...changes,
    });

  it('is given something of one person for a legal demand', async () => {
    expect(await send(await authority())).toHaveLength(1);
  });

  it.each<Partial<Disclosure>>([
    { channel: 'mail' },
    { purpose: 'marketing' },
    { personId: null },
    { about: { kind: 'report', id: company } },
  ])('is refused %o', async (changes) => {
    await expect(send(await authority(changes))).rejects.toMatchObject(refused);
  });

  it('is not told of to whoever does not say what is withheld', async () => {
    const personId = deps.ids.uuid();
    const [id = ''] = await send(await authority({ personId }));
    const about = { personId, companyIds: [] };
    expect(await disclosuresOfPerson(deps.db.read, about)).toEqual([]);
    expect(await disclosuresOfPerson(deps.db.read, { ...about, withheld: [id] })).toEqual([]);
    expect(await disclosuresOfPerson(deps.db.read, { ...about, withheld: [] })).toHaveLength(1);
  });
});

describe('a disclosure is refused, with everything sent beside it, for', () => {
  it.each<[string, () => Promise<Disclosure>]>([
    ['somebody who is not registered', async () => disclosure(company)],
    ['a recipient of another kind', async () => disclosure(await aRecipient(deps, { kind: 'processor' }))],
    [
      'a licensor without confidentiality',
      async () => disclosure(await aRecipient(deps, { contract: { confidential: false } })),
    ],
    ['a contract that does not name the field', async () => disclosure(await aRecipient(deps), { fields: ['street'] })],
    ['a recipient without a contract', async () => disclosure(await aRecipient(deps, { contract: null }))],
    [
      'a contract that has ended',
      async () => disclosure(await aRecipient(deps, { contract: { endsOn: '2026-03-01' } })),
    ],
    [
      'a contract that has not begun',
      async () => disclosure(await aRecipient(deps, { contract: { signedOn: '2026-03-03' } })),
    ],
    ['another person', async () => disclosure(company, { recipientKind: 'person', channel: 'mail' })],
    [
      'a recipient that has been ended',
      async () => {
        const id = await aRecipient(deps);
        await deps.db.base((trx) => endRecipient(trx, deps, { kind: 'system', job: 'test' }, id));
        deps.clock.advance({ ms: 1 });
        return disclosure(id);
      },
    ],
  ])('%s', async (_name, make) => {
    const before = await rows();
    const wrong = await make();
    const right = disclosure(await aRecipient(deps));
    await expect(send(right, wrong)).rejects.toMatchObject(refused);
    expect(await rows()).toEqual(before);
  });

  it('a contract that ended yesterday where the vendor is, though not in UTC', async () => {
    const recipientId = await aRecipient(deps, { contract: { endsOn: '2026-03-01' } });
    const at = new Date('2026-03-02T00:30:00+01:00');
    const row = { ...disclosure(recipientId), id: deps.ids.uuid(), at, contentSha256: null };
    const written = (zone: string) =>
      deps.db.base(async (trx) => {
        const one = { ...row, id: deps.ids.uuid() };
        return (
          await createLedger(() => zone)
            .insertSql([one])
            .execute(trx)
        ).rows.length;
      });
    expect(await written('UTC')).toBe(1);
    expect(await written('Europe/Berlin')).toBe(0);
  });
});

describe('rows of the ledger', () => {
  it('never change, whoever tries', async () => {
    await send(disclosure(await aRecipient(deps)));
    const before = await rows();
    const attempt = fc.record({
      statement: fc.constantFrom(
        'UPDATE disclosures.ledger SET purpose = $1',
        'UPDATE disclosures.ledger SET fields = ARRAY[$1]',
        'DELETE FROM disclosures.ledger WHERE purpose <> $1',
        `INSERT INTO disclosures.ledger SELECT * FROM disclosures.ledger WHERE purpose <> $1 ON CONFLICT (id) DO UPDATE SET basis = 'changed'`,
      ),
      value: fc.string({ maxLength: 10 }).filter((text) => !text.includes('\0')),
      who: fc.constantFrom('server', 'owner'),
    });
    await fc.assert(
      fc.asyncProperty(attempt, async ({ statement, value, who }) => {
        const url = who === 'owner' ? deps.database.ownerUrl : deps.database.appUrl;
        const code = await connected(url, (client) =>
          client.query(statement, [value]).then(
            () => 'done',
            (error: { code: string }) => error.code,
          ),
        );
        expect(['42501', 'KP001']).toContain(code);
        expect(await rows()).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });

  it('say who got what of a person, by name, also through their company', async () => {
    const person = deps.ids.uuid();
    const itsCompany = deps.ids.uuid();
    const licensor = await aRecipient(deps, { name: 'Kernel Makers' });
    const reseller = await aRecipient(deps, { kind: 'reseller', name: 'Nearby Reseller' });
    await send(disclosure(licensor, { personId: person, companyId: itsCompany, fields: ['name', 'email'] }));
    deps.clock.advance({ days: 1 });
    await send(
      disclosure(licensor, { personId: person, companyId: itsCompany, fields: ['name', 'phone'] }),
      disclosure(reseller, {
        recipientKind: 'reseller',
        channel: 'share',
        personId: null,
        companyId: itsCompany,
        fields: ['phone'],
      }),
      disclosure(person, { recipientKind: 'person', personId: person, channel: 'mail', fields: [] }),
    );
    const about = { personId: person, companyIds: [itsCompany] };
    const all = await disclosuresOfPerson(deps.db.read, about);
    expect(all.map((each) => [each.name, each.fields, each.times]).sort()).toEqual([
      ['Kernel Makers', ['email', 'name', 'phone'], 2],
      ['Nearby Reseller', ['phone'], 1],
    ]);
    const names = async (field: string) =>
      (await recipientsOfField(deps.db.read, { ...about, field })).map((each) => each.name).sort();
    expect(await names('phone')).toEqual(['Kernel Makers', 'Nearby Reseller']);
    expect(await names('email')).toEqual(['Kernel Makers']);
    expect(await names('title')).toEqual([]);
    const { rows: stored } = await sql<{
      count: number;
    }>`SELECT count(*)::int AS count FROM disclosures.ledger WHERE person_id = ${person}`.execute(deps.db.read);
    expect(stored[0]?.count).toBe(3);
  });
});
