import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { asRows } from '../../../platform/db/rows.ts';
import type { LicenceFacts } from '../rules/import/row.ts';

type Reads = Database['read'];

/** Of these serials, those that are there already, as given or in another spelling. */
export async function readTakenSerials(
  db: Reads,
  told: readonly { readonly line: number; readonly serial: string; readonly key: string | null }[],
): Promise<Set<number>> {
  const { rows } = await sql<{ line: number }>`SELECT t.line
    FROM json_to_recordset(${asRows(told)}) AS t (line int, serial text, key text)
    WHERE EXISTS (SELECT FROM licensing.licences l WHERE l.serial = t.serial COLLATE "C")
      OR EXISTS (SELECT FROM licensing.foreign_serials f WHERE f.key = t.key COLLATE "C")`.execute(db);
  return new Set(rows.map(({ line }) => line));
}

export interface ImportedLicence extends LicenceFacts {
  readonly id: string;
  readonly companyId: string | null;
}

/**
 * Licences with their way (issued by the vendor to the reseller, handed over to the company), their events, with the stops that somebody is
 * to lift, and the keys of foreign serials,
 * in one statement. Answers with the ids of those that were made: a serial that came meanwhile is left alone.
 */
export async function insertLicences(
  trx: Trx,
  licences: readonly ImportedLicence[],
  by: { readonly actor: { readonly kind: string; readonly id: string | null }; readonly at: Date },
): Promise<Set<string>> {
  const { actor, at } = by;
  const { rows } = await sql<{
    id: string;
  }>`WITH told AS MATERIALIZED (SELECT * FROM json_to_recordset(${asRows(licences)}) AS t (id uuid, serial text,
      key text, "productId" uuid, "releaseId" uuid, kind text, state text, seats int, "issuedOn" timestamptz, "expiresOn" date,
      "maintenanceUntil" date, "holderId" uuid, "companyId" uuid)),
    made AS (INSERT INTO licensing.licences (id, serial, product_id, release_id, kind, state, seats, expires_on, maintenance_until,
        holder_company_id, company_id, created_at, issued_at, changed_at)
      SELECT id, serial, "productId", "releaseId", kind, state, seats, "expiresOn", "maintenanceUntil", "holderId", "companyId", ${at}::timestamptz,
        CASE WHEN state <> 'draft' THEN coalesce("issuedOn", ${at}::timestamptz) END, ${at}::timestamptz
      FROM told ON CONFLICT (serial) DO NOTHING RETURNING id),
    written AS MATERIALIZED (SELECT told.* FROM told JOIN made USING (id)),
    way AS (INSERT INTO licensing.handovers (licence_id, kind, from_company_id, to_company_id, at, actor_kind, actor_id)
      SELECT w.id, g.kind, g.from_id, g.to_id, coalesce(w."issuedOn", ${at}::timestamptz), ${actor.kind}, ${actor.id}::uuid
      FROM written w CROSS JOIN LATERAL (VALUES (1, 'issued', NULL::uuid, w."holderId"), (2, 'handed over', w."holderId", w."companyId"))
        AS g (step, kind, from_id, to_id)
      WHERE w."holderId" IS NOT NULL AND g.to_id IS NOT NULL ORDER BY w.id, g.step),
    event AS (INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
      SELECT w.id, ${at}::timestamptz, e.kind, ${actor.kind}, ${actor.id}::uuid
      FROM written w CROSS JOIN (VALUES ('imported', NULL), ('handed over', NULL), ('suspended', 'suspended'), ('held', 'on hold')) AS e (kind, state)
      WHERE e.kind = 'imported' OR e.state = w.state OR (e.kind = 'handed over' AND w."companyId" IS NOT NULL)),
    key AS (INSERT INTO licensing.foreign_serials (key, licence_id) SELECT w.key, w.id FROM written w WHERE w.key IS NOT NULL)
    SELECT id FROM made`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}
