import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';

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

/** Holds with their reasons, the living ones first. */
export const readHolds = personalQuery({
  name: 'rights: holds with their reasons',
  readers: ['rights', 'legal', 'operations'],
  sample: 1,
  build: (db, limit: number) => {
    const query = sql<
      HoldRow & { reason: string }
    >`SELECT id, person_id, category, set_by, since, until::text AS until, ended_at, demand_id, reason
      FROM rights.holds ORDER BY ended_at IS NOT NULL, until, id LIMIT ${limit}`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** The holds that a legal demand asks for, without words. */
export async function readHoldsOfDemand(db: Reads, demandId: string) {
  const { rows } = await sql<{ id: string; person_id: string; until: string; ended_at: Date | null }>`
    SELECT id, person_id, until::text AS until, ended_at FROM rights.holds WHERE demand_id = ${demandId} ORDER BY since, id`.execute(
    db,
  );
  return rows;
}
