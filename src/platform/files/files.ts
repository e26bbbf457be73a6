import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../make-folder.ts';
import { errors } from './errors.ts';

/** Large files by id. Nothing that comes from outside becomes part of a path. */
export interface Files {
  /** Writes a piece where it belongs and waits until it is on the disk; written again, it is the same. */
  write(id: string, offset: number, piece: Uint8Array): Promise<void>;
  /** In bytes; null where there is none. */
  size(id: string): Promise<number | null>;
  /** Read through, a piece at a time. */
  sha256(id: string): Promise<Buffer>;
  /** The bytes from `start` to `end`, both included. */
  read(id: string, start: number, end: number): Readable;
  remove(id: string): Promise<void>;
}

/** The file system says in a code what is wrong. */
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Files in a folder of mode 0700, which is made with the first of them. Null: there is no such folder. */
export function openFiles(folder: string | null): Files {
  const pathOf = (id: string) => {
    if (folder === null) throw errors.KEPT_FILES_NOWHERE();
    if (!isId.test(id)) throw new TypeError('a file is named by an id');
    return join(folder, id);
  };
  return {
    async write(id, offset, piece) {
      const path = pathOf(id);
      if (folder !== null) makeFolder(folder, 0o700);
      const handle = await open(path, 'r+').catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT' && offset === 0) return open(path, 'wx+', 0o600);
        throw codeOf(error) === 'ENOENT' ? errors.KEPT_FILE_GONE({}, error) : error;
      });
      try {
        await writeWhole(handle, piece, offset);
        await handle.datasync();
      } finally {
        await handle.close();
      }
    },
    async size(id) {
      if (folder === null) return null;
      try {
        return (await stat(pathOf(id))).size;
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      }
    },
    async sha256(id) {
      const hash = createHash('sha256');
      try {
        await pipeline(createReadStream(pathOf(id)), hash);
      } catch (error) {
        throw codeOf(error) === 'ENOENT' ? errors.KEPT_FILE_GONE({}, error) : error;
      }
      return hash.digest();
    },
    read: (id, start, end) => createReadStream(pathOf(id), { start, end, highWaterMark: 256 * 1024 }),
    async remove(id) {
      if (folder === null) return;
      await unlink(pathOf(id)).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') throw error;
      });
    },
  };
}

async function writeWhole(handle: Awaited<ReturnType<typeof open>>, piece: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < piece.length; ) {
    const { bytesWritten } = await handle.write(piece, done, piece.length - done, offset + done);
    done += bytesWritten;
  }
}
