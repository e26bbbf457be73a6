import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asTenant } from '../../../test/kit/as-tenant.ts';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { roleName } from '../../platform/db/purposes.ts';
import { aContact } from '../contacts/fixtures.ts';
import { ledger } from '../disclosures/index.ts';
import { aProduct, someLicences } from '../licensing/fixtures.ts';
import { aReseller } from './fixtures.ts';
import { assignActivated } from './index.ts';

// Whoever gets SQL of their own into a transaction of a reseller: what they try, and that it brings nothing of another.

let deps: TestDeps;
let us: string;
let them: string;
/** Everything of the other reseller that must not show. */
let theirs: { company: string; person: string; licence: string; lead: string; order: string; question: string };

beforeAll(async () => {
  deps = await testDeps(ledger);
  [us, them] = [await aReseller(deps), await aReseller(deps)];
  const product = await aProduct(deps);
  const ids = Array.from({ length: 4 }, () => deps.ids.uuid());
  const [lead = '', order = '', question = '', offer = ''] = ids;
  for (const holderCompanyId of [us, them]) {
    const { companyId, personId } = await aContact(deps);
    await assignActivated(deps)({ companyId, holderCompanyId });
    const [licence] = await someLicences(deps, { ...product, holderCompanyId });
    if (holderCompanyId === them)
      theirs = { company: companyId, person: personId, licence: licence?.id ?? '', lead, order, question };
  }
  const values = [lead, order, question, offer, theirs.company, theirs.person, them, product.productId];
  await connected(deps.database.ownerUrl, (client) =>
    client.query(
      `DO $$ BEGIN
        INSERT INTO resellers.leads (id, company_id, source, interest, company_name, state, holder_company_id, created_at, changed_at, actor_kind)
          VALUES ('${values[0]}', '${values[4]}', 'staff', 'trial', 'Theirs', 'offered', '${values[6]}', now(), now(), 'member');
        INSERT INTO resellers.lead_offers (id, lead_id, reseller_company_id, reason, ledger_id, offered_at, due_at, state)
          SELECT '${values[3]}', '${values[0]}', '${values[6]}', 'x', min(l.id::text)::uuid, now(), now(), 'open' FROM disclosures.ledger l;
        INSERT INTO licensing.orders (id, number, kind, company_id, holder_company_id, product_id, licence_kind, seats, copies, state, placed_at, changed_at)
          VALUES ('${values[1]}', 'O-1', 'new', '${values[4]}', '${values[6]}', '${values[7]}', 'perpetual', 1, 1, 'placed', now(), now());
        INSERT INTO licensing.order_questions (id, order_id, person_id, ledger_id, question, asked_at)
          SELECT '${values[2]}', '${values[1]}', '${values[5]}', min(l.id::text)::uuid, 'Theirs?', now() FROM disclosures.ledger l; END $$`,
    ),
  );
});
afterAll(() => deps.stop());

const tables: Record<string, keyof typeof theirs> = {
  'contacts.companies': 'company',
  'contacts.people': 'person',
  'licensing.licences': 'licence',
  'resellers.leads': 'lead',
  'licensing.orders': 'order',
  'licensing.order_questions': 'question',
};

/** As a reseller in a transaction that is undone; the role is asserted first: as a superuser every policy would look kept. */
function asReseller<T>(
  run: (client: pg.Client) => Promise<T>,
  prepare?: (client: pg.Client) => Promise<unknown>,
): Promise<T> {
  return asTenant(deps.database, { role: 'reseller', companyId: us }, run, prepare);
}

async function leaks(client: pg.Client, wheres: readonly string[] = ['']): Promise<string[]> {
  const found: string[] = [];
  for (const [table, of] of Object.entries(tables))
    for (const where of wheres) {
      const { rows } = await client.query<{ id: string }>(`SELECT t.id FROM ${table} t ${where}`);
      if (rows.some((row) => row.id === theirs[of])) found.push(table);
    }
  return found;
}

it('sees its own, so that the rest of this file means something', async () => {
  const { rows } = await asReseller((client) => client.query('SELECT id FROM contacts.companies'));
  expect(rows).toHaveLength(2);
});

it('no condition, join or order brings a row of another', async () => {
  const wheres = ['', 'WHERE true OR true', 'WHERE 1 = 1 ORDER BY 1', 'WHERE t.id IS NOT NULL'];
  expect(await asReseller((client) => leaks(client, wheres))).toEqual([]);
  const byId = Object.values(theirs).map((id) => `WHERE t.id = '${id}'`);
  expect(await asReseller((client) => leaks(client, byId))).toEqual([]);
});

const tricks = [
  ['another tenant by set_config', () => `SELECT set_config('kept.tenant', '${them}', true)`],
  ['another role by set_config', () => `SELECT set_config('role', '${roleName(deps.database.prefix, 'base')}', true)`],
  [
    'set_config within a query as XML',
    () => `SELECT query_to_xml('SELECT set_config(''kept.tenant'', ''${them}'', true)', true, false, '')`,
  ],
  [
    'a function of its own',
    () => `CREATE FUNCTION pg_temp.f() RETURNS text LANGUAGE sql AS 'SELECT 1' SECURITY DEFINER`,
  ],
  ['switching row security off', () => 'SET LOCAL row_security = off; SELECT id FROM contacts.people'],
  ['the ledger', () => 'SELECT id FROM disclosures.ledger'],
  ['why somebody was looked up', () => 'SELECT reason FROM contacts.lookups'],
  ['who a lead is about', () => 'SELECT person_id FROM resellers.leads'],
  ['who supplies whom', () => 'SELECT distributor_company_id FROM resellers.tiers'],
  ['all territories', () => 'SELECT country FROM resellers.territories'],
  [
    'a share for itself',
    () =>
      `INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis) VALUES (gen_random_uuid(), '${theirs.company}', '${us}', now(), 'x')`,
  ],
  ['taking an order', () => `UPDATE licensing.orders SET holder_company_id = '${us}'`],
  ['taking a lead', () => `UPDATE resellers.leads SET holder_company_id = '${us}'`],
  [
    'statistics of columns',
    () => `SELECT count(*) / 0 FROM pg_stats WHERE schemaname = 'contacts' AND tablename = 'people'`,
  ],
] as const;

/** Where the owner may not forbid `set_config` to everybody (decision 1): what is read by accident stays hidden, what is put into a query does not. */
const forges = (name: string) => name.includes('set_config') && deps.database.mode === 'createrole';

it.each(tricks)('%s fails, and nothing shows afterwards', async (name, trick) => {
  await asReseller(async (client) => {
    if (forges(name)) {
      expect((await client.query(trick())).rowCount).toBe(1);
      return;
    }
    await client.query('SAVEPOINT trick');
    await expect(client.query(trick())).rejects.toThrow();
    await client.query('ROLLBACK TO trick');
    expect(await leaks(client)).toEqual([]);
  });
});

it('another tenant by SET LOCAL is a statement of its own: one that is put into a query does not run', async () => {
  await asReseller(async (client) => {
    await client.query('SAVEPOINT trick');
    const put = client.query({
      text: `SELECT id FROM contacts.companies WHERE name = $1; SET LOCAL kept.tenant = '${them}'`,
      values: ['x'],
    });
    await expect(put).rejects.toThrow(/multiple commands/);
    await client.query('ROLLBACK TO trick');
    expect(await leaks(client)).toEqual([]);
  });
});

// Only as a superuser does the owner take on the role of a reseller.
const isMighty = (process.env['KEPT_TEST_DATABASE'] ?? 'superuser') === 'superuser';

it.runIf(isMighty).each(Object.keys(tables))('with the policy of %s dropped this file would fail', async (table) => {
  const broken = (client: pg.Client) =>
    client.query(
      `DROP POLICY tenant ON ${table}; CREATE POLICY tenant ON ${table} FOR SELECT TO "${roleName(deps.database.prefix, 'reseller')}" USING (true)`,
    );
  const found = await asReseller((client) => leaks(client), broken);
  // Questions stay hidden by the second policy, which hides people who are not seen.
  expect(found).toEqual(table === 'licensing.order_questions' ? [] : expect.arrayContaining([table]));
});
