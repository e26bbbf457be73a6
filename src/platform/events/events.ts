import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { mayTakeWork } from '../db/alone.ts';
import type { Database, Trx } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Log } from '../log.ts';

/** What is announced: the name of a thing that happened, and ids. Never personal data. */
export interface KeptEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
}

/** Which news it was: the same at each telling. */
export interface Telling {
  readonly id: string;
  readonly at: Date;
}

/** Must be able to run twice for the same event: news is delivered at least once. */
export interface Subscriber {
  (payload: KeptEvent['payload']): Promise<void>;
  /**
   * Where most news changes nothing: says of events that follow each other which of them may change something, so that the others need
   * not be handed over. What one of them changes must not make another of the same list concern it.
   */
  readonly concerns?: (payloads: readonly KeptEvent['payload'][]) => Promise<readonly boolean[]>;
}

/** A subscriber that also hears which news it is. */
export interface Hearer {
  (payload: KeptEvent['payload'], telling: Telling): Promise<void>;
  readonly concerns?: Subscriber['concerns'];
}

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

interface WaitingEvent extends Telling {
  readonly name: string;
  readonly payload: KeptEvent['payload'];
  readonly attempts: number;
}

/** Events handled in one transaction. If the server dies meanwhile they all come again. */
const atOnce = 100;
/** So long one transaction goes on with the next event: one in which nothing is asked for half a minute loses its connection. */
const usualTurnMs = 5_000;

interface Turn {
  readonly until: number;
  readonly handled: string[];
  tried: number;
}

/** One event at least is tried. */
const isOver = ({ tried, until }: Turn) => tried > 0 && performance.now() > until;

function runsOf(events: readonly WaitingEvent[]): WaitingEvent[][] {
  const runs: WaitingEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0]?.name === event.name) last.push(event);
    else runs.push([event]);
  }
  return runs;
}

/** Hands stored events to their subscribers, in order, one at a time; a failing one is tried again later and longer. */
export function createDispatcher(deps: {
  db: Database;
  clock: Clock;
  log: Log;
  subscribers: Readonly<Record<string, readonly Hearer[]>>;
  everyMs?: number;
  /** How long one transaction goes on with the next event. */
  turnMs?: number;
  /** This process has the database for itself (platform/db/alone.ts). */
  alone?: boolean;
}): Dispatcher {
  const { db, clock, log, subscribers, alone = false } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;
  let again = false;
  let soon: NodeJS.Timeout | undefined;

  async function deliverSome(): Promise<number> {
    return db.base(
      async (trx) => {
        const { rows } = await sql<WaitingEvent>`${prepared}
        SELECT id, name, payload, at, attempts FROM platform.events
        WHERE handled_at IS NULL AND (retry_at IS NULL OR retry_at <= ${clock.now()}) AND ${mayTakeWork({ alone })}
        ORDER BY id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED`.execute(trx);
        const turn: Turn = { until: performance.now() + (deps.turnMs ?? usualTurnMs), handled: [], tried: 0 };
        for (const run of runsOf(rows)) await deliverRun(trx, run, turn);
        if (turn.handled.length > 0)
          await sql`${prepared}UPDATE platform.events SET handled_at = ${clock.now()} WHERE id = ANY (${turn.handled}::bigint[])`.execute(
            trx,
          );
        return turn.tried;
      },
      { byKey: true },
    );
  }

  /** Events of one name that follow each other, as far as there is time. */
  async function deliverRun(trx: Trx, events: readonly WaitingEvent[], turn: Turn): Promise<void> {
    if (isOver(turn)) return;
    const hearers = subscribers[events[0]?.name ?? ''] ?? [];
    const payloads = events.map(({ payload }) => payload);
    // Who cannot tell what concerns it hears all.
    const heard = await Promise.all(hearers.map((each) => each.concerns?.(payloads).catch(() => undefined)));
    for (const [place, event] of events.entries()) {
      if (isOver(turn)) return;
      turn.tried += 1;
      try {
        for (const [at, hear] of hearers.entries()) if (heard[at]?.[place] !== false) await hear(event.payload, event);
        turn.handled.push(event.id);
      } catch (error) {
        log.error('an event could not be handled', { id: event.id, code: event.name, error });
        await putOff(trx, event, error);
      }
    }
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

  const look = () => {
    // Who began it says what became of it.
    if (running) again = true;
    else drain().catch((error: unknown) => log.error('events could not be read', { error }));
  };

  return {
    drain,
    nudge() {
      if (timer === undefined || soon !== undefined) return;
      // A moment later, so that what happens together is delivered together.
      soon = setTimeout(() => {
        soon = undefined;
        look();
      }, 50);
    },
    start() {
      timer = setInterval(look, deps.everyMs ?? 500);
    },
    async stop() {
      clearInterval(timer);
      clearTimeout(soon);
      timer = undefined;
      await running?.catch(() => undefined);
    },
  };
}
