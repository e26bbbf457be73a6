import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Counted, CountTask, HandedOver, Progress } from '../../parts/statistics/index/logs.ts';
import { KeptError } from '../../platform/errors.ts';

/** What a thread is told: nothing but data. */
export type Task = CountTask;

/** What it is told as it begins. */
export interface ThreadData {
  readonly dataFolder: string | null;
}

/** What a thread says. A coded error is said in words, because its class does not pass from thread to thread. */
export type Said =
  | { readonly progress: Progress }
  | { readonly handed: HandedOver }
  | {
      readonly failed: {
        readonly code: string;
        readonly status: number;
        readonly message: string;
        readonly next: string;
      };
    };

/**
 * Room for new objects. Visits live for half an hour of the log's time, and are copied each time that this is full: with what Node gives
 * at the start (1 MB, growing slowly) that takes a sixth of the time. More than 16 MB twice is of no use: left to itself, this thread takes
 * 64 MB twice once many visits are open at a time.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 48 };
const roomAtOnce = ['--min-semi-space-size=16', '--semi-space-growth-factor=4'];
const roomEnough = 2 * 16 * 1_048_576;

interface Options {
  readonly progress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** Looks, while there are lines to count, whether this thread has room enough, which then grows no more. */
function watchRoom(): () => void {
  let grows = true;
  return () => {
    if (!grows) return;
    const room = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    grows = (room?.space_size ?? 0) < roomEnough;
    if (!grows) setFlagsFromString('--semi-space-growth-factor=1');
  };
}

/** A thread beside this one. */
export interface Beside {
  count(task: Task, options: Options): Promise<HandedOver>;
  end(): Promise<void>;
}

/** Starts a thread, which loads what it needs at once. */
export function startThread(workerData: ThreadData): Beside {
  // The first is for threads that begin, the second for this one.
  for (const flag of roomAtOnce) setFlagsFromString(flag);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits, workerData });
  let counted = false;
  const ended = new Promise<never>((_, fail) => {
    worker.on('error', fail);
    worker.on('exit', (code) => counted || fail(new Error(`a thread that counts ended with ${code}`)));
  });
  ended.catch(() => undefined);
  return {
    count(task, { progress, signal }) {
      signal.addEventListener('abort', () => void worker.terminate());
      const handed = new Promise<HandedOver>((done, fail) => {
        worker.on('message', (said: Said) => {
          if ('progress' in said) progress(said.progress);
          else if ('handed' in said) {
            counted = true;
            // Its memory is given back before this thread takes up and writes what both have counted.
            worker.terminate().then(() => done(said.handed), fail);
          } else fail(new KeptError(said.failed.code, said.failed, {}));
        });
      });
      worker.postMessage(task);
      return Promise.race([handed, ended]);
    },
    async end() {
      await worker.terminate();
    },
  };
}

/**
 * Counts the first of at most two tasks in this thread, which has nothing else to do meanwhile, and the second in the one beside it.
 * If one fails, the other is given up.
 */
export async function countAll(
  [first, second]: readonly Task[],
  options: Options & { readonly beside: Beside; readonly countTask: CountHere },
): Promise<{ here: Counted | null; handed: HandedOver[] }> {
  if (first === undefined) return { here: null, handed: [] };
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const look = watchRoom();
  const progress = (told: Progress) => {
    look();
    options.progress(told);
  };
  const counting = { progress, signal };
  try {
    const [here, handed] = await Promise.all([
      options.countTask(first, counting),
      second && options.beside.count(second, counting),
    ]);
    return { here, handed: handed ? [handed] : [] };
  } catch (error) {
    failed.abort();
    throw error;
  }
}

type CountHere = (task: Task, options: Options) => Promise<Counted>;
