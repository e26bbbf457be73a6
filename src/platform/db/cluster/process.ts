import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeptError } from '../../errors.ts';
import { errors } from '../setup-errors.ts';
import { endLeftover, readPostmaster } from './postmaster.ts';
import { fixedSettings, type Place } from './settings.ts';

const stopWithin = 30_000;

export interface Running {
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** PostgreSQL that is started again when it dies, until it is told to stop. */
export async function keepRunning(place: Place, socketFolder: string): Promise<Running> {
  let stopping = false;
  const quiet: Place = { ...place, log: (line) => (stopping ? undefined : place.log(line)) };
  let child = await launchPatiently(quiet, socketFolder, () => stopping);

  async function again(): Promise<void> {
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 5_000)) {
      try {
        child = await launchPatiently(quiet, socketFolder, () => stopping);
        return quiet.log('PostgreSQL runs again');
      } catch (error) {
        quiet.log(error instanceof KeptError ? error.message : 'PostgreSQL does not start');
        await sleep(pause);
      }
    }
  }
  async function watch(): Promise<void> {
    while (!stopping) {
      await ended(child);
      if (stopping) return;
      quiet.log('PostgreSQL ended unexpectedly; starting it again');
      await again();
    }
    // Told to stop in the middle of starting it again: the child that stop() ended was the old one.
    await shutDown(child);
  }
  const watching = watch();
  return {
    pid: () => child.pid,
    async stop() {
      stopping = true;
      await shutDown(child);
      await watching;
    },
  };
}

/** After a kill of the postmaster its children need a moment to notice, and until then a new one refuses to start. */
async function launchPatiently(place: Place, socketFolder: string, givenUp: () => boolean): Promise<ChildProcess> {
  const until = Date.now() + 10_000;
  for (;;) {
    try {
      return await launch(place, socketFolder);
    } catch (error) {
      const waits = error instanceof KeptError && /pre-existing shared memory/.test(error.message);
      if (!waits || givenUp() || Date.now() > until) throw error;
      await sleep(100);
    }
  }
}

async function launch(place: Place, socketFolder: string): Promise<ChildProcess> {
  await endLeftover(place.data);
  const settings = Object.entries(fixedSettings(place, socketFolder)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(place.binaries.postgres, ['-D', place.data, ...settings], {
    ...asUser(place),
    // A session of its own: Ctrl-C in the terminal reaches the supervisor, which stops things in their order.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let ready = false;
  const said: string[] = [];
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
    if (ready) place.log(`postgresql: ${line}`);
    else said.push(line);
  });
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  for (;;) {
    if (failure !== undefined) throw errors.KEPT_POSTGRES_FAILED({ reason: failure.message }, failure);
    if (child.exitCode !== null || child.signalCode !== null)
      throw errors.KEPT_POSTGRES_FAILED({ reason: reasonIn(said) });
    const postmaster = await readPostmaster(place.data);
    if (postmaster?.pid === child.pid && postmaster?.ready) break;
    await sleep(5);
  }
  ready = true;
  return child;
}

/** SIGINT is a "fast" shutdown: it ends connections, writes all down and leaves nothing to recover. SIGQUIT is the last resort. */
async function shutDown(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = ended(child);
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGQUIT'), stopWithin);
  await end;
  clearTimeout(late);
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once('exit', () => done()));
}

// What a statement has used stays with its process for the next one: given back to the system each time, it is asked for again page by
// page, which was half of the pages that an activation touched for the first time (measured).
const memory = {
  MALLOC_TRIM_THRESHOLD_: '8388608',
  MALLOC_MMAP_THRESHOLD_: '8388608',
  MALLOC_TOP_PAD_: '1048576',
};

/** PostgreSQL gets no variable of ours: they hold passwords, and its settings come from us alone. */
function asUser(place: Place) {
  return { ...place.user, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...memory } };
}

/** Runs a program of PostgreSQL to its end. */
export async function run(place: Place, program: string, args: string[]): Promise<void> {
  const child = spawn(program, args, { ...asUser(place), stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => said.push(line));
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done)).catch(
    (error: Error) => {
      throw errors.KEPT_POSTGRES_FAILED({ reason: error.message }, error);
    },
  );
  if (code !== 0) throw errors.KEPT_POSTGRES_FAILED({ reason: reasonIn(said) });
}

function reasonIn(lines: string[]): string {
  const telling = lines.filter((line) => /FATAL|PANIC|error|could not/i.test(line));
  const line = telling[0] ?? lines.at(-1) ?? 'it said nothing';
  return line.replace(/^.*?(FATAL|PANIC|LOG|error):\s+/i, '');
}
