import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Given } from './holders.ts';

interface NewToTell extends Given {
  readonly erasureId: string;
  readonly personId: string;
  readonly recipientId: string;
}

/** An erasure of which a holder is still to be told. What it was told before a backup brought the person back is not told again. */
export async function insertToTell(trx: Trx, rows: readonly NewToTell[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`INSERT INTO rights.erasures_to_tell (erasure_id, recipient_id, fields, first_at, last_at)
    SELECT t."erasureId", t."recipientId", t.fields, t."firstAt", t."lastAt" FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS t ("erasureId" uuid, "personId" uuid, "recipientId" uuid, fields text[], "firstAt" timestamptz, "lastAt" timestamptz)
    WHERE NOT EXISTS (SELECT FROM rights.holder_notices n WHERE n.kind = 'erasure' AND n.person_id = t."personId" AND n.recipient_id = t."recipientId")
    ON CONFLICT DO NOTHING`.execute(trx);
}

/** Holders to whom something is still to be told. */
export async function readHoldersToTell(db: Database['read']): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT DISTINCT recipient_id AS id FROM rights.erasures_to_tell`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export interface ToTell {
  readonly erasure_id: string;
  readonly person_id: string;
  readonly erased_at: Date;
  readonly fields: readonly string[];
  readonly first_at: Date;
  readonly last_at: Date;
}

/** Takes what is to be told to one holder, as much as goes into one mail; nobody else takes the same. */
export async function takeToTell(trx: Trx, recipientId: string, most: number): Promise<ToTell[]> {
  const { rows } = await sql<ToTell>`WITH taken AS (DELETE FROM rights.erasures_to_tell
      WHERE recipient_id = ${recipientId} AND erasure_id IN (SELECT erasure_id FROM rights.erasures_to_tell
        WHERE recipient_id = ${recipientId} ORDER BY erasure_id LIMIT ${most} FOR UPDATE SKIP LOCKED)
      RETURNING erasure_id, fields, first_at, last_at)
    SELECT t.*, e.person_id, coalesce(e.erased_at, e.begun_at) AS erased_at FROM taken t JOIN rights.erasures e ON e.id = t.erasure_id
    ORDER BY e.begun_at, e.id`.execute(trx);
  return rows;
}
