import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { SiteSettings } from '../wire/sites.ts';

type Reads = Database['read'];

/** A site as it is stored. `settings` may lack what later versions have added. */
export interface StoredSite {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly hosts: string[];
  readonly timeZone: string;
  readonly settings: Partial<SiteSettings>;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const columns = sql`id, slug, name, hosts, time_zone AS "timeZone", settings, created_at AS "createdAt", ended_at AS "endedAt"`;

export async function selectSites(db: Reads): Promise<StoredSite[]> {
  const { rows } = await sql<StoredSite>`SELECT ${columns} FROM statistics.sites ORDER BY name, id`.execute(db);
  return rows;
}

/** One change of the list of sites at a time, so that no host is given to two. */
export async function lockSites(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('statistics.sites'))`.execute(trx);
}

export interface NewStoredSite {
  readonly slug: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly timeZone: string;
  readonly settings: SiteSettings;
  readonly at: Date;
}

/** False where the slug is taken. */
export async function insertSite(trx: Trx, site: NewStoredSite): Promise<boolean> {
  const { rows } = await sql`INSERT INTO statistics.sites (slug, name, hosts, time_zone, settings, created_at)
    VALUES (${site.slug}, ${site.name}, ${[...site.hosts]}, ${site.timeZone}, ${JSON.stringify(site.settings)}, ${site.at})
    ON CONFLICT (slug) DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

export async function updateSite(
  trx: Trx,
  id: number,
  change: Pick<NewStoredSite, 'name' | 'hosts' | 'timeZone' | 'settings'>,
): Promise<void> {
  await sql`UPDATE statistics.sites SET name = ${change.name}, hosts = ${[...change.hosts]}, time_zone = ${change.timeZone},
    settings = ${JSON.stringify(change.settings)} WHERE id = ${id}`.execute(trx);
}

/** Null: counted again. */
export async function endSite(trx: Trx, id: number, at: Date | null): Promise<void> {
  await sql`UPDATE statistics.sites SET ended_at = ${at} WHERE id = ${id}`.execute(trx);
}
