import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export interface StockRow {
  holder_company_id: string;
  product_id: string;
  kind: string;
  in_stock: number;
  sold: number;
}

/** What each reseller has to sell and has sold, by product and kind; under a tenant its own and that of those it supplies. */
export async function readStock(db: Reads, holderIds: readonly string[] | null): Promise<StockRow[]> {
  const ids = holderIds && [...holderIds];
  const { rows } = await sql<StockRow>`SELECT holder_company_id, product_id, kind,
      count(*) FILTER (WHERE company_id IS NULL AND state = 'issued')::int AS in_stock, count(company_id)::int AS sold
    FROM licensing.licences WHERE holder_company_id IS NOT NULL AND (${ids}::uuid[] IS NULL OR holder_company_id = ANY(${ids}::uuid[]))
    GROUP BY holder_company_id, product_id, kind ORDER BY 1, 2, 3`.execute(db);
  return rows;
}

/** So many serials of a stock, held until the end of the transaction; those that somebody else moves just now are left out. */
export async function holdStock(
  trx: Trx,
  of: { readonly holderId: string; readonly productId: string; readonly kind: string | null; readonly count: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM licensing.licences WHERE holder_company_id = ${of.holderId}
      AND product_id = ${of.productId} AND company_id IS NULL AND state = 'issued' AND (${of.kind}::text IS NULL OR kind = ${of.kind})
    ORDER BY issued_at, id LIMIT ${of.count} FOR UPDATE SKIP LOCKED`.execute(trx);
  return rows.map(({ id }) => id);
}
