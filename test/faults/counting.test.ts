import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../kit/database.ts';
import { freePort } from '../kit/kept.ts';

// Two real servers on one database: one counts, the other hands it what it is told. Then the one that counts is killed.

const root = resolve(import.meta.dirname, '../..');

interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  readonly output: () => string;
}

async function start(
  database: TestDatabase,
  options: { folder: string; port: string; peers: string },
): Promise<Running> {
  const { folder, peers, port } = options;
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      KEPT_PORT: port,
      KEPT_DATA: join(folder, port),
      KEPT_SECRETS: join(folder, 'secrets'),
      KEPT_PEERS: peers,
      KEPT_DATABASE_APP_URL: database.appUrl,
      KEPT_DATABASE_AUTH_URL: database.authUrl,
      KEPT_DATABASE_PROBE_URL: database.probeUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(() => output.includes('the server listens') || child.exitCode !== null, { timeout: 60_000 })
    .toBe(true);
  if (child.exitCode !== null) throw new Error(`the server ended: ${output}`);
  return { url, child, output: () => output };
}

/** A page view of a visitor of its own, as a browser sends it. */
async function see(server: Running, visitor: number): Promise<number> {
  const answer = await fetch(`${server.url}/s/hit`, {
    method: 'POST',
    headers: {
      'content-type': 'text/plain',
      origin: 'https://a.example',
      'user-agent': `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + visitor}.0.0.0 Safari/537.36`,
      'accept-language': 'de',
      accept: '*/*',
      'accept-encoding': 'gzip',
    },
    body: JSON.stringify({ k: 'v', u: 'https://a.example/', r: '', l: 'de', n: '', w: 1200 }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

test('one of two servers counts; after kill -9 the other goes on, and no more than ten seconds are lost', async () => {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'kept-counting-'));
  const servers: Running[] = [];
  onTestFinished(async () => {
    for (const { child } of servers) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const owner = (text: string) => connected(database.ownerUrl, async (client) => (await client.query(text)).rows);
  await owner(`INSERT INTO statistics.sites (slug, name, hosts, time_zone, created_at)
    VALUES ('a', 'A', '{a.example}', 'UTC', now())`);
  const visits = async () => Number((await owner('SELECT sum(visits) AS n FROM statistics.days'))[0]?.n ?? 0);

  const ports = [await freePort(), await freePort()];
  const peers = ports.map((port) => `http://127.0.0.1:${port}`).join(',');
  const [first, second] = [
    await start(database, { folder, port: ports[0] ?? '', peers }),
    await start(database, { folder, port: ports[1] ?? '', peers }),
  ];
  servers.push(first, second);

  const answers: number[] = [];
  for (let visitor = 0; visitor < 8; visitor++) answers.push(await see(visitor % 2 === 0 ? first : second, visitor));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toBeLessThan(300);
  await expect.poll(visits, { timeout: 30_000, interval: 500 }).toBe(8);

  const counting = [first, second].filter(({ output }) => output().includes('this server counts the visits'));
  expect(counting.length).toBe(1);
  const other = counting[0] === first ? second : first;
  // Counted in memory only: these are what a crash may lose.
  for (let visitor = 20; visitor < 24; visitor++) await see(other, visitor);
  counting[0]?.child.kill('SIGKILL');
  await sleep(50);
  const after: number[] = [];
  for (let visitor = 30; visitor < 36; visitor++) after.push(await see(other, visitor));
  expect(new Set(after)).toEqual(new Set(answers));
  await expect.poll(visits, { timeout: 30_000, interval: 500 }).toBe(14);
  const [day] = await owner('SELECT visitors_exact FROM statistics.days WHERE visits > 0');
  expect(day).toEqual({ visitors_exact: false });
  // Nothing of a visitor in what the servers say.
  expect(first.output() + second.output()).not.toMatch(/Chrome\/1|Mozilla|AppleWebKit/);
}, 240_000);
