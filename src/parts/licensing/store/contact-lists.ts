import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

/** How often a member has opened the list since then. Until the end of the transaction they cannot open it beside this. */
export async function countLists(
  trx: Trx,
  asked: { readonly memberId: string; readonly since: Date },
): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${asked.memberId}, 3))`.execute(trx);
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.contact_lists
    WHERE member_id = ${asked.memberId} AND at > ${asked.since}`.execute(trx);
  return rows[0]?.count ?? 0;
}

export interface ListedSeat {
  licence_id: string;
  person_id: string;
  /** Whether they have said, or nobody had to ask, that it was them. */
  applied: boolean;
  activated_at: Date;
}

/** Who activated the seats of these licences that are in use, for the company. */
export async function readListedSeats(
  trx: Trx,
  of: { readonly licenceIds: readonly string[]; readonly companyId: string },
): Promise<ListedSeat[]> {
  const { rows } =
    await sql<ListedSeat>`SELECT a.licence_id, g.person_id, g.state = 'applied' AS applied, a.activated_at
    FROM licensing.activations a JOIN licensing.registrations g ON g.id = a.registration_id
    WHERE a.licence_id = ANY (${[...of.licenceIds]}::uuid[]) AND g.company_id = ${of.companyId} AND g.state <> 'disowned'
      AND a.deactivated_at IS NULL
    ORDER BY a.activated_at, a.id LIMIT 5000`.execute(trx);
  return rows;
}

export async function insertList(
  trx: Trx,
  row: {
    readonly id: string;
    readonly at: Date;
    readonly memberId: string;
    readonly companyId: string;
    readonly lines: number;
    readonly named: number;
  },
): Promise<void> {
  await sql`INSERT INTO licensing.contact_lists (id, at, member_id, company_id, lines, named)
    VALUES (${row.id}, ${row.at}, ${row.memberId}, ${row.companyId}, ${row.lines}, ${row.named})`.execute(trx);
}

/** One row for each person that a list named, with each licence. */
export async function insertListed(
  trx: Trx,
  list: { readonly id: string; readonly at: Date; readonly memberId: string; readonly companyId: string },
  named: readonly { id: string; licenceId: string; personId: string; ledgerId: string }[],
): Promise<void> {
  const column = (name: 'id' | 'licenceId' | 'personId' | 'ledgerId') => named.map((each) => each[name]);
  await sql`INSERT INTO licensing.inquiries (id, at, channel, member_id, licence_id, company_id, answer, named_person_id, ledger_id, list_id)
    SELECT n.id, ${list.at}, 'list', ${list.memberId}, n.licence_id, ${list.companyId}, 'named', n.person_id, n.ledger_id, ${list.id}
    FROM unnest(${column('id')}::uuid[], ${column('licenceId')}::uuid[], ${column('personId')}::uuid[], ${column('ledgerId')}::uuid[])
      AS n (id, licence_id, person_id, ledger_id)`.execute(trx);
}
