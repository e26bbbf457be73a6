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

interface WaitingEvent {
  readonly id: string;
  readonly name: string;
  readonly payload: KeptEvent['payload'];
  readonly attempts: number;
}

/** Events handled in one transaction. If the server dies meanwhile they all come again. */
const atOnce = 25;

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
  let soon: NodeJS.Timeout | undefined;

  async function deliverSome(): Promise<number> {
    return db.base(async (trx) => {
      const { rows } = await sql<WaitingEvent>`
        SELECT id, name, payload, attempts FROM platform.events
        WHERE handled_at IS NULL AND (retry_at IS NULL OR retry_at <= ${clock.now()}) AND ${mayTakeWork({ alone })}
        ORDER BY id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED`.execute(trx);
      const handled: string[] = [];
      for (const event of rows) {
        try {
          for (const subscriber of subscribers[event.name] ?? []) await subscriber(event.payload);
          handled.push(event.id);
        } catch (error) {
          log.error('an event could not be handled', { id: event.id, code: event.name, error });
          await putOff(trx, event, error);
        }
      }
      if (handled.length > 0)
        await sql`UPDATE platform.events SET handled_at = ${clock.now()} WHERE id = ANY (${handled}::bigint[])`.execute(
          trx,
        );
      return rows.length;
    });
  }

  async function putOff(trx: Trx, event: WaitingEvent, error: unknown): Promise<void> {
    const wait = Math.min(3_600_000, 1_000 * 2 ** Math.min(event.attempts, 12));
    await sql`UPDATE platform.events SET attempts = attempts + 1, failure = ${error instanceof Error ? error.name : 'unknown'},
      retry_at = ${new Date(clock.now().getTime() + wait)} WHERE id = ${event.id}`.execute(trx);
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
        for (let some = await deliverSome(); some > 0; some = await deliverSome()) count += some;
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
    nudge() {
      if (timer === undefined || soon !== undefined) return;
      // A moment later, so that what happens together is delivered together.
      soon = setTimeout(() => {
        soon = undefined;
        turn();
      }, 50);
    },
    start() {
      timer = setInterval(turn, deps.everyMs ?? 500);
    },
    async stop() {
      clearInterval(timer);
      clearTimeout(soon);
      timer = undefined;
      await running?.catch(() => undefined);
    },
  };
}
