import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../db/cluster.ts';
import { migrate, withOwner } from '../db/migrate.ts';
import { roleName } from '../db/purposes.ts';
import { databasePasswords } from '../db/secrets.ts';
import { changeUrl } from '../db/urls.ts';
import { type Query, queryOn } from './scene.ts';
import { scratchFolders, sweepScratch } from './scratch-leftovers.ts';

/** One database of scratch with a data folder of its own. */
export interface Installation {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly probeUrl: string;
  readonly authUrl: string;
  readonly folder: string;
  remove(): Promise<void>;
}

/** A PostgreSQL of its own, made from migrations and made-up rows; never a copy of live ones. */
export interface Scratch {
  readonly prefix: string;
  /** A fresh installation. */
  clone(): Promise<Installation>;
  /** One installation for all that is rolled back. */
  shared(): Promise<Installation>;
  /** Stops and removes everything. */
  stop(): Promise<void>;
}

const prefix = 'scratch';
const template = 'scratch_template';

export async function startScratch(options: {
  /** Fills the template with made-up rows, as owner. */
  readonly fill: (query: Query) => Promise<void>;
  readonly log?: (line: string) => void;
}): Promise<Scratch> {
  await sweepScratch();
  const folder = await mkdtemp(join(tmpdir(), scratchFolders.scratch));
  // PostgreSQL's own user passes through where Kept runs as root; nobody can list it.
  await chmod(folder, 0o711);
  const remove = () => rm(folder, { recursive: true, force: true });
  const cluster = await startCluster({ folder: join(folder, 'cluster'), fsync: false }).catch(
    async (error: unknown) => {
      await remove();
      throw error;
    },
  );
  const stop = async () => {
    await cluster.stop();
    await remove();
  };
  try {
    options.log?.('made an empty PostgreSQL for scratch');
    const passwords = await databasePasswords(join(folder, 'secrets'));
    const asOwner = (sql: string) => withOwner(cluster.ownerUrl('postgres'), (client) => client.query(sql));
    await asOwner(`CREATE DATABASE ${template}`);
    const ownerUrl = cluster.ownerUrl(template);
    await migrate({ ownerUrl, prefix, passwords });
    await withOwner(ownerUrl, (client) => options.fill(queryOn(client)));
    options.log?.('migrated it and filled it with made-up rows');

    let number = 0;
    const clone = async (): Promise<Installation> => {
      const database = `scratch_${++number}`;
      await asOwner(`CREATE DATABASE ${database} TEMPLATE ${template}`);
      const url = cluster.ownerUrl(database);
      const as = (name: 'login' | 'auth' | 'probe') =>
        changeUrl(url, { user: roleName(prefix, name), password: passwords[name] });
      const own = join(folder, database);
      await mkdir(own, { recursive: true, mode: 0o700 });
      return {
        ownerUrl: url,
        appUrl: as('login'),
        probeUrl: as('probe'),
        authUrl: as('auth'),
        folder: own,
        async remove() {
          await asOwner(`DROP DATABASE ${database} WITH (FORCE)`);
          await rm(own, { recursive: true, force: true });
        },
      };
    };
    let one: Promise<Installation> | undefined;
    return {
      prefix,
      clone,
      shared() {
        one ??= clone();
        return one;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
