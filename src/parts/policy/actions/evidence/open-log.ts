import type { LogSource } from '../../../../platform/evidence/source.ts';
import { createSequencer, type LogDeps } from './sequence.ts';

/** The evidence log of this server. */
export interface EvidenceLog {
  /** Gives every row that is committed now its leaf; returns how many. */
  sequence(): Promise<number>;
  /** Goes on doing so by itself. */
  start(): void;
  stop(): Promise<void>;
}

/** How long a row waits for its leaf at most, if the server runs: far below the minute that the proof allows. */
const every = 10_000;

export function openEvidenceLog(deps: LogDeps, sources: readonly LogSource[]): EvidenceLog {
  const sequencer = createSequencer(deps, sources);
  let under: Promise<number> | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function all(): Promise<number> {
    let added = 0;
    for (;;) {
      const turn = await sequencer.turn();
      added += turn.added;
      if (!turn.more || stopped) return added;
    }
  }

  async function sequence(): Promise<number> {
    // Rows that were committed after the turn under way had looked are taken by the next.
    if (under) await under.catch(() => 0);
    under ??= all().finally(() => {
      under = null;
    });
    return under;
  }

  function later(): void {
    timer = setTimeout(async () => {
      await sequence().catch((error: unknown) => deps.log.error('the evidence log could not be added to', { error }));
      if (!stopped) later();
    }, every);
    timer.unref();
  }

  return {
    sequence,
    start: later,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await under?.catch(() => 0);
    },
  };
}
