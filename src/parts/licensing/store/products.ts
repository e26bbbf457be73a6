import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Reads = Database['read'];

export interface ProductRow {
  id: string;
  code: string;
  name: string;
  created_at: Date;
  sort_value: string | null;
}

const columns: Record<string, SortColumn> = {
  name: { sql: 'p.name', type: 'text' },
  createdAt: { sql: 'p.created_at', type: 'timestamptz' },
};

export async function readProducts(
  db: Reads,
  list: ListRequest,
  filter: { readonly q: string | null; readonly id: string | null },
): Promise<{ rows: ProductRow[]; count: number }> {
  const page = keyset(list, columns, { sql: 'p.id', type: 'uuid' });
  const where = sql<boolean>`(${filter.id}::uuid IS NULL OR p.id = ${filter.id}::uuid)
    AND (${filter.q}::text IS NULL OR starts_with(lower(p.name), lower(${filter.q})) OR starts_with(lower(p.code), lower(${filter.q})))`;
  const { rows } = await sql<ProductRow>`SELECT p.id, p.code, p.name, p.created_at, ${page.value} AS sort_value
    FROM licensing.products p WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM licensing.products p WHERE ${where}`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** Every product by code and name. */
export async function readAllProducts(db: Reads): Promise<{ id: string; code: string; name: string }[]> {
  const { rows } = await sql<{ id: string; code: string; name: string }>`SELECT id, code, name FROM licensing.products
    ORDER BY created_at, id LIMIT 10000`.execute(db);
  return rows;
}

export interface ReleaseRow {
  id: string;
  product_id: string;
  version: string;
  built_on: string;
}

export async function readReleases(db: Reads, productIds: readonly string[]): Promise<ReleaseRow[]> {
  const { rows } = await sql<ReleaseRow>`SELECT id, product_id, version, built_on::text AS built_on
    FROM licensing.releases WHERE product_id = ANY(${[...productIds]}::uuid[])
    ORDER BY product_id, built_on DESC, created_at DESC, id`.execute(db);
  return rows;
}

/** Licences by product; under a tenant only those it sees. */
export async function countLicencesByProduct(db: Reads, productIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ product_id: string; count: number }>`SELECT product_id, count(*)::int AS count
    FROM licensing.licences WHERE product_id = ANY(${[...productIds]}::uuid[]) GROUP BY product_id`.execute(db);
  return new Map(rows.map((row) => [row.product_id, row.count]));
}

/** False where there is a product of this code already. */
export async function insertProduct(
  trx: Trx,
  row: { id: string; code: string; name: string; created_at: Date },
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO licensing.products (id, code, name, created_at)
    VALUES (${row.id}, ${row.code}, ${row.name}, ${row.created_at}) ON CONFLICT DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

/** False where the product has a release of this version already. */
export async function insertRelease(
  trx: Trx,
  row: { id: string; product_id: string; version: string; built_on: string; created_at: Date },
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO licensing.releases (id, product_id, version, built_on, created_at)
    VALUES (${row.id}, ${row.product_id}, ${row.version}, ${row.built_on}, ${row.created_at})
    ON CONFLICT (product_id, version) DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

export async function productExists(db: Reads, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM licensing.products WHERE id = ${id}`.execute(db);
  return rows.length > 0;
}

/** The product that a release belongs to. */
export async function productOfRelease(db: Reads, releaseId: string): Promise<string | null> {
  const { rows } = await sql<{
    product_id: string;
  }>`SELECT product_id FROM licensing.releases WHERE id = ${releaseId}`.execute(db);
  return rows[0]?.product_id ?? null;
}

/** Names of products, by id. */
export async function readProductNames(db: Reads, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`SELECT id, name FROM licensing.products
    WHERE id = ANY(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
}
