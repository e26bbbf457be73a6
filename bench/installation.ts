import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** An installation in a temporary folder, started as `npm start` starts it. */
export interface Installation {
  readonly port: number;
  readonly folder: string;
  readonly output: () => string;
  /** Milliseconds from the start of the command until `/readyz` answered 200. */
  readonly readyAfter: number;
  /** Resident memory of the server process in MB (1,000,000 bytes). */
  serverMemory(): number;
  /** Seconds that the processor has worked for the server process. */
  serverProcessor(): number;
  stop(): Promise<void>;
}

/** Starts on this data folder, a new one where none is given. */
export async function startInstallation(
  folder = mkdtempSync(join(tmpdir(), 'kept-bench-')),
  more: NodeJS.ProcessEnv = {},
): Promise<Installation> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, ['src/cli/kept.ts', 'start'], {
    cwd: root,
    env: { ...process.env, ...more, KEPT_DATA: folder, KEPT_PORT: String(port), KEPT_TRUSTED_PROXIES: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const output = () => Buffer.concat(chunks).toString();
  await ready(port, child, output);
  return {
    port,
    folder,
    output,
    readyAfter: performance.now() - began,
    serverMemory: () => residentMemory(serverOf(child.pid ?? 0)),
    serverProcessor: () => processorOf(serverOf(child.pid ?? 0)),
    stop: () => end(child),
  };
}

/** Hash of the registration notice, as soon as the server has seen the vendor. */
export async function noticeOf(port: number): Promise<string> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/registration-schema`);
    if (answer.ok) return ((await answer.json()) as { notice: { sha256: string } }).notice.sha256;
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** Until what a server does at its start (every probe, once) is done. */
export function atRest(): Promise<void> {
  return new Promise((done) => setTimeout(done, 20_000));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

async function ready(port: number, child: ChildProcess, output: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${output()}`);
    const answered = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((done) => setTimeout(done, 10));
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}

/** The server is the supervisor's child that runs src/main.ts. */
function serverOf(supervisor: number): number {
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
      if (parent === supervisor && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('src/main.ts'))
        return Number(name);
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error('no server process was found');
}

function residentMemory(pid: number): number {
  return (Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024) / 1_000_000;
}

/** Seconds of all threads of a process; its clock ticks a hundred times a second. */
export function processorOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
