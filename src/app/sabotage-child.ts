import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import { sweepScratch } from '../platform/clauses/scratch-leftovers.ts';

const command = resolve(import.meta.dirname, '../cli/kept.ts');
/** What is run: every saboteur, or the audit of a whole scratch installation. */
const programs = {
  saboteurs: [command, 'proof', '--sabotage', '--json'],
  audit: [command, 'statistics', 'audit', '--json'],
} as const;
export type ChildWork = keyof typeof programs;

/** It needs a moment to take its scratch away; the server itself has ten seconds to end. */
const endWithin = 7_000;

export interface SabotageChild {
  /**
   * Runs the saboteurs, or the audit, in a process of its own, with a scratch database of its own, behind whatever else runs here;
   * one at a time.
   */
  run(work?: ChildWork): Promise<void>;
  /** Ends it where it is. It also ends when this process is gone: they share a channel. */
  stop(): Promise<void>;
}

/** @param only a program in their place, for tests */
export function sabotageChild(only?: readonly string[]): SabotageChild {
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(0);
  let stopping = false;
  return {
    async run(work = 'saboteurs') {
      await ended.catch(() => undefined);
      if (stopping) return;
      const started = spawn(process.execPath, only ?? programs[work], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      child = started;
      if (started.pid !== undefined) setPriority(started.pid, 15);
      ended = new Promise((done, fail) => {
        started.on('error', fail);
        started.on('close', done);
      });
      const code = await ended;
      child = undefined;
      // 1: a demand is broken; 2: a saboteur went unnoticed. Both are evidence and stand on the board.
      if (!stopping && code !== 0 && code !== 1 && code !== 2) throw new Error('failed');
    },
    async stop() {
      stopping = true;
      const running = child;
      if (!running) return;
      running.kill('SIGTERM');
      const late = setTimeout(() => running.kill('SIGKILL'), endWithin);
      await ended.catch(() => undefined);
      clearTimeout(late);
      // On a busy machine it may not have come to that itself, and a PostgreSQL outlives whoever started it.
      if (running.signalCode === 'SIGKILL') await sweepScratch();
    },
  };
}
