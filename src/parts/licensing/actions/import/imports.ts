import { canonicalJson, sha256 } from '../../../../platform/crypto/digest.ts';
import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../../platform/http/list.ts';
import { actor, type Who } from '../../../../platform/http/who.ts';
import { companiesById, noteList } from '../../../contacts/index.ts';
import { noticeById } from '../../../policy/index.ts';
import { audit } from '../../../staff/index.ts';
import { importErrors } from '../../errors/imports.ts';
import { guessMapping } from '../../rules/import/fields.ts';
import type { Plan } from '../../rules/import/row.ts';
import { deletePieces } from '../../store/import-pieces.ts';
import * as store from '../../store/imports.ts';
import { productOfRelease } from '../../store/products.ts';
import type { Import, ImportState, PlanImport } from '../../wire/imports.ts';
import { registrationForm } from '../registration-form.ts';
import { countsOf } from './counts.ts';
import { keepFile, openFile } from './pieces.ts';
import { headerOf, type OpenList } from './read-list.ts';

/**
 * Takes a list in. The same bytes again are the import that they were: where it is not done yet, it goes on with them.
 * The columns are guessed, or remembered from the last list with the same header.
 */
export async function takeList(
  deps: Deps,
  who: Who,
  input: { readonly fileName: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<Import> {
  const fileId = deps.ids.uuid();
  try {
    const file = await keepFile(deps, fileId, input.bytes);
    const list = () => openFile(deps, fileId, file.bytes);
    const taken = await newImport(deps, who, { ...file, fileId, fileName: input.fileName, list });
    // Where somebody reads the file just now, it stays the one that it is.
    if (taken.atWork) await deletePieces(deps.db.read, fileId);
    else if (taken.fileId !== fileId) {
      await store.writeFile(deps.db.read, taken.id, fileId);
      await deletePieces(deps.db.read, taken.fileId);
    }
    return await readImportOf(deps, taken.id);
  } catch (error) {
    await deletePieces(deps.db.read, fileId);
    throw error;
  }
}

export interface NewList {
  /** Under which its pieces are held, or would be. */
  readonly fileId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly list: OpenList;
}

/** The import of these bytes: the one that is not done yet, or a new one. */
export async function newImport(
  deps: Deps,
  who: Who,
  input: NewList,
): Promise<{ id: string; fileId: string; atWork: boolean }> {
  const same = await store.readSameFile(deps.db.read, input.sha256);
  if (same && same.state === 'done') throw importErrors.KEPT_IMPORT_TWIN({ importId: same.id });
  if (same) return { id: same.id, fileId: same.file_id, atWork: ['checking', 'running'].includes(same.state) };
  const id = deps.ids.uuid();
  const header = await headerOf(input.list);
  const headerSha256 = sha256(canonicalJson(header));
  await deps.db.base(async (trx) => {
    const last = await store.readLastPlan(trx, headerSha256);
    await store.insertImport(trx, {
      id,
      fileId: input.fileId,
      fileName: input.fileName,
      sha256: input.sha256,
      bytes: input.bytes,
      header,
      headerSha256,
      plan: last?.plan ?? freshPlan(header),
      cameFrom: last?.came_from ?? null,
      by: actor(who).id,
      at: deps.clock.now(),
    });
    await audit(trx, deps, who, {
      action: 'licensing.import uploaded',
      aboutKind: 'import',
      aboutId: id,
      detail: { bytes: input.bytes },
    });
  });
  return { id, fileId: input.fileId, atWork: false };
}

function freshPlan(header: readonly string[]): Plan {
  return {
    mapping: guessMapping(header),
    dateOrder: 'day first',
    productId: null,
    releaseId: null,
    resellerId: null,
    country: null,
  };
}

/** Says how the list is read, where it came from and under which notice its data was given. */
export async function planImport(deps: Deps, who: Who, id: string, input: PlanImport): Promise<Import> {
  const noticeId = input.noticeId ?? (await registrationForm(deps)).notice.id;
  await deps.db.base(async (trx) => {
    const row = await held(trx, id, ['uploaded', 'checked']);
    await mustFit(trx, row, input, noticeId);
    const cameFrom = input.cameFrom.trim();
    await store.writePlan(trx, id, { plan: input.plan as Plan, cameFrom, noticeId, at: deps.clock.now() });
    await noteList(trx, deps, { id, fileName: row.file_name, cameFrom, noticeId });
    await audit(trx, deps, who, {
      action: 'licensing.import planned',
      aboutKind: 'import',
      aboutId: id,
      detail: { noticeId },
    });
  });
  return readImportOf(deps, id);
}

async function mustFit(trx: Trx, row: store.ImportRow, { plan }: PlanImport, noticeId: string): Promise<void> {
  const fields: Record<string, string> = {};
  const columns = Object.values(plan.mapping);
  if (columns.some((column) => column >= row.header.length))
    fields.mapping = 'names a column that the list does not have';
  if (new Set(columns).size < columns.length) fields.mapping = 'names a column twice';
  if (plan.mapping.serial === undefined && plan.mapping.companyName === undefined)
    fields.mapping = 'must name the column of serials or that of companies';
  if (plan.resellerId && (await companiesById(trx, [plan.resellerId])).get(plan.resellerId)?.kind !== 'reseller')
    fields.resellerId = 'is no reseller';
  if (plan.releaseId && (await productOfRelease(trx, plan.releaseId)) !== plan.productId)
    fields.releaseId = 'is no release of this product';
  if (!(await noticeById(trx, noticeId))) fields.noticeId = 'is no notice';
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
}

const ways = {
  check: { from: ['uploaded', 'checked'], to: 'checking', restart: true, act: 'licensing.import checking' },
  run: { from: ['checked'], to: 'running', restart: true, act: 'licensing.import running' },
  resume: { from: ['stopped'], to: 'running', restart: false, act: 'licensing.import running' },
  undo: { from: ['done', 'stopped', 'undone'], to: 'undoing', restart: false, act: 'licensing.import undoing' },
} as const satisfies Record<string, { from: readonly ImportState[]; to: ImportState; restart: boolean; act: string }>;
export type ImportWay = keyof typeof ways;

/** Lets an import be checked, run, gone on with or undone; whoever calls this then works on it (`workOn`). */
export async function sendOn(deps: Deps, who: Who, id: string, way: ImportWay): Promise<void> {
  const { from, to, restart, act } = ways[way];
  try {
    await deps.db.base(async (trx) => {
      const row = await held(trx, id, from);
      if (row.notice_id === null) throw httpErrors.KEPT_INVALID({ fields: { cameFrom: 'is not said yet' } });
      await store.writeState(trx, id, { state: to, restart, at: deps.clock.now() });
      // What was counted by the check of people and companies that were there stays; an undoing counts its own steps.
      await store.keepCounts(trx, id, way === 'run' ? row.counts : null, way === 'undo');
      await audit(trx, deps, who, { action: act, aboutKind: 'import', aboutId: id });
    });
  } catch (error) {
    if (store.isAtWork(error)) throw importErrors.KEPT_IMPORT_BUSY({}, error);
    throw error;
  }
}

/** Stops what is being checked or run, after the rows that are being written. */
export async function stopImport(deps: Deps, who: Who, id: string): Promise<Import> {
  await deps.db.base(async (trx) => {
    const row = await held(trx, id, ['checking', 'running']);
    const state = row.state === 'checking' ? 'uploaded' : 'stopped';
    await store.writeState(trx, id, { state, restart: false, at: deps.clock.now() });
    await audit(trx, deps, who, { action: 'licensing.import stopped', aboutKind: 'import', aboutId: id });
  });
  return readImportOf(deps, id);
}

async function held(trx: Trx, id: string, states: readonly ImportState[]): Promise<store.ImportRow> {
  const row = await store.holdImport(trx, id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  if (!states.includes(row.state)) throw importErrors.KEPT_IMPORT_STATE({ state: row.state });
  return row;
}

export async function listImports(deps: Deps, list: ListRequest): Promise<ListAnswer<Import>> {
  const { rows, count } = await store.readImports(deps.db.read, list);
  return answerList(list, rows, count, presentImport);
}

export async function readImportOf(deps: Deps, id: string): Promise<Import> {
  const row = await store.readImport(deps.db.read, id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  return presentImport(row);
}

function presentImport(row: store.ImportRow): Import {
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: row.file_bytes,
    header: row.header,
    plan: row.plan as Import['plan'],
    cameFrom: row.came_from,
    noticeId: row.notice_id,
    state: row.state,
    code: row.code,
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    counts: countsOf(row.counts),
    hasFile: row.has_file,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}
