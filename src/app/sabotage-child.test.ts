import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { processStart } from '../platform/db/cluster/data-lock.ts';
import { sabotageChild } from './sabotage-child.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-child-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that tells its number and then does this. */
function program(name: string, then: string): { path: string; pid: () => Promise<number> } {
  const [path, told] = [join(folder, `${name}.mjs`), join(folder, `${name}.pid`)];
  writeFileSync(
    path,
    `import { renameSync, writeFileSync } from 'node:fs';
     process.on('SIGTERM', () => process.exit(130));
     writeFileSync('${told}.new', String(process.pid)); renameSync('${told}.new', '${told}'); ${then}`,
  );
  const pid = async () => {
    await expect.poll(() => existsSync(told), { timeout: 10_000 }).toBe(true);
    return Number(readFileSync(told, 'utf8'));
  };
  return { path, pid };
}

const lives = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('it ends with whoever started it, and that is no failure', async () => {
  const endless = program('endless', 'setInterval(() => {}, 1_000);');
  const child = sabotageChild([endless.path]);
  const run = child.run();
  const pid = await endless.pid();
  await child.stop();
  expect(lives(pid)).toBe(false);
  await expect(run).resolves.toBeUndefined();
  await expect(child.run()).resolves.toBeUndefined();
});

test('scratch of one that does not end in time is ended with it', { timeout: 60_000 }, async () => {
  vi.stubEnv('TMPDIR', mkdtempSync(join(folder, 'scratch-')));
  chmodSync(folder, 0o711);
  chmodSync(tmpdir(), 0o711);
  const scratch = JSON.stringify(resolve(import.meta.dirname, '../platform/clauses/scratch.ts'));
  const stubborn = program(
    'stubborn',
    `process.removeAllListeners('SIGTERM'); process.on('SIGTERM', () => {});
     const { startScratch } = await import(${scratch});
     await startScratch({ fill: async () => {} }); renameSync('${folder}/stubborn.pid', '${folder}/made.pid'); setInterval(() => {}, 1_000);`,
  );
  const child = sabotageChild([stubborn.path]);
  const run = child.run();
  await expect.poll(() => existsSync(join(folder, 'made.pid')), { timeout: 40_000 }).toBe(true);
  const [made = ''] = readdirSync(tmpdir());
  const postgres = Number(readFileSync(join(tmpdir(), made, 'cluster/postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  expect(lives(postgres)).toBe(true);
  await child.stop();
  await run;
  expect(readdirSync(tmpdir())).toEqual([]);
  expect(processStart(postgres)).toBe('');
});

test.each([
  [0, true],
  [1, true],
  [2, true],
  [3, false],
])('an end with %i is an answer: %s', async (code, fine) => {
  const { path } = program(`code-${code}`, `process.exit(${code});`);
  const run = sabotageChild([path]).run();
  await (fine ? expect(run).resolves.toBeUndefined() : expect(run).rejects.toThrow('failed'));
});
