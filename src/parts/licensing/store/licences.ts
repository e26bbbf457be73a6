import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { LicenceState } from '../rules/verdict.ts';
import type { Floating, Grace, LicenceKind, Machines } from '../wire/terms.ts';

type Reads = Database['read'];

export interface LicenceRow {
  id: string;
  serial: string;
  product_id: string;
  product_code: string;
  product_name: string;
  release_id: string;
  release: string;
  kind: LicenceKind;
  state: LicenceState;
  seats: number;
  seats_used: number;
  expires_on: string | null;
  maintenance_until: string | null;
  features: string[] | null;
  floating: Floating | null;
  grace: Grace | null;
  machines: Machines | null;
  holder_company_id: string | null;
  company_id: string | null;
  created_at: Date;
  issued_at: Date | null;
  activated_at: Date | null;
  sort_value: string | null;
}

/** What a list and a page show of a licence `l` with its product `p` and release `r`. */
export const columns =
  sql.raw(`l.id, l.serial, l.product_id, p.code AS product_code, p.name AS product_name, l.release_id,
  r.version AS release, l.kind, l.state, l.seats, l.seats_used, l.expires_on::text AS expires_on,
  l.maintenance_until::text AS maintenance_until, l.features, l.floating, l.grace, l.machines, l.holder_company_id, l.company_id, l.created_at, l.issued_at, l.activated_at`);

export async function readLicence(db: Reads, id: string): Promise<LicenceRow | null> {
  const { rows } = await sql<LicenceRow>`SELECT ${columns}, NULL::text AS sort_value
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id JOIN licensing.releases r ON r.id = l.release_id
    WHERE l.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Licences by the company that they are registered to; under a tenant only those it sees. */
export async function countLicencesByCompany(db: Reads, companyIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ company_id: string; count: number }>`SELECT company_id, count(*)::int AS count
    FROM licensing.licences WHERE company_id = ANY(${[...companyIds]}::uuid[]) GROUP BY company_id`.execute(db);
  return new Map(rows.map((row) => [row.company_id, row.count]));
}

/** Licences by the reseller to which they were issued. */
export async function countLicencesByHolder(db: Reads, companyIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`SELECT holder_company_id AS id, count(*)::int AS count
    FROM licensing.licences WHERE holder_company_id = ANY(${[...companyIds]}::uuid[]) GROUP BY holder_company_id`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row.count]));
}

export interface NewLicenceRows {
  readonly ids: readonly string[];
  readonly serials: readonly string[];
  readonly productId: string;
  readonly releaseId: string;
  readonly kind: string;
  readonly seats: number;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
  readonly features: readonly string[] | null;
  readonly floating: Floating | null;
  readonly grace: Grace | null;
  readonly machines: Machines | null;
  /** Null: they stay drafts, which nobody can activate. */
  readonly holderCompanyId: string | null;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly at: Date;
}

/** Licences with their first events, in one statement. */
export async function insertIssued(trx: Trx, rows: NewLicenceRows): Promise<void> {
  const issued = rows.holderCompanyId !== null;
  await sql`WITH made AS (
      INSERT INTO licensing.licences (id, serial, product_id, release_id, kind, state, seats, expires_on, maintenance_until, features,
        floating, grace, machines, holder_company_id, created_at, issued_at, changed_at)
      SELECT fresh.id, fresh.serial, ${rows.productId}::uuid, ${rows.releaseId}::uuid, ${rows.kind}, ${issued ? 'issued' : 'draft'},
        ${rows.seats}::int, ${rows.expiresOn}::date, ${rows.maintenanceUntil}::date, ${rows.features}::text[],
        ${rows.floating}::jsonb, ${rows.grace}::jsonb, ${rows.machines}::jsonb, ${rows.holderCompanyId}::uuid, ${rows.at}::timestamptz,
        ${issued ? rows.at : null}::timestamptz, ${rows.at}::timestamptz
      FROM unnest(${[...rows.ids]}::uuid[], ${[...rows.serials]}::text[]) AS fresh (id, serial) RETURNING id),
    given AS (INSERT INTO licensing.handovers (licence_id, kind, to_company_id, at, actor_kind, actor_id)
      SELECT made.id, 'issued', ${rows.holderCompanyId}::uuid, ${rows.at}::timestamptz, ${rows.actor.kind}, ${rows.actor.id}::uuid
      FROM made WHERE ${issued}::boolean)
    INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
    SELECT made.id, ${rows.at}::timestamptz, what.kind, ${rows.actor.kind}, ${rows.actor.id}::uuid
    FROM made CROSS JOIN unnest(${issued ? ['created', 'issued'] : ['created']}::text[]) AS what (kind)`.execute(trx);
}

/** Serial and product of licences, for lists of what is about them. */
export async function readLicenceNames(
  db: Reads,
  ids: readonly string[],
): Promise<Map<string, { id: string; serial: string; product: string }>> {
  const { rows } = await sql<{ id: string; serial: string; product: string }>`SELECT l.id, l.serial, p.name AS product
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id
    WHERE l.id = ANY(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
