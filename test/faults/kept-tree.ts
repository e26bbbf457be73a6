import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { processStart } from '../../src/platform/db/cluster/data-lock.ts';
import { readPostmaster } from '../../src/platform/db/cluster/postmaster.ts';
import { owner } from '../../src/platform/db/cluster.ts';
import { databasePasswords } from '../../src/platform/db/secrets.ts';
import { socketUrl } from '../../src/platform/db/urls.ts';
import { connected } from '../kit/database.ts';
import { freePort, type RunningKept, runKept } from '../kit/kept.ts';

/** `./kept start` with all its processes: supervisor, server, PostgreSQL. */
export interface KeptTree {
  readonly url: string;
  readonly kept: RunningKept;
  /** The token of the link for the first administrator. */
  readonly firstToken: string;
  serverPid(): number;
  postgresPid(): Promise<number>;
  /** As the owner, for looking at what there is. */
  asOwner<T>(run: (client: pg.Client) => Promise<T>): Promise<T>;
  stop(): Promise<number | null>;
  /** `kill -9` of every process at once. */
  killAll(): Promise<void>;
}

/** A data folder that PostgreSQL's own user can pass through. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const above = mkdtempSync(join(tmpdir(), 'kept-faults-'));
  chmodSync(above, 0o755);
  return { path: join(above, 'data'), remove: () => rmSync(above, { recursive: true, force: true }) };
}

/** Starts it and waits until it answers. */
export async function startTree(
  folder: string,
  port?: string,
  env: Readonly<Record<string, string>> = {},
): Promise<KeptTree> {
  const listening = port ?? (await freePort());
  const kept = runKept(['start'], { KEPT_DATA: folder, KEPT_PORT: listening, ...env });
  await kept.said(/Ctrl-C stops it/);
  const postgresPid = async () => (await readPostmaster(join(folder, 'postgres')))?.pid ?? 0;
  const serverPid = () => childrenOf(kept.pid).find((pid) => commandOf(pid).includes('src/main.ts')) ?? 0;
  return {
    url: `http://127.0.0.1:${listening}`,
    kept,
    firstToken: /welcome#(\S+)/.exec(kept.lines.join('\n'))?.[1] ?? '',
    serverPid,
    postgresPid,
    asOwner: async (run) => connected(await ownerUrl(folder), run),
    async stop() {
      kept.signal('SIGTERM');
      return kept.ended;
    },
    async killAll() {
      const postmaster = await postgresPid();
      const pids = [kept.pid, serverPid(), postmaster, ...childrenOf(postmaster)].filter((pid) => pid > 1);
      for (const pid of pids) kill(pid);
      for (const pid of pids) while (processStart(pid) !== '') await sleep(20);
    },
  };
}

async function ownerUrl(folder: string): Promise<string> {
  const postmaster = await readPostmaster(join(folder, 'postgres'));
  if (!postmaster) throw new Error('no PostgreSQL runs there');
  const { owner: password } = await databasePasswords(join(folder, 'secrets'));
  return socketUrl({ user: owner, password, database: 'kept', socketFolder: postmaster.socketFolder });
}

export function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

function childrenOf(parent: number): number[] {
  if (parent <= 0) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
