import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { resolve } from 'node:path';

const command = resolve(import.meta.dirname, '../cli/kept.ts');

/** Runs every saboteur in a process of its own, with a scratch database of its own, behind whatever else runs here. */
export function sabotageInChild(): Promise<void> {
  const child = spawn(process.execPath, [command, 'proof', '--sabotage', '--json'], { stdio: 'ignore' });
  if (child.pid !== undefined) setPriority(child.pid, 15);
  return new Promise((done, fail) => {
    child.on('error', fail);
    // 1: a demand is broken; 2: a saboteur went unnoticed. Both are evidence and stand on the board.
    child.on('close', (code) => (code === 0 || code === 1 || code === 2 ? done() : fail(new Error('failed'))));
  });
}
