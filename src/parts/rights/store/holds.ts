import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';

type Reads = Database['read'];

/** Whether something of this person must not be deleted today. */
export async function isHeld(db: Reads, personId: string, on: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM rights.holds WHERE ended_at IS NULL AND until >= ${on}::date
    AND (person_id = ${personId} OR category IN ('people', 'everything')) LIMIT 1`.execute(db);
  return rows.length > 0;
}

export type HoldRow = {
  readonly id: string;
  readonly person_id: string | null;
  readonly category: string | null;
  readonly set_by: string;
  readonly since: Date;
  /** `YYYY-MM-DD`: its last day. */
  readonly until: string;
  readonly ended_at: Date | null;
  /** The legal demand that asks for it. */
  readonly demand_id: string | null;
};

export async function insertHold(db: Trx, row: Omit<HoldRow, 'ended_at'> & { readonly reason: string }): Promise<void> {
  await sql`INSERT INTO rights.holds (id, person_id, category, reason, set_by, since, until, demand_id)
    VALUES (${row.id}, ${row.person_id}, ${row.category}, ${row.reason}, ${row.set_by}, ${row.since}, ${row.until}::date, ${row.demand_id})`.execute(
    db,
  );
}

/** False where it has ended before, or is not there. */
export async function endHold(db: Trx, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`UPDATE rights.holds SET ended_at = ${at} WHERE id = ${id} AND ended_at IS NULL`.execute(db);
  return Number(numAffectedRows ?? 0) === 1;
}

export type HoldState = 'living' | 'ended';
export type ListedHold = HoldRow & { readonly reason: string; readonly sort_value: string };

/** One that is over by its day holds nothing any more, whether somebody ended it or not. */
function inState(state: HoldState | null, on: string): RawBuilder<unknown> {
  if (state === null) return sql`true`;
  const living = sql`(ended_at IS NULL AND until >= ${on}::date)`;
  return state === 'living' ? living : sql`NOT ${living}`;
}

interface HoldsAsked {
  readonly list: ListRequest;
  readonly state: HoldState | null;
  /** Today, `YYYY-MM-DD`. */
  readonly on: string;
}

const sample: HoldsAsked = {
  list: { limit: 1, sort: 'until', descending: false, after: null },
  ...{ state: 'living', on: '2026-01-01' },
};

/** Holds with their reasons: one row more than asked, each with its sort value. */
export const readHolds = personalQuery({
  name: 'rights: holds with their reasons',
  readers: ['rights', 'legal', 'operations'],
  sample,
  build: (db, { list, state, on }: HoldsAsked) => {
    const page = keyset(list, { until: { sql: 'until', type: 'date' }, since: { sql: 'since', type: 'timestamptz' } });
    const query = sql<ListedHold>`SELECT id, person_id, category, set_by, since, until::text AS until, ended_at, demand_id, reason,
        ${page.value} AS sort_value
      FROM rights.holds WHERE ${inState(state, on)} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export async function countHolds(db: Reads, { state, on }: Omit<HoldsAsked, 'list'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM rights.holds
    WHERE ${inState(state, on)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The holds that a legal demand asks for, without words. */
export async function readHoldsOfDemand(db: Reads, demandId: string) {
  const { rows } = await sql<{ id: string; person_id: string; until: string; ended_at: Date | null }>`
    SELECT id, person_id, until::text AS until, ended_at FROM rights.holds WHERE demand_id = ${demandId} ORDER BY since, id`.execute(
    db,
  );
  return rows;
}
