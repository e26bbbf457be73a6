import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

type Db = Kysely<Record<never, never>>;

/** The last checkpoint that a witness was given by one way. Of a mail it says that it lies in the outbox. */
export interface TellingRow {
  readonly witnessId: string;
  readonly way: 'mail' | 'url';
  readonly size: number;
  readonly at: Date;
  readonly taken: boolean;
}

export async function writeTelling(trx: Trx, { witnessId, way, size, at, taken }: TellingRow): Promise<void> {
  await sql`INSERT INTO policy.witness_tellings (witness_id, way, size, at, taken) VALUES (${witnessId}, ${way}, ${size}, ${at}, ${taken})
    ON CONFLICT (witness_id, way) DO UPDATE SET size = excluded.size, at = excluded.at, taken = excluded.taken`.execute(
    trx,
  );
}

export async function readTellings(db: Db): Promise<TellingRow[]> {
  const { rows } = await sql<TellingRow>`SELECT witness_id AS "witnessId", way, size::float8 AS size, at, taken
    FROM policy.witness_tellings ORDER BY witness_id, way`.execute(db);
  return rows;
}
