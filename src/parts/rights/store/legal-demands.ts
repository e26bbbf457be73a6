import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { LegalDemandState } from '../rules/legal-demands.ts';
import type { LegalDemandItem } from '../wire/legal-demands.ts';

type Reads = Database['read'];

export type LegalDemandRow = {
  readonly id: string;
  readonly number: string;
  readonly authority_id: string;
  readonly channel: LegalDemandItem['channel'];
  /** `YYYY-MM-DD`, as the next and the last. */
  readonly received_on: string;
  readonly due_on: string | null;
  readonly state: LegalDemandState;
  readonly recorded_by: string;
  readonly recorded_at: Date;
  readonly closed_at: Date | null;
  readonly withheld_until: string | null;
};

export type LegalDemandWords = {
  readonly reference: string;
  readonly basis: string;
  readonly scope: string;
  readonly refusal: string | null;
};

const columns =
  sql.raw(`d.id, d.number, d.authority_id, d.channel, d.received_on::text AS received_on, d.due_on::text AS due_on, d.state,
  d.recorded_by, d.recorded_at, d.closed_at, d.withheld_until::text AS withheld_until`);

export async function insertLegalDemand(
  db: Reads,
  row: Omit<LegalDemandRow, 'state' | 'closed_at' | 'withheld_until'> & Omit<LegalDemandWords, 'refusal'>,
  about: { readonly personIds: readonly string[]; readonly companyIds: readonly string[] },
): Promise<void> {
  await sql`INSERT INTO rights.legal_demands (id, number, authority_id, channel, received_on, due_on, recorded_by, recorded_at, reference, basis, scope)
    VALUES (${row.id}, ${row.number}, ${row.authority_id}, ${row.channel}, ${row.received_on}::date, ${row.due_on}::date, ${row.recorded_by},
      ${row.recorded_at}, ${row.reference}, ${row.basis}, ${row.scope})`.execute(db);
  await sql`INSERT INTO rights.legal_demand_people (demand_id, person_id)
    SELECT ${row.id}::uuid, unnest(${[...about.personIds]}::uuid[])`.execute(db);
  await sql`INSERT INTO rights.legal_demand_companies (demand_id, company_id)
    SELECT ${row.id}::uuid, unnest(${[...about.companyIds]}::uuid[])`.execute(db);
}

/** One demand, held until the end of the transaction, so that of two steps at once the second sees the first. */
export async function lockLegalDemand(db: Reads, id: string): Promise<LegalDemandRow | null> {
  const { rows } =
    await sql<LegalDemandRow>`SELECT ${columns} FROM rights.legal_demands d WHERE d.id = ${id} FOR UPDATE`.execute(db);
  return rows[0] ?? null;
}

export async function readLegalDemand(db: Reads, id: string): Promise<LegalDemandRow | null> {
  const { rows } = await sql<LegalDemandRow>`SELECT ${columns} FROM rights.legal_demands d WHERE d.id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function updateLegalDemand(
  db: Reads,
  id: string,
  change: {
    readonly state?: LegalDemandState;
    readonly approved_at?: Date;
    readonly closed_at?: Date;
    readonly withheld_until?: string;
    readonly refusal?: string;
  },
): Promise<void> {
  const sets = Object.entries(change).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`UPDATE rights.legal_demands SET ${sql.join(sets)} WHERE id = ${id}`.execute(db);
}

/** What was written of a demand, for staff. */
export const readLegalDemandWords = personalQuery({
  name: 'rights: words of a legal demand',
  readers: ['legal', 'operations'],
  sample: '00000000-0000-4000-8000-000000000000',
  build: (db, id: string) => {
    const query = sql<LegalDemandWords>`SELECT reference, basis, scope, refusal FROM rights.legal_demands WHERE id = ${id}`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** Whom a demand names. */
export async function readNamed(db: Reads, id: string): Promise<{ personIds: string[]; companyIds: string[] }> {
  const { rows } = await sql<{ personIds: string[]; companyIds: string[] }>`SELECT
    ARRAY(SELECT person_id FROM rights.legal_demand_people WHERE demand_id = ${id} ORDER BY 1) AS "personIds",
    ARRAY(SELECT company_id FROM rights.legal_demand_companies WHERE demand_id = ${id} ORDER BY 1) AS "companyIds"`.execute(
    db,
  );
  return rows[0] ?? { personIds: [], companyIds: [] };
}

export async function insertApproval(
  db: Reads,
  row: { readonly demandId: string; readonly memberId: string; readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO rights.legal_demand_approvals (demand_id, member_id, at)
    VALUES (${row.demandId}, ${row.memberId}, ${row.at})`.execute(db);
}

export async function readApprovals(db: Reads, id: string): Promise<{ member_id: string; at: Date }[]> {
  const { rows } = await sql<{ member_id: string; at: Date }>`SELECT member_id, at FROM rights.legal_demand_approvals
    WHERE demand_id = ${id} ORDER BY at, member_id`.execute(db);
  return rows;
}

export type LegalDemandEventKind =
  | 'received'
  | 'approved once'
  | 'approved'
  | 'refused'
  | 'given'
  | 'closed'
  | 'hold set'
  | 'withholding asked'
  | 'withholding approved'
  | 'withholding dropped'
  | 'person told';

export async function insertLegalDemandEvent(
  db: Reads,
  row: {
    readonly demandId: string;
    readonly at: Date;
    readonly kind: LegalDemandEventKind;
    readonly actor: { readonly kind: string; readonly id: string | null };
  },
): Promise<void> {
  await sql`INSERT INTO rights.legal_demand_events (demand_id, at, kind, actor_kind, actor_id)
    VALUES (${row.demandId}, ${row.at}, ${row.kind}, ${row.actor.kind}, ${row.actor.id})`.execute(db);
}

export async function readLegalDemandEvents(db: Reads, id: string) {
  const { rows } = await sql<{ at: Date; kind: string; actor_kind: string; actor_id: string | null }>`
    SELECT at, kind, actor_kind, actor_id FROM rights.legal_demand_events WHERE demand_id = ${id} ORDER BY id`.execute(
    db,
  );
  return rows;
}

export type LegalDemandListRow = LegalDemandRow & { readonly approvals: number; readonly sort_value: string };

const approvals = sql.raw(
  '(SELECT count(*)::int FROM rights.legal_demand_approvals a WHERE a.demand_id = d.id) AS approvals',
);

export async function listLegalDemands(db: Reads, list: ListRequest, filters: { readonly state: string | null }) {
  const page = keyset(list, { receivedOn: { sql: 'd.received_on', type: 'date' } }, { sql: 'd.id', type: 'uuid' });
  const where = filters.state === null ? sql`true` : sql`d.state = ${filters.state}`;
  const { rows } =
    await sql<LegalDemandListRow>`SELECT ${columns}, ${approvals}, ${page.value} AS sort_value FROM rights.legal_demands d
    WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM rights.legal_demands d WHERE ${where}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

/** Demands that wait for this member's approval, and open ones that are due by then; the most urgent first. */
export async function readLegalDemandsToDo(db: Reads, asked: { readonly memberId: string; readonly by: string }) {
  const { rows } = await sql<{ id: string; number: string; due_on: string | null; state: string; count: number }>`
    SELECT d.id, d.number, d.due_on::text AS due_on, d.state, (count(*) OVER ())::int AS count FROM rights.legal_demands d
    WHERE (d.state IN ('received', 'approved') AND d.due_on <= ${asked.by}::date)
      OR (d.state = 'received' AND NOT EXISTS (SELECT FROM rights.legal_demand_approvals a
        WHERE a.demand_id = d.id AND a.member_id = ${asked.memberId}))
      OR (d.state <> 'refused' AND EXISTS (SELECT FROM rights.withholdings w WHERE w.demand_id = d.id AND w.approved_at IS NULL
        AND w.dropped_at IS NULL AND w.asked_by <> ${asked.memberId}))
    ORDER BY d.due_on NULLS LAST, d.id LIMIT 5`.execute(db);
  return rows;
}
