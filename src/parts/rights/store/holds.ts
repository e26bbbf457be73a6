import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';

type Reads = Database['read'];

/** Whether something of this person must not be deleted today. */
export async function isHeld(db: Reads, personId: string, on: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM rights.holds WHERE ended_at IS NULL AND until >= ${on}::date
    AND (person_id = ${personId} OR category IN ('people', 'everything')) LIMIT 1`.execute(db);
  return rows.length > 0;
}
