import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Reads = Database['read'];

export type OutboxRow = {
  readonly id: string;
  readonly kind: string;
  readonly recipient_kind: string;
  readonly recipient_name: string | null;
  readonly state: 'queued' | 'sending' | 'sent' | 'refused';
  readonly queued_at: Date;
  readonly sent_at: Date | null;
  readonly attempts: number;
  readonly retry_at: Date | null;
  readonly failure: string | null;
  readonly ledger_id: string;
  readonly sort_value: string;
};

const columns =
  sql.raw(`o.id, o.kind, l.recipient_kind, r.name AS recipient_name, o.state, o.queued_at, o.sent_at, o.attempts,
  o.retry_at, o.failure, o.ledger_id`);
const from = sql.raw(`platform.mail_outbox o JOIN disclosures.ledger l ON l.id = o.ledger_id
  LEFT JOIN disclosures.recipients r ON r.id = l.recipient_id`);

export async function listOutbox(
  db: Reads,
  list: ListRequest,
  filters: { readonly state: string | null; readonly kind: string | null },
): Promise<{ rows: OutboxRow[]; count: number }> {
  const page = keyset(list, { queuedAt: { sql: 'o.queued_at', type: 'timestamptz' } }, { sql: 'o.id', type: 'uuid' });
  const where = sql`${filters.state === null ? sql`true` : sql`o.state = ${filters.state}`}
    AND ${filters.kind === null ? sql`true` : sql`o.kind = ${filters.kind}`}`;
  const { rows } = await sql<OutboxRow>`SELECT ${columns}, ${page.value} AS sort_value FROM ${from}
    WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM platform.mail_outbox o WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** One mail with its text. */
export const readMail = personalQuery({
  name: 'disclosures outgoing mail',
  readers: ['operations', 'rights'],
  sample: '00000000-0000-4000-8000-000000000000',
  build: (db, id) => {
    const text = sql<
      OutboxRow & { to_address: string; subject: string; body_text: string }
    >`SELECT ${columns}, '' AS sort_value, o.to_address, o.subject, o.body_text FROM ${from} WHERE o.id = ${id}`;
    return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
  },
});

/** One mail without its text, held so that the sender does not take it up meanwhile; whether its recipient has been ended. */
export async function lockMail(trx: Trx, id: string, now: Date) {
  const { rows } = await sql<OutboxRow & { recipient_ended: boolean }>`
    SELECT ${columns}, '' AS sort_value, coalesce(r.ended_at <= ${now}, false) AS recipient_ended FROM ${from}
    WHERE o.id = ${id} FOR UPDATE OF o`.execute(trx);
  return rows[0];
}

/** Counts its tries anew, and lets the sender take it up at once. */
export async function queueAgain(trx: Trx, id: string): Promise<void> {
  await sql`UPDATE platform.mail_outbox SET state = 'queued', attempts = 0, retry_at = NULL, failure = NULL WHERE id = ${id}`.execute(
    trx,
  );
}

/** What waits longer than it should, or was refused for good. */
export async function readWaitingMail(db: Reads, since: Date) {
  const { rows } = await sql<{ id: string; kind: string; state: string; queued_at: Date; count: number }>`
    SELECT id, kind, state, queued_at, (count(*) OVER ())::int AS count FROM platform.mail_outbox
    WHERE state = 'refused' OR (state IN ('queued', 'sending') AND queued_at < ${since}) ORDER BY queued_at LIMIT 5`.execute(
    db,
  );
  return rows;
}

/** Mails to a person themself: what kind, when, and whether they went out. */
export async function readMailsToPerson(db: Reads, personId: string) {
  const { rows } = await sql<{ kind: string; queued_at: Date; sent_at: Date | null; state: string }>`
    SELECT o.kind, o.queued_at, o.sent_at, o.state FROM platform.mail_outbox o JOIN disclosures.ledger l ON l.id = o.ledger_id
    WHERE l.person_id = ${personId} AND l.recipient_kind = 'person' ORDER BY o.queued_at DESC, o.id LIMIT 200`.execute(
    db,
  );
  return rows;
}

/** Mails to a person or about them that have not left yet: they do not leave any more. */
export async function deleteWaitingMails(trx: Trx, personId: string): Promise<void> {
  await sql`DELETE FROM platform.mail_outbox m USING disclosures.ledger l WHERE l.id = m.ledger_id AND m.state = 'queued'
    AND (l.person_id = ${personId} OR l.recipient_id = ${personId})`.execute(trx);
}
