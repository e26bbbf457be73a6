import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');

/** A `./kept` command running as a process of its own, as a user runs it. */
export interface RunningKept {
  readonly pid: number;
  /** Everything it said, on either stream. */
  readonly lines: readonly string[];
  /** Ends with the line that fits; fails when the process ends first. */
  said(pattern: RegExp): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Exit code; null after a signal that it could not answer. */
  readonly ended: Promise<number | null>;
}

export function runKept(args: readonly string[], env: Record<string, string>): RunningKept {
  const child = spawn(process.execPath, ['src/cli/kept.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    signal: (signal) => child.kill(signal),
    said(pattern) {
      return new Promise((found, fail) => {
        const look = () => {
          const line = lines.find((one) => pattern.test(one));
          if (line !== undefined) found(line);
        };
        listeners.add(look);
        look();
        void ended.then(() => fail(new Error(`it ended without saying ${pattern}:\n${lines.join('\n')}`)));
      });
    },
  };
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return String(typeof address === 'object' ? address?.port : 0);
}
