import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';

type Reads = Database['read'];

/** A page of a table, by id. */
export interface RowsAsked {
  readonly after: string;
  readonly limit: number;
  readonly productId: string | null;
  readonly holderId: string | null;
  /** Of these companies only: `(SELECT id …)`. */
  readonly companies: RawBuilder<string> | null;
  /** Of these companies, or issued to the reseller. */
  readonly shared: RawBuilder<string> | null;
}
type Asked = Omit<RowsAsked, 'after' | 'limit'>;

/** Conditions on a licence `l`. */
function licencesSql({ productId, holderId, companies }: Asked): RawBuilder<boolean> {
  return sql<boolean>`${productId === null ? sql`true` : sql`l.product_id = ${productId}::uuid`}
    AND ${holderId === null ? sql`true` : sql`l.holder_company_id = ${holderId}::uuid`}
    AND ${companies === null ? sql`true` : sql`l.company_id IN ${companies}`}`;
}

export interface LicenceTold {
  readonly id: string;
  readonly serial: string;
  readonly product: string;
  readonly release: string;
  readonly kind: string;
  readonly state: string;
  readonly seats: number;
  readonly seats_used: number;
  readonly issued_at: Date | null;
  readonly activated_at: Date | null;
  readonly expires_on: string | null;
  readonly maintenance_until: string | null;
  readonly holder_company_id: string | null;
  readonly company_id: string | null;
}

export async function readLicencesTold(db: Reads, asked: RowsAsked): Promise<LicenceTold[]> {
  const { rows } =
    await sql<LicenceTold>`SELECT l.id, l.serial, p.code AS product, r.version AS release, l.kind, l.state, l.seats, l.seats_used,
      l.issued_at, l.activated_at, l.expires_on::text AS expires_on, l.maintenance_until::text AS maintenance_until, l.holder_company_id, l.company_id
    FROM (SELECT * FROM licensing.licences l WHERE l.id > ${asked.after}::uuid AND ${licencesSql(asked)} ORDER BY l.id LIMIT ${asked.limit}) l
      JOIN licensing.products p ON p.id = l.product_id JOIN licensing.releases r ON r.id = l.release_id ORDER BY l.id`.execute(
      db,
    );
  return rows;
}

export interface SeatTold {
  readonly id: string;
  readonly serial: string;
  readonly company_id: string | null;
  readonly release: string;
  readonly machine_kind: string | null;
  readonly label: string | null;
  readonly activated_at: Date;
  readonly deactivated_at: Date | null;
}

export async function readSeatsTold(db: Reads, asked: RowsAsked): Promise<SeatTold[]> {
  const { rows } =
    await sql<SeatTold>`SELECT a.id, l.serial, l.company_id, r.version AS release, a.machine_kind, a.label, a.activated_at, a.deactivated_at
    FROM licensing.activations a JOIN licensing.licences l ON l.id = a.licence_id JOIN licensing.releases r ON r.id = a.release_id
    WHERE a.id > ${asked.after}::uuid AND ${licencesSql(asked)} ORDER BY a.id LIMIT ${asked.limit}`.execute(db);
  return rows;
}

export interface ContractTold {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly company_id: string;
  readonly serial: string | null;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly declined_at: Date | null;
}

function contractsSql({ productId, companies, shared }: Asked): RawBuilder<boolean> {
  return sql<boolean>`${productId === null ? sql`true` : sql`l.product_id = ${productId}::uuid`}
    AND ${companies === null ? sql`true` : sql`c.company_id IN ${companies}`} AND ${shared === null ? sql`true` : sql`c.company_id IN ${shared}`}`;
}

export async function readContractsTold(db: Reads, asked: RowsAsked): Promise<ContractTold[]> {
  const { rows } =
    await sql<ContractTold>`SELECT c.id, c.number, c.kind, c.company_id, l.serial, c.starts_on::text AS starts_on,
      c.ends_on::text AS ends_on, c.declined_at
    FROM licensing.contracts c LEFT JOIN licensing.licences l ON l.id = c.licence_id
    WHERE c.id > ${asked.after}::uuid AND ${contractsSql(asked)} ORDER BY c.id LIMIT ${asked.limit}`.execute(db);
  return rows;
}

/** How many rows of licences, seats and contracts there are. */
export async function countTold(db: Reads, table: 'licences' | 'seats' | 'contracts', asked: Asked): Promise<number> {
  const from = {
    licences: sql`licensing.licences l WHERE ${licencesSql(asked)}`,
    seats: sql`licensing.activations a JOIN licensing.licences l ON l.id = a.licence_id WHERE ${licencesSql(asked)}`,
    contracts: sql`licensing.contracts c LEFT JOIN licensing.licences l ON l.id = c.licence_id WHERE ${contractsSql(asked)}`,
  }[table];
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${from}`.execute(db);
  return rows[0]?.count ?? 0;
}
