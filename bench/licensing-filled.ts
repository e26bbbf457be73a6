import type pg from 'pg';

/**
 * Customers with four licences each, of a product that is there and a reseller that has them to sell: plain inserts. Names and serials begin
 * with letters that nothing else begins with.
 */
export async function fillCustomers(
  client: pg.Client,
  input: { readonly companies: number; readonly holderId: string },
): Promise<void> {
  const { companies, holderId } = input;
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM contacts.companies WHERE name_key LIKE 'zz works %'`,
  );
  if (rows[0]?.n === companies) return nameFilled(client);
  await client.query(
    `INSERT INTO contacts.companies (id, name, name_key, kind, country, created_at)
     SELECT gen_random_uuid(), 'Zz Works ' || lpad(n::text, 7, '0'), 'zz works ' || lpad(n::text, 7, '0'), 'customer', 'DE', now() - n * interval '1 minute'
     FROM generate_series(1, $1::int) n`,
    [companies],
  );
  await nameFilled(client);
  await client.query(
    `INSERT INTO licensing.licences (id, serial, product_id, release_id, state, seats, expires_on, maintenance_until, holder_company_id, company_id, created_at, issued_at, changed_at)
     SELECT gen_random_uuid(), 'ZZOLD-' || lpad((f.n * 4 + k)::text, 9, '0'), r.product_id, r.id, 'issued', 1, current_date + ((f.n * 4 + k) % 3000)::int - 500,
       current_date + ((f.n * 7 + k) % 3000)::int - 1500, $1, f.id, now() - (f.n * 4 + k) * interval '10 seconds', now(), now()
     FROM filled f CROSS JOIN generate_series(0, 3) k CROSS JOIN (SELECT id, product_id FROM licensing.releases ORDER BY id LIMIT 1) r`,
    [holderId],
  );
  await client.query(
    `INSERT INTO licensing.foreign_serials (key, licence_id) SELECT replace(serial, '-', ''), id FROM licensing.licences WHERE serial LIKE 'ZZOLD-%'`,
  );
}

async function nameFilled(client: pg.Client): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE filled AS SELECT id, row_number() OVER (ORDER BY name_key) AS n FROM contacts.companies WHERE name_key LIKE 'zz works %'`,
  );
}

/** Lets a tenant see so many of them, and no others but itself. */
export async function shareFilled(client: pg.Client, tenantId: string, companies: number): Promise<void> {
  await client.query('DELETE FROM contacts.shares WHERE tenant_company_id = $1 AND company_id <> $1', [tenantId]);
  // Each share has its row in the ledger, which nothing here asks for.
  await client.query("SET session_replication_role = 'replica'");
  await client.query(
    `INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id)
     SELECT gen_random_uuid(), f.id, $1, now(), 'a measurement', gen_random_uuid() FROM filled f WHERE f.n <= $2`,
    [tenantId, companies],
  );
  await client.query("SET session_replication_role = 'origin'");
  await client.query(
    'VACUUM ANALYZE contacts.companies, contacts.shares, licensing.licences, licensing.foreign_serials',
  );
}
