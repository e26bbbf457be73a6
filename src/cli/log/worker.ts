/** A thread that counts a piece of logs (see threads.ts). */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { countTask as CountTaskFunction } from '../../parts/statistics/index.ts';
import { KeptError } from '../../platform/errors.ts';
import type { Given, Said } from './threads.ts';

const say = (said: Said) => parentPort?.postMessage(said);

enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/node'));
const { module, task } = workerData as Given;
try {
  const { countTask } = (await import(module)) as { readonly countTask: typeof CountTaskFunction };
  say({ counted: await countTask(task, { progress: (progress) => say({ progress }) }) });
} catch (error) {
  if (!(error instanceof KeptError)) throw error;
  const { keptCode, message, next, status } = error;
  say({ failed: { code: keptCode, status, message, next } });
}
