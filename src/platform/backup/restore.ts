import pg from 'pg';
import { embeddedName, outsidePrefix } from '../db/installation.ts';
import { applyWithin, type MigrateOptions, makeRoles, migrate, prepare, withOwner } from '../db/migrate.ts';
import { type Migration, readMigrations } from '../db/migrations.ts';
import { databasePasswords } from '../db/secrets.ts';
import { KeptError } from '../errors.ts';
import { type ArchiveEntry, readArchive } from './archive.ts';
import type { Progress } from './dump.ts';
import { errors } from './errors.ts';
import { formatVersion, type Head, type Manifest, names, parseHead } from './format.ts';
import { decrypterFor, type RestoreKeys } from './keys.ts';
import { load, nextOf, wholeOf } from './load.ts';
import { inEmptyPlace, type Place } from './place.ts';
import { mustTakeKeys, writeKeys } from './secrets-file.ts';

export interface RestoreOptions {
  readonly place: Place;
  readonly file: string;
  readonly keys: RestoreKeys;
  readonly report: (progress: Progress) => void;
  /** Run in the same transaction, once the rows are in and the schema is that of today. */
  readonly afterwards: (owner: pg.Client) => Promise<void>;
  /** Folder of the migrations, for tests. */
  readonly migrations?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Restored {
  /** When the backup was made, and by which version. */
  readonly madeAt: string;
  readonly kept: string;
  readonly tables: Manifest['tables'];
  /** Migrations applied after the data was in. */
  readonly migrated: readonly string[];
}

/** Makes the installation of a backup anew, in an empty database or a bare data folder: all of it, or nothing. */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const decrypter = await decrypterFor(options.keys);
  const folder = options.migrations === undefined ? {} : { folder: options.migrations };
  const migrations = await readMigrations(options.migrations);
  const entries = readArchive({ file: options.file, decrypter, signal: options.signal });
  try {
    const head = await readHead(entries, options.file);
    const [before, after] = divide(migrations, head);
    return await inEmptyPlace(options.place, async (ownerUrl) => {
      const settings = await fillDatabase(ownerUrl, { options, head, entries, before, after });
      // The data is in; rights and statistics are made from it, and a start would make them again.
      await migrate({ ownerUrl, renewGrants: true, ...settings.migrate, ...folder });
      await withOwner(ownerUrl, (client) => client.query('ANALYZE'));
      return {
        madeAt: head.madeAt,
        kept: head.kept,
        tables: settings.manifest.tables,
        migrated: after.map((migration) => migration.name),
      };
    });
  } finally {
    await entries.return(undefined);
  }
}

async function readHead(entries: AsyncIterator<ArchiveEntry>, file: string): Promise<Head> {
  const first = await nextOf(entries);
  const head = first?.name === names.head ? parseHead((await wholeOf(first)).toString('utf8')) : undefined;
  if (head === undefined) throw errors.KEPT_RESTORE_NOT_A_BACKUP({ file, reason: 'it does not begin as one' });
  if (head.formatVersion > formatVersion)
    throw errors.KEPT_RESTORE_NEWER({ version: head.kept, names: `format ${head.formatVersion}` });
  return head;
}

/** The migrations that the backup has behind it, and those that came later. */
function divide(migrations: readonly Migration[], head: Head): [Migration[], Migration[]] {
  const { kept: version } = head;
  const known = new Map(migrations.map(({ name, sha256 }) => [name, sha256]));
  const unknown = head.migrations.filter(({ name }) => !known.has(name));
  if (unknown.length > 0)
    throw errors.KEPT_RESTORE_NEWER({ version, names: unknown.map(({ name }) => name).join(', ') });
  const changed = head.migrations.filter(({ name, sha256 }) => known.get(name) !== sha256);
  const behind = new Set(head.migrations.map(({ name }) => name));
  const last = head.migrations.at(-1)?.name ?? '';
  const skipped = migrations.filter(({ name }) => name < last && !behind.has(name));
  const odd = [...changed, ...skipped].map(({ name }) => name);
  if (odd.length > 0) throw errors.KEPT_RESTORE_OTHER_SCHEMA({ version, names: odd.join(', ') });
  return [migrations.filter(({ name }) => behind.has(name)), migrations.filter(({ name }) => !behind.has(name))];
}

interface Filling {
  readonly options: RestoreOptions;
  readonly head: Head;
  readonly entries: AsyncIterator<ArchiveEntry>;
  readonly before: readonly Migration[];
  readonly after: readonly Migration[];
}

/** Everything in one transaction: schema as it was, rows, then the schema as it is now. The keys get their place last. */
function fillDatabase(ownerUrl: string, { options, head, entries, before, after }: Filling) {
  const { place } = options;
  return withOwner(ownerUrl, async (client) => {
    const prefix = await prepare(client, prefixOf(place, ownerUrl));
    await mustBeEmpty(client);
    const signIn = await passwordsFor(place);
    await makeRoles(client, prefix, signIn);
    let takeBack: () => Promise<void> = async () => undefined;
    let step = 'making the tables';
    try {
      await client.query('BEGIN');
      for (const migration of before) await applyWithin(client, migration, prefix);
      step = 'filling them';
      const { manifest, keys } = await load({
        client,
        head,
        entries,
        report: (progress) => {
          step = `filling ${progress.table}`;
          options.report(progress);
        },
      });
      await mustTakeKeys(place.secretsFolder, keys);
      step = 'migrating on';
      for (const migration of after) await applyWithin(client, migration, prefix);
      step = 'closing old ways in';
      await options.afterwards(client);
      takeBack = await writeKeys(place.secretsFolder, keys);
      await client.query('COMMIT');
      return { manifest, migrate: { prefix, ...signIn } };
    } catch (error) {
      // No ROLLBACK: the connection may stand in the middle of a COPY. Closing it rolls back.
      await takeBack();
      throw refused(error, step);
    }
  });
}

function prefixOf(place: Place, ownerUrl: string): { prefix: string } {
  return { prefix: place.databaseUrl === null ? embeddedName : outsidePrefix(place, ownerUrl) };
}

/** Roles that a database administrator made keep the passwords they have. */
async function passwordsFor({
  databaseUrl,
  roleUrls,
  secretsFolder,
}: Place): Promise<Pick<MigrateOptions, 'passwords'>> {
  return databaseUrl !== null && roleUrls !== null ? {} : { passwords: await databasePasswords(secretsFolder) };
}

async function mustBeEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ found: string }>(
    `SELECT n.nspname || '.' || c.relname AS found FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = 'platform'
     ORDER BY 1 LIMIT 3`,
  );
  if (rows.length === 0) return;
  const found = rows.map((row) => row.found).join(', ');
  throw errors.KEPT_RESTORE_NOT_EMPTY({ where: `database ${client.database}`, found });
}

/** The message of PostgreSQL may quote a row; its code and the names of table and constraint do not. */
function refused(error: unknown, step: string): unknown {
  if (error instanceof KeptError) return error;
  if (!(error instanceof pg.DatabaseError)) {
    const { code, name } = error as NodeJS.ErrnoException;
    return errors.KEPT_RESTORE_FAILED({ step, reason: code ?? name }, error);
  }
  const reason = [error.code, error.table, error.constraint].filter((part) => part !== undefined).join(', ');
  return errors.KEPT_RESTORE_FAILED({ step, reason }, error);
}
