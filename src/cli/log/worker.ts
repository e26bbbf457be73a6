/** A thread that counts a piece of logs (see threads.ts). It loads what it needs while the command still finds out what there is. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { KeptError } from '../../platform/errors.ts';
import type { Said, Task, ThreadData } from './threads.ts';

const say = (said: Said, buffers: ArrayBuffer[] = []) => parentPort?.postMessage(said, buffers);

enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/node'));
const { countTask, handOver, openLookUps } = await import('../../parts/statistics/index/counting.ts');
const opening = openLookUps((workerData as ThreadData).dataFolder);
// What there is to wait for is waited for once there is a task.
opening.catch(() => undefined);

parentPort?.once('message', async (task: Task) => {
  try {
    const lookUps = await opening;
    const { buffers, handed } = handOver(await countTask(task, { lookUps, progress: (progress) => say({ progress }) }));
    say({ handed }, buffers);
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    const { keptCode, message, next, status } = error;
    say({ failed: { code: keptCode, status, message, next } });
  }
});
