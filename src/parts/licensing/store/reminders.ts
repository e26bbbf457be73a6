import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

/** Contracts near their end of which a reminder of this stage may be missing still. */
export async function readToRemind(
  db: Database['read'],
  days: { readonly today: string; readonly until: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT c.id FROM licensing.contracts c
    WHERE c.ends_on BETWEEN ${days.today}::date AND ${days.until}::date AND c.starts_on <= ${days.today}::date AND c.declined_at IS NULL
      AND NOT EXISTS (SELECT FROM licensing.contracts n WHERE n.renews_id = c.id)
      AND (SELECT count(*) FROM licensing.reminders r WHERE r.contract_id = c.id AND r.days = (SELECT min(d) FROM unnest(ARRAY[7, 30, 60, 90]) d
        WHERE d >= c.ends_on - ${days.today}::date)) < 2
    ORDER BY c.ends_on, c.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** To whom the reminder of this stage went already. */
export async function readReminded(trx: Trx, contractId: string, days: number): Promise<string[]> {
  const { rows } = await sql<{ recipient_kind: string }>`SELECT recipient_kind FROM licensing.reminders
    WHERE contract_id = ${contractId} AND days = ${days}`.execute(trx);
  return rows.map((row) => row.recipient_kind);
}

/** Who registered a licence for the company: first of this licence, then the latest. */
export async function readRegistrants(
  trx: Trx<'customer service'>,
  of: { readonly companyId: string; readonly licenceId: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`SELECT person_id FROM licensing.registrations
    WHERE company_id = ${of.companyId} AND state = 'applied' GROUP BY person_id
    ORDER BY bool_or(licence_id = ${of.licenceId}) DESC NULLS LAST, max(given_at) DESC, person_id LIMIT 50`.execute(
    trx,
  );
  return rows.map((row) => row.person_id);
}

export async function insertReminder(
  trx: Trx,
  row: {
    readonly contractId: string;
    readonly days: number;
    readonly recipientKind: string;
    readonly ledgerId: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`INSERT INTO licensing.reminders (contract_id, days, recipient_kind, ledger_id, sent_at)
    VALUES (${row.contractId}, ${row.days}, ${row.recipientKind}, ${row.ledgerId}, ${row.at})`.execute(trx);
}
