import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Topic } from '../tables.ts';

export { type Topic, topics } from '../tables.ts';

/** What somebody wants to hear nothing about, and until when nothing at all. */
export type WishesRow = {
  readonly refused_topics: readonly Topic[];
  readonly paused_at: Date | null;
  readonly paused_until: Date | null;
  readonly wishes_changed_at: Date | null;
  readonly wishes_source: string | null;
};

/** Null where there is no such person. */
export async function readWishes(db: Database['read'], personId: string): Promise<WishesRow | null> {
  const { rows } = await sql<WishesRow>`SELECT refused_topics, paused_at, paused_until, wishes_changed_at, wishes_source
    FROM contacts.people WHERE id = ${personId} AND erased_at IS NULL`.execute(db);
  return rows[0] ?? null;
}

/** The same, held until the end of the transaction. */
export async function lockWishes(trx: Trx, personId: string): Promise<WishesRow | null> {
  await sql`SELECT FROM contacts.people WHERE id = ${personId} FOR UPDATE`.execute(trx);
  return readWishes(trx, personId);
}

export async function writeWishes(trx: Trx, personId: string, row: WishesRow): Promise<void> {
  await sql`UPDATE contacts.people SET refused_topics = ${[...row.refused_topics]}::text[], paused_at = ${row.paused_at}, paused_until = ${row.paused_until},
      wishes_changed_at = ${row.wishes_changed_at}, wishes_source = ${row.wishes_source}
    WHERE id = ${personId} AND erased_at IS NULL`.execute(trx);
}

/** The instant at which a day of a time zone is over. */
export async function endOfDay(db: Database['read'], day: string, zone: string): Promise<Date> {
  const { rows } = await sql<{ end: Date }>`SELECT (${day}::date + 1)::timestamp AT TIME ZONE ${zone} AS "end"`.execute(
    db,
  );
  const [found] = rows;
  if (!found) throw new Error('a day has no end');
  return found.end;
}
