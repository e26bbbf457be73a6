import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { errors } from '../setup-errors.ts';

/** The system user that PostgreSQL runs under when Kept runs as root: PostgreSQL refuses root. */
const name = 'kept-postgres';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** undefined: run PostgreSQL as whoever we are. */
export function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return look() ?? create();
}

/** PostgreSQL needs to pass through every folder above its data and its programs. Asked of the kernel, as that user. */
export function mustReach(user: SystemUser | undefined, path: string): void {
  if (user === undefined || reaches(user, path)) return;
  const blocked = ancestors(path).find((folder) => !reaches(user, folder)) ?? path;
  throw errors.KEPT_DATA_NOT_REACHABLE({ user: name, path: blocked });
}

function reaches(user: SystemUser, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function ancestors(path: string): string[] {
  const above = dirname(resolve(path));
  return above === path ? [path] : [...ancestors(above), path];
}

function look(): SystemUser | undefined {
  const ask = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

function create(): SystemUser {
  const flags = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    name,
  ];
  const made = spawnSync('useradd', flags, { encoding: 'utf8' });
  // Another Kept may have created it in the same moment.
  const user = look();
  if (user !== undefined) return user;
  throw errors.KEPT_SYSTEM_USER({ user: name, reason: made.error ? 'there is no useradd' : made.stderr.trim() });
}
