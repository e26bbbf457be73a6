import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { purposeCategories, purposes, roleName } from './purposes.ts';

const ids = {
  reseller: '00000000-0000-4000-8000-000000000001',
  other: '00000000-0000-4000-8000-000000000002',
  customer: '00000000-0000-4000-8000-000000000003',
  foreign: '00000000-0000-4000-8000-000000000004',
  person: '00000000-0000-4000-8000-000000000005',
  foreignPerson: '00000000-0000-4000-8000-000000000006',
  ledger: '00000000-0000-4000-8000-000000000007',
};

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  // Arranged by the server's own sign-in: base may write what it may not read.
  await connected(database.appUrl, async (client) => {
    for (const [name, kind] of [
      ['reseller', 'reseller'],
      ['other', 'reseller'],
      ['customer', 'customer'],
      ['foreign', 'customer'],
    ] as const) {
      await client.query(
        'INSERT INTO contacts.companies (id, name, name_key, kind, created_at) VALUES ($1, $2, $2, $3, now())',
        [ids[name], name, kind],
      );
    }
    for (const [person, company] of [
      [ids.person, ids.customer],
      [ids.foreignPerson, ids.foreign],
    ] as const) {
      await client.query(
        `INSERT INTO contacts.people (id, email_key, email, name, phone, title, created_at, changed_at)
         VALUES ($1, $2, 'a@example.test', 'Ada', '1', 'Dr', now(), now())`,
        [person, Buffer.from(person)],
      );
      await client.query('INSERT INTO contacts.company_people (company_id, person_id, since) VALUES ($1, $2, now())', [
        company,
        person,
      ]);
    }
    await client.query(
      `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, channel, purpose, fields, basis)
       VALUES ($1, now(), 'reseller', $2, 'share', 'customer service', '{name}', 'territory')`,
      [ids.ledger, ids.reseller],
    );
    const share = (company: string, tenant: string, ledger: string | null) =>
      client.query(
        `INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id)
         VALUES (gen_random_uuid(), $1, $2, now(), 'test', $3)`,
        [company, tenant, ledger],
      );
    await share(ids.customer, ids.reseller, ids.ledger);
    await share(ids.foreign, ids.other, ids.ledger);
    await share(ids.reseller, ids.reseller, null);
  });
});
afterAll(() => database.drop());

/** Runs as a role of the server, in a transaction that is undone. */
function as<T>(
  role: Parameters<typeof roleName>[1],
  run: (client: pg.Client) => Promise<T>,
  tenant?: string,
): Promise<T> {
  return connected(database.appUrl, async (client) => {
    await client.query(`BEGIN; SET LOCAL ROLE ${roleName(database.prefix, role)}`);
    if (tenant) await client.query(`SET LOCAL kept.tenant = '${tenant}'`);
    const { rows } = await client.query<{ user: string; super: boolean }>(
      'SELECT current_user AS user, rolsuper OR rolbypassrls AS super FROM pg_roles WHERE rolname = current_user',
    );
    expect(rows[0]).toEqual({ user: roleName(database.prefix, role), super: false });
    return run(client);
  });
}

const refused = { code: '42501' };

describe('base', () => {
  test('is what a new connection starts as, and what RESET ROLE returns to', async () => {
    await connected(database.appUrl, async (client) => {
      const { rows } = await client.query('SELECT current_user, session_user');
      expect(rows[0]).toEqual({ current_user: `${database.prefix}_base`, session_user: `${database.prefix}_login` });
      await client.query(`SET ROLE ${database.prefix}_registration; RESET ROLE`);
      expect((await client.query('SELECT current_user AS user')).rows[0].user).toBe(`${database.prefix}_base`);
      await client.query('SET ROLE NONE');
      await expect(client.query('SELECT id FROM contacts.people')).rejects.toMatchObject(refused);
    });
  });

  test('reads ids, keys and states of people, and none of their personal columns', async () => {
    await as('base', async (client) => {
      expect((await client.query('SELECT id, email_key, version FROM contacts.people')).rowCount).toBe(2);
    });
    for (const column of ['email', 'name', 'phone', 'title', '*']) {
      await as('base', (client) =>
        expect(client.query(`SELECT ${column} FROM contacts.people`)).rejects.toMatchObject(refused),
      );
    }
    await as('base', (client) =>
      expect(client.query("SELECT id FROM contacts.people WHERE email LIKE 'a%'")).rejects.toMatchObject(refused),
    );
  });

  test('cannot read personal columns by way of a write', async () => {
    const attempts = [
      'UPDATE contacts.people SET name = name RETURNING name',
      'UPDATE contacts.people SET title = email',
      `INSERT INTO contacts.people (id, email_key, email, created_at, changed_at) VALUES ('${ids.person}', '', '', now(), now())
         ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
      'COPY contacts.people (email) TO STDOUT',
    ];
    for (const sql of attempts)
      await as('base', (client) => expect(client.query(sql), sql).rejects.toMatchObject(refused));
    await as('base', async (client) => {
      expect((await client.query("UPDATE contacts.people SET phone = '2'")).rowCount).toBe(2);
    });
  });

  test('adds to what is append only, and changes nothing there', async () => {
    for (const sql of [
      'UPDATE disclosures.ledger SET basis = basis',
      'DELETE FROM contacts.lookups',
      'TRUNCATE staff.audit',
    ]) {
      await as('base', (client) => expect(client.query(sql), sql).rejects.toMatchObject(refused));
    }
  });

  test('reads nothing of schema auth, writes no records of the installation, makes nothing', async () => {
    const attempts = [
      'SELECT id FROM auth."user"',
      'DELETE FROM platform.migrations',
      'UPDATE platform.installation SET set_config_revoked = true',
      'CREATE TABLE public.stolen (a int)',
      'CREATE TEMP TABLE stolen (a int)',
      'CREATE SCHEMA stolen',
      "SELECT platform.label('contacts.people', 'not personal', 'email')",
    ];
    for (const sql of attempts)
      await as('base', (client) => expect(client.query(sql), sql).rejects.toMatchObject(refused));
  });
});

describe('purposes', () => {
  test.each(purposes)('%s reads just the columns of its categories', async (purpose) => {
    const columns = { email: 'email', name: 'identity', phone: 'phone', title: 'profession' } as const;
    for (const [column, category] of Object.entries(columns)) {
      const may = purposeCategories[purpose].includes(category);
      await as(purpose, async (client) => {
        const reading = client.query(`SELECT id, ${column} FROM contacts.people`);
        if (may) expect((await reading).rowCount, column).toBe(2);
        else await expect(reading, column).rejects.toMatchObject(refused);
      });
    }
  });
});

describe('tenants', () => {
  const seen = (client: pg.Client) =>
    client.query('SELECT name FROM contacts.companies ORDER BY name').then(({ rows }) => rows.map((row) => row.name));

  test('a reseller sees what is shared with it, and nothing of others', async () => {
    expect(await as('reseller', seen, ids.reseller)).toEqual(['customer', 'reseller']);
    expect(await as('reseller', seen, ids.other)).toEqual(['foreign']);
    await as(
      'reseller',
      async (client) => {
        expect((await client.query('SELECT id, name, email FROM contacts.people')).rows.map((row) => row.id)).toEqual([
          ids.person,
        ]);
        expect((await client.query('SELECT id FROM contacts.people WHERE id = $1', [ids.foreignPerson])).rowCount).toBe(
          0,
        );
      },
      ids.reseller,
    );
  });

  test('a share that ended shows nothing any more', async () => {
    await as('base', async (client) => {
      await client.query('UPDATE contacts.shares SET until = now() WHERE company_id = $1', [ids.customer]);
      await client.query(`SET LOCAL ROLE ${database.prefix}_reseller; SET LOCAL kept.tenant = '${ids.reseller}'`);
      expect(await seen(client)).toEqual(['reseller']);
    });
  });

  test('without a tenant it fails instead of answering nothing', async () => {
    await as('reseller', (client) =>
      expect(client.query('SELECT id FROM contacts.companies')).rejects.toMatchObject({ code: '42704' }),
    );
  });

  test('it reads no column beyond its list, and writes nothing', async () => {
    for (const sql of [
      'SELECT email_key FROM contacts.people',
      'SELECT person_id FROM disclosures.ledger',
      "UPDATE contacts.companies SET name = 'x'",
    ]) {
      await as('reseller', (client) => expect(client.query(sql), sql).rejects.toMatchObject(refused), ids.reseller);
    }
  });
});

describe('forging by set_config', () => {
  const forgeries = [
    `SELECT set_config('role', '{legal}', true), (SELECT string_agg(email, ',') FROM contacts.people)`,
    `SELECT query_to_xml('SELECT set_config(''role'', ''{legal}'', true)', true, false, '')`,
    `UPDATE pg_settings SET setting = '{legal}' WHERE name = 'role'`,
  ];

  test('is stopped where set_config could be taken from everybody, and recorded as open where not', async () => {
    const closed = await as(
      'base',
      async (client) =>
        (await client.query('SELECT set_config_revoked AS closed FROM platform.installation')).rows[0].closed,
    );
    expect(closed).toBe(database.mode !== 'createrole');
    for (const forgery of forgeries) {
      const sql = forgery.replace('{legal}', roleName(database.prefix, 'legal'));
      if (closed) await as('base', (client) => expect(client.query(sql), sql).rejects.toMatchObject(refused));
    }
    if (!closed)
      await as('base', async (client) => {
        await client.query((forgeries[1] ?? '').replace('{legal}', roleName(database.prefix, 'legal')));
        expect((await client.query('SELECT current_user AS user')).rows[0].user).toBe(
          roleName(database.prefix, 'legal'),
        );
      });
  });

  test('SET LOCAL still works', async () => {
    await as('legal', async (client) =>
      expect((await client.query('SELECT email FROM contacts.people')).rowCount).toBe(2),
    );
  });
});

describe('auth and probe', () => {
  test('auth works in its own schema and nowhere else', async () => {
    await connected(database.authUrl, async (client) => {
      expect((await client.query('SELECT current_user AS user')).rows[0].user).toBe(`${database.prefix}_auth`);
      expect((await client.query('SELECT * FROM "user"')).rowCount).toBe(0);
      await expect(client.query('SELECT id FROM contacts.people')).rejects.toMatchObject(refused);
      await expect(client.query('SELECT id FROM staff.members')).rejects.toMatchObject(refused);
    });
  });

  test('probe reads all rows but no secret, and writes nothing', async () => {
    await connected(database.probeUrl, async (client) => {
      expect((await client.query('SELECT current_user AS user')).rows[0].user).toBe(`${database.prefix}_probe`);
      expect((await client.query('SELECT * FROM contacts.people')).rowCount).toBe(2);
      expect((await client.query('SELECT id, "userId" FROM auth.account')).rowCount).toBe(0);
      await expect(client.query('SELECT password FROM auth.account')).rejects.toMatchObject(refused);
      await expect(client.query('SELECT token FROM auth.session')).rejects.toMatchObject(refused);
      await client.query('SET default_transaction_read_only = off');
      await expect(client.query('DELETE FROM contacts.people')).rejects.toMatchObject(refused);
      await expect(client.query(`SET ROLE ${database.prefix}_base`)).rejects.toMatchObject(refused);
    });
  });
});
