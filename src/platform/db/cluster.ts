import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync } from 'node:fs';
import { mkdtemp, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { postgresBinaries } from './cluster/binaries.ts';
import { lockFolder } from './cluster/data-lock.ts';
import { endLeftover } from './cluster/postmaster.ts';
import { keepRunning, run } from './cluster/process.ts';
import { reachablePrograms } from './cluster/reachable.ts';
import { type Place, port } from './cluster/settings.ts';
import { mustReach, type SystemUser, systemUser } from './cluster/system-user.ts';
import { databasePasswords } from './secrets.ts';
import { errors } from './setup-errors.ts';
import { socketUrl } from './urls.ts';

/** The embedded PostgreSQL (docs/decisions/0002-embedded-postgresql.md). */
export interface Cluster {
  readonly socketFolder: string;
  readonly port: number;
  /** The owner is a superuser: for the supervisor and the command line, never for the server. */
  ownerUrl(database: string): string;
  /** Process number of PostgreSQL now running. */
  pid(): number | undefined;
  /** Fast shutdown, awaited; gives the data folder free. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** The data folder. */
  readonly folder: string;
  /** Folder of database.json; `<folder>/secrets` unless told. */
  readonly secrets?: string;
  /** false: quick and forgetful, for tests and scratch. */
  readonly fsync?: boolean;
  /** Further PostgreSQL settings, for tests and measurements. */
  readonly settings?: Record<string, string>;
  /** One line of news at a time, without personal data. */
  readonly log?: (line: string) => void;
}

/** The superuser of the embedded cluster. */
export const owner = 'kept_owner';
// sockaddr_un holds 104 bytes on macOS, 108 on Linux; PostgreSQL's file name is the rest.
const longestSocketPath = 100;

/** Starts (and on the first time makes) the PostgreSQL of a data folder. If it dies it is started again. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = resolve(options.folder);
  const log = options.log ?? (() => undefined);
  const user = systemUser();
  await makeDataFolder(folder, user);
  const unlock = await lockFolder(folder);
  try {
    const programs = await postgresBinaries();
    const binaries = user === undefined ? programs : reachablePrograms(programs);
    mustReach(user, folder);
    mustReach(user, binaries.postgres);
    const place: Place = {
      folder,
      log,
      user,
      binaries,
      fsync: options.fsync ?? true,
      settings: options.settings ?? {},
      data: join(folder, 'postgres'),
      hba: join(folder, 'pg_hba.conf'),
    };
    const { owner: password } = await databasePasswords(options.secrets ?? join(folder, 'secrets'));
    if (await endLeftover(place.data)) log('stopped a PostgreSQL left over from a killed server');
    await rm(join(folder, 'postgres.new'), { recursive: true, force: true });
    if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(place, password);
    await writeFile(
      place.hba,
      '# Written at each start. Nobody but local users with a password.\nlocal all all scram-sha-256\n',
    );
    // PostgreSQL's user reads it, whatever root's umask.
    chmodSync(place.hba, 0o644);
    const socketFolder = await makeSocketFolder(folder, user);
    const server = await keepRunning(place, socketFolder);
    return {
      socketFolder,
      port,
      ownerUrl: (database) => socketUrl({ user: owner, password, database, socketFolder }),
      pid: server.pid,
      async stop() {
        await server.stop();
        if (!socketFolder.startsWith(folder)) await rm(socketFolder, { recursive: true, force: true });
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Makes the data folder where it is missing, and sees that it can be written and that PostgreSQL can pass. */
export async function makeDataFolder(folder: string, user: SystemUser | undefined): Promise<void> {
  try {
    // Private is the folder, not those above it, which PostgreSQL's user must pass through.
    makeFolder(folder, 0o700);
    // PostgreSQL's user passes through; nobody else does, and it cannot list or write here.
    if (user !== undefined) {
      chownSync(folder, 0, user.gid);
      chmodSync(folder, 0o710);
    }
    const trial = join(folder, `.writable-${randomBytes(6).toString('hex')}`);
    await writeFile(trial, '');
    await unlink(trial);
  } catch (error) {
    throw errors.KEPT_DATA_NOT_WRITABLE(
      { folder, reason: (error as NodeJS.ErrnoException).code ?? String(error) },
      error,
    );
  }
}

/** A folder that PostgreSQL's user owns and nobody else may enter. */
async function own(folder: string, user: SystemUser | undefined): Promise<string> {
  makeFolder(folder, 0o700);
  chmodSync(folder, 0o700);
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

async function makeSocketFolder(folder: string, user: SystemUser | undefined): Promise<string> {
  const near = join(folder, 'run');
  const fits = Buffer.byteLength(join(near, `.s.PGSQL.${port}`)) <= longestSocketPath;
  return own(fits ? near : await mkdtemp(join(tmpdir(), 'kept-')), user);
}

async function initialise(place: Place, password: string): Promise<void> {
  const started = performance.now();
  const unfinished = await own(join(place.folder, 'postgres.new'), place.user);
  const passwordFile = join(place.folder, '.owner-password');
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (place.user !== undefined) chownSync(passwordFile, place.user.uid, place.user.gid);
  try {
    await run(place, place.binaries.initdb, [
      `--pgdata=${unfinished}`,
      `--username=${owner}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The builtin provider sorts alike on every system and after every upgrade of its C library.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      ...(place.fsync ? [] : ['--no-sync']),
    ]);
  } finally {
    await unlink(passwordFile);
  }
  // Only a finished cluster gets the name: a start killed half way leaves nothing that looks like data.
  await rename(unfinished, place.data);
  place.log(`made a new PostgreSQL database in ${Math.round(performance.now() - started)} ms`);
}

/** Whether a data folder has a cluster in it. */
export async function hasCluster(folder: string): Promise<boolean> {
  return stat(join(folder, 'postgres', 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}
