import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-folder-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('missing levels are made, and the last one with its mode', () => {
  expect(makeFolder(join(root, 'a/b/c'), 0o700)).toBe(true);
  expect(statSync(join(root, 'a/b/c')).mode & 0o777).toBe(0o700);
  expect(makeFolder(join(root, 'a/b/c'), 0o700)).toBe(false);
});

test('the levels above may be passed through, whatever the umask', () => {
  const script = `process.umask(0o077); const { makeFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'make-folder.ts'))});
    makeFolder(${JSON.stringify(join(root, 'closed/d/e'))}, 0o700);`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  const modes = ['closed', 'closed/d', 'closed/d/e'].map((path) => statSync(join(root, path)).mode & 0o777);
  expect(modes).toEqual([0o755, 0o755, 0o700]);
});

test('a file in the way is said', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolder(join(root, 'file'))).toThrow(/EEXIST/);
  expect(() => makeFolder(join(root, 'file/below'))).toThrow(/ENOTDIR/);
});

test.runIf(process.platform === 'linux')('a place that takes no folders is given up at once', () => {
  expect(() => makeFolder('/proc/kept-of-nobody/data')).toThrow(/ENOENT/);
});
