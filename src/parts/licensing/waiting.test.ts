import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { emptySite } from '../../platform/html/page.ts';
import { ledger } from '../disclosures/index.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';
import { activateLicence, claimRegistration, disownRegistration, registrationForm } from './index.ts';

let deps: TestDeps;
let holder: string;
let product: { productId: string; releaseId: string };
const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

beforeAll(async () => {
  const site = {
    ...emptySite,
    name: 'Example Tooling GmbH',
    address: '1 Sample Street',
    phone: '+49 30 1',
    ready: true,
  };
  deps = { ...(await testDeps(ledger)), site: async () => site };
  holder = await aReseller(deps);
  product = await aProduct(deps);
});
afterAll(() => deps.stop());

interface Registered {
  readonly registrationId: string;
  readonly personId: string;
  readonly companyId: string;
  readonly fields: Record<string, string>;
}

async function register(changes: Record<string, string> = {}): Promise<Registered> {
  deps.clock.advance({ minutes: 1 });
  const notice = (await registrationForm(deps)).notice.sha256;
  const [licence] = await someLicences(deps, { ...product, holderCompanyId: holder });
  const fields = registrationData(changes);
  const rest = { notice, marketing: false, machine: null, releaseId: null, key: null };
  await activateLicence(deps, { kind: 'public' }, { serial: licence?.serial ?? '', fields, ...rest });
  const [row] = await owner<{ id: string; person_id: string; company_id: string }>(
    'SELECT id, person_id, company_id FROM licensing.registrations WHERE licence_id = $1',
    [licence?.id],
  );
  return { fields, registrationId: row?.id ?? '', personId: row?.person_id ?? '', companyId: row?.company_id ?? '' };
}

const say = (mine: boolean, of: { personId: string; registrationId: string }) =>
  deps.db.as('rights', (trx) => (mine ? claimRegistration : disownRegistration)(trx, deps, of));
const state = async (registrationId: string) =>
  (await owner<{ state: string }>('SELECT state FROM licensing.registrations WHERE id = $1', [registrationId]))[0]
    ?.state;
const person = async (personId: string) =>
  (await owner('SELECT * FROM contacts.people WHERE id = $1', [personId]))[0] ?? {};
const companies = async (personId: string) =>
  (
    await owner<{ company_id: string }>('SELECT company_id FROM contacts.company_people WHERE person_id = $1', [
      personId,
    ])
  ).map((row) => row.company_id);

describe('a registration under a known address', () => {
  it('that was not the person’s changes nothing of them, is never applied, and says so once', async () => {
    const first = await register();
    const other = await register({ email: first.fields.email ?? '', name: 'Mallory' });
    const before = await person(first.personId);
    await say(false, other);
    await say(false, other);
    expect(await state(other.registrationId)).toBe('disowned');
    await expect(say(true, other)).rejects.toMatchObject({ keptCode: 'KEPT_REGISTRATION_DISOWNED' });
    expect(await state(other.registrationId)).toBe('disowned');
    expect(await person(first.personId)).toEqual(before);
    expect(await companies(first.personId)).toEqual([first.companyId]);
  });

  it('that was theirs becomes their data once, and cannot be disowned after that', async () => {
    const first = await register();
    const second = await register({ email: first.fields.email ?? '', name: 'Kim Second' });
    await Promise.all([say(true, second), say(true, second)]);
    expect(await person(first.personId)).toMatchObject({ name: 'Kim Second', version: 2 });
    await expect(say(false, second)).rejects.toMatchObject({ keptCode: 'KEPT_REGISTRATION_APPLIED' });
    expect(await state(second.registrationId)).toBe('applied');
  });

  it('is decided by nobody else', async () => {
    const first = await register();
    const second = await register({ email: first.fields.email ?? '' });
    const { personId } = await register();
    for (const mine of [true, false])
      await expect(say(mine, { ...second, personId })).rejects.toMatchObject({ keptCode: 'KEPT_NOT_FOUND' });
    expect(await state(second.registrationId)).toBe('waiting for proof');
  });

  it('counts exactly where the person said that it was theirs, in whatever order they say so', async () => {
    const answer = fc.record({ says: fc.constantFrom('mine', 'not mine', 'nothing'), rank: fc.integer() });
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
        const first = await register();
        const told: (Registered & (typeof answers)[number])[] = [];
        for (const each of answers) told.push({ ...(await register({ email: first.fields.email ?? '' })), ...each });
        for (const each of [...told].sort((a, b) => a.rank - b.rank))
          if (each.says !== 'nothing') await say(each.says === 'mine', each);
        const claimed = told.filter((each) => each.says === 'mine');
        const { name, phone } = (claimed.at(-1) ?? first).fields;
        expect(await person(first.personId)).toMatchObject({ name, phone });
        const joined = [first, ...claimed].map((each) => each.companyId);
        expect((await companies(first.personId)).sort()).toEqual(joined.sort());
      }),
      { numRuns: 12 },
    );
  });
});
