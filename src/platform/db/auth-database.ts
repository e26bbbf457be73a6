import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

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
  pool.on('error', (error) => options.onError?.(error));
  return new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) });
}
