import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../setup-errors.ts';

/**
 * One Kept a data folder. The file names the process and when it started, so that a process number used again after a
 * crash is not mistaken for the holder. PostgreSQL's own lock comes too late: it guards the cluster, not the secrets.
 * @returns the function that gives the folder free
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'kept.lock');
  const mine = JSON.stringify({
    pid: process.pid,
    started: processStart(process.pid),
    nonce: randomBytes(8).toString('hex'),
  });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, mine, { mode: 0o600, flag: 'wx' });
  try {
    // link() makes the file with its content at once, or fails where it stands.
    while (!(await made(draft, file))) {
      const found = await readFile(file, 'utf8').catch(() => undefined);
      if (found === undefined) continue;
      const holder = living(found);
      if (holder !== undefined) throw errors.KEPT_DATA_IN_USE({ folder, pid: holder });
      await removeStale(file, found);
    }
  } finally {
    await unlink(draft);
  }
  return async () => {
    if ((await readFile(file, 'utf8').catch(() => undefined)) === mine) await unlink(file);
  };
}

/** The process that holds the folder, if one does. */
export async function folderHolder(folder: string): Promise<number | undefined> {
  const found = await readFile(join(folder, 'kept.lock'), 'utf8').catch(() => undefined);
  return found === undefined ? undefined : living(found);
}

/** When a process started, in words that differ from those of any later process of the same number. '' where it does not run. */
export function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold spaces; the 22nd field is the start, the 3rd the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return process.platform === 'linux' ? '' : startByPs(pid);
  }
}

function startByPs(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

async function made(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function living(content: string): number | undefined {
  try {
    const { pid, started } = JSON.parse(content) as { pid: number; started: string };
    return started !== '' && processStart(pid) === started ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Two starters may judge the same file stale: the slower one would remove the lock of the quicker one, so it looks again. */
async function removeStale(file: string, judged: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== judged) await link(aside, file).catch(() => undefined);
  await unlink(aside);
}
