import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Reads = Database['read'];

export type ToldRow = {
  readonly recipientId: string;
  readonly state: 'queued' | 'no mailbox' | 'ended';
  readonly ledgerId: string | null;
};

/** False where this correction was handled before: news comes at least once. Two at once wait for each other. */
export async function insertCorrection(
  db: Reads,
  row: {
    readonly id: string;
    readonly personId: string;
    readonly field: string;
    readonly at: Date;
    readonly sourceKind: 'person page' | 'staff';
  },
): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('rights.corrections'), hashtext(${row.personId}))`.execute(db);
  const { rows } = await sql`INSERT INTO rights.corrections (id, person_id, field, at, source_kind)
    SELECT ${row.id}::uuid, ${row.personId}::uuid, ${row.field}, ${row.at}::timestamptz, ${row.sourceKind}
    WHERE NOT EXISTS (SELECT FROM rights.corrections WHERE person_id = ${row.personId} AND field = ${row.field} AND at = ${row.at})
    RETURNING id`.execute(db);
  return rows.length === 1;
}

export async function insertTold(db: Reads, correctionId: string, told: readonly ToldRow[], at: Date): Promise<void> {
  if (told.length === 0) return;
  await sql`INSERT INTO rights.correction_notices (correction_id, recipient_id, state, ledger_id, at)
    SELECT ${correctionId}::uuid, t."recipientId", t.state, t."ledgerId", ${at}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS t ("recipientId" uuid, state text, "ledgerId" uuid)`.execute(
    db,
  );
}

export type CorrectionRow = {
  readonly id: string;
  readonly at: Date;
  readonly person_id: string;
  readonly field: string;
  readonly source_kind: 'person page' | 'staff';
  readonly told: readonly { readonly recipient_id: string; readonly state: ToldRow['state']; readonly at: string }[];
  readonly sort_value: string;
};

const told =
  sql.raw(`(SELECT coalesce(json_agg(json_build_object('recipient_id', n.recipient_id, 'state', n.state, 'at', n.at) ORDER BY n.recipient_id), '[]')
  FROM rights.correction_notices n WHERE n.correction_id = c.id) AS told`);

export async function listCorrections(db: Reads, list: ListRequest, personId: string | null) {
  const page = keyset(list, { at: { sql: 'c.at', type: 'timestamptz' } }, { sql: 'c.id', type: 'uuid' });
  const where = personId === null ? sql`true` : sql`c.person_id = ${personId}`;
  const { rows } =
    await sql<CorrectionRow>`SELECT c.id, c.at, c.person_id, c.field, c.source_kind, ${told}, ${page.value} AS sort_value
    FROM rights.corrections c WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM rights.corrections c WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** Corrections since then that somebody who had the old value could not be told of by mail. */
export async function readUntold(db: Reads, since: Date) {
  const { rows } = await sql<{ id: string; field: string; at: Date; count: number }>`
    SELECT c.id, c.field, c.at, (count(*) OVER ())::int AS count FROM rights.corrections c
    WHERE c.at > ${since} AND EXISTS (SELECT FROM rights.correction_notices n WHERE n.correction_id = c.id AND n.state = 'no mailbox')
    ORDER BY c.at DESC, c.id LIMIT 5`.execute(db);
  return rows;
}
