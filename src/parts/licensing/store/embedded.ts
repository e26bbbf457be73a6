import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export interface EmbeddedRow {
  licensor_id: string;
  technologies: string[];
  products: string[];
  product_ids: string[];
}

/** Which licensors have technology in which products; in one release only, where one is named. */
export async function readEmbedded(db: Reads, releaseId: string | null): Promise<EmbeddedRow[]> {
  const { rows } = await sql<EmbeddedRow>`SELECT t.licensor_id,
      array_agg(DISTINCT t.name ORDER BY t.name) AS technologies, array_agg(DISTINCT p.name ORDER BY p.name) AS products,
      array_agg(DISTINCT p.id::text) AS product_ids
    FROM licensing.release_technologies rt
    JOIN licensing.technologies t ON t.id = rt.technology_id
    JOIN licensing.releases r ON r.id = rt.release_id
    JOIN licensing.products p ON p.id = r.product_id
    WHERE rt.removed_at IS NULL AND (${releaseId}::uuid IS NULL OR r.id = ${releaseId}::uuid)
    GROUP BY t.licensor_id ORDER BY t.licensor_id`.execute(db);
  return rows;
}

export async function releaseExists(db: Reads, releaseId: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM licensing.releases WHERE id = ${releaseId}`.execute(db);
  return rows.length > 0;
}
