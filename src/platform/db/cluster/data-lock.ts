import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from '../setup-errors.ts';

/** A claim to a data folder: `kept.<name>.lock`. Names are never used twice, so a dead claim can be removed by anybody. */
interface Claim {
  readonly file: string;
  readonly pid: number;
}

const claimName = /^kept\.[0-9a-f]{16}\.lock$/;
const contest = 1_000;

/**
 * One Kept a data folder. Each starter lays down a claim of its own and only then looks for others, so of two at least
 * one sees the other. A claim names the process and when it started, so that a process number used again after a crash
 * is not mistaken for the holder. PostgreSQL's own lock comes too late: it guards the cluster, not the secrets.
 * @returns the function that gives the folder free
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const mine = `kept.${randomBytes(8).toString('hex')}.lock`;
  const release = () => rm(join(folder, mine), { force: true });
  const draft = join(folder, `${mine}.new`);
  await writeFile(draft, JSON.stringify({ pid: process.pid, started: processStart(process.pid) }), { mode: 0o600 });
  await rename(draft, join(folder, mine));
  // Of several that start at once the first by name goes on when the others have withdrawn; a holder never does.
  const until = Date.now() + contest;
  for (;;) {
    const others = (await livingClaims(folder)).filter((claim) => claim.file !== mine);
    const [first] = others;
    if (first === undefined) return release;
    if (first.file < mine || Date.now() > until) {
      await release();
      throw errors.KEPT_DATA_IN_USE({ folder, pid: first.pid });
    }
    await sleep(10);
  }
}

/** The process that holds the folder, if one does. */
export async function folderHolder(folder: string): Promise<number | undefined> {
  return (await livingClaims(folder))[0]?.pid;
}

/** Claims of processes that run, by name; those of others are removed. */
async function livingClaims(folder: string): Promise<Claim[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => claimName.test(file)).sort();
  const claims: Claim[] = [];
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
    // Withdrawn since the folder was listed.
    if (text === undefined) continue;
    const pid = living(text);
    if (pid === undefined) await rm(join(folder, file), { force: true });
    else claims.push({ file, pid });
  }
  return claims;
}

function living(content: string): number | undefined {
  try {
    const { pid, started } = JSON.parse(content) as { pid: number; started: string };
    return started !== '' && processStart(pid) === started ? pid : undefined;
  } catch {
    return undefined;
  }
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
