import type pg from 'pg';
import type { ArchiveWriter } from './archive.ts';
import { mustOwnAll, plainSession, readSequences, readTables, type Table } from './catalog.ts';
import { copyOut } from './copy.ts';
import { errors } from './errors.ts';
import { type Manifest, names, newHead, type TableSum } from './format.ts';
import { fingerprint } from './secrets-file.ts';

/** Told while it runs, for the operator's patience. */
export interface Progress {
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
  /** false: still going on. */
  readonly done: boolean;
}

export interface DumpOptions {
  readonly client: pg.ClientBase;
  readonly archive: ArchiveWriter;
  /** The text of keys.json. */
  readonly keys: Buffer;
  /** Version of this Kept. */
  readonly version: string;
  readonly madeAt: Date;
  readonly report: (progress: Progress) => void;
}

// One piece is in memory at a time. Its size must stand before it in the tar, so a table is not written in one go.
const pieceSize = 1024 * 1024;

/**
 * Writes everything as it stood at one moment. The client must be the owner's, and in no transaction. When this fails the
 * client may stand in the middle of a COPY: it is to be closed, which ends the transaction.
 */
export async function dump(options: DumpOptions): Promise<Manifest> {
  const { client, archive } = options;
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${plainSession}`);
  const tables = await lockedTables(client);
  const { rows: migrations } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM platform.migrations ORDER BY name COLLATE "C"',
  );
  const { rows: server } = await client.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  const head = newHead({
    kept: options.version,
    madeAt: options.madeAt.toISOString(),
    postgres: server[0]?.version ?? '',
    migrations,
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
  });
  await archive.add(names.head, json(head));
  await archive.add(names.keys, options.keys);
  const sums: TableSum[] = [];
  for (const table of tables) sums.push(await dumpTable(options, table));
  const manifest: Manifest = {
    tables: sums,
    sequences: await readSequences(client),
    files: [fingerprint(names.keys, options.keys)],
  };
  await archive.add(names.manifest, json(manifest));
  // It was read only: there is nothing to commit.
  await client.query('ROLLBACK');
  return manifest;
}

/** A migration that runs at this moment ends first, or waits. */
async function lockedTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('platform.migrations') IS NOT NULL AS there",
  );
  if (!rows[0]?.there) throw errors.KEPT_BACKUP_NOTHING({ where: 'this database' });
  const tables = await readTables(client);
  await mustOwnAll(client);
  await client.query(`LOCK TABLE ${tables.map((table) => table.sql).join(', ')} IN ACCESS SHARE MODE`);
  return tables;
}

async function dumpTable({ client, archive, report }: DumpOptions, table: Table): Promise<TableSum> {
  let number = 0;
  let held: Buffer[] = [];
  let size = 0;
  let bytes = 0;
  async function write(): Promise<void> {
    number += 1;
    await archive.add(names.piece(table.name, number), Buffer.concat(held));
    held = [];
    size = 0;
  }
  const sum = await copyOut(client, table, async (chunk) => {
    held.push(chunk);
    size += chunk.length;
    bytes += chunk.length;
    if (size < pieceSize) return;
    await write();
    report({ table: table.name, rows: 0, bytes, done: false });
  });
  if (size > 0) await write();
  report({ table: table.name, rows: sum.rows, bytes: sum.bytes, done: true });
  return sum;
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
