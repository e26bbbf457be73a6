import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';

type Reads = Database['read'];

export type WithholdingRow = {
  readonly id: string;
  readonly until: string;
  readonly asked_by: string;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
};

const columns = sql.raw('id, until::text AS until, asked_by, approved_by, approved_at');

/** What waits for a second person. */
export async function readWaiting(db: Reads, demandId: string): Promise<WithholdingRow | null> {
  const { rows } = await sql<WithholdingRow>`SELECT ${columns} FROM rights.withholdings
    WHERE demand_id = ${demandId} AND approved_at IS NULL AND dropped_at IS NULL`.execute(db);
  return rows[0] ?? null;
}

/** All that were not dropped, with their words, the last approved one first and what waits before it. */
export const readWithholdings = personalQuery({
  name: 'rights: why people are not told of a legal demand',
  readers: ['legal', 'operations'],
  sample: '00000000-0000-4000-8000-000000000000',
  build: (db, demandId: string) => {
    const query = sql<WithholdingRow & { basis: string }>`SELECT ${columns}, basis FROM rights.withholdings
      WHERE demand_id = ${demandId} AND dropped_at IS NULL ORDER BY approved_at DESC NULLS FIRST, id`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export async function insertWithholding(
  db: Reads,
  row: {
    readonly id: string;
    readonly demandId: string;
    readonly until: string;
    readonly askedBy: string;
    readonly at: Date;
    readonly basis: string;
  },
): Promise<void> {
  await sql`INSERT INTO rights.withholdings (id, demand_id, until, asked_by, asked_at, basis)
    VALUES (${row.id}, ${row.demandId}, ${row.until}::date, ${row.askedBy}, ${row.at}, ${row.basis})`.execute(db);
}

export async function approveWithholding(
  db: Reads,
  id: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`UPDATE rights.withholdings SET approved_by = ${by}, approved_at = ${at} WHERE id = ${id}`.execute(db);
}

/** What waits is asked for no more. */
export async function dropWaiting(db: Reads, demandId: string, at: Date): Promise<void> {
  await sql`UPDATE rights.withholdings SET dropped_at = ${at}
    WHERE demand_id = ${demandId} AND approved_at IS NULL AND dropped_at IS NULL`.execute(db);
}

/**
 * What the law forbids to tell a person on a day: rows of the ledger, and looks of staff. Looks are withheld as well while the first
 * day waits for a second person, if that was asked since then and nothing was given yet.
 */
export async function readWithheld(
  db: Reads,
  asked: { readonly personId: string; readonly on: string; readonly since: Date },
): Promise<{ ledgerIds: string[]; lookUpIds: string[] }> {
  const { rows } = await sql<{ ledgerIds: string[]; lookUpIds: string[] }>`SELECT
    ARRAY(SELECT g.ledger_id FROM rights.given g JOIN rights.givings v ON v.id = g.giving_id
      JOIN rights.legal_demands d ON d.id = v.demand_id
      WHERE g.person_id = ${asked.personId} AND d.withheld_until >= ${asked.on}::date) AS "ledgerIds",
    ARRAY(SELECT l.lookup_id FROM rights.legal_demand_looks l JOIN rights.legal_demands d ON d.id = l.demand_id
      WHERE l.person_id = ${asked.personId} AND (d.withheld_until >= ${asked.on}::date
        OR (d.withheld_until IS NULL AND d.state IN ('received', 'approved') AND EXISTS (SELECT FROM rights.withholdings w
          WHERE w.demand_id = d.id AND w.approved_at IS NULL AND w.dropped_at IS NULL AND w.asked_at > ${asked.since})))) AS "lookUpIds"`.execute(
    db,
  );
  return rows[0] ?? { ledgerIds: [], lookUpIds: [] };
}
