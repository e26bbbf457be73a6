import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { LicenceState } from '../rules/verdict.ts';

type Reads = Database['read'];
type FileState = 'uploading' | 'ready' | 'withdrawn';

export interface HolderRow {
  id: string;
  product_id: string;
  state: LicenceState;
  expires_on: string | null;
  maintenance_until: string | null;
  holder_company_id: string | null;
}

const holderColumns = sql.raw(`l.id, l.product_id, l.state, l.expires_on::text AS expires_on,
  l.maintenance_until::text AS maintenance_until, l.holder_company_id`);

/** What decides on the downloads of a licence; under a tenant of one that it sees. */
export async function readHolder(
  db: Reads,
  by: { readonly id: string } | { readonly serial: string },
): Promise<HolderRow | null> {
  const where = 'id' in by ? sql`l.id = ${by.id}` : sql`l.serial = ${by.serial}`;
  const { rows } = await sql<HolderRow>`SELECT ${holderColumns} FROM licensing.licences l WHERE ${where}`.execute(db);
  return rows[0] ?? null;
}

export interface OfferedRow {
  id: string;
  release: string;
  built_on: string;
  platform: string;
  file_name: string;
  bytes: number;
  sha256: Buffer;
  fetched_on: string | null;
}

/** Files of the releases of a product that are whole, the newest first. */
export async function readOffered(
  db: Reads,
  of: { readonly productId: string; readonly licenceId: string },
): Promise<OfferedRow[]> {
  const { rows } =
    await sql<OfferedRow>`SELECT f.id, r.version AS release, r.built_on::text AS built_on, f.platform, f.file_name,
      f.bytes::float8 AS bytes, f.sha256,
      (SELECT max(d.day)::text FROM licensing.downloads d WHERE d.licence_id = ${of.licenceId} AND d.file_id = f.id) AS fetched_on
    FROM licensing.release_files f JOIN licensing.releases r ON r.id = f.release_id
    WHERE r.product_id = ${of.productId} AND f.state = 'ready'
    ORDER BY r.built_on DESC, r.created_at DESC, f.platform, f.file_name, f.id LIMIT 500`.execute(db);
  return rows;
}

export interface LinkedRow extends HolderRow {
  built_on: string;
  file_name: string;
  bytes: number;
  sha256: Buffer;
}

/** A file with the licence under which it is fetched; null where they do not belong together, or it is not whole. */
export async function readLinked(
  db: Reads,
  link: { readonly fileId: string; readonly licenceId: string },
): Promise<LinkedRow | null> {
  const { rows } = await sql<LinkedRow>`SELECT ${holderColumns}, r.built_on::text AS built_on, f.file_name,
      f.bytes::float8 AS bytes, f.sha256
    FROM licensing.release_files f JOIN licensing.releases r ON r.id = f.release_id
      JOIN licensing.licences l ON l.product_id = r.product_id
    WHERE f.id = ${link.fileId} AND f.state = 'ready' AND l.id = ${link.licenceId}`.execute(db);
  return rows[0] ?? null;
}

/** True for the first of a day. */
export async function insertDownload(
  trx: Trx,
  row: { readonly licenceId: string; readonly fileId: string; readonly day: string },
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO licensing.downloads (licence_id, file_id, day)
    VALUES (${row.licenceId}, ${row.fileId}, ${row.day}::date) ON CONFLICT DO NOTHING RETURNING day`.execute(trx);
  return rows.length === 1;
}

export interface FileRow {
  id: string;
  release_id: string;
  platform: string;
  file_name: string;
  state: FileState;
  bytes: number;
  received: number;
  sha256: Buffer | null;
  created_at: Date;
}

const fileColumns = sql.raw(`f.id, f.release_id, f.platform, f.file_name, f.state, f.bytes::float8 AS bytes,
  f.received::float8 AS received, f.sha256, f.created_at`);
const fileSorts: Record<string, SortColumn> = {
  createdAt: { sql: 'f.created_at', type: 'timestamptz' },
  fileName: { sql: 'f.file_name', type: 'text' },
};

export type ListedFileRow = FileRow & { downloads: number; sort_value: string | null };

/** Files of a release, withdrawn ones left out. */
export async function readFiles(
  db: Reads,
  list: ListRequest,
  of: { readonly releaseId: string; readonly id: string | null },
): Promise<{ rows: ListedFileRow[]; count: number }> {
  const page = keyset(list, fileSorts, { sql: 'f.id', type: 'uuid' });
  const where = sql`f.release_id = ${of.releaseId} AND f.state <> 'withdrawn' AND (${of.id}::uuid IS NULL OR f.id = ${of.id}::uuid)`;
  const { rows } = await sql<ListedFileRow>`SELECT ${fileColumns}, ${page.value} AS sort_value,
      (SELECT count(*)::int FROM licensing.downloads d WHERE d.file_id = f.id) AS downloads
    FROM licensing.release_files f WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(
    db,
  );
  const counted = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM licensing.release_files f WHERE ${where}`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** A file, held until the end of the transaction: its pieces come one after the other. */
export async function holdFile(trx: Trx, id: string): Promise<FileRow | null> {
  const { rows } = await sql<FileRow>`SELECT ${fileColumns} FROM licensing.release_files f
    WHERE f.id = ${id} AND f.state <> 'withdrawn' FOR UPDATE`.execute(trx);
  return rows[0] ?? null;
}

/** False where the release has a file of this name already. */
export async function insertFile(
  trx: Trx,
  row: Pick<FileRow, 'id' | 'release_id' | 'platform' | 'file_name' | 'bytes'> & { readonly at: Date },
): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO licensing.release_files (id, release_id, platform, file_name, state, bytes, created_at, changed_at)
    VALUES (${row.id}, ${row.release_id}, ${row.platform}, ${row.file_name}, 'uploading', ${row.bytes}, ${row.at}, ${row.at})
    ON CONFLICT DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

export async function writeReceived(trx: Trx, id: string, to: { readonly received: number; readonly at: Date }) {
  await sql`UPDATE licensing.release_files SET received = ${to.received}, changed_at = ${to.at} WHERE id = ${id}`.execute(
    trx,
  );
}

export async function writeReady(trx: Trx, id: string, to: { readonly sha256: Buffer; readonly at: Date }) {
  await sql`UPDATE licensing.release_files SET state = 'ready', sha256 = ${to.sha256}, changed_at = ${to.at}
    WHERE id = ${id}`.execute(trx);
}

/** What was once offered stays as a row, for the figures; what never was, goes. */
export async function writeWithdrawn(trx: Trx, file: FileRow, at: Date): Promise<void> {
  await (file.state === 'ready'
    ? sql`UPDATE licensing.release_files SET state = 'withdrawn', changed_at = ${at} WHERE id = ${file.id}`
    : sql`DELETE FROM licensing.release_files WHERE id = ${file.id}`
  ).execute(trx);
}

/** Files whose last piece came before then. */
export async function readUnfinished(db: Reads, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM licensing.release_files
    WHERE state = 'uploading' AND changed_at < ${before} ORDER BY changed_at LIMIT 100`.execute(db);
  return rows.map(({ id }) => id);
}

export interface DownloadDayRow {
  id: string;
  day: string;
  product: string;
  release: string;
  platform: string;
  downloads: number;
  sort_value: string | null;
}

const daySorts: Record<string, SortColumn> = {
  day: { sql: 'u.day', type: 'date' },
  downloads: { sql: 'u.downloads', type: 'bigint' },
};

/** How many licences fetched which file on which day. */
export async function readDownloadDays(
  db: Reads,
  list: ListRequest,
): Promise<{ rows: DownloadDayRow[]; count: number }> {
  const page = keyset(list, daySorts, { sql: 'u.id', type: 'uuid' });
  // An id for the row: of file and day, as both together are one.
  const days = sql`SELECT md5(f.id::text || d.day::text)::uuid AS id, d.day, p.name AS product, r.version AS release, f.platform,
      count(*)::int AS downloads
    FROM licensing.downloads d JOIN licensing.release_files f ON f.id = d.file_id JOIN licensing.releases r ON r.id = f.release_id
      JOIN licensing.products p ON p.id = r.product_id
    GROUP BY f.id, d.day, p.name, r.version`;
  const { rows } =
    await sql<DownloadDayRow>`SELECT u.id, u.day::text AS day, u.product, u.release, u.platform, u.downloads,
      ${page.value} AS sort_value
    FROM (${days}) u WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM (SELECT DISTINCT file_id, day FROM licensing.downloads) each`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}
