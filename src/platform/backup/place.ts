import { rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderHolder, lockFolder } from '../db/cluster/data-lock.ts';
import { endLeftover, readPostmaster } from '../db/cluster/postmaster.ts';
import { systemUser } from '../db/cluster/system-user.ts';
import { hasCluster, makeFolder, startCluster } from '../db/cluster.ts';
import { withOwner } from '../db/migrate.ts';
import { databasePasswords } from '../db/secrets.ts';
import { socketUrl } from '../db/urls.ts';
import { errors } from './errors.ts';

/** Where an installation lives. */
export interface Place {
  readonly data: string;
  readonly secrets: string;
  /** The owner's; undefined: the embedded PostgreSQL of the data folder. */
  readonly databaseUrl?: string | undefined;
}

const database = 'kept';
const owner = 'kept_owner';

/** The owner's URL of an installation, running or not. An embedded PostgreSQL that does not run is started for `run`. */
export async function asOwner<T>(place: Place, run: (ownerUrl: string) => Promise<T>): Promise<T> {
  const { data, secrets, databaseUrl } = place;
  if (databaseUrl !== undefined) return run(databaseUrl);
  if (!(await hasCluster(data))) throw errors.KEPT_BACKUP_NOTHING({ where: data });
  if ((await folderHolder(data)) !== undefined) {
    const running = await readPostmaster(join(data, 'postgres'));
    if (running?.ready !== true) throw errors.KEPT_BACKUP_NOTHING({ where: data });
    const { owner: password } = await databasePasswords(secrets);
    return run(socketUrl({ user: owner, password, database, socketFolder: running.socketFolder }));
  }
  const cluster = await startCluster({ folder: data, secrets });
  try {
    return await run(cluster.ownerUrl(database));
  } finally {
    await cluster.stop();
  }
}

/**
 * An empty database, in the place of one that must not be there yet. The embedded one is made beside its place and moved
 * there when `run` has succeeded; else nothing of it stays.
 */
export async function inEmptyPlace<T>(place: Place, run: (ownerUrl: string) => Promise<T>): Promise<T> {
  const { data, secrets, databaseUrl } = place;
  if (databaseUrl !== undefined) return run(databaseUrl);
  await mustBeBare(data);
  const undo = await noteWhatIs([data, secrets, join(secrets, 'database.json')]);
  await makeFolder(data, systemUser());
  const unlock = await lockFolder(data);
  const aside = join(data, 'restoring');
  try {
    await mustBeBare(data);
    await removeAside(aside);
    const cluster = await startCluster({ folder: aside, secrets });
    let result: T;
    try {
      await withOwner(cluster.ownerUrl('postgres'), (client) => client.query(`CREATE DATABASE ${database}`));
      result = await run(cluster.ownerUrl(database));
    } finally {
      await cluster.stop();
    }
    await rename(join(aside, 'postgres'), join(data, 'postgres'));
    await rm(aside, { recursive: true });
    await unlock();
    return result;
  } catch (error) {
    await removeAside(aside);
    await unlock();
    await undo();
    throw error;
  }
}

async function mustBeBare(data: string): Promise<void> {
  if (await hasCluster(data)) throw errors.KEPT_RESTORE_NOT_EMPTY({ where: data, found: 'a database of Kept' });
}

/** What a restore that was killed left behind. */
async function removeAside(aside: string): Promise<void> {
  await endLeftover(join(aside, 'postgres'));
  await rm(aside, { recursive: true, force: true });
}

/** @returns the function that removes those of the paths that are not there now; a folder only when it is empty */
async function noteWhatIs(paths: readonly string[]): Promise<() => Promise<void>> {
  const missing: string[] = [];
  for (const path of paths) if (!(await isThere(path))) missing.push(path);
  return async () => {
    for (const path of missing.reverse())
      await (path.endsWith('.json') ? rm(path, { force: true }) : rmdir(path).catch(() => undefined));
  };
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
