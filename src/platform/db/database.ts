import { AsyncLocalStorage } from 'node:async_hooks';
import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { KeptError } from '../errors.ts';
import { errors } from './errors.ts';
import { onConnection } from './one-connection.ts';
import { outlive } from './pool.ts';
import { PreparingClient } from './prepared.ts';
import { type Purpose, roleName, type Tenant } from './purposes.ts';

declare const readsFor: unique symbol;

/**
 * An open transaction. `P` names what it may read: nothing personal ('base'), one purpose, or a tenant's rows. A store
 * function that reads people asks for `Trx<'registration' | 'rights'>`; a base transaction does not fit there.
 */
export type Trx<P extends Reader = Reader> = Kysely<Record<never, never>> & { readonly [readsFor]: P };
export type Reader = 'base' | Purpose | Tenant;

/** How a transaction finds its rows. */
interface Found {
  /** Every row is found by a key. Says so to the database, which while its tables are small would plan to read them whole. */
  readonly byKey?: boolean;
  /** All of it sees the database as it is at the beginning, and writes nothing. */
  readonly snapshot?: boolean;
}

export interface Database {
  /** Reads outside a transaction, as base: nothing personal. */
  readonly read: Kysely<Record<never, never>>;
  /** Transaction that reads nothing personal. */
  base<T>(run: (trx: Trx<'base'>) => Promise<T>, options?: Found): Promise<T>;
  /** Transaction that may read the columns of one purpose. */
  as<P extends Purpose, T>(purpose: P, run: (trx: Trx<P>) => Promise<T>, options?: Found): Promise<T>;
  /** Transaction that sees one tenant's rows and nothing else. */
  tenant<R extends Tenant, T>(role: R, companyId: string, run: (trx: Trx<R>) => Promise<T>): Promise<T>;
  /** One named, prepared statement as base, for the routes that must be quick. */
  hot<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]>;
  /** Round trips counted in this call (tests and measurements hold routes to their number). */
  countRoundTrips<T>(run: () => Promise<T>): Promise<{ result: T; roundTrips: number }>;
  readonly pool: pg.Pool;
  readonly prefix: string;
  close(): Promise<void>;
}

const counter = new AsyncLocalStorage<{ roundTrips: number }>();

/** Opens the server's pool. `prefix` is that of the role names (see roles.ts). */
export function openDatabase(options: {
  url: string;
  prefix: string;
  poolSize?: number;
  onError?: (error: Error) => void;
}): Database {
  const { prefix } = options;
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: options.url,
    max: options.poolSize ?? 10,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    // A database that has stopped answering altogether keeps no statement's time.
    query_timeout: 35_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'kept',
  });
  outlive(pool, (error) => options.onError?.(error));
  const kysely = new Kysely<Record<never, never>>({
    dialect: new PostgresDialect({ pool }),
    log: countOne,
  });

  async function transaction<P extends Reader, T>(begin: string, run: (trx: Trx<P>) => Promise<T>): Promise<T> {
    try {
      const client = await pool.connect();
      try {
        return await within(client, begin, run as (trx: Kysely<Record<never, never>>) => Promise<T>);
      } finally {
        client.release();
      }
    } catch (error) {
      // The database may also be away before the transaction has begun.
      throw translate(error);
    }
  }

  return {
    read: kysely,
    pool,
    prefix,
    base: (run, options) => transaction(`${begin(options)}${options?.byKey ? `; ${byKey}` : ''}`, run),
    as: (purpose, run, options) =>
      transaction(
        `${begin(options)}; SET LOCAL ROLE "${roleName(prefix, purpose)}"${options?.byKey ? `; ${byKey}` : ''}`,
        run,
      ),
    tenant: (role, companyId, run) =>
      transaction(
        `BEGIN; SET LOCAL ROLE "${roleName(prefix, role)}"; SET LOCAL kept.tenant = '${uuid(companyId)}'`,
        run,
      ),
    async hot<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) {
      countOne();
      try {
        return (await pool.query<Row>({ name, text, values })).rows;
      } catch (error) {
        throw translate(error);
      }
    },
    async countRoundTrips(run) {
      const current = { roundTrips: 0 };
      const result = await counter.run(current, run);
      return { result, roundTrips: current.roundTrips };
    },
    async close() {
      await kysely.destroy();
      // Kysely ends only a pool that it has used.
      if (!pool.ended) await pool.end();
    },
  };
}

/**
 * Goes on under another reader in the same transaction. A tenant's write first proves sight as the tenant, then becomes
 * base or a purpose. The old handle must not be used afterwards.
 */
export async function become<P extends Purpose | 'base'>(trx: Trx, prefix: string, reader: P): Promise<Trx<P>> {
  await sql.raw(`SET LOCAL ROLE "${roleName(prefix, reader)}"`).execute(trx);
  return trx as unknown as Trx<P>;
}

/** An open transaction: where it runs, and what was sent along and is awaited with its end. */
interface Open {
  readonly client: pg.PoolClient;
  readonly along: Promise<unknown>[];
}
const opened = new WeakMap<object, Open>();

/**
 * The same for who has only something to write, whose answer nobody needs: it is sent at once, before whatever is asked next, and awaited with
 * the end of the transaction, so that it costs no round trip of its own. Where it fails, so does the transaction, with that error.
 */
export function writeAlong<P extends Purpose | 'base'>(
  trx: Trx,
  prefix: string,
  to: { readonly reader: P; readonly write: CompiledQuery | null },
): Trx<P> {
  const open = opened.get(trx);
  if (!open) throw new TypeError('this transaction is over');
  const send = (query: string, values?: unknown[]) => {
    countOne();
    const sent = open.client.query(query, values);
    // Looked at once the transaction ends.
    sent.catch(() => undefined);
    open.along.push(sent);
  };
  send(`SET LOCAL ROLE "${roleName(prefix, to.reader)}"`);
  if (to.write) send(to.write.sql, [...to.write.parameters]);
  return trx as unknown as Trx<P>;
}

// A plan is kept until statistics are made anew, and the table has grown long before: with empty tables at the start of a server,
// activations took five times as long after some thousands (measured). Holds for what looks at foreign keys, too.
const byKey = 'SET LOCAL enable_seqscan = off';

function begin(found: Found | undefined): string {
  return found?.snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN';
}

function countOne(): void {
  const current = counter.getStore();
  if (current) current.roundTrips += 1;
}

/** The first statements travel with BEGIN: where that fails (a role that is not there), PostgreSQL refuses all that follows. */
async function within<T>(
  client: pg.PoolClient,
  begin: string,
  run: (trx: Kysely<Record<never, never>>) => Promise<T>,
): Promise<T> {
  countOne();
  const begun = client.query(begin);
  let failedToBegin: unknown;
  begun.catch((error: unknown) => {
    failedToBegin = error;
  });
  const queries = onConnection(client, countOne);
  const open: Open = { client, along: [] };
  opened.set(queries, open);
  try {
    const result = await run(queries);
    await begun;
    await Promise.all([...open.along, commit(client)]);
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    const [first] = (await Promise.allSettled(open.along)).filter(({ status }) => status === 'rejected');
    throw failedToBegin ?? (first as PromiseRejectedResult | undefined)?.reason ?? error;
  } finally {
    opened.delete(queries);
  }
}

// PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error: without this look, a write could be
// reported as done and be lost.
async function commit(client: pg.PoolClient): Promise<void> {
  countOne();
  const { command } = await client.query('COMMIT');
  if (command === 'ROLLBACK') throw errors.KEPT_DATABASE_ROLLED_BACK();
}

/**
 * Whether the database refused what a transaction asked for (a constraint, a value, a deadlock), so that nothing of it is there. False
 * also where that is not known: who loses the connection at the end cannot tell what became of the transaction.
 */
export function wasRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof KeptError)
    return error.keptCode === 'KEPT_DATABASE_BUSY' || error.keptCode === 'KEPT_VALUE_REFUSED';
  return 'code' in error && typeof error.code === 'string' && /^23\d\d\d$/.test(error.code);
}

/** Whether the database refused a second row of which this constraint or index allows one. */
export function wasTwin(error: unknown, constraint: string): boolean {
  if (!(error instanceof Error) || !('code' in error && 'constraint' in error)) return false;
  return error.code === '23505' && error.constraint === constraint;
}

function uuid(value: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    throw new TypeError('a tenant is named by the uuid of its company');
  return value;
}

/** Turns what the driver throws into a coded error. Messages of the database may quote values, so none is passed on. */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error) || 'keptCode' in error) return error;
  const state = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (state === '42501') return errors.KEPT_NO_PURPOSE({}, error);
  if (state === '40001' || state === '40P01' || state === '55P03') return errors.KEPT_DATABASE_BUSY({}, error);
  if (/^22(007|008|021|003|P05)$/.test(state)) return errors.KEPT_VALUE_REFUSED({}, error);
  const lost =
    /^(08|57P0)/.test(state) ||
    /ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|Connection terminated|not queryable|timeout exceeded when trying to connect/.test(
      `${state} ${error.message}`,
    );
  if (lost) return errors.KEPT_DATABASE_AWAY({}, error);
  return error;
}
