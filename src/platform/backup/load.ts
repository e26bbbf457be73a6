import pg from 'pg';
import type { ArchiveEntry } from './archive.ts';
import { plainSession, readTables, setSequences, type Table } from './catalog.ts';
import { copyIn, copyOut, createSum } from './copy.ts';
import type { Progress } from './dump.ts';
import { errors } from './errors.ts';
import { type Head, type Manifest, names, parseManifest, type TableSum, tableOfPiece } from './format.ts';
import { fingerprint } from './secrets-file.ts';

export interface LoadOptions {
  /** The owner's, in an open transaction, at the schema version of the backup. */
  readonly client: pg.ClientBase;
  readonly head: Head;
  /** What follows the head. */
  readonly entries: AsyncIterator<ArchiveEntry>;
  readonly report: (progress: Progress) => void;
}

export interface Loaded {
  readonly manifest: Manifest;
  readonly keys: Buffer;
}

/** Fills the tables and holds them against the manifest: first what came in, then what can be read back. */
export async function load(options: LoadOptions): Promise<Loaded> {
  const { client, head } = options;
  await client.query(plainSession);
  const tables = await matchingTables(client, head);
  const triggers = await stopTriggers(client, tables);
  await emptyTables(client, tables);
  const { sums, keys, manifest } = await fill(options, tables);
  await compare(client, tables, { sums, keys, manifest });
  await setSequences(client, manifest.sequences);
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  await startTriggers(client, triggers);
  return { manifest, keys };
}

async function matchingTables(client: pg.ClientBase, head: Head): Promise<Map<string, Table>> {
  const tables = await readTables(client);
  const signature = (table: { name: string; columns: readonly string[] }) => `${table.name}(${table.columns.join()})`;
  const here = new Set(tables.map(signature));
  const there = new Set(head.tables.map(signature));
  const odd = [...here, ...there].find((one) => !(here.has(one) && there.has(one)));
  if (odd !== undefined) {
    const table = odd.slice(0, odd.indexOf('('));
    throw errors.KEPT_RESTORE_MISMATCH({ table, reason: 'its migrations give it other columns' });
  }
  return new Map(tables.map((table) => [table.name, table]));
}

interface Trigger {
  readonly table: string;
  readonly name: string;
  readonly enabled: 'O' | 'R' | 'A';
}

/** What triggers did when the rows were new is in the backup already. Foreign keys stay in force. */
async function stopTriggers(client: pg.ClientBase, tables: Map<string, Table>): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger & { key: string }>(
    `SELECT n.nspname || '.' || c.relname AS key, t.tgname AS name, t.tgenabled AS enabled
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'`,
  );
  const found = rows.flatMap(({ key, name, enabled }) => {
    const table = tables.get(key);
    return table ? [{ table: table.sql, name: pg.escapeIdentifier(name), enabled }] : [];
  });
  for (const { table, name } of found) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
  return found;
}

const enabling = { O: 'ENABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' } as const;

async function startTriggers(client: pg.ClientBase, triggers: readonly Trigger[]): Promise<void> {
  for (const { table, name, enabled } of triggers)
    await client.query(`ALTER TABLE ${table} ${enabling[enabled]} TRIGGER ${name}`);
}

/** Migrations may put rows into tables; the backup holds them as they became. */
async function emptyTables(client: pg.ClientBase, tables: Map<string, Table>): Promise<void> {
  for (const table of [...tables.values()].reverse()) await client.query(`DELETE FROM ${table.sql}`);
}

interface Filled extends Loaded {
  readonly sums: Map<string, TableSum>;
}

async function fill({ client, entries, report }: LoadOptions, tables: Map<string, Table>): Promise<Filled> {
  const sums = new Map<string, TableSum>();
  let keys: Buffer | undefined;
  let manifest: Manifest | undefined;
  let entry = await nextOf(entries);
  while (entry !== undefined && manifest === undefined) {
    const name = tableOfPiece(entry.name);
    if (name !== undefined) {
      const table = tables.get(name);
      if (table === undefined || sums.has(name))
        throw errors.KEPT_RESTORE_DAMAGED({ reason: `${name} is out of place` });
      const filled = await fillTable(client, table, { first: entry, entries });
      sums.set(name, filled.sum);
      report({ table: name, rows: filled.sum.rows, bytes: filled.sum.bytes, done: true });
      entry = filled.next;
      continue;
    }
    const content = await wholeOf(entry);
    if (entry.name === names.keys) keys = content;
    else if (entry.name === names.manifest) manifest = parseManifest(content.toString('utf8'));
    else throw errors.KEPT_RESTORE_DAMAGED({ reason: 'it holds something that no backup holds' });
    entry = await nextOf(entries);
  }
  if (manifest === undefined || keys === undefined || entry !== undefined)
    throw errors.KEPT_RESTORE_DAMAGED({ reason: 'its manifest is missing' });
  return { sums, keys, manifest };
}

interface Pieces {
  readonly first: ArchiveEntry;
  readonly entries: AsyncIterator<ArchiveEntry>;
}

/** Reads the pieces of one table. `next` is the first entry that is none of them. */
async function fillTable(client: pg.ClientBase, table: Table, { first, entries }: Pieces) {
  const sum = createSum(table.name);
  const filling = copyIn(client, table);
  let entry: ArchiveEntry | undefined = first;
  let number = 1;
  while (entry !== undefined && entry.name === names.piece(table.name, number)) {
    for await (const chunk of entry.chunks) {
      sum.add(chunk);
      await filling.write(chunk);
    }
    number += 1;
    entry = await nextOf(entries);
  }
  const rows = await filling.end();
  const done = sum.done();
  if (rows !== done.rows) {
    const reason = `${done.rows} rows were sent and ${rows} stored`;
    throw errors.KEPT_RESTORE_MISMATCH({ table: table.name, reason });
  }
  return { sum: done, next: entry };
}

// Secrets and manifest are small; a size beyond this is no backup of ours.
const largestWhole = 16 * 1024 * 1024;

export async function wholeOf(entry: ArchiveEntry): Promise<Buffer> {
  if (entry.size > largestWhole) throw errors.KEPT_RESTORE_DAMAGED({ reason: `${entry.name} is too large` });
  const chunks: Buffer[] = [];
  for await (const chunk of entry.chunks) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function nextOf(entries: AsyncIterator<ArchiveEntry>): Promise<ArchiveEntry | undefined> {
  const { done, value } = await entries.next();
  return done ? undefined : value;
}

async function compare(
  client: pg.ClientBase,
  tables: Map<string, Table>,
  { sums, keys, manifest }: Filled,
): Promise<void> {
  const [wanted] = manifest.files;
  if (manifest.files.length !== 1 || wanted?.sha256 !== fingerprint(names.keys, keys).sha256)
    throw errors.KEPT_RESTORE_DAMAGED({ reason: 'its keys are not those of the manifest' });
  if (manifest.tables.length !== tables.size)
    throw errors.KEPT_RESTORE_DAMAGED({ reason: 'its manifest lacks a table' });
  for (const said of manifest.tables) {
    const table = tables.get(said.name);
    const came = sums.get(said.name) ?? createSum(said.name).done();
    if (table === undefined || !same(came, said))
      throw errors.KEPT_RESTORE_DAMAGED({ reason: `${said.name} is not what the manifest says` });
    const back = await copyOut(client, table, () => undefined);
    if (!same(back, said)) throw errors.KEPT_RESTORE_MISMATCH({ table: said.name, reason: 'it reads back otherwise' });
  }
}

function same(a: TableSum, b: TableSum): boolean {
  return a.rows === b.rows && a.bytes === b.bytes && a.sha256 === b.sha256;
}
