import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

export interface HostRow {
  readonly host: string;
  readonly recipientId: string;
  readonly name: string;
  /** A contract of the day binds the processor. */
  readonly bound: boolean;
}

/** Who runs these hosts, as far as that is noted. `on` is the vendor's day. */
export async function readHosts(db: Database['read'], hosts: readonly string[], on: string): Promise<HostRow[]> {
  const { rows } =
    await sql<HostRow>`SELECT h.host, h.recipient_id AS "recipientId", r.name, r.ended_at IS NULL AND EXISTS (
      SELECT FROM disclosures.contracts c WHERE c.recipient_id = r.id AND c.kind = 'processing' AND c.confidential AND c.nothing_else
        AND c.confidential_on <= ${on}::date AND c.signed_on <= ${on}::date AND (c.ends_on IS NULL OR c.ends_on >= ${on}::date)) AS bound
    FROM disclosures.outside_hosts h JOIN disclosures.recipients r ON r.id = h.recipient_id
    WHERE h.host = ANY(${[...hosts]}::text[])`.execute(db);
  return rows;
}

export async function writeHost(
  trx: Trx,
  row: { readonly host: string; readonly recipientId: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO disclosures.outside_hosts (host, recipient_id, noted_by, noted_at)
    VALUES (${row.host}, ${row.recipientId}, ${row.by}, ${row.at})
    ON CONFLICT (host) DO UPDATE SET recipient_id = excluded.recipient_id, noted_by = excluded.noted_by, noted_at = excluded.noted_at`.execute(
    trx,
  );
}
