import { fork } from 'node:child_process';
import { join } from 'node:path';
import { atMost, type Figure, median } from './figure.ts';
import { ownerOf } from './filled.ts';
import { atRest, type Installation, removeFolder, startInstallation } from './installation.ts';
import { type Load, load } from './load.ts';
import { compare } from './status.ts';

const runs = 5;
const connections = 64;
/** Of the run in which memory must stay flat. KEPT_BENCH_MINUTES=5 for the long one. */
const minutes = Number(process.env.KEPT_BENCH_MINUTES ?? '0.5');

const agents = [
  'Chrome/130.0.0.0 Safari/537.36',
  'Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0',
  'Version/17.5 Safari/605.1.15',
];
const visitors = 20_000;
const pages = 500;
let turn = 0;

/** Views by many visitors of many pages, as a website behind a proxy sends them. */
function hit(path: string) {
  turn += 1;
  const visitor = (turn * 7_919) % visitors;
  const body = {
    k: 'v',
    u: `https://www.bench.example/section-${turn % 20}/page-${(turn * 31) % pages}${turn % 10 === 0 ? '?utm_source=letter&utm_medium=mail' : ''}`,
    r: turn % 3 === 0 ? 'https://www.google.com/' : 'https://www.bench.example/',
    w: 1_440,
    l: 'en-GB',
  };
  return {
    method: 'POST' as const,
    path,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      origin: 'https://www.bench.example',
      'accept-language': 'en-GB,en;q=0.9',
      'user-agent': `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ${agents[visitor % agents.length]}`,
      'x-forwarded-for': `198.${18 + (visitor >> 16)}.${(visitor >> 8) & 255}.${visitor & 255}`,
    },
    body: JSON.stringify(body),
  };
}

/** Hits of the website script beside a bare echo: the same requests, 64 connections, one after the other. */
export async function measure(): Promise<Figure[]> {
  const installation = await startInstallation();
  const { client } = await ownerOf(installation);
  await client.query(`INSERT INTO statistics.sites (slug, name, hosts, time_zone, created_at)
    VALUES ('bench', 'Bench', '{bench.example}', 'UTC', now())`);
  const echo = await startEcho();
  try {
    await counted(installation.port);
    await atRest();
    const at = (port: number, seconds: number) => load(port, () => hit('/s/hit'), { seconds, connections });
    for (const port of [echo.port, installation.port]) await at(port, 3);
    const ours: Load[] = [];
    const bare: Load[] = [];
    for (let run = 0; run < runs; run += 1) {
      bare.push(await at(echo.port, 5));
      ours.push(await at(installation.port, 5));
    }
    const slowest = {
      name: 'hits of the website script, slowest of 100 at 64 connections',
      value: median(ours.map(({ p99 }) => p99)),
      unit: 'ms (p99)',
      detail: `p50 ${median(ours.map(({ p50 }) => p50))} ms`,
    };
    return [compare('hits of the website script', ours, bare, 0.5), atMost(slowest, 50), await flat(installation, at)];
  } finally {
    echo.stop();
    await client.end();
    await installation.stop();
    removeFolder(installation.folder);
  }
}

/** Resident memory after half of the time and at its end. */
async function flat(installation: Installation, at: (port: number, seconds: number) => Promise<Load>): Promise<Figure> {
  const half = Math.max(1, (minutes * 60) / 2);
  await at(installation.port, half);
  const before = installation.serverMemory();
  const { perSecond } = await at(installation.port, half);
  const after = installation.serverMemory();
  const detail = `${before.toFixed(0)} MB after ${half} s, ${after.toFixed(0)} MB after ${2 * half} s, at ${perSecond.toFixed(0)} hits/s by ${visitors} visitors`;
  return atMost(
    { name: 'memory while hits are counted, end beside half', value: after, unit: 'MB', detail },
    before * 1.1,
  );
}

/** A new site is known to the server within a minute. */
async function counted(port: number): Promise<void> {
  for (let second = 0; second < 90; second += 1) {
    const { path, ...request } = hit('/s/hit');
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, request);
    if (answer.status === 204) return;
    await new Promise((done) => setTimeout(done, 1_000));
  }
  throw new Error('the site was never counted');
}

async function startEcho(): Promise<{ port: number; stop: () => void }> {
  const child = fork(join(import.meta.dirname, 'echo.ts'));
  const port = await new Promise<number>((done, fail) => {
    child.once('message', (message: { port: number }) => done(message.port));
    child.once('exit', () => fail(new Error('the echo ended')));
  });
  return { port, stop: () => child.disconnect() };
}
