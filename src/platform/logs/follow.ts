import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { LineBuffer } from './line-buffer.ts';

export interface Following {
  readonly path: string;
  /** Where to begin in the file as it is now; its end where this lies beyond. */
  readonly from: number;
  readonly signal: AbortSignal;
  /** Whole lines, in order. The bytes are good until the promise is kept; then they are not looked at again. */
  readonly lines: (bytes: Uint8Array) => Promise<void>;
  /** Another file has come in the place of the one before: what follows is its beginning. */
  readonly began: () => Promise<void>;
  /** Milliseconds between looks. */
  readonly every?: number;
}

const blockSize = 1 << 18;

/**
 * Follows a log that is being written, through rotation: a file that was renamed is read to its end before the new one is begun, a
 * file that was cut (copytruncate) is read from its beginning. Ends when asked to. The file may be missing for a while.
 */
export async function followLog(following: Following): Promise<void> {
  const { path, signal } = following;
  let isFirst = true;
  while (!signal.aborted) {
    const handle = await open(path, 'r').catch(() => null);
    if (handle === null) {
      await pause(following);
      continue;
    }
    try {
      if (!isFirst) await following.began();
      await readOn(handle, isFirst ? following.from : 0, following);
      isFirst = false;
    } finally {
      await handle.close();
    }
  }
}

/** Reads what is written to one file, until it was rotated away or cut. */
async function readOn(handle: FileHandle, from: number, following: Following): Promise<void> {
  const { size } = await handle.stat();
  let at = Math.min(from, size);
  const lines = new LineBuffer(blockSize, at);
  while (!following.signal.aborted) {
    const { bytes, from: place, length } = lines.room();
    const { bytesRead } = await handle.read(bytes, place, length, at);
    if (bytesRead > 0) {
      at += bytesRead;
      lines.took(bytesRead);
      const block = lines.whole();
      if (block) await following.lines(block.bytes.subarray(0, block.end));
      continue;
    }
    if (await isOver(handle, at, following.path)) {
      // Lines may have been written between the last reading and the renaming.
      const { size: last } = await handle.stat();
      if (last > at) continue;
      return;
    }
    await pause(following);
  }
}

async function isOver(handle: FileHandle, at: number, path: string): Promise<boolean> {
  const [mine, named] = await Promise.all([handle.stat(), stat(path).catch(() => null)]);
  if (mine.size < at) return true;
  return named !== null && (named.ino !== mine.ino || named.dev !== mine.dev);
}

async function pause({ every = 500, signal }: Following): Promise<void> {
  await sleep(every, undefined, { signal }).catch(() => undefined);
}
