import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

/** Mails to a person, about them, and reports in which they stand; sent ones go a little earlier than they would anyway. */
export async function eraseMails(
  db: Trx,
  { personId, values }: { readonly personId: string; readonly values: readonly string[] },
) {
  const { rows } = await sql<{
    sent: boolean;
    report: boolean;
  }>`DELETE FROM platform.mail_outbox m USING disclosures.ledger l
    WHERE l.id = m.ledger_id AND (l.person_id = ${personId} OR l.recipient_id = ${personId} OR m.to_address = ANY (${[...values]}::text[])
      OR (l.about_kind = 'report' AND l.about_id IN (SELECT about_id FROM disclosures.ledger WHERE person_id = ${personId} AND channel = 'report')))
    RETURNING m.state = 'sent' AS sent, l.about_kind IS NOT DISTINCT FROM 'report' AS report`.execute(db);
  return { mails: rows.length, withdrawn: rows.filter((row) => row.report && !row.sent).length };
}

/** Rows of the ledger that speak of a person: they stay, without a name. */
export async function countDisclosures(db: Reads, personId: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::int AS n FROM disclosures.ledger WHERE person_id = ${personId}`.execute(db);
  return rows[0]?.n ?? 0;
}
