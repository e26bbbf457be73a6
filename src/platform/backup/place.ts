import { rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { lockFolder } from '../db/cluster/data-lock.ts';
import { endLeftover } from '../db/cluster/postmaster.ts';
import { systemUser } from '../db/cluster/system-user.ts';
import { hasCluster, makeDataFolder, startCluster } from '../db/cluster.ts';
import { embeddedName, runningPostgres } from '../db/installation.ts';
import { withOwner } from '../db/migrate.ts';
import { errors } from './errors.ts';

/** Where an installation lives. */
export type Place = Pick<Config, 'dataFolder' | 'secretsFolder' | 'databaseUrl' | 'roleUrls'>;

/**
 * The owner's URL of an installation, running or not. An embedded PostgreSQL that does not run is started for `run`.
 * Nothing is migrated: one backs up before an update, too.
 */
export async function asOwner<T>(place: Place, run: (ownerUrl: string) => Promise<T>): Promise<T> {
  const { dataFolder, secretsFolder, databaseUrl } = place;
  if (databaseUrl !== null) return run(databaseUrl);
  if (!(await hasCluster(dataFolder))) throw errors.KEPT_BACKUP_NOTHING({ where: dataFolder });
  const postgres =
    (await runningPostgres(place)) ?? (await startCluster({ folder: dataFolder, secrets: secretsFolder }));
  try {
    return await run(postgres.ownerUrl(embeddedName));
  } finally {
    await postgres.stop();
  }
}

/**
 * An empty database, in the place of one that must not be there yet. The embedded one is made beside its place and moved
 * there when `run` has succeeded; else nothing of it stays.
 */
export async function inEmptyPlace<T>(place: Place, run: (ownerUrl: string) => Promise<T>): Promise<T> {
  const { dataFolder: data, secretsFolder: secrets, databaseUrl } = place;
  if (databaseUrl !== null) return run(databaseUrl);
  await mustBeBare(data);
  const undo = await noteWhatIs([data, secrets, join(secrets, 'database.json')]);
  await makeDataFolder(data, systemUser());
  const unlock = await lockFolder(data);
  const aside = join(data, 'restoring');
  try {
    await mustBeBare(data);
    await removeAside(aside);
    const cluster = await startCluster({ folder: aside, secrets });
    let result: T;
    try {
      await withOwner(cluster.ownerUrl('postgres'), (client) => client.query(`CREATE DATABASE ${embeddedName}`));
      result = await run(cluster.ownerUrl(embeddedName));
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
