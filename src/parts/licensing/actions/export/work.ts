import { sha256OfPieces } from '../../../../platform/crypto/digest.ts';
import { sealBytes } from '../../../../platform/crypto/seal.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { KeptError } from '../../../../platform/errors.ts';
import { csvArchiveOf, csvOfSheet, type SheetToWrite, workbookOf } from '../../../../platform/sheets/write-sheet.ts';
import { audit } from '../../../staff/index.ts';
import { exportErrors } from '../../errors/exports.ts';
import * as store from '../../store/exports.ts';
import { countRows, tablesOf } from './tables.ts';

/** So long a file is held. */
const heldForHours = 24;
const pieceBytes = 1_048_576;
const job = { kind: 'system', job: 'export' } as const;

/** Somebody has stopped it, it was deleted, or another process has taken over. */
class Stopped extends Error {}

interface File {
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly rows: number;
}

/**
 * Writes an export from its beginning to its end, out of one snapshot, into sealed pieces. Of several processes one does; another begins
 * anew where it has ended. Never throws: what goes wrong stands in the export.
 */
export async function workOnExport(deps: Deps, id: string): Promise<void> {
  const runner = deps.ids.uuid();
  if (!(await deps.db.base((trx) => store.claimExport(trx, id, { runner, at: deps.clock.now() })))) return;
  const row = await store.readExport(deps.db.read, id);
  if (!row) return;
  try {
    const file = await write(deps, row, runner);
    await end(deps, id, { runner, state: 'done', code: null, file });
  } catch (error) {
    if (error instanceof Stopped) return;
    const code = codeOf(error);
    if (code === 'KEPT_FAULT') deps.log.error('an export has stopped', { error });
    await end(deps, id, { runner, state: 'stopped', code, file: null });
  }
}

function codeOf(error: unknown): string {
  if (error instanceof KeptError) return error.keptCode;
  return error instanceof RangeError ? exportErrors.KEPT_EXPORT_TOO_LARGE().keptCode : 'KEPT_FAULT';
}

async function end(
  deps: Deps,
  id: string,
  how: {
    readonly runner: string;
    readonly state: 'done' | 'stopped';
    readonly code: string | null;
    readonly file: File | null;
  },
): Promise<void> {
  await deps.db.base(async (trx) => {
    const at = deps.clock.now();
    const expiresAt = how.file ? new Date(at.getTime() + heldForHours * 3_600_000) : null;
    if (!(await store.writeExportEnd(trx, id, { ...how, at, expiresAt }))) return;
    await audit(trx, deps, job, {
      action: how.state === 'done' ? 'licensing.export done' : 'licensing.export stopped',
      aboutKind: 'export',
      aboutId: id,
      detail: { code: how.code ?? '', rows: how.file?.rows ?? 0, bytes: how.file?.bytes ?? 0 },
    });
  });
}

function write(deps: Deps, row: store.ExportRow, runner: string): Promise<File> {
  return deps.db.as(
    row.purpose,
    async (trx) => {
      const source = { trx, deps, row };
      const counted = await countRows(source);
      let rows = 0;
      const keep = async (piece: { number: number; sealed: Buffer } | null) => {
        const step = { runner, rowsDone: rows, rowsTotal: Math.max(counted, rows), at: deps.clock.now(), piece };
        if (!(await deps.db.base((base) => store.keepPiece(base, row.id, step)))) throw new Stopped();
      };
      await keep(null);
      const sheets = tablesOf(source, (more) => {
        rows += more;
      });
      const file = await keepPieces(deps, row.id, { bytes: bytesOf(row, sheets), keep });
      return { ...file, rows };
    },
    { snapshot: true },
  );
}

function bytesOf({ format }: store.ExportRow, sheets: readonly SheetToWrite[]): AsyncIterable<Buffer | string> {
  if (format === 'xlsx') return workbookOf(sheets);
  const [only] = sheets;
  return only && sheets.length === 1 ? csvOfSheet(only) : csvArchiveOf(sheets);
}

/** Never more than a piece in memory, never one in the clear on a disk. */
async function keepPieces(
  deps: Deps,
  id: string,
  of: {
    readonly bytes: AsyncIterable<Buffer | string>;
    readonly keep: (piece: { number: number; sealed: Buffer }) => Promise<void>;
  },
): Promise<{ bytes: number; sha256: Buffer }> {
  const hash = sha256OfPieces();
  const key = deps.digests.upload(id);
  let waiting: Buffer[] = [];
  let held = 0;
  let bytes = 0;
  let number = 0;
  const seal = async () => {
    await of.keep({ number, sealed: sealBytes(key, Buffer.concat(waiting)) });
    number += 1;
    waiting = [];
    held = 0;
  };
  for await (const each of of.bytes) {
    const piece = Buffer.from(each);
    hash.add(piece);
    bytes += piece.length;
    held += piece.length;
    waiting.push(piece);
    if (held >= pieceBytes) await seal();
  }
  if (held > 0) await seal();
  return { bytes, sha256: hash.digest() };
}

/** Begins anew what a process left that has ended. */
export async function takeUpExports(deps: Deps): Promise<void> {
  for (const id of await store.readForsakenExports(deps.db.read, deps.clock.now())) await workOnExport(deps, id);
}

/** Deletes the files that are over their time. */
export async function dropOldExports(deps: Deps): Promise<void> {
  await deps.db.base(async (trx) => {
    for (const id of await store.deleteOverdue(trx, deps.clock.now()))
      await audit(trx, deps, job, { action: 'licensing.export deleted', aboutKind: 'export', aboutId: id });
  });
}
