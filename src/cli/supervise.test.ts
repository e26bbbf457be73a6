import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../platform/config/config.ts';
import { processStart } from '../platform/db/cluster/data-lock.ts';
import { serverEnvironment, superviseServer } from './supervise.ts';

let folder: string;
let said: string[];
let ready: boolean[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-supervise-'));
  said = [];
  ready = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const answers = "process.send({ ready: { publicUrl: 'http://localhost', listening: '', firstLink: null } });";
const lives = 'setInterval(() => {}, 1000);';

/** Supervises a program made of these statements. */
function supervise(...statements: string[]) {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, statements.join('\n'));
  const server = superviseServer({
    env: { PATH: process.env['PATH'], FOLDER: folder },
    program,
    onReady: (_, again) => ready.push(again),
    log: (line) => said.push(line),
  });
  onTestFinished(() => server.stop());
  return server;
}

test('a server that ends unasked is started again, and each end is said', async () => {
  const server = supervise(answers, lives);
  await expect.poll(() => ready).toEqual([false]);
  const first = server.pid() ?? 0;
  process.kill(first, 'SIGKILL');
  await expect.poll(() => ready).toEqual([false, true]);
  expect(said).toEqual(['the server ended (SIGKILL); starting it again in 0.25 s']);
  process.kill(server.pid() ?? 0, 'SIGKILL');
  await expect.poll(() => ready).toEqual([false, true, true]);
  expect(said[1]).toBe('the server ended (SIGKILL); starting it again in 0.5 s');
});

test('a server that cannot start is not tried again; its reason is passed on', async () => {
  const failed = { code: 'KEPT_PORT_IN_USE', message: 'In use.', next: 'Another.' };
  const server = supervise(`process.send(${JSON.stringify({ failed })}, () => process.exit(1));`);
  expect(await server.givenUp).toEqual(failed);
  expect(said).toEqual([]);
});

test('one that ends before it is ready without a reason is told with its exit code', async () => {
  expect(await supervise('process.exit(9);').givenUp).toMatchObject({
    code: 'KEPT_SERVER_ENDED',
    message: expect.stringContaining('(9)'),
  });
});

test('stopping waits until the server has finished its work', async () => {
  const done =
    "import { writeFileSync } from 'node:fs'; const done = () => writeFileSync(process.env.FOLDER + '/done', 'yes');";
  const server = supervise(
    done,
    "process.on('SIGTERM', () => setTimeout(() => { done(); process.exit(0); }, 300));",
    answers,
    lives,
  );
  await expect.poll(() => ready).toEqual([false]);
  await server.stop();
  expect(readFileSync(join(folder, 'done'), 'utf8')).toBe('yes');
  expect(processStart(server.pid() ?? 0)).toBe('');
});

test('stopped between two tries, it stays stopped', async () => {
  const server = supervise(answers, 'setTimeout(() => process.exit(3), 50);');
  await expect.poll(() => said.length).toBeGreaterThan(0);
  await server.stop();
  const tries = ready.length;
  await new Promise((later) => setTimeout(later, 800));
  expect(ready).toHaveLength(tries);
});

test('the server gets its own ways into the database and not the owner’s', () => {
  const owner = 'postgresql://owner:secret-word@db.example/kept';
  const set = { KEPT_DATABASE_URL: owner, PGPASSWORD: 'secret-word', PATH: '/bin', KEPT_PORT: '4000' };
  const read = readConfig(set);
  if ('faults' in read) throw new Error(read.faults.join());
  const env = serverEnvironment(set, read.config, { app: 'a', auth: 'b', probe: 'c' });
  expect(JSON.stringify(env)).not.toContain('secret-word');
  expect(env).toMatchObject({
    PATH: '/bin',
    KEPT_PORT: '4000',
    KEPT_DATABASE_APP_URL: 'a',
    KEPT_DATABASE_AUTH_URL: 'b',
    KEPT_DATABASE_PROBE_URL: 'c',
  });
  expect(env['KEPT_DATA']).toBe(read.config.dataFolder);
});
