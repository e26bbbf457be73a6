import { sha256OfPieces } from '../../../../platform/crypto/digest.ts';
import { openBytes, sealBytes } from '../../../../platform/crypto/seal.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { errors as sheetErrors } from '../../../../platform/sheets/errors.ts';
import { importErrors } from '../../errors/imports.ts';
import { insertPiece, readPiece } from '../../store/import-pieces.ts';

const pieceBytes = 1_048_576;
const mostMiB = 512;

/** Keeps an upload in sealed pieces as it comes: never more than one in memory, never one in the clear on a disk. */
export async function keepFile(
  deps: Deps,
  fileId: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly bytes: number; readonly sha256: Buffer }> {
  const hash = sha256OfPieces();
  let total = 0;
  let number = 0;
  let waiting: Uint8Array[] = [];
  let held = 0;
  const keep = async () => {
    const sealed = sealBytes(deps.digests.upload(fileId), Buffer.concat(waiting));
    await insertPiece(deps.db.read, { fileId, number, sealed, at: deps.clock.now() });
    number += 1;
    waiting = [];
    held = 0;
  };
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > mostMiB * 1_048_576) throw sheetErrors.KEPT_SHEET_TOO_LARGE({ most: mostMiB });
    hash.add(chunk);
    waiting.push(chunk);
    held += chunk.length;
    if (held >= pieceBytes) await keep();
  }
  if (held > 0) await keep();
  return { bytes: total, sha256: hash.digest() };
}

/** The file as it came, piece by piece. Fails where it is gone, or goes while it is read: then nobody must take what was read for the whole. */
export async function* openFile(deps: Deps, fileId: string, bytes: number): AsyncGenerator<Buffer> {
  for (let number = 0, left = bytes; left > 0; number += 1) {
    const [piece] = await deps.db.as('operations', (trx) => readPiece(trx, { fileId, number }));
    const opened = piece && openBytes(deps.digests.upload(fileId), piece.sealed);
    if (!opened) throw importErrors.KEPT_IMPORT_FILE_GONE();
    left -= opened.length;
    yield opened;
  }
}
