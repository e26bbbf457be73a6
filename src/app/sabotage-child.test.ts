import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
