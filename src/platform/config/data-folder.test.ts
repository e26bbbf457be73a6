import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultDataFolder } from './data-folder.ts';

function project(mode: number): { readonly home: string; readonly path: string } {
  const home = mkdtempSync(join(tmpdir(), 'kept-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const path = join(home, 'work/kept');
  mkdirSync(path, { recursive: true });
  chmodSync(home, mode);
  return { home, path };
}

test('the data is beside the project', () => {
  const { path } = project(0o755);
  expect(defaultDataFolder(path, 0)).toBe(join(path, 'data'));
  expect(defaultDataFolder(path, 1000)).toBe(join(path, 'data'));
});

test('in a home of root alone it is where others may pass; two projects there do not share it', () => {
  const { home, path } = project(0o700);
  const where = defaultDataFolder(path, 0);
  expect(where).toBe(`/var/lib/kept/${home.slice(1).replaceAll('/', '-')}-work-kept`);
  expect(defaultDataFolder(`${path}-2`, 0)).not.toBe(where);
  expect(defaultDataFolder(path, 1000)).toBe(join(path, 'data'));
});
