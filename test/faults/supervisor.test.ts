import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startDebianPostgres } from '../../scripts/debian-postgres.ts';
import { processStart } from '../../src/platform/db/cluster/data-lock.ts';
import { readPostmaster } from '../../src/platform/db/cluster/postmaster.ts';
import { connected } from '../kit/database.ts';
import { freePort, type RunningKept, runKept } from '../kit/kept.ts';

const patience = { timeout: 120_000 };
const ready = /^Kept runs/;

let folder: string;
let port: string;
let env: Record<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kept-start-'));
  port = await freePort();
  env = { KEPT_DATA: join(folder, 'data'), KEPT_PORT: port };
  // mkdtemp makes it private; PostgreSQL's own user must pass through.
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(extra: Record<string, string> = {}): RunningKept {
  const kept = runKept(['start'], { ...env, ...extra });
  onTestFinished(async () => {
    kept.signal('SIGTERM');
    await kept.ended;
  });
  return kept;
}
const answers = () =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (answer) => answer.status,
    () => 0,
  );
const postgres = async () => (await readPostmaster(join(folder, 'data/postgres')))?.pid ?? 0;

/** Process number of the server that a supervisor started. */
function serverOf(supervisor: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === supervisor);
  return Number(children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('src/main.ts')) ?? 0);
}
function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}

describe('start and stop', () => {
  test('Ctrl-C ends server and database, and the next start finds everything', patience, async () => {
    const first = start();
    await first.said(ready);
    expect(await answers()).toBe(200);
    expect(first.lines.join('\n')).toMatch(new RegExp(`First account +http://localhost:${port}/desk/`));
    const [server, database] = [serverOf(first.pid), await postgres()];
    first.signal('SIGINT');
    expect(await first.ended).toBe(0);
    expect(first.lines.at(-1)).toBe('Kept has stopped.');
    expect([processStart(server), processStart(database)]).toEqual(['', '']);
    const second = start();
    await second.said(ready);
    expect(second.lines.join('\n')).not.toMatch(/made a new|applied/);
  });

  test('a second start on the same data folder says so in one line and disturbs nothing', patience, async () => {
    await start().said(ready);
    const second = start({ KEPT_PORT: await freePort() });
    expect(await second.ended).toBe(1);
    expect(second.lines[0]).toMatch(
      /^KEPT_DATA_IN_USE: The data folder .* is in use by another Kept \(process \d+\)\.$/,
    );
    expect(await answers()).toBe(200);
  });

  test('a port in use is named, and the database is stopped again', patience, async () => {
    const other = createServer().listen(Number(port), '127.0.0.1');
    onTestFinished(() => void other.close());
    const kept = start();
    expect(await kept.ended).toBe(1);
    expect(kept.lines.join('\n')).toContain('KEPT_PORT_IN_USE');
    expect(await postgres()).toBe(0);
  });

  test.each([
    [{ KEPT_HOST: '192.0.2.1' }, 'KEPT_HOST_NOT_HERE'],
    [{ KEPT_HOST: 'no-such-host.invalid' }, 'KEPT_HOST_NOT_HERE'],
    [{ KEPT_SECRETS: '/proc/secrets' }, 'KEPT_SECRETS_NOT_WRITABLE'],
  ])('what cannot be used is named: %o', patience, async (variables, code) => {
    const kept = start(variables);
    expect(await kept.ended).toBe(1);
    expect(kept.lines.join('\n')).toContain(code);
    expect(kept.lines.join('\n')).not.toContain('KEPT_FAULT');
    expect(await postgres()).toBe(0);
  });

  test('wrong variables are told one by one, nothing is made', patience, async () => {
    const kept = start({ KEPT_PORT: 'x', KEPT_PROT: '1' });
    expect(await kept.ended).toBe(78);
    expect(kept.lines).toHaveLength(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a data folder that cannot be made is named', patience, async () => {
    writeFileSync(join(folder, 'file'), '');
    const kept = start({ KEPT_DATA: join(folder, 'file/data') });
    expect(await kept.ended).toBe(1);
    expect(kept.lines[0]).toMatch(/^KEPT_DATA_NOT_WRITABLE: .*file\/data cannot be written \(E[A-Z]+\)/);
  });
});

describe('things that die', () => {
  test('the supervisor, by kill -9: the server ends, the next start takes over the database', patience, async () => {
    const first = start();
    await first.said(ready);
    const [server, database] = [serverOf(first.pid), await postgres()];
    expect(server).not.toBe(0);
    first.signal('SIGKILL');
    await first.ended;
    await expect.poll(() => processStart(server), { timeout: 15_000 }).toBe('');
    expect(processStart(database)).not.toBe('');
    const second = start();
    await second.said(ready);
    expect(second.lines).toContain('stopped a PostgreSQL left over from a killed server');
    expect(await answers()).toBe(200);
  });

  test('the server: it is started again', patience, async () => {
    const kept = start();
    await kept.said(ready);
    process.kill(serverOf(kept.pid), 'SIGKILL');
    await kept.said(/^the server ended \(SIGKILL\)/);
    await kept.said(/^the server runs again/);
    expect(await answers()).toBe(200);
  });

  test('PostgreSQL: it is started again, and the same server goes on', patience, async () => {
    const kept = start();
    await kept.said(ready);
    const server = serverOf(kept.pid);
    process.kill(await postgres(), 'SIGKILL');
    await kept.said(/^PostgreSQL runs again/);
    await expect.poll(answers, { timeout: 15_000 }).toBe(200);
    expect(serverOf(kept.pid)).toBe(server);
  });
});

describe("an outside database (Debian's PostgreSQL 15)", () => {
  test('an owner that may make roles: they are made, and used', patience, async () => {
    const debian = startDebianPostgres('administrator');
    onTestFinished(debian.stop);
    debian.run('psql', [
      '-d',
      'postgres',
      '-qc',
      'CREATE ROLE landlord LOGIN CREATEROLE',
      '-c',
      'CREATE DATABASE shop OWNER landlord',
    ]);
    const url = `postgresql://landlord@/shop?host=${encodeURIComponent(debian.socket)}`;
    const kept = start({ KEPT_DATABASE_URL: url });
    await kept.said(ready);
    expect(await answers()).toBe(200);
    expect(readFileSync(`/proc/${serverOf(kept.pid)}/environ`, 'utf8')).not.toContain('landlord');
    const users = await connected(
      url,
      async (client) =>
        (await client.query("SELECT DISTINCT usename FROM pg_stat_activity WHERE usename LIKE 'shop%'")).rows,
    );
    expect(users).toContainEqual({ usename: 'shop_login' });
  });

  test(
    'an owner that may not is told what a database administrator must run, and that is enough',
    patience,
    async () => {
      const debian = startDebianPostgres('administrator');
      onTestFinished(debian.stop);
      debian.run('psql', [
        '-d',
        'postgres',
        '-qc',
        'CREATE ROLE landlord LOGIN',
        '-c',
        'CREATE DATABASE shop OWNER landlord',
      ]);
      const as = (user: string) => `postgresql://${user}@/shop?host=${encodeURIComponent(debian.socket)}`;
      const roles = {
        KEPT_DATABASE_APP_URL: as('shop_login'),
        KEPT_DATABASE_AUTH_URL: as('shop_auth'),
        KEPT_DATABASE_PROBE_URL: as('shop_probe'),
      };
      const without = start({ KEPT_DATABASE_URL: as('landlord') });
      expect(await without.ended).toBe(1);
      expect(without.lines[0]).toContain('KEPT_ROLE_URL');
      const tooSoon = start({ KEPT_DATABASE_URL: as('landlord'), ...roles });
      expect(await tooSoon.ended).toBe(1);
      expect(tooSoon.lines.join('\n')).toMatch(/KEPT_ROLES_MISSING.*shop_base is missing[\s\S]*--print-roles/);
      const printed = runKept(['migrate', '--print-roles'], { ...env, KEPT_DATABASE_URL: as('landlord') });
      expect(await printed.ended).toBe(0);
      const script = join(debian.socket, 'roles.sql');
      writeFileSync(script, printed.lines.join('\n'));
      debian.run('psql', ['-d', 'postgres', '-qv', 'ON_ERROR_STOP=1', '-f', script]);
      await start({ KEPT_DATABASE_URL: as('landlord'), ...roles }).said(ready);
      expect(await answers()).toBe(200);
    },
  );
});
