import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { errors } from './errors.ts';

export type Packing = 'plain' | 'gzip' | 'zstd';

/** A log file as it was found. */
export interface LogFile {
  readonly path: string;
  readonly packing: Packing;
  /** Bytes on disk. */
  readonly size: number;
  /** Which file it is, whatever its name: by rotation it keeps this. */
  readonly identity: string;
}

/** @throws KEPT_LOG_NOT_READ */
export async function openLog(path: string): Promise<LogFile> {
  return reading(path, async () => {
    const handle = await open(path, 'r');
    try {
      const { size, dev, ino } = await regular(handle);
      const head = new Uint8Array(4);
      const { bytesRead } = await handle.read(head, 0, 4, 0);
      return { path, packing: packingOf(head.subarray(0, bytesRead)), size, identity: `${dev}:${ino}` };
    } finally {
      await handle.close();
    }
  });
}

/** By the first bytes, not by the name. */
function packingOf(head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd ? 'zstd' : 'plain';
}

/** The bytes that were compressed, as they come. What was cut short ends with an error after its last whole piece. */
export function unpacked(file: LogFile, counted: (bytes: number) => void): Readable {
  const source = createReadStream(file.path, { highWaterMark: 1 << 18 });
  source.on('data', (chunk) => counted(chunk.length));
  const unpacker =
    file.packing === 'gzip' ? createGunzip({ chunkSize: 1 << 18 }) : createZstdDecompress({ chunkSize: 1 << 18 });
  source.on('error', (error) => unpacker.destroy(error));
  unpacker.on('close', () => source.destroy());
  return source.pipe(unpacker);
}

/** Turns what the file system says into a coded error. */
export async function reading<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Error) || 'keptCode' in error) throw error;
    const reason = 'code' in error ? String(error.code) : error.message;
    throw errors.KEPT_LOG_NOT_READ({ file: path, reason }, error);
  }
}

async function regular(handle: FileHandle) {
  const stats = await handle.stat();
  if (!stats.isFile()) throw new Error('it is no regular file');
  return stats;
}
