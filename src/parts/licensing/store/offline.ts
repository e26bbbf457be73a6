import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { earlierAnswerSql, type IdempotencyKey, type StoredAnswer } from '../../../platform/http/idempotency.ts';

/** What was answered to this request before; null where nothing was. */
export async function readEarlier(db: Database['read'], key: IdempotencyKey): Promise<StoredAnswer | null> {
  const { rows } = await sql<{ stored: StoredAnswer | null }>`SELECT ${earlierAnswerSql(key)} AS stored`.execute(db);
  return rows[0]?.stored ?? null;
}
