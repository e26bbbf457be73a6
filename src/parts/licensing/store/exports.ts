import { sql } from 'kysely';
import { type Database, type Trx, wasTwin } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { ExportPurpose } from '../../contacts/index.ts';
import type { ExportFilters, ExportFormat, ExportState, ExportTable } from '../wire/exports.ts';

type Reads = Database['read'];

export interface ExportRow {
  readonly id: string;
  readonly member_id: string;
  readonly format: ExportFormat;
  readonly tables: ExportTable[];
  readonly filters: ExportFilters;
  readonly purpose: ExportPurpose;
  readonly lookup_id: string | null;
  readonly state: ExportState;
  readonly code: string | null;
  readonly rows_total: number | null;
  readonly rows_done: number;
  readonly file_bytes: number | null;
  readonly sha256: string | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly sort_value: string | null;
}

const columns = sql.raw(`e.id, e.member_id, e.format, e.tables, e.filters, e.purpose, e.lookup_id, e.state, e.code,
  e.rows_total::float8 AS rows_total, e.rows_done::float8 AS rows_done, e.file_bytes::float8 AS file_bytes, encode(e.file_sha256, 'hex') AS sha256,
  e.created_at, e.expires_at`);
const sorts: Record<string, SortColumn> = { createdAt: { sql: 'e.created_at', type: 'timestamptz' } };

export async function readExports(db: Reads, list: ListRequest): Promise<{ rows: ExportRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'e.id', type: 'uuid' });
  const { rows } = await sql<ExportRow>`SELECT ${columns}, ${page.value} AS sort_value FROM licensing.exports e
    WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.exports`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

export async function readExport(db: Reads, id: string): Promise<ExportRow | null> {
  const { rows } =
    await sql<ExportRow>`SELECT ${columns}, NULL AS sort_value FROM licensing.exports e WHERE e.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the end of the transaction. */
export async function holdExport(trx: Trx, id: string): Promise<ExportRow | null> {
  const { rows } =
    await sql<ExportRow>`SELECT ${columns}, NULL AS sort_value FROM licensing.exports e WHERE e.id = ${id} FOR UPDATE OF e`.execute(
      trx,
    );
  return rows[0] ?? null;
}

export async function insertExport(
  trx: Trx,
  row: Pick<ExportRow, 'id' | 'format' | 'purpose'> & {
    readonly memberId: string;
    readonly tables: readonly ExportTable[];
    readonly filters: ExportFilters;
    readonly lookUpId: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await sql`INSERT INTO licensing.exports (id, member_id, format, tables, filters, purpose, lookup_id, state, created_at, changed_at)
    VALUES (${row.id}, ${row.memberId}, ${row.format}, ${[...row.tables]}::text[], ${JSON.stringify(row.filters)}, ${row.purpose}, ${row.lookUpId},
      'running', ${row.at}, ${row.at})`.execute(trx);
}

/** Begins a stopped export anew, under another line of the look-up log. */
export async function restartExport(
  trx: Trx,
  id: string,
  of: { readonly purpose: ExportPurpose; readonly lookUpId: string | null; readonly at: Date },
): Promise<void> {
  await sql`UPDATE licensing.exports SET state = 'running', code = NULL, runner = NULL, beat_at = NULL, rows_done = 0, rows_total = NULL,
      purpose = ${of.purpose}, lookup_id = ${of.lookUpId}, changed_at = ${of.at} WHERE id = ${id}`.execute(trx);
}

/** Whether the database refused a second export at work. */
export function isExportAtWork(error: unknown): boolean {
  return wasTwin(error, 'exports_at_work');
}

const silentFor = '2 minutes';

/** Takes an export on which nobody is working, from its beginning: what another process left of it was another snapshot. */
export async function claimExport(
  trx: Trx,
  id: string,
  { runner, at }: { readonly runner: string; readonly at: Date },
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE licensing.exports SET runner = ${runner}, beat_at = ${at}, rows_done = 0, rows_total = NULL
    WHERE id = ${id} AND state = 'running' AND (runner IS NULL OR beat_at < ${at}::timestamptz - ${silentFor}::interval) RETURNING id`.execute(
      trx,
    );
  if (rows.length === 1) await deletePiecesOf(trx, id);
  return rows.length === 1;
}

/** Exports on which nobody is working and somebody should. */
export async function readForsakenExports(db: Reads, at: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM licensing.exports WHERE state = 'running'
    AND (runner IS NULL OR beat_at < ${at}::timestamptz - ${silentFor}::interval)`.execute(db);
  return rows.map(({ id }) => id);
}

/** Notes how far it is, and keeps a piece. False where it was stopped or deleted, or somebody else has taken over. */
export async function keepPiece(
  trx: Trx,
  id: string,
  step: {
    readonly runner: string;
    readonly rowsDone: number;
    readonly rowsTotal: number;
    readonly at: Date;
    readonly piece: { readonly number: number; readonly sealed: Buffer } | null;
  },
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE licensing.exports SET rows_done = ${step.rowsDone}, rows_total = ${step.rowsTotal}, beat_at = ${step.at}
    WHERE id = ${id} AND runner = ${step.runner} AND state = 'running' RETURNING id`.execute(trx);
  if (rows.length === 0) return false;
  if (step.piece)
    await sql`INSERT INTO licensing.export_pieces (export_id, number, sealed)
      VALUES (${id}, ${step.piece.number}, ${step.piece.sealed})`.execute(trx);
  return true;
}

/** How it ended. False where it was stopped or deleted, or somebody else has taken over. */
export async function writeExportEnd(
  trx: Trx,
  id: string,
  end: {
    readonly runner: string;
    readonly state: 'done' | 'stopped';
    readonly code: string | null;
    readonly file: { readonly bytes: number; readonly sha256: Buffer; readonly rows: number } | null;
    readonly at: Date;
    readonly expiresAt: Date | null;
  },
): Promise<boolean> {
  const { file } = end;
  const { rows } =
    await sql`UPDATE licensing.exports SET state = ${end.state}, code = ${end.code}, runner = NULL, beat_at = NULL, changed_at = ${end.at},
      file_bytes = ${file?.bytes ?? null}, file_sha256 = ${file?.sha256 ?? null}, expires_at = ${end.expiresAt},
      rows_done = coalesce(${file?.rows ?? null}::bigint, rows_done), rows_total = coalesce(${file?.rows ?? null}::bigint, rows_total)
    WHERE id = ${id} AND runner = ${end.runner} AND state = 'running' RETURNING id`.execute(trx);
  if (rows.length === 1 && end.state === 'stopped') await deletePiecesOf(trx, id);
  return rows.length === 1;
}

/** Stops an export; what is there of its file goes. */
export async function writeStopped(trx: Trx, id: string, at: Date): Promise<void> {
  await sql`UPDATE licensing.exports SET state = 'stopped', runner = NULL, beat_at = NULL, changed_at = ${at} WHERE id = ${id}`.execute(
    trx,
  );
  await deletePiecesOf(trx, id);
}

async function deletePiecesOf(trx: Trx, id: string): Promise<void> {
  await sql`DELETE FROM licensing.export_pieces WHERE export_id = ${id}`.execute(trx);
}

/** Deletes the files that are over their time. Says of which exports. */
export async function deleteOverdue(trx: Trx, at: Date): Promise<string[]> {
  return deleteWhere(trx, { where: sql`state = 'done' AND expires_at <= ${at}`, code: null, at });
}

/** Deletes every file in which people are, and stops what is being made of them. */
export async function deleteWithPeople(trx: Trx, code: string): Promise<string[]> {
  return deleteWhere(trx, { where: sql`state IN ('done', 'running') AND lookup_id IS NOT NULL`, code, at: null });
}

async function deleteWhere(
  trx: Trx,
  of: { readonly where: ReturnType<typeof sql>; readonly code: string | null; readonly at: Date | null },
): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`UPDATE licensing.exports SET state = 'deleted', code = ${of.code}, runner = NULL, beat_at = NULL,
      changed_at = coalesce(${of.at}::timestamptz, now()) WHERE ${of.where} RETURNING id`.execute(trx);
  const ids = rows.map(({ id }) => id);
  await sql`DELETE FROM licensing.export_pieces WHERE export_id = ANY(${ids}::uuid[])`.execute(trx);
  return ids;
}

export const readExportPiece = personalQuery({
  name: 'licensing: a piece of an export',
  readers: ['operations'],
  sample: { exportId: '00000000-0000-4000-8000-000000000000', number: 0 },
  build: (db, { exportId, number }: { readonly exportId: string; readonly number: number }) => {
    const text = sql<{
      sealed: Buffer;
    }>`SELECT sealed FROM licensing.export_pieces WHERE export_id = ${exportId} AND number = ${number}`;
    return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
  },
});
