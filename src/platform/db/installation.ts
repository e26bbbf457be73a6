import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config, RoleUrls } from '../config/config.ts';
import { KeptError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { folderHolder, lockFolder } from './cluster/data-lock.ts';
import { readPostmaster } from './cluster/postmaster.ts';
import { owner, startCluster } from './cluster.ts';
import { type Migrated, migrate, migratedBefore, withOwner } from './migrate.ts';
import { roleName } from './purposes.ts';
import { mayCreateRoles, prefixFor, prefixOfLogin } from './roles.ts';
import { type DatabasePasswords, databasePasswords } from './secrets.ts';
import { errors } from './setup-errors.ts';
import { changeUrl, readUrl, socketUrl } from './urls.ts';

/** A database that is migrated and ready, with the ways into it. */
export interface Installation {
  readonly ownerUrl: string;
  readonly roleUrls: RoleUrls;
  /** First part of the role names. */
  readonly prefix: string;
  readonly migrated: Migrated;
  /** Stops what was started for it. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** What happens, a line at a time. */
  readonly log?: (line: string) => void;
  /** For commands beside a running server: use its PostgreSQL instead of refusing. */
  readonly share?: boolean;
  /** Give all rights anew although nothing has changed. */
  readonly renewGrants?: boolean;
}

/** The database in the embedded PostgreSQL, and the first part of its role names. */
export const embeddedName = 'kept';

/** Opens the database that the configuration names: the embedded one (made and started if need be) or one outside. */
export async function openInstallation(config: Config, options: OpenOptions = {}): Promise<Installation> {
  return config.databaseUrl === null ? openEmbedded(config, options) : openOutside(config, config.databaseUrl, options);
}

async function openEmbedded(config: Config, options: OpenOptions): Promise<Installation> {
  const running = options.share ? await runningPostgres(config) : undefined;
  const postgres = running ?? (await startPostgres(config, options));
  try {
    const passwords = await databasePasswords(config.secretsFolder);
    const ownerUrl = postgres.ownerUrl(embeddedName);
    const before = running && !options.renewGrants ? await foundBefore(ownerUrl) : null;
    const migrated = before ?? (await bringUp(postgres, passwords, options));
    return {
      ownerUrl,
      roleUrls: urlsOf(ownerUrl, embeddedName, passwords),
      prefix: embeddedName,
      migrated,
      close: postgres.stop,
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Null as well where the database is not made yet: whoever makes it says what fails. */
async function foundBefore(ownerUrl: string): Promise<Migrated | null> {
  try {
    return await migratedBefore(ownerUrl, embeddedName);
  } catch (error) {
    if (error instanceof KeptError && error.keptCode === 'KEPT_DATABASE_UNREACHABLE') return null;
    throw error;
  }
}

async function bringUp(
  postgres: { ownerUrl(database: string): string },
  passwords: DatabasePasswords,
  { renewGrants = false }: OpenOptions,
): Promise<Migrated> {
  await withOwner(postgres.ownerUrl('postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [embeddedName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${embeddedName}`);
  });
  return migrate({ ownerUrl: postgres.ownerUrl(embeddedName), prefix: embeddedName, passwords, renewGrants });
}

function startPostgres(config: Config, { log }: OpenOptions) {
  return startCluster({ folder: config.dataFolder, secrets: config.secretsFolder, ...(log ? { log } : {}) });
}

/** The PostgreSQL of the server that holds the data folder just now, waiting while it starts. */
export async function runningPostgres(config: Pick<Config, 'dataFolder' | 'secretsFolder'>) {
  const passwords = await databasePasswords(config.secretsFolder);
  for (let wait = 0; wait < 200; wait++) {
    const pid = await folderHolder(config.dataFolder);
    if (pid === undefined) return undefined;
    const postmaster = await readPostmaster(join(config.dataFolder, 'postgres'));
    if (postmaster?.ready) {
      const { socketFolder } = postmaster;
      const ownerUrl = (database: string) =>
        socketUrl({ user: owner, password: passwords.owner, database, socketFolder });
      return { ownerUrl, stop: async () => undefined };
    }
    await sleep(100);
  }
  throw errors.KEPT_DATA_IN_USE({ folder: config.dataFolder, pid: await folderHolder(config.dataFolder) });
}

async function openOutside(config: Config, ownerUrl: string, options: OpenOptions): Promise<Installation> {
  const unlock = options.share ? async () => undefined : await holdFolder(config.dataFolder);
  try {
    const prefix = outsidePrefix(config, ownerUrl);
    // Given the roles, we leave their passwords alone; else we make both, and the owner must be able to.
    const passwords = config.roleUrls === null ? await databasePasswords(config.secretsFolder) : undefined;
    if (config.roleUrls === null && !(await withOwner(ownerUrl, mayCreateRoles))) {
      throw errors.KEPT_ROLE_URL({
        names: 'KEPT_DATABASE_APP_URL, KEPT_DATABASE_AUTH_URL and KEPT_DATABASE_PROBE_URL',
      });
    }
    const migrated = await migrate({
      ownerUrl,
      prefix,
      ...(passwords ? { passwords } : {}),
      renewGrants: options.renewGrants === true,
    });
    const roleUrls = config.roleUrls ?? urlsOf(ownerUrl, prefix, await databasePasswords(config.secretsFolder));
    return { ownerUrl, roleUrls, prefix, migrated, close: unlock };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Roles made beforehand say their prefix; else the name of the database does. */
export function outsidePrefix(config: Pick<Config, 'roleUrls'>, ownerUrl: string): string {
  return config.roleUrls === null ? prefixFor(readUrl(ownerUrl).database) : prefixOfLogin(config.roleUrls.app);
}

async function holdFolder(folder: string): Promise<() => Promise<void>> {
  try {
    if (makeFolder(folder, 0o700)) await chmod(folder, 0o700);
    return await lockFolder(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw errors.KEPT_DATA_NOT_WRITABLE({ folder, reason: code }, error);
  }
}

function urlsOf(ownerUrl: string, prefix: string, passwords: { login: string; auth: string; probe: string }): RoleUrls {
  const as = (name: 'login' | 'auth' | 'probe') =>
    changeUrl(ownerUrl, { user: roleName(prefix, name), password: passwords[name] });
  return { app: as('login'), auth: as('auth'), probe: as('probe') };
}
