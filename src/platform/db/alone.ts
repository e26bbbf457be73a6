import { type RawBuilder, sql } from 'kysely';

/** Key of the advisory lock of a process that has the database for itself: `./kept demo`, which turns the clock. */
export const aloneLock = 1_802_727_028;

/**
 * A condition for statements that take up work that runs by itself (events, mail): while another process has the
 * database for itself, nothing is there to be taken. Looked at once a statement, held until the transaction ends.
 */
export function mayTakeWork(options: { readonly alone: boolean }): RawBuilder<boolean> {
  // Who is alone does not wait for itself.
  return options.alone ? sql`true` : sql`(SELECT pg_try_advisory_xact_lock_shared(${sql.lit(aloneLock)}))`;
}
