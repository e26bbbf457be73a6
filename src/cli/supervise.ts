import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Report } from '../main.ts';
import type { Config, RoleUrls } from '../platform/config/config.ts';

const root = resolve(import.meta.dirname, '../..');
const main = join(root, 'src/main.ts');
/** Where Node keeps what it compiled. */
const compileCache = join(root, 'node_modules/.cache/node');
/** What the server tells once it answers, and why it will not start where trying again would not help. */
export type Ready = Extract<Report, { ready: unknown }>['ready'];
export type Failed = Extract<Report, { failed: unknown }>['failed'];

// The server gives itself ten seconds.
const drainWithin = 12_000;
const shortestPause = 250;
const longestPause = 30_000;
/** A server that ran this long was well: its next end is not counted with those before. */
const wellAfter = 60_000;

export interface Supervised {
  /** Ends with the reason when the server cannot be started and trying again would not help. */
  readonly givenUp: Promise<Failed>;
  /** Lets it finish what it does, then ends it. */
  stop(): Promise<void>;
  pid(): number | undefined;
}

export interface SuperviseOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The program, for tests. */
  readonly program?: string;
  readonly onReady: (ready: Ready, again: boolean) => void;
  readonly log: (line: string) => void;
}

/** Runs the server as a child, and again when it ends unasked. */
export function superviseServer(options: SuperviseOptions): Supervised {
  let stopping = false;
  let child: ChildProcess;
  let waiting: NodeJS.Timeout | undefined;
  let everReady = false;
  let pause = shortestPause;
  let giveUp: (failed: Failed) => void = () => undefined;
  const givenUp = new Promise<Failed>((done) => {
    giveUp = done;
  });

  function launch(): void {
    const started = Date.now();
    let failed: Failed | undefined;
    child = spawn(process.execPath, [...nodeFlags, options.program ?? main], {
      cwd: root,
      env: options.env,
      // A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which ends things in their order.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (message: Report) => {
      if ('failed' in message) failed = message.failed;
      else {
        options.onReady(message.ready, everReady);
        everReady = true;
      }
    });
    child.once('exit', (code, signal) => {
      if (stopping) return;
      if (!everReady) return giveUp(failed ?? unexplained(code, signal));
      if (Date.now() - started > wellAfter) pause = shortestPause;
      options.log(`the server ended (${failed?.code ?? signal ?? code}); starting it again in ${pause / 1000} s`);
      waiting = setTimeout(launch, pause);
      pause = Math.min(pause * 2, longestPause);
    });
  }
  launch();
  return {
    givenUp,
    pid: () => child.pid,
    async stop() {
      stopping = true;
      clearTimeout(waiting);
      await end(child);
    },
  };
}

// The young heap grows to 16 MB a half under load, and is given back with the rest after the next look at the clauses. With 8 MB an activation
// costs the server a fifth more of the processor, in threads that collect (0.57 ms instead of 0.46, busy machine).
const nodeFlags = ['--max-semi-space-size=16'];

/** The server gets its own three ways into the database and not the owner's. */
export function serverEnvironment(
  environment: NodeJS.ProcessEnv,
  config: Config,
  roleUrls: RoleUrls,
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => name !== 'KEPT_DATABASE_URL' && !name.startsWith('PG'));
  return {
    ...Object.fromEntries(kept),
    // The types are stripped once, not at each start.
    NODE_COMPILE_CACHE: environment.NODE_COMPILE_CACHE ?? compileCache,
    // One heap of the C library for all threads instead of one each: 10 MB less at rest (measured).
    MALLOC_ARENA_MAX: environment.MALLOC_ARENA_MAX ?? '2',
    // What the C library begins with, held: with each large block freed it would keep more for itself, up to 32 MB. 7 to 11 MB less at rest.
    MALLOC_MMAP_THRESHOLD_: environment.MALLOC_MMAP_THRESHOLD_ ?? '131072',
    MALLOC_TRIM_THRESHOLD_: environment.MALLOC_TRIM_THRESHOLD_ ?? '131072',
    KEPT_DATA: config.dataFolder,
    KEPT_SECRETS: config.secretsFolder,
    KEPT_DATABASE_APP_URL: roleUrls.app,
    KEPT_DATABASE_AUTH_URL: roleUrls.auth,
    KEPT_DATABASE_PROBE_URL: roleUrls.probe,
  };
}

function unexplained(code: number | null, signal: NodeJS.Signals | null): Failed {
  return {
    code: 'KEPT_SERVER_ENDED',
    message: `The server ended before it was ready (${signal ?? code}).`,
    next: 'What it said last stands above.',
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), drainWithin);
  await ended;
  clearTimeout(late);
}
