import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, mkdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, runKept } from '../kit/kept.ts';
import { dataFolder, type KeptTree, kill, startTree } from './kept-tree.ts';

// Counting visits as it goes wrong: logs that are rotated under the reader, garbage between lines, kill -9 of the reader, of an
// import, and of the server that counts.

const root = resolve(import.meta.dirname, '../..');
const data = dataFolder();
let tree: KeptTree;
let syslogPort: number;
let env: Record<string, string>;
const file = (name: string) => join(data.path, '..', 'logs', name);

beforeAll(async () => {
  mkdirSync(join(data.path, '..', 'logs'), { recursive: true });
  syslogPort = Number(await freePort());
  env = { KEPT_DATA: data.path, KEPT_LOG_SYSLOG: `127.0.0.1:${syslogPort}` };
  tree = await startTree(data.path, undefined, env);
  for (const slug of ['live', 'followed', 'late', 'imported', 'halves', 'load'])
    await rows(
      `INSERT INTO statistics.sites (slug, name, hosts, time_zone, created_at) VALUES ($1, $1, $2, 'UTC', now())`,
      [slug, [`${slug}.example`]],
    );
  // The list of sites is read at the start.
  kill(tree.serverPid());
  await tree.kept.said(/^the server runs again/);
}, 60_000);
afterAll(async () => {
  await tree?.stop();
  data.remove();
});

const rows = <R extends object>(text: string, values: unknown[] = []) =>
  tree.asOwner(async (client) => (await client.query<R>(text, values)).rows);

async function counted(slug: string): Promise<{ views: number; visits: number; bad: number }> {
  const [row] = await rows<{ views: number; visits: number; bad: number }>(
    `SELECT coalesce(sum(views), 0)::int AS views, coalesce(sum(visits), 0)::int AS visits, coalesce(sum(bad_lines), 0)::int AS bad
     FROM statistics.days d JOIN statistics.sites s ON s.id = d.site_id WHERE s.slug = $1`,
    [slug],
  );
  return row ?? { views: 0, visits: 0, bad: 0 };
}
/** Lines that are noted as counted. */
const linesOf = async (slug: string) =>
  (
    await rows<{ lines: number }>(
      `SELECT coalesce(sum(lines), 0)::int AS lines FROM statistics.imports i JOIN statistics.sites s ON s.id = i.site_id
       WHERE s.slug = $1`,
      [slug],
    )
  )[0]?.lines;

/** Figures are written after ten seconds at the earliest. */
const written = { timeout: 80_000, interval: 250 };

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
function line(at: number, visitor: number, page = '/'): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year, month, day] = date.split('-');
  const when = `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
  return `198.51.${visitor >> 8}.${visitor & 255} - - [${when}] "GET ${page} HTTP/1.1" 200 5 "-" "${chrome}"\n`;
}
/** As the printed configuration of nginx writes it. */
const json = (host: string, visitor: number, more: object = {}) =>
  `${JSON.stringify({
    time_iso8601: new Date().toISOString(),
    remote_addr: `198.51.100.${visitor}`,
    host,
    request_method: 'GET',
    request_uri: '/',
    status: '200',
    http_user_agent: chrome,
    ...more,
  })}\n`;

/** Runs a command that reads its standard input. */
async function piped(args: readonly string[], input: string): Promise<number | null> {
  const child = spawn(process.execPath, ['src/cli/kept.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(input);
  return ((await once(child, 'close')) as [number | null])[0];
}

describe('lines that are handed over as they happen', () => {
  const garbage = Buffer.from(Array.from({ length: 20_000 }, (_, n) => (n * 7919) % 256));
  const host = 'live.example';

  test('are counted once each, whatever is between them, and nothing of them is said', {
    timeout: 180_000,
  }, async () => {
    const socket = connect(join(data.path, 'log.sock'));
    await once(socket, 'connect');
    for (let visitor = 1; visitor <= 4; visitor += 1) {
      socket.write(json(host, visitor));
      socket.write(`${host}:443 ${line(Date.now(), 300 + visitor)}`);
    }
    socket.write(garbage);
    socket.write(`\n${'x'.repeat(1_000_000)}\n`);
    for (const year of ['1970', '2099']) socket.write(json(host, 9, { time_iso8601: `${year}-06-01T00:00:00+00:00` }));
    socket.write(json('unknown.example', 9));
    socket.write(json(host, 9, { status: '500' }));
    socket.write(json(host, 9, { request_uri: '/style.css' }));
    socket.write('{"remote_addr":{"a":[1,');
    socket.end();
    await once(socket, 'close');

    const datagrams = createSocket('udp4');
    for (const message of [
      ...[11, 12, 13].map((visitor) => `<190>Nov 27 10:00:00 kept: ${json(host, visitor)}`),
      garbage.subarray(0, 9_000),
      '<190>',
      '',
    ])
      await new Promise((sent) => datagrams.send(message, syslogPort, '127.0.0.1', sent));
    datagrams.close();

    expect(await piped(['log', 'pipe'], [21, 22].map((visitor) => json(host, visitor)).join(''))).toBe(0);
    const combined = [23, 24].map((visitor) => line(Date.now(), visitor)).join('');
    expect(await piped(['log', 'pipe', '--site', 'live', '--format', 'combined'], `${combined}no line\n`)).toBe(0);

    await expect.poll(() => counted('live'), written).toMatchObject({ views: 15, visits: 15 });
    // Those whose time cannot be right stand among the bad lines of today.
    expect((await counted('live')).bad).toBe(2);
    expect(tree.kept.lines.join('\n')).not.toMatch(/198\.51|Mozilla|live\.example/);
  });
});

test('a log is followed through rotation and kill -9: nothing is lost and nothing counted twice', {
  timeout: 300_000,
}, async () => {
  const log = file('access.log');
  const begins = Date.now() - 3_600_000;
  let number = 0;
  // Ten visitors, each of whom looks at a page every ten minutes of the log.
  const more = (count: number) =>
    Array.from({ length: count }, () => line(begins + ++number * 30_000, number % 10, `/p${number % 10}`)).join('');
  const noted = () => linesOf('followed');
  const follow = async () => {
    const kept = runKept(['log', 'import', log, '--site', 'followed', '--follow'], env);
    await kept.said(/^Following/);
    return kept;
  };

  writeFileSync(log, more(10));
  const first = await follow();
  expect(await noted()).toBe(10);
  appendFileSync(log, more(5));
  // As long as a busy machine may need to look at the file: what is cut off unread is gone, here as anywhere.
  await sleep(4_000);
  renameSync(log, `${log}.1`);
  appendFileSync(`${log}.1`, more(5));
  writeFileSync(log, more(6));
  await expect.poll(noted, written).toBe(26);
  await sleep(500);
  kill(first.pid);
  await first.ended;

  appendFileSync(log, more(8));
  const second = await follow();
  await sleep(4_000);
  copyFileSync(log, `${log}.2`);
  truncateSync(log);
  appendFileSync(log, more(7));
  await sleep(4_000);
  second.signal('SIGINT');
  expect(await second.ended).toBe(0);
  expect(await noted()).toBe(41);

  // Ended before anything was handed on: what was read until then still is. Of ten visitors: figures of fewer than five wait for others.
  appendFileSync(log, more(10));
  const third = await follow();
  await sleep(4_000);
  third.signal('SIGINT');
  expect(await third.ended).toBe(0);
  expect(await noted()).toBe(51);
  await expect.poll(async () => (await counted('followed')).views, written).toBe(51);
});

test('lines of more than seven days ago are imported before a log is followed on', { timeout: 300_000 }, async () => {
  const log = file('old.log');
  const old = Date.now() - 9 * 86_400_000;
  const lines = (from: number, begins: number) =>
    Array.from({ length: 10 }, (_, n) => line(begins + (from + n) * 1_000, n, `/p${n}`)).join('');
  const follow = async () => {
    const kept = runKept(['log', 'import', log, '--site', 'late', '--follow'], env);
    await kept.said(/^Following/);
    return kept;
  };
  writeFileSync(log, lines(0, old));
  const first = await follow();
  // While it is followed, and while it is not.
  appendFileSync(log, lines(10, old));
  await expect.poll(async () => (await counted('late')).views, written).toBe(20);
  appendFileSync(log, lines(0, Date.now() - 600_000));
  await expect.poll(() => linesOf('late'), written).toBe(30);
  first.signal('SIGINT');
  expect(await first.ended).toBe(0);
  appendFileSync(log, lines(20, old));
  const second = await follow();
  await expect.poll(async () => (await counted('late')).views, written).toBe(40);
  second.signal('SIGINT');
  expect(await second.ended).toBe(0);
  expect([await linesOf('late'), (await counted('late')).bad]).toEqual([40, 0]);
});

describe('kill -9 of an import', () => {
  const size = 400_000;
  const importing = (name: string, slug: string, ...more: string[]) =>
    runKept(['log', 'import', file(name), '--site', slug, ...more], env);
  test('in its middle leaves nothing, and the import that comes after it counts all', {
    timeout: 180_000,
  }, async () => {
    const begins = Date.UTC(2026, 2, 1);
    const each = (n: number) => line(begins + n * 2_000, n % 2_000, `/page-${n % 300}`);
    writeFileSync(file('large.log'), Array.from({ length: size }, (_, n) => each(n)).join(''));
    let whole = Number.POSITIVE_INFINITY;
    for (const _ of [1, 2]) {
      const began = performance.now();
      expect(await importing('large.log', 'imported', '--dry-run').ended).toBe(0);
      whole = Math.min(whole, performance.now() - began);
    }
    let killed = 0;
    for (const share of [0.2, 0.4, 0.6]) {
      const kept = importing('large.log', 'imported');
      await sleep(share * whole);
      kill(kept.pid);
      const isKilled = (await kept.ended) === null;
      const { views } = await counted('imported');
      expect(await linesOf('imported')).toBe(views);
      // One that was quicker than the two before it may have been done already.
      if (views === size) break;
      expect([isKilled, views]).toEqual([true, 0]);
      killed += 1;
    }
    expect(killed).toBeGreaterThan(0);
    expect(await importing('large.log', 'imported').ended).toBe(0);
    expect((await counted('imported')).views).toBe(size);
    expect(await importing('large.log', 'imported').ended).toBe(0);
    expect((await counted('imported')).views).toBe(size);
  });

  test('at any moment leaves all of it or nothing', { timeout: 180_000 }, async () => {
    const begins = Date.UTC(2026, 3, 1);
    const lines = Array.from({ length: 60 }, (_, n) => line(begins + n * 60_000, n % 8));
    const put = (count: number) => writeFileSync(file('small.log'), lines.slice(0, count).join(''));
    put(5);
    const began = performance.now();
    expect(await importing('small.log', 'halves').ended).toBe(0);
    const took = performance.now() - began;
    let whole = 5;
    // Most of them about when it writes, which is near its end.
    for (let turn = 1; turn <= 11; turn += 1) {
      put(5 * (turn + 1));
      const kept = importing('small.log', 'halves');
      await Promise.race([sleep(took * (0.65 + 0.04 * turn)), kept.ended]);
      kill(kept.pid);
      await kept.ended;
      const { views } = await counted('halves');
      // All that was new, or nothing of it.
      expect([whole, 5 * (turn + 1)]).toContain(views);
      expect(await linesOf('halves')).toBe(views);
      whole = views;
    }
    expect(await importing('small.log', 'halves').ended).toBe(0);
    expect((await counted('halves')).views).toBe(60);
  });
});

test('kill -9 of the server under load of hits loses what came since the last write, and counts none twice', {
  timeout: 300_000,
}, async () => {
  const answered: number[] = [];
  let visitor = 0;
  let stopped = false;
  const see = async () => {
    visitor += 1;
    const answer = await fetch(`${tree.url}/s/hit`, {
      method: 'POST',
      headers: {
        'content-type': 'text/plain',
        origin: 'https://load.example',
        'user-agent': `${chrome} v${visitor}`,
        'accept-language': 'de',
      },
      body: JSON.stringify({ k: 'v', u: 'https://load.example/', r: '', l: 'de', n: '', w: 1_200 }),
    });
    await answer.arrayBuffer();
    if (answer.status === 204) answered.push(performance.now());
  };
  const clients = Array.from({ length: 16 }, async () => {
    while (!stopped) await see().catch(() => sleep(20));
  });
  const visits = async () => (await counted('load')).visits;
  await expect.poll(visits, written).toBeGreaterThan(0);
  // From now on nothing else is written for ten seconds, and longer where writing takes its time.
  const wroteAt = performance.now();
  await sleep(4_000);
  kill(tree.serverPid());
  stopped = true;
  await Promise.all(clients);
  const before = answered.length;
  const kept = await visits();
  // Looked at every quarter of a second, and a second for writing.
  const lately = answered.filter((at) => at > wroteAt - 1_500).length;
  expect(kept).toBeLessThanOrEqual(before + 16);
  expect(before - kept).toBeLessThanOrEqual(lately);
  expect(before - kept).toBeGreaterThan(0);
  expect(kept).toBeGreaterThan(100);

  await expect
    .poll(
      () =>
        fetch(`${tree.url}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
  for (let more = 0; more < 20; more += 1) await see();
  expect(answered.length).toBe(before + 20);
  await expect.poll(visits, written).toBe(kept + 20);
  const days = await rows<{ exact: boolean }>(
    `SELECT visitors_exact AS exact FROM statistics.days d JOIN statistics.sites s ON s.id = d.site_id WHERE s.slug = 'load'`,
  );
  expect(days).toEqual([{ exact: false }]);
});
