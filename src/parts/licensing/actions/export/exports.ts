import { openBytes } from '../../../../platform/crypto/seal.ts';
import type { Trx } from '../../../../platform/db/database.ts';
import { errors as databaseErrors } from '../../../../platform/db/errors.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../../platform/http/list.ts';
import type { Ground, Member } from '../../../../platform/http/who.ts';
import { companiesById, type ExportPurpose, exportPurposes, noteExport } from '../../../contacts/index.ts';
import { audit } from '../../../staff/index.ts';
import { exportErrors } from '../../errors/exports.ts';
import * as store from '../../store/exports.ts';
import { readAllProducts } from '../../store/products.ts';
import { type AskExport, type Export, type ExportFilters, exportTables } from '../../wire/exports.ts';

export { exportPurposes } from '../../../contacts/index.ts';

/**
 * Begins an export; whoever calls this then works on it (`workOnExport`). Where people are in it, the look-up log says so before any of
 * them is read.
 */
export async function beginExport(deps: Deps, who: Member, ground: Ground | null, input: AskExport): Promise<string> {
  const { purpose } = mustBeGround(ground);
  const id = deps.ids.uuid();
  const filters = { country: null, resellerId: null, productId: null, ...input.filters };
  const tables = exportTables.filter((table) => input.tables.includes(table));
  await beginning(() =>
    deps.db.base(async (trx) => {
      await mustKnow(trx, filters);
      const lookUpId = await notedWhere(trx, deps, { who, ground: mustBeGround(ground), tables });
      const at = deps.clock.now();
      await store.insertExport(trx, {
        id,
        memberId: who.memberId,
        format: input.format,
        tables,
        filters,
        purpose,
        lookUpId,
        at,
      });
      await audit(trx, deps, who, {
        action: 'licensing.export begun',
        aboutKind: 'export',
        aboutId: id,
        detail: { tables: tables.join(', '), format: input.format, purpose },
      });
    }),
  );
  return id;
}

/** Begins a stopped export anew: what is there by now. */
export async function restartExport(deps: Deps, who: Member, ground: Ground | null, id: string): Promise<void> {
  const stated = mustBeGround(ground);
  await beginning(() =>
    deps.db.base(async (trx) => {
      const row = await ownHeld(trx, who, { id, state: 'stopped' });
      const lookUpId = await notedWhere(trx, deps, { who, ground: stated, tables: row.tables });
      await store.restartExport(trx, id, { purpose: stated.purpose, lookUpId, at: deps.clock.now() });
      await audit(trx, deps, who, {
        action: 'licensing.export begun',
        aboutKind: 'export',
        aboutId: id,
        detail: { tables: row.tables.join(', '), format: row.format, purpose: stated.purpose },
      });
    }),
  );
}

type ExportGround = Ground & { readonly purpose: ExportPurpose };

function mustBeGround(ground: Ground | null): ExportGround {
  const purpose = exportPurposes.find((each) => each === ground?.purpose);
  if (!ground || !purpose) throw databaseErrors.KEPT_NO_PURPOSE({ permitted: [...exportPurposes] });
  return { ...ground, purpose };
}

function notedWhere(
  trx: Trx,
  deps: Deps,
  of: { readonly who: Member; readonly ground: Ground; readonly tables: readonly string[] },
): Promise<string | null> {
  return of.tables.includes('customers') ? noteExport(trx, deps, of.who, of.ground) : Promise.resolve(null);
}

async function mustKnow(trx: Trx, { resellerId, productId }: ExportFilters): Promise<void> {
  const fields: Record<string, string> = {};
  if (resellerId && (await companiesById(trx, [resellerId])).get(resellerId)?.kind !== 'reseller')
    fields.resellerId = 'is no reseller';
  if (productId && !(await readAllProducts(trx)).some(({ id }) => id === productId)) fields.productId = 'is no product';
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
}

async function beginning(begin: () => Promise<void>): Promise<void> {
  try {
    await begin();
  } catch (error) {
    if (store.isExportAtWork(error)) throw exportErrors.KEPT_EXPORT_BUSY({}, error);
    throw error;
  }
}

async function ownHeld(
  trx: Trx,
  who: Member,
  of: { readonly id: string; readonly state: store.ExportRow['state'] },
): Promise<store.ExportRow> {
  const row = await store.holdExport(trx, of.id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  if (row.member_id !== who.memberId) throw exportErrors.KEPT_EXPORT_OTHERS();
  if (row.state === 'deleted') throw exportErrors.KEPT_EXPORT_GONE();
  if (row.state !== of.state) throw exportErrors.KEPT_EXPORT_STATE({ state: row.state });
  return row;
}

/** Stops an export, whoever asked for it; what is there of its file goes. */
export async function stopExport(deps: Deps, who: Member, id: string): Promise<Export> {
  await deps.db.base(async (trx) => {
    const row = await store.holdExport(trx, id);
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
    if (row.state !== 'running') throw exportErrors.KEPT_EXPORT_STATE({ state: row.state });
    await store.writeStopped(trx, id, deps.clock.now());
    await audit(trx, deps, who, { action: 'licensing.export stopped', aboutKind: 'export', aboutId: id });
  });
  return readExportOf(deps, who, id);
}

/** The file, for who asked for it; each time it is fetched is noted. */
export async function fetchExport(
  deps: Deps,
  who: Member,
  id: string,
): Promise<{ readonly fileName: string; readonly type: string; readonly bytes: AsyncGenerator<Buffer> }> {
  const row = await deps.db.base(async (trx) => {
    const held = await ownHeld(trx, who, { id, state: 'done' });
    if (held.expires_at !== null && held.expires_at <= deps.clock.now()) throw exportErrors.KEPT_EXPORT_GONE();
    await audit(trx, deps, who, { action: 'licensing.export fetched', aboutKind: 'export', aboutId: id });
    return held;
  });
  return { ...fileOf(row), bytes: pieces(deps, row) };
}

/** Fails where a piece is gone: then nobody must take what was read for the whole. */
async function* pieces(deps: Deps, { id, file_bytes }: store.ExportRow): AsyncGenerator<Buffer> {
  for (let number = 0, left = file_bytes ?? 0; left > 0; number += 1) {
    const [piece] = await deps.db.as('operations', (trx) => store.readExportPiece(trx, { exportId: id, number }));
    const opened = piece && openBytes(deps.digests.upload(id), piece.sealed);
    if (!opened) throw exportErrors.KEPT_EXPORT_GONE();
    left -= opened.length;
    yield opened;
  }
}

function fileOf({ tables, format, created_at }: store.ExportRow): { fileName: string; type: string } {
  const name = `${tables.length === 1 ? tables[0] : 'kept-export'}-${created_at.toISOString().slice(0, 10)}`;
  if (format === 'xlsx')
    return {
      fileName: `${name}.xlsx`,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    };
  return tables.length === 1
    ? { fileName: `${name}.csv`, type: 'text/csv; charset=utf-8' }
    : { fileName: `${name}.zip`, type: 'application/zip' };
}

export async function listExports(deps: Deps, who: Member, list: ListRequest): Promise<ListAnswer<Export>> {
  const { rows, count } = await store.readExports(deps.db.read, list);
  return answerList(list, rows, count, (row) => presentExport(row, who));
}

export async function readExportOf(deps: Deps, who: Member, id: string): Promise<Export> {
  const row = await store.readExport(deps.db.read, id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  return presentExport(row, who);
}

function presentExport(row: store.ExportRow, who: Member): Export {
  return {
    id: row.id,
    own: row.member_id === who.memberId,
    fileName: fileOf(row).fileName,
    tables: row.tables,
    format: row.format,
    filters: row.filters,
    purpose: row.purpose,
    state: row.state,
    code: row.code,
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    bytes: row.file_bytes,
    sha256: row.sha256,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
  };
}
