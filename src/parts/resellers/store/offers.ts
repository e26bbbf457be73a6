import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export interface OfferRow {
  id: string;
  lead_id: string;
  reseller_company_id: string;
  territory_id: string | null;
  reason: string;
  offered_at: Date;
  due_at: Date;
  reminded_at: Date | null;
  state: 'open' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn';
  answered_at: Date | null;
}

const columns = sql.raw(
  'id, lead_id, reseller_company_id, territory_id, reason, offered_at, due_at, reminded_at, state, answered_at',
);

/** Withdrawn by nobody: the lead was closed under the reseller, which has not been heard. */
const unheard = sql.raw(`o.state = 'withdrawn' AND o.answered_by IS NULL`);

/** Of one lead, the first first; under a tenant its own. */
export async function readOffers(db: Reads, leadId: string): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`SELECT ${columns} FROM resellers.lead_offers WHERE lead_id = ${leadId}
    ORDER BY offered_at, id LIMIT 1000`.execute(db);
  return rows;
}

/** The resellers that a lead was offered to, but for those under which it was closed. Not read by tenants. */
export async function readAsked(trx: Trx, leadId: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`SELECT o.reseller_company_id AS id FROM resellers.lead_offers o
    WHERE o.lead_id = ${leadId} AND NOT (${unheard})`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

export async function readOpenOffer(db: Reads, leadId: string): Promise<OfferRow | null> {
  const { rows } = await sql<OfferRow>`SELECT ${columns} FROM resellers.lead_offers
    WHERE lead_id = ${leadId} AND state = 'open'`.execute(db);
  return rows[0] ?? null;
}

export async function insertOffer(
  trx: Trx,
  row: Omit<OfferRow, 'reminded_at' | 'state' | 'answered_at'> & { readonly ledger_id: string },
): Promise<void> {
  await sql`INSERT INTO resellers.lead_offers (id, lead_id, reseller_company_id, territory_id, reason, ledger_id, offered_at, due_at, state)
    VALUES (${row.id}, ${row.lead_id}, ${row.reseller_company_id}, ${row.territory_id}, ${row.reason}, ${row.ledger_id}, ${row.offered_at},
      ${row.due_at}, 'open')`.execute(trx);
}

/** Ends the open offer of a lead, if there is one. */
export async function answerOffer(
  trx: Trx,
  answer: {
    readonly leadId: string;
    readonly state: Exclude<OfferRow['state'], 'open'>;
    readonly by: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await sql`UPDATE resellers.lead_offers SET state = ${answer.state}, answered_at = ${answer.at}, answered_by = ${answer.by}
    WHERE lead_id = ${answer.leadId} AND state = 'open'`.execute(trx);
}

export async function writeReminded(trx: Trx, offerId: string, at: Date): Promise<void> {
  await sql`UPDATE resellers.lead_offers SET reminded_at = ${at} WHERE id = ${offerId}`.execute(trx);
}

/** Leads whose open offer is due before this time, or is over. */
export async function readDueOffers(db: Reads, until: Date): Promise<string[]> {
  const { rows } = await sql<{ lead_id: string }>`SELECT lead_id FROM resellers.lead_offers
    WHERE state = 'open' AND due_at <= ${until} ORDER BY due_at, id LIMIT 1000`.execute(db);
  return rows.map((row) => row.lead_id);
}

/** Leads that wait and were offered to nobody so far, or to none that was heard, the oldest first. */
export async function readNeverOffered(db: Reads): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT l.id FROM resellers.leads l WHERE l.state = 'waiting'
    AND NOT EXISTS (SELECT FROM resellers.lead_offers o WHERE o.lead_id = l.id AND NOT (${unheard})) ORDER BY l.created_at, l.id LIMIT 1000`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** The time of whatever this reseller is offered is over now. */
export async function hurryOffers(trx: Trx, resellerCompanyId: string, at: Date): Promise<void> {
  await sql`UPDATE resellers.lead_offers SET due_at = ${at}
    WHERE reseller_company_id = ${resellerCompanyId} AND state = 'open' AND due_at > ${at}`.execute(trx);
}
