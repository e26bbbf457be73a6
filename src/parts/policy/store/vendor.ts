import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import type { VendorIdentity } from '../rules/vendor.ts';

export interface Vendor extends VendorIdentity {
  /** Made up by `./kept demo`. */
  readonly demo: boolean;
}

export async function selectVendor(db: Kysely<Record<never, never>>): Promise<Vendor | null> {
  const { rows } = await sql<Vendor>`${prepared}
    SELECT name, address, country, phone, privacy_mailbox AS "privacyMailbox", remove_mailbox AS "removeMailbox",
      office_countries::text[] AS "officeCountries", time_zone AS "timeZone", accent_color AS "accentColor", demo
    FROM policy.vendor`.execute(db);
  return rows[0] ?? null;
}

/** Writers wait for each other until the transaction ends. */
export async function lockVendor(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('policy.vendor'))`.execute(trx);
}

export async function upsertVendor(trx: Trx, vendor: Vendor, at: Date): Promise<void> {
  const values = sql`${vendor.name}, ${vendor.address}, ${vendor.country}, ${vendor.phone}, ${vendor.privacyMailbox},
    ${vendor.removeMailbox}, ${vendor.officeCountries}, ${vendor.timeZone}, ${vendor.accentColor}, ${vendor.demo}, ${at}`;
  const columns = sql.raw(
    'name, address, country, phone, privacy_mailbox, remove_mailbox, office_countries, time_zone, accent_color, demo, changed_at',
  );
  await sql`INSERT INTO policy.vendor (${columns}) VALUES (${values})
    ON CONFLICT (id) DO UPDATE SET (${columns}) = ROW (${values})`.execute(trx);
}
