import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { type Block, LineBuffer } from './line-buffer.ts';
import { type LogFile, reading, unpacked } from './open-log.ts';

export interface Reading {
  /** Where to begin, in bytes of the log uncompressed: where a line begins. */
  readonly from?: number;
  /** Where to end: where another line begins. */
  readonly to?: number;
  /** Bytes on disk that were read. */
  readonly progress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
  /** The compressed file ends in its middle, or is damaged there: all that could be read has been given. */
  readonly cutShort?: () => void;
  readonly blockSize?: number;
}

const usual = 1 << 20;
/** Reads between two turns of the event loop, in which others have their say (a signal to stop, the progress of another thread). */
const readsAtOnce = 8;

/**
 * The lines of a log in blocks.
 * @throws KEPT_LOG_NOT_READ
 */
export async function* blocksOf(file: LogFile, options: Reading = {}): AsyncGenerator<Block, void> {
  const lines = new LineBuffer(options.blockSize ?? usual, options.from ?? 0);
  const fills = file.packing === 'plain' ? plain(file, lines, options) : packed(file, lines, options);
  for await (const _ of fills) {
    options.signal?.throwIfAborted();
    const block = lines.whole();
    if (block) yield block;
  }
  const last = lines.rest();
  if (last) yield last;
}

/**
 * Fills the buffer straight from the file. Reading waits for the disk: handing each read to another thread takes longer, where the log
 * is in the memory of the system, and who reads a log has nothing else to do.
 */
async function* plain(file: LogFile, lines: LineBuffer, options: Reading): AsyncGenerator<void, void> {
  const handle = await reading(file.path, () => open(file.path, 'r'));
  const to = options.to ?? Number.POSITIVE_INFINITY;
  try {
    for (let at = options.from ?? 0, reads = 1; at < to; reads++) {
      const { bytes, from, length } = lines.room();
      const wanted = Math.min(length, to - at);
      const bytesRead = await reading(file.path, async () => readSync(handle.fd, bytes, from, wanted, at));
      if (reads % readsAtOnce === 0) await turn();
      if (bytesRead === 0) return;
      options.progress?.(bytesRead);
      lines.took(bytesRead);
      at += bytesRead;
      yield;
    }
  } finally {
    await handle.close();
  }
}

async function* packed(file: LogFile, lines: LineBuffer, options: Reading): AsyncGenerator<void, void> {
  const stream = unpacked(file, (bytes) => options.progress?.(bytes));
  let at = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      const first = Math.max(0, (options.from ?? 0) - at);
      const last = Math.min(chunk.length, (options.to ?? Number.POSITIVE_INFINITY) - at);
      at += chunk.length;
      if (first < last) yield* fill(lines, chunk.subarray(first, last));
      options.signal?.throwIfAborted();
      if (options.to !== undefined && at >= options.to) return;
    }
  } catch (error) {
    if (!isCut(error)) throw await reading(file.path, () => Promise.reject(error)).catch((coded: unknown) => coded);
    options.cutShort?.();
  } finally {
    stream.destroy();
  }
}

function* fill(lines: LineBuffer, chunk: Uint8Array): Generator<void, void> {
  for (let taken = 0; taken < chunk.length; ) {
    const { bytes, from, length } = lines.room();
    const piece = chunk.subarray(taken, taken + length);
    bytes.set(piece, from);
    lines.took(piece.length);
    taken += piece.length;
    yield;
  }
}

/** What zlib says of input that ends early or is damaged. */
function isCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_|ERR_ZSTD|ERR_ZLIB)/.test(String(error.code));
}
