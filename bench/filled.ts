import { join } from 'node:path';
import pg from 'pg';
import { makeSerial } from '../src/parts/licensing/rules/serial.ts';
import { runningPostgres } from '../src/platform/db/installation.ts';
import { systemIds } from '../src/platform/ids.ts';
import type { Installation } from './installation.ts';

/** A connection as owner to the database of a running installation, for filling it. */
export async function ownerOf(installation: Installation): Promise<{ client: pg.Client; url: string }> {
  const postgres = await runningPostgres({
    dataFolder: installation.folder,
    secretsFolder: join(installation.folder, 'secrets'),
  });
  if (!postgres) throw new Error('the database of the installation does not run');
  const url = postgres.ownerUrl('kept');
  const client = new pg.Client(url);
  await client.connect();
  return { client, url };
}

/** A made-up vendor, one product and release, and `licences` issued licences; answers with their serials. */
export async function fillLicences(client: pg.Client, licences: number): Promise<string[]> {
  const [product, release, reseller] = [systemIds.uuid(), systemIds.uuid(), systemIds.uuid()];
  const serials = Array.from({ length: licences }, () => serial());
  await client.query(
    `INSERT INTO policy.vendor (name, address, country, phone, privacy_mailbox, remove_mailbox, office_countries, time_zone, changed_at)
     VALUES ('Example Tooling', '1 Sample Street', 'DE', '+49 30 0', 'privacy@vendor.example', 'remove@vendor.example', '{DE}', 'Europe/Berlin', now())
     ON CONFLICT DO NOTHING`,
  );
  await client.query(
    `INSERT INTO contacts.companies (id, name, name_key, kind, country, created_at) VALUES ($1, 'Sample Reseller', 'sample reseller', 'reseller', 'DE', now())`,
    [reseller],
  );
  await client.query(`INSERT INTO licensing.products (id, code, name, created_at) VALUES ($1, 'SAMPLE', $2, now())`, [
    product,
    'Sample Mill',
  ]);
  await client.query(
    `INSERT INTO licensing.releases (id, product_id, version, built_on, created_at) VALUES ($1, $2, '1.0', '2026-01-01', now())`,
    [release, product],
  );
  await client.query(
    `INSERT INTO licensing.licences (id, serial, product_id, release_id, state, seats, holder_company_id, created_at, issued_at, changed_at)
     SELECT id, serial, $2, $3, 'issued', 1, $4, now(), now(), now() FROM unnest($1::text[], $5::uuid[]) AS l (serial, id)`,
    [serials, product, release, reseller, serials.map(() => systemIds.uuid())],
  );
  return serials;
}

/** Every licence activated once, by plain inserts; answers with the ids of the activations. */
export async function fillActivations(client: pg.Client): Promise<string[]> {
  const [company, person, notice] = [systemIds.uuid(), systemIds.uuid(), systemIds.uuid()];
  await client.query(
    `INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at) VALUES ($1, 'registration', 1000, '\\x00', '{}', now(), now())`,
    [notice],
  );
  await client.query(
    `INSERT INTO contacts.companies (id, name, name_key, created_at) VALUES ($1, 'Sample Company', 'sample company', now())`,
    [company],
  );
  await client.query(
    `INSERT INTO contacts.people (id, email_key, email, created_at, changed_at) VALUES ($1, '\\x01', 'contact@customer.example', now(), now())`,
    [person],
  );
  await client.query(
    `INSERT INTO licensing.registrations (id, licence_id, company_id, person_id, notice_id, state, source_kind, given_at, applied_at, company_name, email_key, email, name, country)
     SELECT gen_random_uuid(), id, $1, $2, $3, 'applied', 'demo', now(), now(), 'Sample Company', '\\x01', 'contact@customer.example', 'Contact', 'DE' FROM licensing.licences`,
    [company, person, notice],
  );
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO licensing.activations (id, licence_id, registration_id, release_id, activated_at)
     SELECT gen_random_uuid(), l.id, r.id, l.release_id, now() FROM licensing.licences l JOIN licensing.registrations r ON r.licence_id = l.id RETURNING id`,
  );
  await client.query(
    `UPDATE licensing.licences SET seats_used = 1, state = 'active', company_id = $1, activated_at = now()`,
    [company],
  );
  await client.query('VACUUM ANALYZE');
  return rows.map(({ id }) => id);
}

function serial(): string {
  for (;;) {
    const made = makeSerial(systemIds.random(32));
    if (made) return made;
  }
}
