import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { DecisionReason, DisputeOutcome, DisputeState, Side } from '../rules/disputes.ts';

type Reads = Database['read'];

export interface DisputeRow {
  id: string;
  number: string;
  licence_id: string;
  serial: string;
  product: string;
  licence_company_id: string | null;
  state: DisputeState;
  opened_at: Date;
  opened_by: string | null;
  registration_id: string | null;
  decided_at: Date | null;
  decided_by: string | null;
  reason: DecisionReason | null;
  seats_until: Date | null;
  seats_freed_at: Date | null;
  holder_claim_id: string;
  holder_company_id: string;
  claimant_claim_id: string;
  claimant_company_id: string;
  sort_value: string | null;
}

const columns =
  sql.raw(`d.id, d.number, d.licence_id, l.serial, p.name AS product, l.company_id AS licence_company_id, d.state, d.opened_at,
  d.opened_by, d.registration_id, d.decided_at, d.decided_by, d.reason, d.seats_until, d.seats_freed_at,
  h.id AS holder_claim_id, h.company_id AS holder_company_id, c.id AS claimant_claim_id, c.company_id AS claimant_company_id`);
const from =
  sql.raw(`licensing.disputes d JOIN licensing.licences l ON l.id = d.licence_id JOIN licensing.products p ON p.id = l.product_id
  JOIN licensing.dispute_claims h ON h.dispute_id = d.id AND h.side = 'holder'
  JOIN licensing.dispute_claims c ON c.dispute_id = d.id AND c.side = 'claimant'`);
const sorts = { openedAt: { sql: 'd.opened_at', type: 'timestamptz' } } as const;

export interface DisputeFilter {
  readonly state?: DisputeState | undefined;
  readonly licenceId?: string | undefined;
  readonly companyId?: string | undefined;
}

export async function readDisputes(
  db: Reads,
  list: ListRequest,
  filter: DisputeFilter,
): Promise<{ rows: DisputeRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'd.id', type: 'uuid' });
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (filter.state) conditions.push(sql`d.state = ${filter.state}`);
  if (filter.licenceId) conditions.push(sql`d.licence_id = ${filter.licenceId}`);
  if (filter.companyId)
    conditions.push(
      sql`d.id IN (SELECT dispute_id FROM licensing.dispute_claims WHERE company_id = ${filter.companyId})`,
    );
  const where = sql.join(conditions, sql` AND `);
  const { rows } = await sql<DisputeRow>`SELECT ${columns}, ${page.value} AS sort_value FROM ${from}
    WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM (SELECT FROM licensing.disputes d WHERE ${where} LIMIT 10000) counted`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

export async function readDispute(db: Reads, id: string): Promise<DisputeRow | null> {
  const { rows } = await sql<DisputeRow>`SELECT ${columns}, NULL AS sort_value FROM ${from} WHERE d.id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** The dispute with its licence, held until the end of the transaction: the licence first, as everywhere. */
export async function holdDispute(trx: Trx, id: string): Promise<DisputeRow | null> {
  await sql`SELECT FROM licensing.licences WHERE id = (SELECT licence_id FROM licensing.disputes WHERE id = ${id}) FOR UPDATE`.execute(
    trx,
  );
  await sql`SELECT FROM licensing.disputes WHERE id = ${id} FOR UPDATE`.execute(trx);
  return readDispute(trx, id);
}

/** Which of these licences two companies claim now. */
export async function readDisputed(db: Reads, licenceIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ licence_id: string }>`SELECT licence_id FROM licensing.disputes
    WHERE licence_id = ANY(${[...licenceIds]}::uuid[]) AND state = 'open'`.execute(db);
  return new Set(rows.map((row) => row.licence_id));
}

/** When a dispute about this licence was decided last. */
export async function readLastDecided(db: Reads, licenceId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`SELECT max(decided_at) AS at FROM licensing.disputes
    WHERE licence_id = ${licenceId}`.execute(db);
  return rows[0]?.at ?? null;
}

export interface NewDispute {
  readonly id: string;
  readonly licenceId: string;
  readonly at: Date;
  readonly memberId: string | null;
  readonly registrationId: string | null;
  readonly claims: readonly { readonly id: string; readonly side: Side; readonly companyId: string }[];
}

export async function insertDispute(trx: Trx, row: NewDispute): Promise<void> {
  await sql`INSERT INTO licensing.disputes (id, licence_id, state, opened_at, opened_by, registration_id)
    VALUES (${row.id}, ${row.licenceId}, 'open', ${row.at}, ${row.memberId}, ${row.registrationId})`.execute(trx);
  for (const claim of row.claims)
    await sql`INSERT INTO licensing.dispute_claims (id, dispute_id, side, company_id)
      VALUES (${claim.id}, ${row.id}, ${claim.side}, ${claim.companyId})`.execute(trx);
}

export interface NewEvidence {
  readonly id: string;
  readonly claimId: string;
  readonly channel: 'phone' | 'mail' | 'letter' | 'registration';
  readonly evidence: string;
  readonly at: Date;
  readonly memberId: string | null;
}

export async function insertEvidence(trx: Trx, row: NewEvidence): Promise<void> {
  await sql`INSERT INTO licensing.dispute_evidence (id, claim_id, channel, evidence, at, member_id)
    VALUES (${row.id}, ${row.claimId}, ${row.channel}, ${row.evidence}, ${row.at}, ${row.memberId})`.execute(trx);
}

export interface EvidenceRow {
  id: string;
  side: Side;
  channel: NewEvidence['channel'];
  evidence: string;
  at: Date;
  member_id: string | null;
}

/** What both sides brought forward, the earliest first. */
export const readEvidence = personalQuery({
  name: 'licensing: evidence in a dispute',
  readers: ['customer service'],
  sample: '00000000-0000-4000-8000-000000000000',
  build: (db, disputeId: string) => {
    const query = sql<EvidenceRow>`SELECT e.id, c.side, e.channel, e.evidence, e.at, e.member_id FROM licensing.dispute_evidence e
      JOIN licensing.dispute_claims c ON c.id = e.claim_id WHERE c.dispute_id = ${disputeId} ORDER BY e.at, e.id LIMIT 500`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** The mail address of a registration that was confirmed or needed no confirming. */
export const readRegistrationAddress = personalQuery({
  name: 'licensing: the mail address of a registration that may claim a licence',
  readers: ['registration'],
  sample: '00000000-0000-4000-8000-000000000000',
  build: (db, registrationId: string) => {
    const query = sql<{ email: string }>`SELECT email FROM licensing.registrations
      WHERE id = ${registrationId} AND state = 'applied' AND email IS NOT NULL`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** Whether this registration has opened a dispute before: news is told more than once. */
export async function hasOpened(db: Reads, registrationId: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM licensing.disputes WHERE registration_id = ${registrationId}`.execute(db);
  return rows.length > 0;
}

export async function insertTelling(
  trx: Trx,
  row: {
    readonly id: string;
    readonly claimId: string;
    readonly what: 'opened' | DisputeOutcome | 'taken back';
    readonly at: Date;
    readonly ledgerId: string | null;
  },
): Promise<void> {
  await sql`INSERT INTO licensing.dispute_tellings (id, claim_id, what, at, ledger_id)
    VALUES (${row.id}, ${row.claimId}, ${row.what}, ${row.at}, ${row.ledgerId})`.execute(trx);
}

export interface TellingRow {
  side: Side;
  what: 'opened' | DisputeOutcome | 'taken back';
  at: Date;
  told: boolean;
}

export async function readTellings(db: Reads, disputeId: string): Promise<TellingRow[]> {
  const { rows } = await sql<TellingRow>`SELECT c.side, t.what, t.at, t.ledger_id IS NOT NULL AS told
    FROM licensing.dispute_tellings t JOIN licensing.dispute_claims c ON c.id = t.claim_id
    WHERE c.dispute_id = ${disputeId} ORDER BY t.at, c.side DESC LIMIT 200`.execute(db);
  return rows;
}

export async function writeDecision(
  trx: Trx,
  decided: {
    readonly id: string;
    readonly outcome: DisputeOutcome;
    readonly reason: DecisionReason;
    readonly memberId: string;
    readonly at: Date;
    readonly seatsUntil: Date | null;
  },
): Promise<void> {
  await sql`UPDATE licensing.disputes SET state = ${decided.outcome}, reason = ${decided.reason}, decided_by = ${decided.memberId},
    decided_at = ${decided.at}, seats_until = ${decided.seatsUntil} WHERE id = ${decided.id}`.execute(trx);
}

/** Open again, as if it had not been decided; that it was stands in the past of the licence. */
export async function writeTakenBack(trx: Trx, id: string): Promise<void> {
  await sql`UPDATE licensing.disputes SET state = 'open', reason = NULL, decided_by = NULL, decided_at = NULL, seats_until = NULL
    WHERE id = ${id}`.execute(trx);
}

/** The licence belongs to the other company; the serial's history says so. */
export async function writeTransfer(
  trx: Trx,
  given: {
    readonly licenceId: string;
    readonly from: string;
    readonly to: string;
    readonly at: Date;
    readonly actor: { readonly kind: string; readonly id: string | null };
  },
): Promise<void> {
  await sql`UPDATE licensing.licences SET company_id = ${given.to}, changed_at = ${given.at} WHERE id = ${given.licenceId}`.execute(
    trx,
  );
  await sql`INSERT INTO licensing.handovers (licence_id, kind, from_company_id, to_company_id, at, actor_kind, actor_id)
    VALUES (${given.licenceId}, 'transferred', ${given.from}, ${given.to}, ${given.at}, ${given.actor.kind}, ${given.actor.id})`.execute(
    trx,
  );
}

/** Disputes whose licence went over and whose time of the seats is over, a few at a time. */
export async function readSeatsDue(db: Reads, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM licensing.disputes
    WHERE seats_until <= ${now} AND seats_freed_at IS NULL ORDER BY licence_id LIMIT 100`.execute(db);
  return rows.map(({ id }) => id);
}

/** Seats of a held licence in use that were registered for another company than the one that has it now, or by nobody. */
export async function readSeatsOfOthers(
  trx: Trx,
  of: { readonly licenceId: string; readonly companyId: string; readonly before: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT a.id FROM licensing.activations a
      LEFT JOIN licensing.registrations g ON g.id = a.registration_id
    WHERE a.licence_id = ${of.licenceId} AND a.deactivated_at IS NULL AND a.activated_at <= ${of.before}
      AND g.company_id IS DISTINCT FROM ${of.companyId}::uuid ORDER BY a.id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Seats that the company before kept by name are kept no longer, and terms of its school are over. */
export async function endKeptSeats(
  trx: Trx,
  of: { readonly licenceId: string; readonly companyId: string; readonly at: Date; readonly by: string | null },
): Promise<void> {
  await sql`WITH ended AS (UPDATE licensing.named_seats SET ended_at = ${of.at}, ended_by = ${of.by}, ended_how = 'taken back'
      WHERE licence_id = ${of.licenceId} AND company_id <> ${of.companyId} AND ended_at IS NULL RETURNING activation_id)
    UPDATE licensing.licences SET seats_named = seats_named - (SELECT count(*)::int FROM ended WHERE activation_id IS NULL)
    WHERE id = ${of.licenceId}`.execute(trx);
  await sql`UPDATE licensing.school_terms SET ended_at = ${of.at} WHERE licence_id = ${of.licenceId} AND ended_at IS NULL`.execute(
    trx,
  );
}

export async function writeSeatsFreed(trx: Trx, id: string, at: Date): Promise<void> {
  await sql`UPDATE licensing.disputes SET seats_freed_at = ${at} WHERE id = ${id}`.execute(trx);
}

/** Whose both sides are one company now: there is nothing to decide any more. Which licences. */
export async function closeOneCompany(trx: Trx, companyId: string, at: Date): Promise<string[]> {
  const { rows } = await sql<{
    licence_id: string;
  }>`UPDATE licensing.disputes d SET state = 'one company', decided_at = ${at}
    WHERE d.state = 'open' AND (SELECT count(*) FROM licensing.dispute_claims c WHERE c.dispute_id = d.id AND c.company_id = ${companyId}) = 2
    RETURNING d.licence_id`.execute(trx);
  return rows.map((row) => row.licence_id);
}

/** The merge was undone: where the sides are two companies again and nothing else is open, it is open again. */
export async function reopenTwoCompanies(trx: Trx, companyIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ licence_id: string }>`UPDATE licensing.disputes d SET state = 'open', decided_at = NULL
    WHERE d.state = 'one company' AND EXISTS (SELECT FROM licensing.dispute_claims c
        WHERE c.dispute_id = d.id AND c.company_id = ANY(${[...companyIds]}::uuid[]))
      AND (SELECT count(DISTINCT c.company_id) FROM licensing.dispute_claims c WHERE c.dispute_id = d.id) = 2
      AND NOT EXISTS (SELECT FROM licensing.disputes o WHERE o.licence_id = d.licence_id AND o.state = 'open')
    RETURNING d.licence_id`.execute(trx);
  return rows.map((row) => row.licence_id);
}

export interface OpenBrief {
  id: string;
  number: string;
  serial: string;
  opened_at: Date;
}

/** Disputes that wait for a decision, the oldest first. */
export async function readOpenDisputes(db: Reads): Promise<{ rows: OpenBrief[]; count: number }> {
  const { rows } = await sql<
    OpenBrief & { count: number }
  >`SELECT d.id, d.number, l.serial, d.opened_at, count(*) OVER ()::int AS count
    FROM licensing.disputes d JOIN licensing.licences l ON l.id = d.licence_id WHERE d.state = 'open' ORDER BY d.opened_at, d.id LIMIT 5`.execute(
    db,
  );
  return { rows, count: rows[0]?.count ?? 0 };
}
