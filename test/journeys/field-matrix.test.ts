import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { isStaff, type MemberRole, memberRoles, rolePurposes } from '../../src/platform/http/roles.ts';
import type { RouteEntry } from '../../src/platform/http/server.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { type Said, thingsOf } from './owners-kit.ts';

// Role x route x owner: which fields of a person come out of every route that is read, by whom. What stands in
// test/data/fields.txt was looked at by people; anything else that comes out, or stops coming out, fails here. Below it the
// columns of people that each role of the database may read. KEPT_WRITE_FIELDS=1 writes the table anew, to be read.
// Of whatever has an id somebody else has one, too: to a tenant it is as if it did not exist, whatever is done with it.

const table = 'test/data/fields.txt';
const owners = ['own', 'restricted', 'other'] as const;
type Owner = (typeof owners)[number];

interface Subject {
  readonly values: Readonly<Record<string, string>>;
  readonly ids: Readonly<Record<string, string>>;
}

let app: TestApp;
const sessions = new Map<MemberRole, Session>();
const subjects = new Map<Owner, Subject>();

const word = (at: number, field: string) => `Mark${at}${field.charAt(0).toUpperCase()}${field.slice(1)}`;

/** Values of which each stands for its field and its owner, and for nothing else. */
function marked(owner: Owner): Record<string, string> {
  const at = owners.indexOf(owner) + 1;
  const fields = ['companyName', 'street', 'city', 'region', 'name', 'title', 'productsDesigned', 'primaryProduct'];
  const words = Object.fromEntries(fields.map((field) => [field, word(at, field)]));
  return {
    ...words,
    postalCode: `7${at}7${at}9`,
    email: `mark${at}@owner${at}.example`,
    phone: `+49 69 9${at}9${at}9${at}`,
  };
}

const owned = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

beforeAll(async () => {
  app = await startApp();
  const officer = await app.signInAs('privacy officer');
  const [near, far] = [await aReseller(app, { name: 'Near Dealers' }), await aReseller(app, { name: 'Far Dealers' })];
  const product = await aProduct(app, { name: 'Sample Mill' });
  const { notice } = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  for (const owner of owners) {
    const sellerId = owner === 'other' ? far : near;
    const [licence] = await someLicences(app, { ...product, holderCompanyId: sellerId });
    const values = marked(owner);
    const body = { ...registrationData(values), serial: licence?.serial, notice: notice.sha256 };
    const answer = await app.post('/api/v1/activations', body);
    expect([answer.status, await answer.text()]).toEqual([201, expect.any(String)]);
    await app.settle();
    const [row] = await owned<{ person_id: string; company_id: string }>(
      'SELECT person_id, company_id FROM licensing.registrations WHERE licence_id = $1',
      [licence?.id],
    );
    const ids = { people: row?.person_id ?? '', companies: row?.company_id ?? '', licences: licence?.id ?? '' };
    // As it begins with the first administrator of the company.
    await owned(
      `INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis)
       VALUES (gen_random_uuid(), $1, $1, now(), 'its own company') ON CONFLICT DO NOTHING`,
      [ids.companies],
    );
    const more = ['asker', 'wording', 'question'].map((field) => [field, word(owners.indexOf(owner) + 1, field)]);
    const said = { ...values, ...Object.fromEntries(more) } as Said & Record<string, string>;
    const owning = {
      ...{ companyId: ids.companies, personId: ids.people, licenceId: ids.licences, sellerId },
      productId: product.productId,
    };
    subjects.set(owner, { values: said, ids: { ...ids, ...(await thingsOf(app, officer, { owning, said })) } });
  }
  await owned('UPDATE contacts.people SET restricted_at = now() WHERE id = $1', [
    subjects.get('restricted')?.ids.people,
  ]);
  const company = { 'buyer administrator': subjects.get('own')?.ids.companies } as Record<string, string | undefined>;
  for (const role of memberRoles)
    sessions.set(role, await app.signInAs(role, isStaff(role) ? undefined : (company[role] ?? near)));
}, 240_000);
afterAll(() => app.stop());

/** Fields of the owner that stand in the text. */
const fieldsIn = (text: string, owner: Owner) =>
  Object.entries(subjects.get(owner)?.values ?? {})
    .filter(([, value]) => text.includes(value))
    .map(([field]) => field)
    .sort();

async function read(role: MemberRole, route: RouteEntry, path: string): Promise<string> {
  const session = sessions.get(role);
  const mine = isStaff(role) ? rolePurposes[role].filter((each) => route.access.purposes.includes(each)) : [];
  const grounds = mine.map((purpose) => ({ purpose, reason: 'test of fields' }));
  let text = '';
  for (const ground of grounds.length > 0 ? grounds : [undefined]) {
    const answer = await session?.call('GET', path, undefined, ground);
    if (answer?.status === 200) text += JSON.stringify(answer.body);
  }
  return text;
}

/** What a path names by its id; of a tenant's own things the word before tells less. */
const kindOf = (route: RouteEntry) => /^\/api\/v1\/(?:company\/)?([\w-]+)\/:id/.exec(route.url)?.[1] ?? '';

/** `route | role | owners: fields`, for whatever comes out. */
async function lines(roles: readonly MemberRole[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of app.kept.routes) {
    if (route.method !== 'GET' || route.access.callers.includes('public')) continue;
    const kind = kindOf(route);
    for (const role of roles.filter((each) => route.access.callers.includes(each))) {
      const whole = route.url.includes(':') ? '' : await read(role, route, route.url);
      const of = new Map<string, Owner[]>();
      for (const owner of owners) {
        const id = subjects.get(owner)?.ids[kind];
        const text = id ? await read(role, route, route.url.replace(':id', id)) : whole;
        const fields = fieldsIn(text, owner).join(' ');
        if (fields !== '') of.set(fields, [...(of.get(fields) ?? []), owner]);
      }
      for (const [fields, whose] of of) found.push(`${route.url} | ${role} | ${whose.join(', ')}: ${fields}`);
    }
  }
  return found.sort();
}

/** `database | role | table: columns`, of people, as the roles of the application may read them. */
async function grants(): Promise<string[]> {
  const rows = await owned<{ line: string }>(
    `SELECT format('database | %s | %s.%s: %s', substr(r.rolname, $1), n.nspname, c.relname, string_agg(a.attname, ' ' ORDER BY a.attname COLLATE "C")) AS line
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = a.attnum AND d.description LIKE 'personal:%'
       JOIN pg_roles r ON r.rolname LIKE $2 AND NOT r.rolsuper
     WHERE n.nspname IN ('contacts', 'licensing', 'rights') AND r.rolname <> $3 AND has_column_privilege(r.oid, c.oid, a.attnum, 'SELECT')
       AND has_schema_privilege(r.oid, n.oid, 'USAGE')
     GROUP BY r.rolname, n.nspname, c.relname`,
    [
      app.database.prefix.length + 2,
      `${app.database.prefix.replaceAll('_', '\\_')}\\_%`,
      `${app.database.prefix}_probe`,
    ],
  );
  return rows.map(({ line }) => line).sort();
}

const wanted = () => readFileSync(table, 'utf8').trim().split('\n');

test('the application reads as roles that are bound by rows and columns', async () => {
  const roles = await connected(
    app.database.appUrl,
    async (client) =>
      (
        await client.query<{ bound: boolean }>(
          `SELECT NOT (rolsuper OR rolbypassrls OR pg_has_role(r.oid, c.relowner, 'MEMBER')) AND c.relrowsecurity AS bound
           FROM pg_roles r, pg_class c WHERE c.oid = 'contacts.people'::regclass AND (rolname = current_user OR rolname = $1)`,
          [`${app.database.prefix}_reseller`],
        )
      ).rows,
  );
  expect(roles.map(({ bound }) => bound)).toEqual(expect.arrayContaining([true, true]));
  expect(roles.some(({ bound }) => !bound)).toBe(false);
});

test('each route gives each role the fields of the table, of whom it says, and no others', async () => {
  const found = [...(await lines(memberRoles)), ...(await grants())];
  if (process.env['KEPT_WRITE_FIELDS'] === '1') writeFileSync(table, `${found.join('\n')}\n`);
  expect(found.length).toBeGreaterThan(50);
  expect(found).toEqual(wanted());
}, 300_000);

test('a row policy that is dropped, one that lets everybody through, and a grant more show', async () => {
  const resellers: readonly MemberRole[] = ['reseller administrator'];
  const before = wanted().filter((line) => line.includes('| reseller administrator |'));
  expect(await lines(resellers)).toEqual(before);
  const [policy] = await owned<{ quals: string; roles: string }>(
    `SELECT qual AS quals, array_to_string(ARRAY(SELECT quote_ident(r) FROM unnest(roles) r), ', ') AS roles FROM pg_policies
     WHERE schemaname = 'contacts' AND tablename = 'people' AND policyname = 'restricted'`,
  );
  await owned('DROP POLICY restricted ON contacts.people');
  expect(await lines(resellers)).not.toEqual(before);
  await owned(
    `CREATE POLICY restricted ON contacts.people AS RESTRICTIVE FOR SELECT TO ${policy?.roles} USING (${policy?.quals})`,
  );
  expect(await lines(resellers)).toEqual(before);

  const role = `${app.database.prefix}_reseller`;
  for (const name of ['people', 'companies'])
    await owned(`CREATE POLICY everybody ON contacts.${name} FOR SELECT TO ${role} USING (true)`);
  const opened = await lines(resellers);
  expect(opened.some((line) => /other: /.test(line))).toBe(true);
  expect(before.some((line) => /other: /.test(line))).toBe(false);
  for (const name of ['people', 'companies']) await owned(`DROP POLICY everybody ON contacts.${name}`);

  const held = await grants();
  await owned(`GRANT SELECT (email) ON contacts.people TO ${app.database.prefix}_base`);
  expect(await grants()).not.toEqual(held);
  await owned(`REVOKE SELECT (email) ON contacts.people FROM ${app.database.prefix}_base`);
}, 300_000);

const nobody = '00000000-0000-4000-8000-000000000000';
const tenants = memberRoles.filter((role) => !isStaff(role));
const answered = { answer: 'Yes.', channel: 'phone' };
const somebody = { name: 'Sam Sample', email: 'sam@owner1.example' };
/** What a tenant sends where the route asks for more than a name of the thing: what is wrong in it must not be what is answered. */
const sent: Readonly<Record<string, object>> = {
  'POST /api/v1/leads/:id/close': { outcome: 'lost' },
  'POST /api/v1/licences/:id/hand-over': { companyId: nobody },
  'POST /api/v1/licences/:id/pass-on': { companyId: nobody },
  'POST /api/v1/licences/:id/activate': { ...registrationData(), notice: 'a'.repeat(64) },
  'POST /api/v1/orders/:id/cancel': { reason: 'mistake' },
  'POST /api/v1/orders/:id/questions': { personId: nobody, question: 'When?' },
  'POST /api/v1/orders/:id/questions/:questionId/answer': answered,
  'POST /api/v1/company/licences/:id/named-seats': somebody,
  'POST /api/v1/company/named-seats/:id/pass-on': somebody,
};

interface Asked {
  readonly name: string;
  readonly role: MemberRole;
  readonly named: boolean;
  /** Status and words of the answer about a thing of this owner, or (null) about one that is not there. */
  readonly ask: (owner: Owner | null) => Promise<{ status: number; body: unknown }>;
}

/** Every route that takes an id of something, with each role of a tenant. */
function* withIds(): Generator<Asked> {
  for (const route of app.kept.routes) {
    const kind = kindOf(route);
    const owns = subjects.get('other')?.ids[kind];
    if (kind === '' || route.method === 'HEAD' || route.access.callers.includes('public')) continue;
    const name = `${route.method} ${route.url}`;
    for (const role of tenants) {
      const named = route.access.callers.includes(role);
      if (named) expect([name, owns]).toEqual([name, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
      if (!owns) continue;
      const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : (sent[name] ?? {});
      const ask: Asked['ask'] = async (owner) => {
        const ids = owner ? subjects.get(owner)?.ids : undefined;
        const none = kind === 'incidents' ? '999999999' : nobody;
        const path = route.url
          .replace(':id', ids?.[kind] ?? none)
          .replace(':questionId', ids?.questions ?? nobody)
          .replace(/:\w+/g, nobody);
        const { status, body: said } = (await sessions.get(role)?.call(route.method, path, body)) ?? { status: 0 };
        return { status, body: said };
      };
      yield { name, role, named, ask };
    }
  }
}

/** Where another tenant's thing was answered otherwise than one that is not there. */
async function told(): Promise<string[]> {
  const found: string[] = [];
  for (const { name, role, named, ask } of withIds()) {
    const [theirs, nothing] = [await ask('other'), await ask(null)];
    const same = JSON.stringify(theirs) === JSON.stringify(nothing);
    const refused = theirs.status === (named ? 404 : 403);
    if (!same || !refused || fieldsIn(JSON.stringify(theirs.body), 'other').length > 0)
      found.push(`${name} | ${role} | ${theirs.status}`);
  }
  return found;
}

/** All that a tenant might have changed, as one word. */
async function standing(): Promise<string> {
  const tables = [
    'resellers.leads',
    'resellers.lead_offers',
    'licensing.licences',
    'licensing.orders',
    'staff.members',
  ];
  const more = ['licensing.order_questions', 'licensing.named_seats', 'staff.invitations', 'disclosures.ledger'];
  const words = [];
  for (const name of [...tables, ...more])
    words.push(await owned(`SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) AS sum FROM ${name} t`));
  return JSON.stringify(words);
}

test('to a tenant what belongs to another is as if it did not exist, whatever is done with it', async () => {
  const before = await standing();
  expect(await told()).toEqual([]);
  expect(await standing()).toBe(before);
  const all = [...withIds()];
  expect(all.filter(({ named }) => named).length).toBeGreaterThan(30);
  for (const kind of ['requests', 'incidents', 'imports', 'exports', 'disputes', 'contracts'])
    expect(all.some(({ name, named }) => name.includes(`/api/v1/${kind}/:id`) && !named)).toBe(true);
}, 300_000);

test('what is their own is there for the same asking', async () => {
  const manage = /\/(members|invitations)\//;
  for (const { name, role, named, ask } of withIds()) {
    if (!named || manage.test(name)) continue;
    const { status } = await ask('own');
    const there = name.startsWith('GET ') ? status === 200 : status < 500 && status !== 404;
    expect([name, role, status, there]).toEqual([name, role, status, true]);
  }
}, 300_000);

test('a row policy that lets everybody through tells of things of others', async () => {
  const role = `${app.database.prefix}_reseller`;
  const opened = ['resellers.leads', 'licensing.orders', 'licensing.licences'];
  for (const name of opened) await owned(`CREATE POLICY everybody ON ${name} FOR SELECT TO ${role} USING (true)`);
  const found = await told();
  for (const kind of ['leads', 'orders', 'licences'])
    expect(
      found.filter((line) => line.includes(`/api/v1/${kind}/:id`) && line.includes('reseller')).length,
    ).toBeGreaterThan(0);
  for (const name of opened) await owned(`DROP POLICY everybody ON ${name}`);
}, 300_000);
