import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../make-folder.ts';
import { isPassable } from '../../passable.ts';
import type { Binaries } from './binaries.ts';

/**
 * The programs where PostgreSQL's own user may run them: where the package stands, or, where that is in a folder of root's alone,
 * a copy (60 MB) below `shelf`, made once for each version.
 */
export function reachablePrograms(
  programs: Binaries & { readonly version: string },
  shelf = '/var/lib/kept',
): Binaries {
  const bin = dirname(programs.postgres);
  if (isPassable(bin)) return programs;
  const copy = join(shelf, `postgresql-${programs.version}`);
  if (!existsSync(copy)) copyTo(copy, dirname(bin));
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

/** Whole or not at all, also where several begin at once. */
function copyTo(copy: string, from: string): void {
  if (makeFolder(dirname(copy))) chmodSync(dirname(copy), 0o755);
  const half = mkdtempSync(`${copy}.new-`);
  try {
    cpSync(from, half, { recursive: true, verbatimSymlinks: true });
    openToAll(half);
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
