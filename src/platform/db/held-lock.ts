import { sql } from 'kysely';
import pg from 'pg';
import type { Database, Trx } from './database.ts';
import { outlive } from './pool.ts';

/** A lock that this process holds as long as its connection lives. */
export interface HeldLock {
  /** Whether the database sees it as held by us still: asked in the transaction that relies on it. */
  isHeld(trx: Trx): Promise<boolean>;
  release(): Promise<void>;
}

/** How often the connection is tried: one that is silently dead is given up. */
const tryEvery = 10_000;

/**
 * Takes an advisory lock of the session on a connection of its own: of several processes one has it, and when that one ends, another
 * can take it. `onLost`: the connection has broken, so somebody else may have the lock.
 * @returns null where somebody else has it
 */
export async function holdLock(db: Database, key: number, onLost: () => void): Promise<HeldLock | null> {
  // A pool of one: `outlive` keeps a broken connection from ending the process.
  const pool = new pg.Pool({ ...db.pool.options, max: 1, idleTimeoutMillis: 0, keepAlive: true });
  outlive(pool, () => undefined);
  const give = () => pool.end().catch(() => undefined);
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    await give();
    throw error;
  }
  try {
    const { rows } = await client.query<{ held: boolean; pid: number }>(
      'SELECT pg_try_advisory_lock($1) AS held, pg_backend_pid() AS pid',
      [key],
    );
    if (rows[0]?.held) return keep({ client, give, key, pid: rows[0].pid, onLost });
  } catch (error) {
    client.release(true);
    await give();
    throw error;
  }
  client.release(true);
  await give();
  return null;
}

interface Kept {
  readonly client: pg.PoolClient;
  readonly give: () => Promise<void>;
  readonly key: number;
  readonly pid: number;
  readonly onLost: () => void;
}

function keep({ client, give, key, onLost, pid }: Kept): HeldLock {
  let over = false;
  const end = async () => {
    if (over) return;
    over = true;
    clearInterval(timer);
    client.release(true);
    await give();
  };
  const lost = () => {
    if (over) return;
    void end();
    onLost();
  };
  client.on('error', lost);
  client.on('end', lost);
  const timer = setInterval(() => client.query('SELECT 1').catch(lost), tryEvery);
  timer.unref();
  return {
    async isHeld(trx) {
      const { rows } = await sql<{ held: boolean }>`SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid = 0 AND objid = ${key}::int::oid AND objsubid = 1 AND pid = ${pid} AND granted) AS held`.execute(
        trx,
      );
      return rows[0]?.held === true;
    },
    release: end,
  };
}
