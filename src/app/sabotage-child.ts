import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { resolve } from 'node:path';

const command = resolve(import.meta.dirname, '../cli/kept.ts');
/** It needs a moment to take its scratch away; the server itself has ten seconds to end. */
const endWithin = 7_000;

export interface SabotageChild {
  /** Runs every saboteur in a process of its own, with a scratch database of its own, behind whatever else runs here. */
  run(): Promise<void>;
  /** Ends it where it is. It also ends when this process is gone: they share a channel. */
  stop(): Promise<void>;
}

export function sabotageChild(program: readonly string[] = [command, 'proof', '--sabotage', '--json']): SabotageChild {
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(0);
  let stopping = false;
  return {
    async run() {
      if (stopping) return;
      const started = spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
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
    },
  };
}
