import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Files } from '../../../platform/files/files.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/downloads.ts';
import { errors as licensingErrors } from '../errors.ts';
import * as store from '../store/downloads.ts';
import { productOfRelease } from '../store/products.ts';
import type { DownloadDay, NewReleaseFile, ReleaseFile } from '../wire/downloads.ts';

/** So long a file that was begun may wait for its next piece. */
const waitsMs = 7 * 86_400_000;
const one: ListRequest = { limit: 1, sort: 'createdAt', descending: false, after: null };

/** Files of a release, and whether their bytes are where they should be. */
export async function listReleaseFiles(
  deps: Deps,
  files: Files,
  { list, releaseId }: { readonly list: ListRequest; readonly releaseId: string },
): Promise<ListAnswer<ReleaseFile>> {
  const { rows, count } = await deps.db.base((trx) => store.readFiles(trx, list, { releaseId, id: null }));
  const sizes = new Map(await Promise.all(rows.map(async ({ id }) => [id, await files.size(id)] as const)));
  return answerList(list, rows, count, (row) => present(row, sizes.get(row.id) ?? null));
}

function present(row: store.ListedFileRow, size: number | null): ReleaseFile {
  return {
    id: row.id,
    platform: row.platform,
    fileName: row.file_name,
    state: row.state,
    bytes: row.bytes,
    received: row.received,
    sha256: row.sha256?.toString('hex') ?? null,
    missing: row.received > 0 && (size ?? 0) < row.received,
    downloads: row.downloads,
    createdAt: row.created_at.toISOString(),
  };
}

async function shown(trx: Trx, files: Files, of: { readonly releaseId: string; readonly id: string }) {
  const [row] = (await store.readFiles(trx, one, of)).rows;
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  return present(row, await files.size(row.id));
}

/** Says which file will be sent. Until it is finished nobody is offered it. */
export async function beginFile(
  deps: Deps,
  files: Files,
  { who, releaseId, ...input }: NewReleaseFile & { readonly who: Who; readonly releaseId: string },
): Promise<ReleaseFile> {
  return deps.db.base(async (trx) => {
    if ((await productOfRelease(trx, releaseId)) === null) throw httpErrors.KEPT_NOT_FOUND();
    const id = deps.ids.uuid();
    const { platform, bytes, fileName: file_name } = input;
    const row = { id, release_id: releaseId, platform, bytes, file_name, at: deps.clock.now() };
    if (!(await store.insertFile(trx, row)))
      throw licensingErrors.KEPT_NAME_TAKEN({ fields: { fileName: 'is taken' } });
    await audit(trx, deps, who, { action: 'licensing.release file begun', aboutKind: 'release', aboutId: releaseId });
    return shown(trx, files, { releaseId, id });
  });
}

/** Writes the next piece. Whoever is ended in between goes on from what the row says: what lies beyond it counts for nothing. */
export async function addPiece(
  deps: Deps,
  files: Files,
  { id, offset, piece }: { readonly id: string; readonly offset: number; readonly piece: Buffer },
): Promise<ReleaseFile> {
  return deps.db.base(async (trx) => {
    const held = await heldUpload(trx, id);
    const { received, bytes } = held;
    if (offset !== received) throw errors.KEPT_UPLOAD_ELSEWHERE({ received });
    if (offset + piece.length > bytes) throw errors.KEPT_UPLOAD_TOO_LONG({ bytes });
    await files.write(id, offset, piece);
    await store.writeReceived(trx, id, { received: offset + piece.length, at: deps.clock.now() });
    return shown(trx, files, { releaseId: held.release_id, id });
  });
}

async function heldUpload(trx: Trx, id: string): Promise<store.FileRow> {
  const held = await store.holdFile(trx, id);
  if (!held) throw httpErrors.KEPT_NOT_FOUND();
  if (held.state !== 'uploading') throw errors.KEPT_UPLOAD_OVER();
  return held;
}

/**
 * Reads the file through once more: from now on it is offered. That takes long for a large one, so no transaction waits for it; a file that is
 * whole takes no further piece.
 */
export async function finishFile(
  deps: Deps,
  files: Files,
  { who, id, sha256 }: { readonly who: Who; readonly id: string; readonly sha256: string | null },
): Promise<ReleaseFile> {
  const { received, bytes, release_id: releaseId } = await deps.db.base((trx) => heldUpload(trx, id));
  if (received !== bytes || (await files.size(id)) !== bytes) throw errors.KEPT_UPLOAD_SHORT({ received, bytes });
  const found = await files.sha256(id);
  if (sha256 !== null && found.toString('hex') !== sha256) throw errors.KEPT_UPLOAD_DIFFERS();
  return deps.db.base(async (trx) => {
    await heldUpload(trx, id);
    await store.writeReady(trx, id, { sha256: found, at: deps.clock.now() });
    await audit(trx, deps, who, { action: 'licensing.release file added', aboutKind: 'release', aboutId: releaseId });
    return shown(trx, files, { releaseId, id });
  });
}

/** Nobody is offered it any more, links to it open nothing, and its bytes are removed. */
export async function withdrawFile(deps: Deps, files: Files, { who, id }: { readonly who: Who; readonly id: string }) {
  await deps.db.base(async (trx) => {
    const held = await store.holdFile(trx, id);
    if (!held) throw httpErrors.KEPT_NOT_FOUND();
    await store.writeWithdrawn(trx, held, deps.clock.now());
    const about = { aboutKind: 'release', aboutId: held.release_id };
    await audit(trx, deps, who, { action: 'licensing.release file withdrawn', ...about });
  });
  await files.remove(id);
}

/** Files that were begun and never finished. */
export async function dropUnfinished(deps: Deps, files: Files): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - waitsMs);
  for (const id of await store.readUnfinished(deps.db.read, before)) {
    await deps.db.base(async (trx) => {
      const held = await store.holdFile(trx, id);
      if (held?.state === 'uploading') await store.writeWithdrawn(trx, held, deps.clock.now());
    });
    await files.remove(id);
  }
}

/** How often which release was fetched, day by day: counts, and nothing of who. */
export async function listDownloadDays(deps: Deps, list: ListRequest): Promise<ListAnswer<DownloadDay>> {
  const { rows, count } = await deps.db.base((trx) => store.readDownloadDays(trx, list));
  return answerList(list, rows, count, ({ id, day, product, release, platform, downloads }) => ({
    id,
    day,
    product,
    release,
    platform,
    downloads,
  }));
}
