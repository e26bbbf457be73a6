/** The import of a log of a million lines, beside Webalizer's and GoAccess's, each as a whole process, one after the other. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { readConfig } from '../src/platform/config/config.ts';
import { openInstallation } from '../src/platform/db/installation.ts';
import { atLeastShare, atMost, type Figure, median } from './figure.ts';
import { processorOf } from './installation.ts';
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
    const postmaster = Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    const log = join(folder, 'access.log');
    const truth = writeLog(log, plan);
    const times: Times = { kept: [], webalizer: [], goaccess: [] };
    const memory: number[] = [];
    let different: string[] = [];
    for (let run = 0; run < runs; run++) {
      await client.query(
        `INSERT INTO statistics.sites (slug, name, hosts, time_zone, settings, created_at) VALUES ($1, $1, $2, $3, '{}', now())`,
        [`run-${run}`, [logHost], logZone],
      );
      const kept = await timed(join(root, 'kept'), ['log', 'import', log, '--site', `run-${run}`, '--json'], {
        cwd: root,
        env,
        postmaster,
      });
      times.kept.push(kept);
      memory.push(kept.memory);
      different = [...different, ...(await differences(client, `run-${run}`, truth))];
      const out = mkdtempSync(join(folder, 'webalizer-'));
      times.webalizer.push(await timed('webalizer', ['-Q', '-o', out, '-n', logHost, log], { cwd: out, env }));
      const html = join(folder, 'goaccess.html');
      times.goaccess.push(
        await timed('goaccess', [log, '--log-format=COMBINED', '--no-progress', '-o', html], { cwd: folder, env }),
      );
    }
    return figures({ times, memory, different });
  } finally {
    await client.end();
    await installation.close();
    for (const each of [folder, data]) rmSync(each, { recursive: true, force: true });
  }
}

type Times = Record<'kept' | 'webalizer' | 'goaccess', Timed[]>;

function figures(seen: { times: Times; memory: number[]; different: string[] }): Figure[] {
  const rate = (seconds: number) => plan.lines / seconds;
  const middle = (of: Timed[]) => median(of.map(({ seconds }) => seconds));
  const { kept, webalizer, goaccess } = seen.times;
  const beside = (name: string, peer: Timed[], share: number) => {
    const all = (of: Timed[], what: 'seconds' | 'processor') => of.map((each) => each[what].toFixed(2)).join(', ');
    return atLeastShare(
      {
        name: `statistics: log import beside ${name}`,
        value: rate(middle(kept)),
        unit: 'lines/s',
        detail: `whole processes; ${all(kept, 'seconds')} s beside ${all(peer, 'seconds')} s; processor time of all threads ${all(kept, 'processor')} s beside ${all(peer, 'processor')} s; load of the machine ${loadavg()[0]?.toFixed(1)}`,
      },
      rate(middle(peer)),
      median(kept.map(({ seconds }, run) => (peer[run]?.seconds ?? Number.NaN) / seconds)),
      share,
    );
  };
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

/** Seconds by the clock and of the processor (as seen last, a tenth of a second before the end at most), and MB at most. */
interface Timed {
  readonly seconds: number;
  readonly processor: number;
  readonly memory: number;
}

/** Runs a command to its end. */
function timed(
  command: string,
  args: string[],
  { postmaster = 0, ...options }: { cwd: string; env: NodeJS.ProcessEnv; postmaster?: number },
): Promise<Timed> {
  return new Promise((done, fail) => {
    const began = performance.now();
    const child: ChildProcess = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    const said: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
    let memory = 0;
    let processor = 0;
    const timer = setInterval(() => {
      memory = Math.max(memory, memoryOf(child.pid ?? 0, postmaster));
      processor = Math.max(processor, lastSeen(child.pid ?? 0));
    }, 100);
    child.once('error', fail);
    child.once('close', (code) => {
      clearInterval(timer);
      if (code !== 0) fail(new Error(`${command} ended with ${code}: ${Buffer.concat(said)}`));
      else done({ seconds: (performance.now() - began) / 1_000, processor, memory });
    });
  });
}

/** Resident memory of a process, and of the connections to our PostgreSQL without the memory that all share. */
function memoryOf(pid: number, postmaster: number): number {
  let kilobytes = residentOf(`/proc/${pid}/status`);
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      if (Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) !== postmaster) continue;
      if (!/^postgres: kept/.test(readFileSync(`/proc/${name}/cmdline`, 'utf8'))) continue;
      kilobytes += Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    } catch {
      // It ended while we looked.
    }
  }
  return kilobytes / 1_000;
}

/** 0 once it has ended. */
function lastSeen(pid: number): number {
  try {
    return processorOf(pid);
  } catch {
    return 0;
  }
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
