import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

type Db = Kysely<Record<never, never>>;

/** Where data is stored, and who runs it: null for the vendor itself. */
export interface StoreRow {
  readonly id: string;
  readonly name: string;
  readonly holds: string;
  readonly country: string;
  readonly processorId: string | null;
}

export async function allStores(db: Db): Promise<StoreRow[]> {
  const { rows } = await sql<StoreRow>`SELECT id, name, holds, country, processor_id AS "processorId"
    FROM policy.stores ORDER BY name`.execute(db);
  return rows;
}

/** Keeps the id of a store whose name stays. */
export async function replaceStores(trx: Trx, stores: readonly StoreRow[], at: Date): Promise<void> {
  const names = stores.map((store) => store.name);
  await sql`DELETE FROM policy.stores WHERE name <> ALL (${names})`.execute(trx);
  for (const store of stores)
    await sql`INSERT INTO policy.stores (id, name, holds, country, processor_id, changed_at)
      VALUES (${store.id}, ${store.name}, ${store.holds}, ${store.country}, ${store.processorId}, ${at})
      ON CONFLICT (name) DO UPDATE SET holds = ${store.holds}, country = ${store.country},
        processor_id = ${store.processorId}, changed_at = ${at}`.execute(trx);
}

/** A place outside to which the pages link. */
export interface LinkRow {
  readonly id: string;
  readonly url: string;
  readonly party: string;
}

export async function allLinks(db: Db): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`SELECT id, url, party FROM policy.outside_links ORDER BY party, url`.execute(db);
  return rows;
}

export async function replaceLinks(trx: Trx, links: readonly LinkRow[], at: Date): Promise<void> {
  const urls = links.map((link) => link.url);
  await sql`DELETE FROM policy.outside_links WHERE url <> ALL (${urls})`.execute(trx);
  for (const link of links)
    await sql`INSERT INTO policy.outside_links (id, url, party, created_at) VALUES (${link.id}, ${link.url}, ${link.party}, ${at})
      ON CONFLICT (url) DO UPDATE SET party = ${link.party}`.execute(trx);
}
