import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { isPassable } from '../passable.ts';
import { processStart } from './cluster/data-lock.ts';
import { type Cluster, type ClusterOptions, startCluster } from './cluster.ts';
import { changeUrl } from './urls.ts';

let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-cluster-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function start(options: Partial<ClusterOptions> = {}): Promise<Cluster> {
  const cluster = await startCluster({ folder, fsync: false, log: (line) => said.push(line), ...options });
  onTestFinished(() => cluster.stop());
  return cluster;
}
const ask = (cluster: Cluster, sql: string) =>
  connected(cluster.ownerUrl('postgres'), async (client) => Object.values((await client.query(sql)).rows[0] ?? {})[0]);

/** Starts a cluster in a process of its own, for killing. */
async function startElsewhere() {
  const code = `import { startCluster } from '${resolve(import.meta.dirname, 'cluster.ts')}';
    const cluster = await startCluster({ folder: process.argv[1], fsync: false });
    console.log(cluster.pid()); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, postgres: Number(line.toString()) };
}

test('keeps its data, and is reached by its socket and password alone', async () => {
  const first = await start();
  await connected(first.ownerUrl('postgres'), (client) => client.query('CREATE TABLE kept AS SELECT 42 AS answer'));
  await first.stop();
  const cluster = await start();
  expect(await ask(cluster, 'SELECT answer FROM kept')).toBe(42);
  expect(await ask(cluster, "SELECT current_setting('listen_addresses')")).toBe('');
  expect(await ask(cluster, "SELECT current_setting('data_checksums')")).toBe('on');
  expect(
    await ask(
      cluster,
      "SELECT count(*)::int FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256' OR type <> 'local'",
    ),
  ).toBe(0);
  expect(statSync(cluster.socketFolder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'secrets/database.json')).mode & 0o777).toBe(0o600);
  const guessed = changeUrl(cluster.ownerUrl('postgres'), { user: 'kept_owner', password: 'password' });
  await expect(connected(guessed, async () => undefined)).rejects.toMatchObject({ code: '28P01' });
});

test('leaves nothing running and nothing locked', async () => {
  const cluster = await start();
  const pid = cluster.pid() ?? 0;
  expect(processStart(pid)).not.toBe('');
  await cluster.stop();
  expect(processStart(pid)).toBe('');
  expect(readdirSync(folder).sort()).toEqual(['pg_hba.conf', 'postgres', 'run', 'secrets']);
  expect(readdirSync(join(folder, 'run'))).toEqual([]);
});

test('writes no value, statement or address into its log', async () => {
  const cluster = await start({ settings: { log_min_messages: 'log' } });
  const canary = 'grace@hopper.example';
  await connected(cluster.ownerUrl('postgres'), async (client) => {
    await client.query('CREATE TABLE people (email text UNIQUE CHECK (length(email) < 30), n int)');
    await client.query('INSERT INTO people VALUES ($1)', [canary]);
    await expect(client.query('INSERT INTO people VALUES ($1)', [canary])).rejects.toMatchObject({ code: '23505' });
    await expect(client.query(`INSERT INTO people (n) VALUES ('${canary}')`)).rejects.toMatchObject({ code: '22P02' });
    await expect(
      client.query(`DO $$ BEGIN RAISE WARNING '${canary}'; RAISE EXCEPTION '${canary}'; END $$`),
    ).rejects.toThrow();
    await client.query("SET statement_timeout = '20ms'");
    await expect(client.query(`SELECT pg_sleep(5), '${canary}'`)).rejects.toMatchObject({ code: '57014' });
  });
  await connected(cluster.ownerUrl('postgres'), async (client) => {
    client.on('error', () => undefined);
    // This one is logged, so the log does work.
    await client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
  }).catch(() => undefined);
  await expect.poll(() => said.join('\n')).toContain('terminating connection');
  expect(said.join('\n')).not.toContain(canary);
  expect(said.join('\n')).not.toMatch(/DETAIL|STATEMENT|CONTEXT/);
});

describe('one at a time', () => {
  test('a second start on the same folder is refused in one line', async () => {
    await start();
    await expect(startCluster({ folder })).rejects.toMatchObject({
      keptCode: 'KEPT_DATA_IN_USE',
      message: `The data folder ${folder} is in use by another Kept (process ${process.pid}).`,
    });
  });

  test('of many starts at once one wins', async () => {
    writeFileSync(
      join(folder, 'kept.0000000000000000.lock'),
      JSON.stringify({ pid: 999_999_999, started: 'long ago', nonce: '' }),
    );
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => start()));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ keptCode: 'KEPT_DATA_IN_USE' });
  });

  test.each([
    ['whose number another process has now', { pid: process.pid, started: 'another time', nonce: '' }],
    ['that is gone', { pid: 999_999_999, started: 'another time', nonce: '' }],
    ['that is unreadable', 'half a li'],
  ])('a lock of a process %s does not hold', async (_, content) => {
    writeFileSync(join(folder, 'kept.0000000000000000.lock'), JSON.stringify(content));
    expect(await ask(await start(), 'SELECT 1')).toBe(1);
  });
});

describe('after a crash', () => {
  test('a PostgreSQL left over from a killed server is stopped, and what it committed is there', async () => {
    const { child, postgres } = await startElsewhere();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(processStart(postgres)).not.toBe('');
    const cluster = await start();
    expect(said).toContain('stopped a PostgreSQL left over from a killed server');
    expect(processStart(postgres)).toBe('');
    expect(await ask(cluster, 'SELECT 1')).toBe(1);
  });

  test('a PostgreSQL that dies is started again', async () => {
    const cluster = await start();
    const killed = cluster.pid() ?? 0;
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => said, { timeout: 10_000 }).toContain('PostgreSQL runs again');
    expect(cluster.pid()).not.toBe(killed);
    expect(await ask(cluster, 'SELECT 1')).toBe(1);
  });

  test('stopped while it is being started again, it stays stopped', async () => {
    const cluster = await start();
    process.kill(cluster.pid() ?? 0, 'SIGKILL');
    await expect
      .poll(() => said, { timeout: 10_000, interval: 1 })
      .toContain('PostgreSQL ended unexpectedly; starting it again');
    await cluster.stop();
    await sleep(300);
    expect(processStart(cluster.pid() ?? 0)).toBe('');
    expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false);
  });

  test('a first start killed half way is begun anew', async () => {
    const { child } = await startElsewhere();
    child.kill('SIGTERM');
    await once(child, 'exit');
    const unfinished = await start();
    await unfinished.stop();
    rmSync(join(folder, 'postgres'), { recursive: true });
    writeFileSync(join(folder, 'postgres.new'), 'half');
    expect(await ask(await start(), 'SELECT 1')).toBe(1);
  });

  test('a number in postmaster.pid that some other process has is passed over, and that process is let alone', async () => {
    const cluster = await start();
    await cluster.stop();
    const bystander = spawn('sleep', ['60']);
    onTestFinished(() => void bystander.kill());
    writeFileSync(
      join(folder, 'postgres/postmaster.pid'),
      `${bystander.pid}\n${join(folder, 'postgres')}\n1\n5432\n${cluster.socketFolder}\n\n\nready\n`,
    );
    expect(await ask(await start(), 'SELECT 1')).toBe(1);
    expect(bystander.exitCode).toBe(null);
    expect(bystander.signalCode).toBe(null);
  });
});

describe('folders', () => {
  test('a path too long for a socket gets a private folder elsewhere, removed afterwards', async () => {
    chmodSync(folder, 0o755);
    const deep = join(folder, 'd'.repeat(60), 'e'.repeat(40));
    const cluster = await start({ folder: deep });
    expect(cluster.socketFolder.startsWith(folder)).toBe(false);
    expect(statSync(cluster.socketFolder).mode & 0o777).toBe(0o700);
    expect(await ask(cluster, 'SELECT 1')).toBe(1);
    await cluster.stop();
    expect(existsSync(cluster.socketFolder)).toBe(false);
  });

  test('a folder that cannot be written is named', async () => {
    writeFileSync(join(folder, 'file'), '');
    const within = join(folder, 'file/data');
    await expect(startCluster({ folder: within })).rejects.toMatchObject({
      keptCode: 'KEPT_DATA_NOT_WRITABLE',
      facts: { folder: within },
    });
  });

  // Somebody else cannot try where root's own home holds Node.
  const others = process.getuid?.() !== 0 || isPassable(dirname(process.execPath));
  test.runIf(others)('a folder that belongs to somebody else is named, with what the system said', async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked, { mode: 0o755 });
    chmodSync(folder, 0o755);
    const asRoot = process.getuid?.() === 0;
    if (!asRoot) chmodSync(locked, 0o500);
    const script = `import { makeDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'cluster.ts'))};
      await makeDataFolder(${JSON.stringify(join(locked, 'data'))}, undefined).catch(({ keptCode, facts }) => console.log(keptCode, facts.reason));`;
    // Root may write everywhere, so that somebody else has to try.
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      ...(asRoot && { uid: 65_534, gid: 65_534 }),
    });
    chmodSync(locked, 0o700);
    expect(said).toBe('KEPT_DATA_NOT_WRITABLE EACCES\n');
  });

  test.runIf(process.getuid?.() === 0)('as root, a folder that PostgreSQL may not pass through is named', async () => {
    const within = join(folder, 'data');
    // mkdtemp made it 0700 for root.
    await expect(startCluster({ folder: within })).rejects.toMatchObject({
      keptCode: 'KEPT_DATA_NOT_REACHABLE',
      facts: { path: folder },
    });
  });

  test('passwords that cannot be read are not replaced', async () => {
    await (await start()).stop();
    const file = join(folder, 'secrets/database.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20));
    await expect(startCluster({ folder })).rejects.toMatchObject({
      keptCode: 'KEPT_SECRETS_UNREADABLE',
      facts: { file },
    });
    expect(readFileSync(file, 'utf8')).toHaveLength(20);
  });
});
