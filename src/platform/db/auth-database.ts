import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { errors } from './errors.ts';
import { outlive } from './pool.ts';

/** The connection of the sign-in: its own login role, its own schema, nothing else within reach. */
export type AuthDatabase = Kysely<Record<never, never>>;

export function openAuthDatabase(options: { url: string; onError?: (error: Error) => void }): AuthDatabase {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: 4,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    options: '-c search_path=auth',
    application_name: 'kept sign-in',
  });
  outlive(pool, (error) => options.onError?.(error));
  return new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) });
}

/** To be called when the sign-in failed for an unknown reason: says so if the reason is that its database is away. */
export async function mustAnswer(auth: AuthDatabase): Promise<void> {
  try {
    await sql`SELECT 1`.execute(auth);
  } catch (error) {
    throw errors.KEPT_DATABASE_AWAY({}, error);
  }
}
