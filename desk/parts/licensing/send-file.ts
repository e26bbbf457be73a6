import { call, isCode } from '../../api/client.ts';
import type { ReleaseFile } from '../../api/wire.ts';

/** A piece has 30 seconds to arrive, so this goes over slow lines, too; the server takes up to 8 MiB. */
const pieceBytes = 2 * 1_048_576;

/** Sends what of a file is not there yet, piece by piece, and finishes it. Stopped by the signal, it can be gone on with. */
export async function sendFile(
  begun: ReleaseFile,
  file: File,
  options: { readonly onSent: (bytes: number) => void; readonly signal: AbortSignal },
): Promise<void> {
  const { signal } = options;
  let { received } = begun;
  while (received < begun.bytes) {
    options.onSent(received);
    const piece = file.slice(received, Math.min(received + pieceBytes, begun.bytes));
    try {
      const path = `/release-files/${begun.id}/bytes?offset=${received}`;
      ({ received } = await call<ReleaseFile>('PUT', path, { piece, signal }));
    } catch (error) {
      // An answer was lost: the server says how far it is.
      if (!isCode(error, 'KEPT_UPLOAD_ELSEWHERE')) throw error;
      received = Number(error.facts.received);
    }
  }
  options.onSent(received);
  await call('POST', `/release-files/${begun.id}/finish`, { body: {}, signal });
}

/** In the unit that leaves at most three digits before the point. */
export function sizeOf(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}
