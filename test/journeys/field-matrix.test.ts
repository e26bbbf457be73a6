import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { isStaff, type MemberRole, memberRoles, rolePurposes } from '../../src/platform/http/roles.ts';
import type { RouteEntry } from '../../src/platform/http/server.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// Role x route x owner: which fields of a person come out of every route that is read, by whom. What stands in
// test/data/fields.txt was looked at by people; anything else that comes out, or stops coming out, fails here. Below it the
// columns of people that each role of the database may read. KEPT_WRITE_FIELDS=1 writes the table anew, to be read.

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

/** Values of which each stands for its field and its owner, and for nothing else. */
function marked(owner: Owner): Record<string, string> {
  const at = owners.indexOf(owner) + 1;
  const word = (field: string) => `Mark${at}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const fields = ['companyName', 'street', 'city', 'region', 'name', 'title', 'productsDesigned', 'primaryProduct'];
  const words = Object.fromEntries(fields.map((field) => [field, word(field)]));
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
  const [near, far] = [await aReseller(app, { name: 'Near Dealers' }), await aReseller(app, { name: 'Far Dealers' })];
  const product = await aProduct(app, { name: 'Sample Mill' });
  const { notice } = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  for (const owner of owners) {
    const [licence] = await someLicences(app, { ...product, holderCompanyId: owner === 'other' ? far : near });
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
    subjects.set(owner, { values, ids });
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

/** `route | role | owners: fields`, for whatever comes out. */
async function lines(roles: readonly MemberRole[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of app.kept.routes) {
    if (route.method !== 'GET' || route.access.callers.includes('public')) continue;
    const kind = /^\/api\/v1\/(\w+)\/:id/.exec(route.url)?.[1] ?? '';
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
