import { setPriority } from 'node:os';
import pg from 'pg';
import { outlive } from '../db/pool.ts';
import { appendOnly, purposeCategories, roleName, type Tenant, tenantColumns } from '../db/purposes.ts';
import type { Traces } from './audit-result.ts';
import type { VendorWords } from './fill-text.ts';
import type { Query, Row } from './query.ts';
import { dailyPortion, type InShares, type KnownBounds } from './shares.ts';

export type { Query, Row } from './query.ts';

/** One moment of the database, read as the role `probe`. */
export interface Snapshot extends InShares {
  /** Reads as a tenant, filtered by row, and comes back to the probe's own role. */
  readonly asTenant: (tenant: Tenant, companyId: string, text: string) => Promise<Row[]>;
}

/** A route as the server has it. */
export interface RouteFacts {
  readonly method: string;
  readonly url: string;
  readonly access: { readonly callers: readonly string[]; readonly purposes: readonly string[] };
}

/** What Kept says of itself: the table of purposes that is published, not what the database does. */
export interface Declared {
  readonly prefix: string;
  readonly purposes: Readonly<Record<string, readonly string[]>>;
  readonly tenants: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly appendOnly: readonly string[];
}

/** All that a probe may look at. Nothing in it can write. */
export interface Scene {
  /** One repeatable-read, read-only transaction as the role `probe`. */
  snapshot<T>(run: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /** Where the running server answers, without a slash at the end; null where none runs. */
  readonly baseUrl: string | null;
  /** The folder in which this installation keeps its files; null where it keeps none here. */
  readonly dataFolder: string | null;
  readonly routes: readonly RouteFacts[];
  readonly vendor: VendorWords | null;
  readonly declared: Declared;
  /** What an audit has come to, where one was made for this look. */
  readonly traces?: Traces;
  /** Aborted when the probe's time is over. */
  readonly signal: AbortSignal;
}

export function declared(prefix: string): Declared {
  return { prefix, purposes: purposeCategories, tenants: tenantColumns, appendOnly };
}

/** Runs snapshots over connections of the role `probe`. */
export interface ProbeDatabase {
  readonly snapshot: Scene['snapshot'];
  close(): Promise<void>;
}

// A million ids fit into it. With less, the planner looks for each of them among all the others.
const workMemory = '128MB';

/** Where shares begin is looked up anew after so long, in milliseconds. */
const boundsHold = 3_600_000;

export function openProbeDatabase(options: {
  url: string;
  prefix: string;
  timeoutMs?: number;
  /** Leaves the processor to others first: for what nobody waits for. */
  yields?: boolean;
}): ProbeDatabase {
  let bounds: { readonly known: KnownBounds; readonly since: number } = { known: new Map(), since: Date.now() };
  const pool = new pg.Pool({
    connectionString: options.url,
    max: 2,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 5_000,
    statement_timeout: options.timeoutMs ?? 60_000,
    application_name: 'kept proof',
  });
  outlive(pool, () => undefined);
  if (options.yields) pool.on('connect', yieldToOthers);
  return {
    async snapshot(run) {
      const client = await pool.connect();
      try {
        await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL work_mem = '${workMemory}'`);
        if (Date.now() - bounds.since > boundsHold) bounds = { known: new Map(), since: Date.now() };
        return await run(snapshotOn(client, options.prefix, bounds.known));
      } finally {
        await client.query('ROLLBACK').catch(() => undefined);
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

/** A third of the weight of others: more, and on a busy machine no probe would end within its minute. */
const niceness = 5;

/** Whoever waits for an answer goes first: a probe takes one core at most, and, where its process is within our reach, what others leave of it. */
function yieldToOthers(client: pg.PoolClient): void {
  const quietly = async () => {
    await client.query('SET max_parallel_workers_per_gather = 0');
    if (!client.host.startsWith('/')) return;
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    if (rows[0]) setPriority(rows[0].pid, niceness);
  };
  // A process of another user cannot be told.
  quietly().catch(() => undefined);
}

export function queryOn(client: pg.ClientBase): Query {
  return async <R extends Row>(text: string, values?: readonly unknown[]) =>
    // Without values a text may hold several statements.
    (await client.query<R>(text, values && [...values])).rows;
}

/** Reads on a connection that is inside a transaction already. The connection must be able to act as the probe. */
export function snapshotOn(client: pg.ClientBase, prefix: string, known: KnownBounds = new Map()): Snapshot {
  const asProbe = `SET LOCAL ROLE "${roleName(prefix, 'probe')}"`;
  return {
    query: queryOn(client),
    portion: dailyPortion(new Date()),
    known,
    noted: new Set(),
    async asTenant(tenant, companyId, text) {
      if (!/^[0-9a-f-]{36}$/i.test(companyId)) throw new TypeError('a tenant is named by the uuid of its company');
      await client.query(`SET LOCAL ROLE "${roleName(prefix, tenant)}"; SET LOCAL kept.tenant = '${companyId}'`);
      const { rows } = await client.query<Row>(text);
      await client.query(asProbe);
      return rows;
    },
  };
}
