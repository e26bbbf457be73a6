import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export type BreachWords = {
  readonly happened: string;
  readonly consequences: string;
  readonly measures: string;
  readonly contact: string;
};

export type BreachRow = BreachWords & {
  readonly id: string;
  readonly incident_id: string;
  readonly fields: readonly string[];
  readonly open_from: Date;
  readonly open_until: Date;
  readonly people: number;
  readonly written_by: string;
  readonly written_at: Date;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
  readonly stopped_at: Date | null;
  readonly finished_at: Date | null;
  readonly waiting: number;
  readonly told: number;
  readonly gone: number;
  readonly by_hand: number;
};

const columns =
  sql.raw(`b.id, b.incident_id::text AS incident_id, b.happened, b.consequences, b.measures, b.contact, b.fields, b.open_from, b.open_until, b.people,
  b.written_by, b.written_at, b.approved_by, b.approved_at, b.stopped_at, b.finished_at`);
const counts =
  sql.raw(`(SELECT count(*)::int FROM rights.breach_tellings t WHERE t.notice_id = b.id AND t.state = 'waiting') AS waiting,
  (SELECT count(*)::int FROM rights.breach_tellings t WHERE t.notice_id = b.id AND t.state = 'told') AS told,
  (SELECT count(*)::int FROM rights.breach_tellings t WHERE t.notice_id = b.id AND t.state = 'gone') AS gone,
  (SELECT count(*)::int FROM rights.breach_tellings t WHERE t.notice_id = b.id AND t.state = 'by hand') AS by_hand`);

export async function insertBreach(
  db: Trx,
  row: BreachWords & {
    readonly id: string;
    readonly incidentId: string;
    readonly fields: readonly string[];
    readonly from: string;
    readonly until: string;
    readonly people: number;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`INSERT INTO rights.breach_notices (id, incident_id, happened, consequences, measures, contact, fields, open_from, open_until, people, written_by, written_at)
    VALUES (${row.id}, ${row.incidentId}::bigint, ${row.happened}, ${row.consequences}, ${row.measures}, ${row.contact}, ${[...row.fields]}::text[],
      ${row.from}::timestamptz, ${row.until}::timestamptz, ${row.people}, ${row.by}, ${row.at})`.execute(db);
}

export async function readBreaches(db: Reads, incidentId: string): Promise<BreachRow[]> {
  const { rows } = await sql<BreachRow>`SELECT ${columns}, ${counts} FROM rights.breach_notices b
    WHERE b.incident_id = ${incidentId}::bigint ORDER BY b.written_at DESC, b.id LIMIT 100`.execute(db);
  return rows;
}

/** Held until the end of the transaction. */
export async function lockBreach(db: Trx, id: string): Promise<BreachRow | null> {
  const { rows } =
    await sql<BreachRow>`SELECT ${columns}, ${counts} FROM rights.breach_notices b WHERE b.id = ${id} FOR UPDATE OF b`.execute(
      db,
    );
  return rows[0] ?? null;
}

export async function updateBreach(
  db: Trx,
  id: string,
  change: Partial<Pick<BreachRow, 'approved_by' | 'approved_at' | 'stopped_at' | 'finished_at'>>,
): Promise<void> {
  const sets = Object.entries(change).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`UPDATE rights.breach_notices SET ${sql.join(sets)} WHERE id = ${id}`.execute(db);
}

export async function insertBreachTellings(db: Trx, noticeId: string, people: readonly string[]): Promise<void> {
  await sql`INSERT INTO rights.breach_tellings (notice_id, person_id)
    SELECT ${noticeId}, unnest(${[...people]}::uuid[]) ON CONFLICT DO NOTHING`.execute(db);
}

/** What was approved and is not done. */
export async function readOpenBreaches(db: Reads): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM rights.breach_notices
    WHERE approved_at IS NOT NULL AND stopped_at IS NULL AND finished_at IS NULL ORDER BY approved_at`.execute(db);
  return rows.map(({ id }) => id);
}

/** The next who wait, held: another server takes others. */
export async function lockWaiting(db: Trx, noticeId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`SELECT person_id FROM rights.breach_tellings
    WHERE notice_id = ${noticeId} AND state = 'waiting' ORDER BY person_id LIMIT ${limit} FOR UPDATE SKIP LOCKED`.execute(
    db,
  );
  return rows.map((row) => row.person_id);
}

export async function markBreachTold(
  db: Trx,
  noticeId: string,
  told: readonly { readonly personId: string; readonly ledgerId: string }[],
  at: Date,
): Promise<void> {
  await sql`UPDATE rights.breach_tellings t SET state = 'told', told_at = ${at}, ledger_id = g."ledgerId"
    FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS g ("personId" uuid, "ledgerId" uuid)
    WHERE t.notice_id = ${noticeId} AND t.person_id = g."personId"`.execute(db);
}

export async function markBreachNot(
  db: Trx,
  noticeId: string,
  people: readonly string[],
  state: 'gone' | 'by hand',
): Promise<void> {
  await sql`UPDATE rights.breach_tellings SET state = ${state}
    WHERE notice_id = ${noticeId} AND person_id = ANY (${[...people]}::uuid[])`.execute(db);
}

/** Of which breaches a person was told. */
export async function readBreachesOf(db: Reads, personId: string) {
  const { rows } = await sql<
    BreachWords & { id: string; told_at: Date }
  >`SELECT b.id, b.happened, b.consequences, b.measures, b.contact, t.told_at
    FROM rights.breach_tellings t JOIN rights.breach_notices b ON b.id = t.notice_id
    WHERE t.person_id = ${personId} AND t.state = 'told' ORDER BY t.told_at DESC LIMIT 50`.execute(db);
  return rows;
}
