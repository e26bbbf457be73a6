/** The import of a log of a million lines, beside Webalizer's and GoAccess's, each as a whole process, one after the other. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { readConfig } from '../src/platform/config/config.ts';
import { openInstallation } from '../src/platform/db/installation.ts';
import { atLeastShare, atMost, type Figure, median } from './figure.ts';
import { differences } from './statistics-check.ts';
import { logHost, logZone, writeLog } from './statistics-log.ts';

const root = resolve(import.meta.dirname, '..');
const runs = Number(process.env['KEPT_BENCH_RUNS'] ?? 5);
const plan = { seed: 20_260_329, lines: 1_000_000, hosts: 20_000, agents: 500, paths: 3_000 };

export async function measure(): Promise<Figure[]> {
  needed(['webalizer', 'goaccess']);
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-log-'));
  const data = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  const env = { ...process.env, KEPT_DATA: data };
  const read = readConfig(env);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  const installation = await openInstallation(read.config);
  const client = new pg.Client(installation.ownerUrl);
  await client.connect();
  try {
    const log = join(folder, 'access.log');
    const truth = writeLog(log, plan);
    const times = { kept: [] as number[], webalizer: [] as number[], goaccess: [] as number[] };
    const memory: number[] = [];
    let different: string[] = [];
    for (let run = 0; run < runs; run++) {
      await client.query(
        `INSERT INTO statistics.sites (slug, name, hosts, time_zone, settings, created_at) VALUES ($1, $1, $2, $3, '{}', now())`,
        [`run-${run}`, [logHost], logZone],
      );
      const kept = await timed(
        process.execPath,
        ['src/cli/kept.ts', 'log', 'import', log, '--site', `run-${run}`, '--json'],
        { cwd: root, env },
      );
      times.kept.push(kept.seconds);
      memory.push(kept.memory);
      different = [...different, ...(await differences(client, `run-${run}`, truth))];
      const out = mkdtempSync(join(folder, 'webalizer-'));
      times.webalizer.push(
        (await timed('webalizer', ['-Q', '-o', out, '-n', logHost, log], { cwd: out, env })).seconds,
      );
      const html = join(folder, 'goaccess.html');
      times.goaccess.push(
        (await timed('goaccess', [log, '--log-format=COMBINED', '--no-progress', '-o', html], { cwd: folder, env }))
          .seconds,
      );
    }
    return figures({ times, memory, different });
  } finally {
    await client.end();
    await installation.close();
    for (const each of [folder, data]) rmSync(each, { recursive: true, force: true });
  }
}

function figures(seen: {
  times: Record<'kept' | 'webalizer' | 'goaccess', number[]>;
  memory: number[];
  different: string[];
}): Figure[] {
  const rate = (seconds: number) => plan.lines / seconds;
  const { kept, webalizer, goaccess } = seen.times;
  const beside = (name: string, peer: number[], share: number) =>
    atLeastShare(
      {
        name: `statistics: log import beside ${name}`,
        value: rate(median(kept)),
        unit: 'lines/s',
        detail: `whole processes; ${kept.map((each) => each.toFixed(2)).join(', ')} s beside ${peer.map((each) => each.toFixed(2)).join(', ')} s`,
      },
      rate(median(peer)),
      median(kept.map((each, run) => (peer[run] ?? Number.NaN) / each)),
      share,
    );
  return [
    beside('Webalizer', webalizer, 1.2),
    beside('GoAccess', goaccess, 5),
    atMost(
      {
        name: 'statistics: memory of the log import',
        value: Math.max(...seen.memory),
        unit: 'MB',
        detail: 'resident at most, all threads, and what its connections to PostgreSQL hold',
      },
      400,
    ),
    atMost(
      {
        name: 'statistics: figures of the import that differ from the truth',
        value: seen.different.length,
        unit: 'figures',
        detail:
          seen.different.slice(0, 5).join('; ') ||
          'days, pages, referrers, hours, downloads, dead links and bots compared',
      },
      0,
    ),
  ];
}

/** Runs a command to its end; seconds, and memory at most in MB. */
function timed(
  command: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<{ seconds: number; memory: number }> {
  return new Promise((done, fail) => {
    const began = performance.now();
    const child: ChildProcess = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    const said: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
    let memory = 0;
    const timer = setInterval(() => {
      memory = Math.max(memory, memoryOf(child.pid ?? 0));
    }, 100);
    child.once('error', fail);
    child.once('close', (code) => {
      clearInterval(timer);
      if (code !== 0) fail(new Error(`${command} ended with ${code}: ${Buffer.concat(said)}`));
      else done({ seconds: (performance.now() - began) / 1_000, memory });
    });
  });
}

/** Resident memory of a process, and of the PostgreSQL processes that do something; their shared memory once. */
function memoryOf(pid: number): number {
  let kilobytes = residentOf(`/proc/${pid}/status`);
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      if (!/^postgres: kept/.test(readFileSync(`/proc/${name}/cmdline`, 'utf8'))) continue;
      kilobytes += Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It ended while we looked.
    }
  }
  return kilobytes / 1_000;
}

function residentOf(file: string): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Programs of Debian that are measured beside; installed where that is allowed. */
function needed(programs: string[]): void {
  const missing = programs.filter((name) => !exists(name));
  if (missing.length === 0) return;
  try {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { stdio: 'ignore' });
  } catch (error) {
    throw new Error(`${missing.join(' and ')} must be installed: apt-get install ${missing.join(' ')}`, {
      cause: error,
    });
  }
}

function exists(name: string): boolean {
  try {
    execFileSync('which', [name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
