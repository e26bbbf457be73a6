import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export type Evidence = 'certificate' | 'letter' | 'mail';

/** A processor whose last contract is over: since which day, and where it is asked. */
export type OverRow = { readonly recipientId: string; readonly mailbox: string | null; readonly overOn: string };

/**
 * Processors that nothing may be given any more, and that were not asked since to confirm what they deleted; these, or
 * all (null). `on` is today (`YYYY-MM-DD`, the vendor's).
 */
export async function readUnasked(
  db: Reads,
  { recipientId, on, zone }: { readonly recipientId: string | null; readonly on: string; readonly zone: string },
): Promise<OverRow[]> {
  const { rows } = await sql<OverRow>`SELECT o.id AS "recipientId", o.mailbox, o.over_on::text AS "overOn"
    FROM (SELECT r.id, r.mailbox, least((r.ended_at AT TIME ZONE ${zone})::date,
          (SELECT CASE WHEN bool_or(c.ends_on IS NULL) THEN NULL ELSE max(c.ends_on) END FROM disclosures.contracts c WHERE c.recipient_id = r.id)) AS over_on,
        r.ended_at IS NOT NULL AS ended
      FROM disclosures.recipients r WHERE r.kind = 'processor' AND (${recipientId}::uuid IS NULL OR r.id = ${recipientId}::uuid)) o
    WHERE o.over_on IS NOT NULL AND (o.ended OR o.over_on < ${on}::date)
      AND NOT EXISTS (SELECT FROM disclosures.deletions d WHERE d.recipient_id = o.id AND d.over_on >= o.over_on AND d.withdrawn_at IS NULL)
    ORDER BY o.id`.execute(db);
  return rows;
}

/** False where one is open already: then nobody is asked again. */
export async function insertDeletion(
  db: Trx,
  row: {
    readonly id: string;
    readonly recipientId: string;
    readonly overOn: string;
    readonly askedAt: Date;
    readonly dueOn: string;
  },
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO disclosures.deletions (id, recipient_id, over_on, asked_at, due_on)
    VALUES (${row.id}, ${row.recipientId}, ${row.overOn}::date, ${row.askedAt}, ${row.dueOn}::date)
    ON CONFLICT DO NOTHING RETURNING id`.execute(db);
  return rows.length === 1;
}

/** Which mail asked. */
export async function markAsked(trx: Trx, id: string, ledgerId: string): Promise<void> {
  await sql`UPDATE disclosures.deletions SET ledger_id = ${ledgerId} WHERE id = ${id}`.execute(trx);
}

export type OpenDeletion = {
  readonly id: string;
  readonly recipientId: string;
  readonly name: string;
  readonly mailbox: string | null;
  readonly overOn: string;
  readonly dueOn: string;
};

const open = sql.raw(`disclosures.deletions d JOIN disclosures.recipients r ON r.id = d.recipient_id
  WHERE d.confirmed_at IS NULL AND d.withdrawn_at IS NULL`);
const columns = sql.raw(
  `d.id, d.recipient_id AS "recipientId", r.name, r.mailbox, d.over_on::text AS "overOn", d.due_on::text AS "dueOn"`,
);

/** Confirmations that are late and were not reminded of since then; held, so that two servers do not remind at once. */
export async function lockToRemind(
  trx: Trx,
  given: { readonly on: string; readonly since: Date },
): Promise<OpenDeletion[]> {
  const { rows } = await sql<OpenDeletion>`SELECT ${columns} FROM ${open} AND d.due_on < ${given.on}::date
    AND coalesce(d.reminded_at, '-infinity') < ${given.since} ORDER BY d.id FOR UPDATE OF d SKIP LOCKED`.execute(trx);
  return rows;
}

export async function markReminded(trx: Trx, id: string, at: Date): Promise<void> {
  await sql`UPDATE disclosures.deletions SET reminders = reminders + 1, reminded_at = ${at} WHERE id = ${id}`.execute(
    trx,
  );
}

/** What is waited for, the longest first. */
export async function readOpenDeletions(db: Reads): Promise<(OpenDeletion & { readonly count: number })[]> {
  const { rows } = await sql<OpenDeletion & { count: number }>`SELECT ${columns}, (count(*) OVER ())::int AS count
    FROM ${open} ORDER BY d.due_on, d.id LIMIT 5`.execute(db);
  return rows;
}

/** False where nothing is waited for. */
export async function confirmDeletion(
  trx: Trx,
  row: {
    readonly recipientId: string;
    readonly on: string;
    readonly evidence: Evidence;
    readonly by: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE disclosures.deletions SET confirmed_on = ${row.on}::date, evidence = ${row.evidence},
      confirmed_by = ${row.by}, confirmed_at = ${row.at}
    WHERE recipient_id = ${row.recipientId} AND confirmed_at IS NULL AND withdrawn_at IS NULL AND over_on <= ${row.on}::date RETURNING id`.execute(
      trx,
    );
  return rows.length === 1;
}

/** A further contract was made: what it holds it may go on holding. */
export async function withdrawDeletion(trx: Trx, recipientId: string, at: Date): Promise<void> {
  await sql`UPDATE disclosures.deletions SET withdrawn_at = ${at}
    WHERE recipient_id = ${recipientId} AND confirmed_at IS NULL AND withdrawn_at IS NULL`.execute(trx);
}
