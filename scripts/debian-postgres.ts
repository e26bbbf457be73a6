// A throwaway PostgreSQL 15 of Debian's, in a temporary folder, reachable by its socket only.
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const bin = '/usr/lib/postgresql/15/bin';

export interface DebianPostgres {
  /** folder of the socket, for `host` of a client */
  socket: string;
  /** the superuser */
  owner: string;
  /** Runs a program of the same PostgreSQL and answers what it printed. */
  run(program: string, args: string[]): string;
  stop(): void;
}

/** Installs it where that is possible, else fails and says what to do. */
function requirePostgres(): void {
  if (existsSync(join(bin, 'pg_dump'))) return;
  const script = resolve(import.meta.dirname, 'debian-packages.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, 'postgresql-15'], { encoding: 'utf8' });
  if (status !== 0 || !existsSync(join(bin, 'pg_dump'))) {
    throw new Error(`Debian's PostgreSQL 15 is needed in ${bin}. ${stderr.trim()}`);
  }
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian's package made. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
}

export function startDebianPostgres(owner: string): DebianPostgres {
  requirePostgres();
  const user = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'kept-pg15-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');

  const run = (program: string, args: string[]) =>
    execFileSync(join(bin, program), args, {
      ...user,
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, PGHOST: folder, PGUSER: owner, LC_ALL: 'C', TZ: 'UTC' },
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  const stop = () => {
    spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], { ...user, cwd: folder });
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    run('initdb', ['-D', data, '-U', owner, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
    const settings = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off -c max_connections=300`;
    run('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-o', settings, '-w', 'start']);
  } catch (error) {
    stop();
    throw error;
  }
  return { socket: folder, owner, run, stop };
}
