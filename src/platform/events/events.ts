import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { mayTakeWork } from '../db/alone.ts';
import type { Database, Trx } from '../db/database.ts';
import type { Log } from '../log.ts';

/** What is announced: the name of a thing that happened, and ids. Never personal data. */
export interface KeptEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
}

/** Must be able to run twice for the same event: news is delivered at least once. */
export type Subscriber = (payload: KeptEvent['payload']) => Promise<void>;

/** Stores the event in the writer's own transaction: it happened exactly if that commits. */
export async function announce(trx: Trx, clock: Clock, event: KeptEvent): Promise<void> {
  await sql`INSERT INTO platform.events (name, payload, at) VALUES (${event.name}, ${JSON.stringify(event.payload)}, ${clock.now()})`.execute(
    trx,
  );
}

export interface Dispatcher {
  /** Delivers all that waits now; resolves when nothing is left that may be tried at this time. */
  drain(): Promise<number>;
  /** Look at once (after a commit) instead of at the next turn. */
  nudge(): void;
  start(): void;
  stop(): Promise<void>;
}

/** Hands stored events to their subscribers, in order, one at a time; a failing one is tried again later and longer. */
export function createDispatcher(deps: {
  db: Database;
  clock: Clock;
  log: Log;
  subscribers: Readonly<Record<string, readonly Subscriber[]>>;
  everyMs?: number;
  /** This process has the database for itself (platform/db/alone.ts). */
  alone?: boolean;
}): Dispatcher {
  const { db, clock, log, subscribers, alone = false } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;
  let again = false;

  async function deliverOne(): Promise<boolean> {
    return db.base(async (trx) => {
      const { rows } = await sql<{ id: string; name: string; payload: KeptEvent['payload']; attempts: number }>`
        SELECT id, name, payload, attempts FROM platform.events
        WHERE handled_at IS NULL AND (retry_at IS NULL OR retry_at <= ${clock.now()}) AND ${mayTakeWork({ alone })}
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`.execute(trx);
      const event = rows[0];
      if (!event) return false;
      try {
        for (const subscriber of subscribers[event.name] ?? []) await subscriber(event.payload);
        await sql`UPDATE platform.events SET handled_at = ${clock.now()} WHERE id = ${event.id}`.execute(trx);
      } catch (error) {
        log.error('an event could not be handled', { id: event.id, code: event.name, error });
        const wait = Math.min(3_600_000, 1_000 * 2 ** Math.min(event.attempts, 12));
        await sql`UPDATE platform.events SET attempts = attempts + 1, failure = ${error instanceof Error ? error.name : 'unknown'},
          retry_at = ${new Date(clock.now().getTime() + wait)} WHERE id = ${event.id}`.execute(trx);
      }
      return true;
    });
  }

  async function drain(): Promise<number> {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      let count = 0;
      do {
        again = false;
        while (await deliverOne()) count += 1;
      } while (again);
      return count;
    })();
    try {
      return await running;
    } finally {
      running = undefined;
    }
  }

  const turn = () => {
    drain().catch((error: unknown) => log.error('events could not be read', { error }));
  };

  return {
    drain,
    nudge: () => {
      if (timer) setImmediate(turn);
    },
    start() {
      timer = setInterval(turn, deps.everyMs ?? 500);
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await running?.catch(() => undefined);
    },
  };
}
