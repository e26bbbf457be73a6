import { afterAll, beforeAll, expect, test } from 'vitest';
import { aRecipient } from '../../src/parts/disclosures/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

let app: TestApp;
let officer: Session;
beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('privacy officer');
  await aRecipient(app.kept.deps, {
    kind: 'processor',
    name: 'Sample Mail House',
    contract: { fields: ['name', 'street'] },
  });
});
afterAll(() => app.stop());

interface Records {
  controller: { name: string };
  activities: { purpose: string; categories: string[] }[];
  categories: { category: string; columns: string[]; kept: unknown[] }[];
  recipients: { kind: string; categories: string[]; named: { name: string; fields: string[] }[] }[];
  stores: { name: string; runBy: string }[];
  measures: { id: string }[];
}

test('the records hold every column that is labelled as personal, and who may read and receive it', async () => {
  const { status, body } = await officer.call<Records>('GET', '/api/v1/processing-records');
  expect(status).toBe(200);
  const { rows } = await connected(app.database.ownerUrl, (client) =>
    client.query<{ key: string; category: string }>(
      `SELECT i.table_schema || '.' || i.table_name || '.' || i.column_name AS key,
         col_description((quote_ident(i.table_schema) || '.' || quote_ident(i.table_name))::regclass, i.ordinal_position::int) AS category
       FROM information_schema.columns i JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE t.table_type = 'BASE TABLE' AND i.table_schema NOT IN ('pg_catalog', 'information_schema')`,
    ),
  );
  const personal = rows.filter(({ category }) => category?.startsWith('personal:'));
  const listed = body.categories.flatMap(({ category, columns }) =>
    columns.map((key) => `${key} personal:${category}`),
  );
  expect(listed.sort()).toEqual(personal.map(({ key, category }) => `${key} ${category}`).sort());
  expect(personal.length).toBeGreaterThan(20);
  // Each of these categories is read for some purpose, and the table of purposes stands there whole.
  const read = new Set(body.activities.flatMap(({ categories }) => categories));
  expect(body.categories.filter(({ category }) => !read.has(category))).toEqual([]);
  expect(body.activities).toHaveLength(10);
  const house = body.recipients.find(({ kind }) => kind === 'processor')?.named[0];
  expect(house).toMatchObject({ name: 'Sample Mail House', fields: ['name', 'street'] });
  expect(body.stores[0]).toMatchObject({ runBy: body.controller.name });
  expect(body.measures.length).toBeGreaterThan(100);
});

test('they can be printed, and are for officers only', async () => {
  const page = await fetch(`${app.baseUrl}/api/v1/processing-records/page`, { headers: { cookie: officer.cookie } });
  const text = await page.text();
  expect(page.status).toBe(200);
  expect(text).toContain('<h1>Records of processing</h1>');
  for (const said of ['contacts.people.phone', 'Sample Mail House', 'U1.declared']) expect(text).toContain(said);
  expect(text).not.toContain('<script');
  for (const path of ['/api/v1/processing-records', '/api/v1/processing-records/page']) {
    expect((await app.get(path)).status).toBe(401);
    expect((await (await app.signInAs('marketing')).call('GET', path)).status).toBe(403);
  }
  expect((await app.kept.records()).page).toContain('contacts.people.phone');
});
