/** A thread that counts a piece of logs (see threads.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { type CountTask, countTask } from '../../parts/statistics/index.ts';
import { KeptError } from '../../platform/errors.ts';
import type { Said } from './threads.ts';

const say = (said: Said) => parentPort?.postMessage(said);

try {
  say({ counted: await countTask(workerData as CountTask, { progress: (progress) => say({ progress }) }) });
} catch (error) {
  if (!(error instanceof KeptError)) throw error;
  const { keptCode, message, next, status } = error;
  say({ failed: { code: keptCode, status, message, next } });
}
