/** Imports of logs that somebody wrote to do harm, each as a whole process: what memory they take, and that they end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { readConfig } from '../src/platform/config/config.ts';
import { openInstallation } from '../src/platform/db/installation.ts';
import { atMost, type Figure } from './figure.ts';
import { processorOf } from './installation.ts';
import { logHost, logZone } from './statistics-log.ts';

const root = resolve(import.meta.dirname, '..');
const limitMb = 400;
/** Lines of the log with distinct paths; ten million take 2 GB of disk and many minutes: KEPT_BENCH_LINES=10000000. */
const lines = Number(process.env['KEPT_BENCH_LINES'] ?? 700_000);
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

interface Hostile {
  readonly slug: string;
  readonly words: string;
  readonly pieces: () => Generator<string | Buffer>;
}

const logs: readonly Hostile[] = [
  {
    slug: 'distinct',
    words: `${lines.toLocaleString('en-GB')} lines, each with a path, an address and a referrer of its own, over 21 days`,
    pieces: () => distinct(lines, 21),
  },
  { slug: 'garbage', words: '200 MB of random bytes among 1,000 usual lines', pieces: garbage },
  { slug: 'long', words: '200 lines of 1 MB among 1,000 usual lines', pieces: long },
];

export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-log-'));
  const data = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  const env = { ...process.env, KEPT_DATA: data };
  const read = readConfig(env);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  const installation = await openInstallation(read.config);
  const client = new pg.Client(installation.ownerUrl);
  await client.connect();
  const figures: Figure[] = [];
  try {
    const postmaster = Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    for (const { pieces, slug, words } of logs) {
      await client.query(
        `INSERT INTO statistics.sites (slug, name, hosts, time_zone, settings, created_at) VALUES ($1, $1, $2, $3, '{}', now())`,
        [slug, [logHost], logZone],
      );
      const log = join(folder, `${slug}.log`);
      write(log, pieces());
      const { memory, processor, ...read } = await imported(log, slug, { env, postmaster });
      rmSync(log);
      const detail = `resident at most, all threads, and its connections to PostgreSQL; ${read.lines} lines, ${read.bad} bad; ${processor.toFixed(1)} s of processor; load of the machine ${loadavg()[0]?.toFixed(1)}`;
      figures.push(atMost({ name: `statistics: memory for ${words}`, value: memory, unit: 'MB', detail }, limitMb));
    }
    return figures;
  } finally {
    await client.end();
    await installation.close();
    for (const each of [folder, data]) rmSync(each, { recursive: true, force: true });
  }
}

function write(file: string, pieces: Generator<string | Buffer>): void {
  const fd = openSync(file, 'w');
  for (const piece of pieces) writeSync(fd, typeof piece === 'string' ? Buffer.from(piece) : piece);
  closeSync(fd);
}

function* distinct(count: number, days: number): Generator<string> {
  let piece = '';
  for (let n = 0; n < count; n++) {
    piece += line(n, Math.floor((n * days * 86_400) / count), { path: `/made-up/${n.toString(36)}x/page`, own: true });
    if (piece.length < 1_000_000) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function* garbage(): Generator<string | Buffer> {
  for (let n = 0; n < 1_000; n++) {
    yield line(n, n * 60, { path: '/usual', own: false });
    // Line feeds are among them, as in everything that is no text.
    yield Buffer.concat([randomBytes(200_000), Buffer.from('\n')]);
  }
}

function* long(): Generator<string> {
  for (let n = 0; n < 1_000; n++) {
    yield line(n, n * 60, { path: '/usual', own: false });
    if (n % 5 === 0) yield line(n, n * 60, { path: `/${'a'.repeat(1_000_000)}`, own: false });
  }
}

function line(n: number, second: number, { path, own }: { readonly path: string; readonly own: boolean }): string {
  const at = new Date(Date.UTC(2026, 2, 1) + second * 1_000);
  const [day, time] = [at.toISOString().slice(8, 10), at.toISOString().slice(11, 19)];
  const address = own ? `${11 + (n >> 24)}.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` : `198.51.100.${n & 255}`;
  const referrer = own ? `https://h${n.toString(36)}.example/` : '-';
  return `${address} - - [${day}/${months[at.getUTCMonth()]}/2026:${time} +0000] "GET ${path} HTTP/1.1" 200 512 "${referrer}" "${agent}"\n`;
}

/** Runs the import to its end. The most memory is as the system has noted it, but for the connections, which are looked at ten times a second. */
async function imported(
  log: string,
  slug: string,
  { env, postmaster }: { readonly env: NodeJS.ProcessEnv; readonly postmaster: number },
): Promise<{ memory: number; processor: number; lines: number; bad: number }> {
  const args = ['log', 'import', log, '--site', slug, '--json', '--format', 'combined'];
  const child: ChildProcess = spawn(join(root, 'kept'), args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, failed]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => failed.push(chunk));
  const [most, seen] = [{ process: 0, connections: 0 }, { processor: 0 }];
  const timer = setInterval(() => {
    most.process = Math.max(most.process, statusOf(child.pid ?? 0, 'VmHWM'));
    most.connections = Math.max(most.connections, connectionsOf(postmaster));
    try {
      seen.processor = processorOf(child.pid ?? 0);
    } catch {
      // It has ended.
    }
  }, 100);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(timer);
  if (code !== 0) throw new Error(`the import ended with ${code}: ${Buffer.concat(failed)}`);
  const { figures } = JSON.parse(Buffer.concat(said).toString()) as { figures: { lines: number; bad: number } };
  return { memory: (most.process + most.connections) / 1_000, processor: seen.processor, ...figures };
}

/** What our connections to PostgreSQL hold, without the memory that all share, in kB. */
function connectionsOf(postmaster: number): number {
  const all = readdirSync('/proc').filter((each) => /^\d+$/.test(each));
  const ours = all.filter((pid) => {
    try {
      const isChild = statusOf(Number(pid), 'PPid') === postmaster;
      return isChild && /^postgres: kept/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    } catch {
      return false;
    }
  });
  return ours.reduce((sum, pid) => sum + statusOf(Number(pid), 'RssAnon'), 0);
}

/** A number of /proc/PID/status; 0 once the process has ended. */
function statusOf(pid: number, name: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
