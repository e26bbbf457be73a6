import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { postgresBinaries } from './binaries.ts';
import { reachablePrograms } from './reachable.ts';

function temporary(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, mode);
  return folder;
}

test('programs that PostgreSQL cannot reach are copied once to where it can, and run there', async () => {
  const programs = await postgresBinaries();
  const home = temporary(0o700);
  const native = join(home, 'native');
  cpSync(dirname(dirname(programs.postgres)), native, { recursive: true, verbatimSymlinks: true });
  // As with an umask of root's own.
  chmodSync(join(native, 'lib'), 0o700);
  const there = { ...programs, initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
  const shelf = join(temporary(0o755), 'shelf');

  const found = reachablePrograms(there, shelf);
  expect(found.postgres).toBe(join(shelf, `postgresql-${programs.version}`, 'bin/postgres'));
  const asRoot = process.getuid?.() === 0;
  const said = execFileSync(found.postgres, ['--version'], {
    ...{ encoding: 'utf8', cwd: '/' },
    ...(asRoot && { uid: 65_534, gid: 65_534 }),
  });
  expect(said).toContain(`PostgreSQL) ${programs.version.split('.')[0]}`);
  expect(reachablePrograms(there, shelf)).toEqual(found);
  expect(readdirSync(shelf)).toEqual([`postgresql-${programs.version}`]);
});

test('programs that can be reached stay where they are', () => {
  const folder = temporary(0o755);
  const programs = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres'), version: '18' };
  expect(reachablePrograms(programs, join(folder, 'shelf'))).toBe(programs);
});
