import { execFileSync } from 'node:child_process';
import { readlinkSync, realpathSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from '../setup-errors.ts';
import { processStart } from './data-lock.ts';

/** What PostgreSQL writes about itself into postmaster.pid (its source: src/include/utils/pidfile.h). */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
  readonly ready: boolean;
}

export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketFolder: lines[4] ?? '', ready: (lines[7] ?? '').trim() === 'ready' };
}

/**
 * Ends a PostgreSQL that outlived its supervisor: it is not our child, so we would not see it die. What it had committed
 * stays. A file that names some other process is removed, or PostgreSQL would refuse to start because of it.
 * @returns whether there was one
 */
export async function endLeftover(data: string): Promise<boolean> {
  const found = await readPostmaster(data);
  if (found === undefined) return false;
  const runs = isPostgresOf(found.pid, data);
  if (runs) {
    const ended = (await end(found.pid, 'SIGINT', 20_000)) || (await end(found.pid, 'SIGQUIT', 5_000));
    if (!ended) throw errors.KEPT_POSTGRES_STUCK({ pid: found.pid });
  }
  await rm(join(data, 'postmaster.pid'), { force: true });
  if (found.socketFolder !== '') {
    await rm(join(found.socketFolder, '.s.PGSQL.5432'), { force: true });
    await rm(join(found.socketFolder, '.s.PGSQL.5432.lock'), { force: true });
  }
  return runs;
}

async function end(pid: number, signal: NodeJS.Signals, within: number): Promise<boolean> {
  const until = Date.now() + within;
  try {
    process.kill(pid, signal);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  while (processStart(pid) !== '') {
    if (Date.now() > until) return false;
    await sleep(20);
  }
  return true;
}

/** A postmaster works in its data folder; on systems without /proc its command line names the folder. */
function isPostgresOf(pid: number, data: string): boolean {
  if (processStart(pid) === '') return false;
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    } catch {
      return false;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(data);
  } catch {
    return false;
  }
}
