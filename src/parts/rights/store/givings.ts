import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { asRows } from '../../../platform/db/rows.ts';

type Reads = Database['read'];

export type GivenRow = {
  readonly person_id: string;
  readonly fields: readonly string[];
  readonly ledger_id: string;
};

/** Writes what one file gave of whom; the rows of the ledger are there already. */
export async function insertGiving(
  db: Reads,
  row: {
    readonly id: string;
    readonly demandId: string;
    readonly at: Date;
    readonly givenBy: string;
    readonly sha256: Buffer;
  },
  given: readonly GivenRow[],
): Promise<void> {
  await sql`INSERT INTO rights.givings (id, demand_id, at, given_by, file_sha256)
    VALUES (${row.id}, ${row.demandId}, ${row.at}, ${row.givenBy}, ${row.sha256})`.execute(db);
  await sql`INSERT INTO rights.given (giving_id, person_id, fields, ledger_id)
    SELECT ${row.id}::uuid, g.* FROM json_to_recordset(${asRows(given)}) AS g (person_id uuid, fields text[], ledger_id uuid)`.execute(
    db,
  );
}

export async function readGivings(db: Reads, demandId: string) {
  const { rows } = await sql<{
    at: Date;
    given_by: string;
    sha256: string;
    person_id: string;
    fields: string[];
    told: 'mailed' | 'no address' | null;
    told_at: Date | null;
    giving_id: string;
  }>`SELECT v.id AS giving_id, v.at, v.given_by, encode(v.file_sha256, 'hex') AS sha256, g.person_id, g.fields, g.told, g.told_at
    FROM rights.givings v JOIN rights.given g ON g.giving_id = v.id
    WHERE v.demand_id = ${demandId} ORDER BY v.at, v.id, g.person_id`.execute(db);
  return rows;
}

export type Untold = { readonly giving_id: string; readonly person_id: string; readonly demand_id: string };

/** Whom nobody told yet that data of theirs was given, and who may be told on this day. */
export async function readUntold(db: Reads, on: string): Promise<Untold[]> {
  const { rows } = await sql<Untold>`SELECT g.giving_id, g.person_id, v.demand_id FROM rights.given g
      JOIN rights.givings v ON v.id = g.giving_id JOIN rights.legal_demands d ON d.id = v.demand_id
    WHERE g.told IS NULL AND (d.withheld_until IS NULL OR d.withheld_until < ${on}::date)
    ORDER BY v.at, g.person_id LIMIT 500`.execute(db);
  return rows;
}

/** Notes that somebody was told. False where somebody else has told them meanwhile. */
export async function markTold(
  db: Reads,
  { giving_id, person_id }: Pick<Untold, 'giving_id' | 'person_id'>,
  { told, at }: { readonly told: 'mailed' | 'no address'; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE rights.given SET told = ${told}, told_at = ${at}
    WHERE giving_id = ${giving_id} AND person_id = ${person_id} AND told IS NULL`.execute(db);
  return Number(numAffectedRows ?? 0) === 1;
}

/** Looks at people because of a demand: found again when the person asks who looked. */
export async function insertDemandLooks(
  db: Reads,
  demandId: string,
  looks: readonly { readonly id: string; readonly personId: string }[],
): Promise<void> {
  await sql`INSERT INTO rights.legal_demand_looks (lookup_id, demand_id, person_id)
    SELECT l.id, ${demandId}::uuid, l."personId" FROM json_to_recordset(${asRows(looks)}) AS l (id uuid, "personId" uuid)`.execute(
    db,
  );
}
