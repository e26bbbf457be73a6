// What somebody new does, in a folder of its own: clone, `npm start`, open the pages, Ctrl-C, `./kept start`, open them again.
// With the machine's own Node, without the packages of this folder and without settings: nothing but a free port is given.
// One line a step; where one fails, what was said till then, and exit code 1. Needs no package, and Node 20.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const patience = { first: 200_000, again: 60_000, end: 20_000 };
const folder = mkdtempSync(join(tmpdir(), 'kept-newcomer-'));
// Started by root, the database runs under a user of its own, which has to reach the folder.
chmodSync(folder, 0o755);
const clone = join(folder, 'kept');
let running;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => void clearUp().finally(() => process.exit(1)));

try {
  await walk();
} catch (error) {
  console.log(`newcomer: ${error.message}`);
  if (running) console.log(running.said());
  process.exitCode = 1;
} finally {
  await clearUp();
}

async function walk() {
  const port = String(await freePort());
  const env = { ...newcomersEnvironment(), KEPT_PORT: port };
  const site = `http://127.0.0.1:${port}`;
  await step('the folder is there', () => cloned(env));
  const version = await step('the machine has a Node of its own', () => ownNode(env));
  await step(`npm start with Node ${version} says where the pages are`, () =>
    started(['npm', 'start'], env, patience.first),
  );
  await step('/readyz, /, /desk/ answer', () => answers(site));
  await step('./kept health says so, too', () => health(env));
  await step('Ctrl-C ends it', () => ended(site));
  await step('./kept start does once more', () => started(['./kept', 'start'], env, patience.again));
  await step('/readyz, /, /desk/ answer again', () => answers(site));
  await step('Ctrl-C ends it again', () => ended(site));
}

async function step(name, act) {
  const from = performance.now();
  try {
    const answer = await act();
    console.log(`newcomer: ${name} (${((performance.now() - from) / 1_000).toFixed(1)} s)`);
    return answer;
  } catch (error) {
    throw new Error(`FAILED: ${name}: ${error.message}`, { cause: error });
  }
}

/** What is committed, as git hands it over; without git, the folder without what is made in it. */
function cloned(env) {
  if (existsSync(join(root, '.git'))) {
    execFileSync('git', ['clone', '--quiet', root, clone], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    return;
  }
  console.log('newcomer: this folder is no clone, so it is copied');
  const made =
    /(^|[\\/])(node_modules|dist|build|\.git)([\\/]|$)|^(data|coverage|test[\\/]output|\.kept-preparing)([\\/]|$)/;
  cpSync(root, clone, { recursive: true, filter: (from) => !made.test(relative(root, from)) });
}

/** The environment without what this run, its npm or a developer set for Kept and Node. */
function newcomersEnvironment() {
  const set = /^(KEPT_|NODE_|VITEST|CI$|INIT_CWD$)|^npm_(?!config_)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !set.test(name)));
  const parts = (process.env.PATH ?? '').split(delimiter);
  return { ...env, PATH: parts.filter((part) => !/node_modules[\\/]\.bin[\\/]?$/.test(part)).join(delimiter) };
}

function ownNode(env) {
  const version = execFileSync('node', ['--version'], { env, encoding: 'utf8' }).trim().slice(1);
  if (Number(version.split('.')[0]) < 20) throw new Error(`Node ${version} is older than 20`);
  return version;
}

/** In a process group of its own, as a terminal starts it: Ctrl-C there reaches every process of the group. */
async function started([program, ...args], env, limit) {
  const child = spawn(program, args, { cwd: clone, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  const end = once(child, 'close');
  running = { child, end, byNpm: program === 'npm', said: () => said.join('') };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text));
  const until = performance.now() + limit;
  while (!/Public pages +http/.test(running.said())) {
    if (isOver(child)) {
      await end;
      throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    }
    if (performance.now() > until) throw new Error(`it said nothing of its pages within ${limit / 1_000} s`);
    await sleep(100);
  }
}

async function answers(site) {
  for (const path of ['/readyz', '/', '/desk/']) {
    const answer = await fetch(site + path, { signal: AbortSignal.timeout(10_000) });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  }
}

function health(env) {
  const said = execFileSync('./kept', ['health'], { cwd: clone, env, encoding: 'utf8', timeout: 30_000 });
  if (!said.includes('Ready.')) throw new Error(`it said: ${said}`);
}

/** By itself, in order and with code 0; npm says of every Ctrl-C that a signal ended it, however its script ended. */
async function ended(site) {
  const { child, end, byNpm, said } = running;
  signalGroup('SIGINT');
  const answer = await Promise.race([end, sleep(patience.end, null, { ref: false })]);
  if (answer === null) throw new Error(`it still ran after ${patience.end / 1_000} s`);
  const inOrder = child.exitCode === 0 || (byNpm && (child.signalCode === 'SIGINT' || child.exitCode === 130));
  if (!inOrder) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
  if (!said().includes('Kept has stopped.')) throw new Error('it did not say that it has stopped');
  const anybody = await fetch(`${site}/healthz`).then(
    () => true,
    () => false,
  );
  if (anybody) throw new Error('somebody still answers there');
  const left = databasesLeft();
  if (left.length > 0) throw new Error(`its database still runs (${left.join(', ')})`);
}

function isOver(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(signal) {
  try {
    process.kill(-running.child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** However it went: nothing that was started goes on, and the folder goes. */
async function clearUp() {
  if (running && !isOver(running.child)) {
    signalGroup('SIGTERM');
    await Promise.race([running.end, sleep(15_000, null, { ref: false })]);
    signalGroup('SIGKILL');
  }
  for (const pid of databasesLeft()) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Databases of the clone that run, by the file in which each says its process. */
function databasesLeft() {
  const data = join(clone, 'data');
  if (!existsSync(data)) return [];
  return readdirSync(data, { recursive: true })
    .filter((file) => /(^|[\\/])postmaster\.pid$/.test(file))
    .map((file) => Number(readFileSync(join(data, file), 'utf8').split('\n')[0]))
    .filter((pid) => Number.isInteger(pid) && pid > 1 && existsSync(`/proc/${pid}`));
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
