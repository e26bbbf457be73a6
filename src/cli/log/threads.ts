import { Worker } from 'node:worker_threads';
import { type Counted, type CountTask, countingModule, type Progress } from '../../parts/statistics/index.ts';
import { KeptError } from '../../platform/errors.ts';

/** What a thread says. A coded error is said in words, because its class does not pass from thread to thread. */
export type Said =
  | { readonly progress: Progress }
  | { readonly counted: Counted }
  | {
      readonly failed: {
        readonly code: string;
        readonly status: number;
        readonly message: string;
        readonly next: string;
      };
    };

/** What a thread is given: the task, and the module that counts it, so that it loads nothing else. */
export interface Given {
  readonly task: CountTask;
  readonly module: string;
}

/** Little is thrown away while counting, so new objects need little room. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** Counts each task in a thread of its own; all end with the first that fails, or when asked to stop. */
export async function inThreads(
  tasks: readonly CountTask[],
  options: { readonly progress: (progress: Progress) => void; readonly signal: AbortSignal },
): Promise<Counted[]> {
  const workers = tasks.map(
    (task) =>
      new Worker(new URL('./worker.ts', import.meta.url), {
        workerData: { task, module: countingModule } satisfies Given,
        resourceLimits,
      }),
  );
  const stop = () => Promise.all(workers.map((worker) => worker.terminate()));
  const onStop = () => void stop();
  options.signal.addEventListener('abort', onStop);
  try {
    return await Promise.all(workers.map((worker) => ended(worker, options.progress)));
  } finally {
    options.signal.removeEventListener('abort', onStop);
    await stop();
  }
}

function ended(worker: Worker, progress: (progress: Progress) => void): Promise<Counted> {
  return new Promise((done, fail) => {
    worker.on('message', (said: Said) => {
      if ('progress' in said) progress(said.progress);
      else if ('counted' in said) done(said.counted);
      else fail(new KeptError(said.failed.code, said.failed, {}));
    });
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`a thread that counts ended with ${code}`)));
  });
}
