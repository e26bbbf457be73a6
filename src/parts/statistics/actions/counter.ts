import type { Seal } from '../../../platform/crypto/seal.ts';
import { type HeldLock, holdLock } from '../../../platform/db/held-lock.ts';
import { errors } from '../errors/counting.ts';
import { liveSeen } from '../rules/live-seen.ts';
import type { LiveSeen } from '../wire/handed.ts';
import type { Hit } from '../wire/hit.ts';
import { type CounterDeps, countHere, type Here } from './count-here.ts';
import { createReader, openPeers, type Post } from './peers.ts';
import type { Sites } from './sites.ts';

/** Counts hits: here, or by the server that does. */
export interface Counter {
  /**
   * Null: it is counted, in memory. Otherwise it is handed to the server that counts; the promise rejects with
   * KEPT_NOT_COUNTED where none is reached.
   */
  count(hit: Hit): Promise<void> | null;
  /** What was seen of a site in the last minutes; null where no server that counts is reached. */
  live(siteId: number): Promise<LiveSeen | null>;
  /** Takes a sealed message of another server. @returns the sealed answer */
  hear(bytes: Buffer): Promise<Buffer>;
  /** Whether this process is the one that counts. */
  isCounting(): boolean;
  /** What is due by the clock: visits that end, days that are written or closed. Runs by itself once a second. */
  tick(): Promise<void>;
  start(): void;
  /** Writes only what was due anyway: nothing of a visitor is written because the server ends. */
  stop(): Promise<void>;
}

export interface CounterOptions {
  readonly sites: Sites;
  /** KEPT_PEERS */
  readonly peers: readonly string[];
  readonly seal: Seal;
  readonly post: Post;
  /** Random bytes of a salt. */
  readonly random: () => Uint8Array;
}

/** Of several processes on one database the one that holds this advisory lock counts. */
const countingLock = 1_802_727_102;
const every = 1_000;
/** How long a hit waits for a server that counts, while one takes over from another; in milliseconds. */
const patience = 4_000;
const again = 250;

export function createCounter(deps: CounterDeps, options: CounterOptions): Counter {
  const { seal } = options;
  const seat = takeSeat(deps, options);
  const peers = openPeers({ ...options, clock: deps.clock, id: () => deps.ids.uuid() });
  const read = createReader(seal, deps.clock);
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | null = null;

  /** Hands a hit on, or becomes the one that counts, until either is done. */
  async function elsewhere(hit: Hit): Promise<void> {
    const until = performance.now() + patience;
    do {
      if (await peers.hand(hit)) return;
      const here = await seat.elect();
      if (here !== null) {
        here.take(hit);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, again));
    } while (!seat.isLeft() && performance.now() < until);
    throw errors.KEPT_NOT_COUNTED();
  }

  function liveHere(here: Here, siteId: number): LiveSeen | null {
    const site = here.site(siteId);
    return site && liveSeen(site.count, Math.floor(deps.clock.now().getTime() / 1000));
  }

  function tick(): Promise<void> {
    working ??= seat
      .elect()
      .then((here) => here?.tick())
      .finally(() => {
        working = null;
      });
    return working;
  }

  return {
    count(hit) {
      const here = seat.here();
      if (here === null) return elsewhere(hit);
      here.take(hit);
      return null;
    },
    async live(siteId) {
      const here = seat.here() ?? (options.peers.length === 0 ? await seat.elect() : null);
      return here === null ? peers.ask(siteId) : liveHere(here, siteId);
    },
    async hear(bytes) {
      const heard = read(bytes);
      if (heard === null) throw errors.KEPT_PEER_UNKNOWN();
      const here = seat.here();
      if (here === null) throw errors.KEPT_PEER_NOT_COUNTING();
      const { again: known, message } = heard;
      if ('live' in message) return seal.seal(JSON.stringify(liveHere(here, message.live)));
      if (!known) for (const hit of message.hits) here.take(hit);
      return seal.seal('null');
    },
    isCounting: () => seat.here() !== null,
    tick,
    start() {
      timer = setInterval(() => void tick().catch((error: unknown) => seat.failed(error)), every);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await working?.catch(() => undefined);
      await seat.leave();
    },
  };
}

/** The seat of the one that counts: taken by whoever gets the lock, lost with its connection. */
function takeSeat(deps: CounterDeps, { random, sites }: CounterOptions) {
  let taken: { readonly here: Here; readonly lock: HeldLock } | null = null;
  let electing: Promise<void> | null = null;
  let left = false;

  function lose(): void {
    taken = null;
    deps.log.warn('this server counts no longer: its connection to the database was lost');
  }

  async function take(): Promise<void> {
    const lock = await holdLock(deps.db, countingLock, lose);
    if (lock === null) return;
    try {
      const here = await countHere(deps, { sites, random, mayWrite: (trx) => lock.isHeld(trx) });
      taken = { here, lock };
      deps.log.info('this server counts the visits of websites');
    } catch (error) {
      await lock.release();
      throw error;
    }
  }
  async function end(): Promise<void> {
    await taken?.here.tick().catch(failed);
    await taken?.lock.release();
    taken = null;
  }

  const failed = (error: unknown) => deps.log.warn('what is due of the statistics could not be done', { error });

  const here = () => taken?.here ?? null;
  return {
    here,
    isLeft: () => left,
    failed,
    /** Takes the seat where it is free. */
    async elect(): Promise<Here | null> {
      if (taken !== null || left) return here();
      electing ??= take()
        .catch(failed)
        .finally(() => {
          electing = null;
        });
      await electing;
      return here();
    },
    /** Does what is due, and gives the seat free. */
    async leave(): Promise<void> {
      left = true;
      await electing;
      await end();
    },
  };
}
