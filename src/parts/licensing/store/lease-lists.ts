import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

export interface LeaseRow {
  id: string;
  seat: number;
  machine_key: Buffer | null;
  release: string;
  leased_at: Date;
  renewed_at: Date;
  leased_until: Date;
  borrowed: boolean;
  sort_value: string | null;
}

const leaseSorts: Record<string, SortColumn> = {
  leasedAt: { sql: 'x.leased_at', type: 'timestamptz' },
  leasedUntil: { sql: 'x.leased_until', type: 'timestamptz' },
};

/** Leases of a licence that have not ended. */
export async function readLeases(
  trx: Trx,
  list: ListRequest,
  of: { readonly licenceId: string; readonly at: Date },
): Promise<{ rows: LeaseRow[]; count: number }> {
  const page = keyset(list, leaseSorts, { sql: 'x.activation_id', type: 'uuid' });
  const where = sql`x.licence_id = ${of.licenceId} AND x.leased_until > ${of.at}`;
  const { rows } = await sql<LeaseRow>`SELECT x.activation_id AS id, x.seat, a.machine_key, r.version AS release,
      x.leased_at, x.renewed_at, x.leased_until, x.borrowed, ${page.value} AS sort_value
    FROM licensing.leases x JOIN licensing.activations a ON a.id = x.activation_id JOIN licensing.releases r ON r.id = a.release_id
    WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(trx);
  const counted = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM licensing.leases x WHERE ${where}`.execute(trx);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

export interface LeaseDayRow {
  id: string;
  day: string;
  peak: number;
  refused: number;
  sort_value: string | null;
}

/** The days on which a floating licence was asked for a seat. */
export async function readLeaseDays(
  trx: Trx,
  list: ListRequest,
  licenceId: string,
): Promise<{ rows: LeaseDayRow[]; count: number }> {
  const id = "(d.day - date '2000-01-01')";
  const page = keyset(list, { day: { sql: 'd.day', type: 'date' } }, { sql: id, type: 'bigint' });
  const { rows } = await sql<LeaseDayRow>`SELECT ${sql.raw(id)}::text AS id, d.day::text AS day, d.peak, d.refused,
      ${page.value} AS sort_value
    FROM licensing.lease_days d WHERE d.licence_id = ${licenceId} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(
    trx,
  );
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.lease_days
    WHERE licence_id = ${licenceId}`.execute(trx);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

export interface FloatingUseRow {
  id: string;
  serial: string;
  product: string;
  seats: number;
  peak: number;
  full_days: number;
  refused: number;
  sort_value: string | null;
}

const useSorts: Record<string, SortColumn> = {
  refused: { sql: 'u.refused', type: 'bigint' },
  peak: { sql: 'u.peak', type: 'bigint' },
  fullDays: { sql: 'u.full_days', type: 'bigint' },
};

/** Floating licences by how they were used since a day. */
export async function readFloatingUse(
  trx: Trx,
  list: ListRequest,
  since: string,
): Promise<{ rows: FloatingUseRow[]; count: number }> {
  const page = keyset(list, useSorts, { sql: 'u.id', type: 'uuid' });
  const used = sql`SELECT l.id, l.serial, p.name AS product, l.seats, max(d.peak) AS peak, sum(d.refused)::int AS refused,
      (count(*) FILTER (WHERE d.peak >= l.seats))::int AS full_days
    FROM licensing.lease_days d JOIN licensing.licences l ON l.id = d.licence_id JOIN licensing.products p ON p.id = l.product_id
    WHERE d.day >= ${since}::date GROUP BY l.id, p.name`;
  const { rows } = await sql<FloatingUseRow>`SELECT u.*, ${page.value} AS sort_value FROM (${used}) u
    WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(trx);
  const counted = await sql<{ count: number }>`SELECT count(DISTINCT licence_id)::int AS count FROM licensing.lease_days
    WHERE day >= ${since}::date`.execute(trx);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}
