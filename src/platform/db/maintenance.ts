import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ours } from './labels.ts';
import { withOwner } from './migrate.ts';
import { rewriteErased } from './rewrite.ts';

const minute = 60_000;
const firstAfter = 5 * minute;
const every = 6 * 60 * minute;
const againAfter = 10 * minute;

/**
 * ANALYZE of every table of ours, as the owner: for anybody else it "succeeds" and skips. Plans need it, and after an
 * erasure the statistics hold the erased values until then.
 * @returns the tables whose statistics are older than this call: should be none
 */
export async function analyzeTables(client: pg.ClientBase): Promise<string[]> {
  const before = await client.query<{ at: string }>('SELECT clock_timestamp()::text AS at');
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND ${ours} ORDER BY 1, 2`,
  );
  for (const { schema, name } of rows) {
    await client.query(`ANALYZE ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`);
  }
  const names = rows.map(({ schema, name }) => `${schema}.${name}`);
  // What a session did is counted when it next rests, so one look may come too early.
  for (let look = 0; ; look++) {
    const done = await client.query<{ name: string }>(
      `SELECT schemaname || '.' || relname AS name FROM pg_stat_user_tables
       WHERE greatest(last_analyze, last_autoanalyze) >= $1::timestamptz`,
      [before.rows[0]?.at],
    );
    const left = names.filter((name) => !done.rows.some((row) => row.name === name));
    if (left.length === 0 || look === 20) return left;
    await sleep(100);
  }
}

const rewriteEvery = 10 * minute;

/**
 * What the owner does by itself: ANALYZE five minutes after the start, then every six hours; and, in a quiet hour, writing anew what was
 * erased.
 */
export function startMaintenance(ownerUrl: string, log: (line: string) => void): { stop(): void } {
  let timer = setTimeout(round, firstAfter);
  async function round(): Promise<void> {
    let next = every;
    try {
      const left = await withOwner(ownerUrl, analyzeTables);
      if (left.length > 0) log(`maintenance: no new statistics for ${left.join(', ')}`);
    } catch (error) {
      log(`maintenance failed (${(error as { code?: string }).code ?? 'no code'}); trying again in 10 minutes`);
      next = againAfter;
    }
    timer = setTimeout(round, next);
    timer.unref();
  }
  timer.unref();
  const rewriting = setInterval(rewrite, rewriteEvery);
  rewriting.unref();
  async function rewrite(): Promise<void> {
    try {
      const done = await withOwner(ownerUrl, (client) => rewriteErased(client, { now: false }));
      if (done > 0) log(`maintenance: ${done} erasures are written anew on disk`);
    } catch (error) {
      log(
        `writing anew after an erasure failed (${(error as { code?: string }).code ?? 'no code'}); trying again in 10 minutes`,
      );
    }
  }
  return {
    stop: () => {
      clearTimeout(timer);
      clearInterval(rewriting);
    },
  };
}
