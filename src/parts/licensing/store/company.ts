import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { LicenceState } from '../rules/verdict.ts';
import type { LicenceKind, MachineKind } from '../wire/terms.ts';

/** Everything here is read under the role of a buyer: the database leaves out what is not its company's. */
type Own = Trx<'buyer'>;

export interface OwnLicenceRow {
  id: string;
  serial: string;
  product: string;
  kind: LicenceKind;
  state: LicenceState;
  floating: boolean;
  seats: number;
  seats_used: number;
  seats_named: number;
  expires_on: string | null;
  maintenance_until: string | null;
  sort_value: string | null;
}

export interface OwnFilter {
  /** The serial, or its beginning. */
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
}

const sorts: Record<string, SortColumn> = {
  serial: { sql: 'l.serial', type: 'text COLLATE "C"' },
  expiresOn: { sql: 'l.expires_on', type: 'date', nullable: true },
  maintenanceUntil: { sql: 'l.maintenance_until', type: 'date', nullable: true },
};
const columns =
  sql.raw(`l.id, l.serial, p.name AS product, l.kind, l.state, l.floating IS NOT NULL AS floating, l.seats, l.seats_used,
  l.seats_named, l.expires_on::text AS expires_on, l.maintenance_until::text AS maintenance_until`);
const from = sql.raw('licensing.licences l JOIN licensing.products p ON p.id = l.product_id');

export async function readOwnLicences(
  trx: Own,
  list: ListRequest,
  filter: OwnFilter,
): Promise<{ rows: OwnLicenceRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'l.id', type: 'uuid' });
  const conditions = [sql`true`];
  if (filter.q) conditions.push(sql`starts_with(l.serial, upper(${filter.q}))`);
  if (filter.kind) conditions.push(sql`l.kind = ${filter.kind}`);
  const where = sql.join(conditions, sql` AND `);
  const { rows } = await sql<OwnLicenceRow>`SELECT ${columns}, ${page.value} AS sort_value FROM ${from}
    WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(trx);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${from} WHERE ${where}`.execute(trx);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

export async function readOwnLicence(trx: Own, id: string): Promise<OwnLicenceRow | null> {
  const { rows } = await sql<OwnLicenceRow>`SELECT ${columns}, NULL::text AS sort_value FROM ${from}
    WHERE l.id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

export interface MachineRow {
  id: string;
  machine_kind: MachineKind | null;
  release: string;
  activated_at: Date;
}

/** The machines on which a licence is activated now. */
export async function readMachines(trx: Own, licenceId: string): Promise<MachineRow[]> {
  const { rows } = await sql<MachineRow>`SELECT a.id, a.machine_kind, r.version AS release, a.activated_at
    FROM licensing.activations a JOIN licensing.releases r ON r.id = a.release_id
    WHERE a.licence_id = ${licenceId} AND a.deactivated_at IS NULL ORDER BY a.activated_at DESC, a.id LIMIT 1000`.execute(
    trx,
  );
  return rows;
}

/** Licences of the company and their seats. */
export async function countOwn(trx: Own) {
  const { rows } = await sql<{ licences: number; seats: number; seatsUsed: number; seatsNamed: number }>`
    SELECT count(*)::int AS licences, coalesce(sum(seats), 0)::int AS seats, coalesce(sum(seats_used), 0)::int AS "seatsUsed",
      coalesce(sum(seats_named), 0)::int AS "seatsNamed" FROM licensing.licences`.execute(trx);
  return rows[0] ?? { licences: 0, seats: 0, seatsUsed: 0, seatsNamed: 0 };
}

export interface SeenLicence {
  id: string;
  serial: string;
  product: string;
}

/** The licences that the company has, by serial. */
export async function readSeenLicences(trx: Own): Promise<SeenLicence[]> {
  const { rows } =
    await sql<SeenLicence>`SELECT l.id, l.serial, p.name AS product FROM ${from} ORDER BY l.serial LIMIT 2000`.execute(
      trx,
    );
  return rows;
}
