import { blocksOf } from '../../../../platform/logs/blocks.ts';
import type { Looked } from './look.ts';
import { lastTime } from './look.ts';

/** A stretch of a log: how far it reaches from where it begins, and the time of its last line. */
export interface Extent {
  readonly bytes: number;
  readonly lines: number;
  readonly lastAt: number;
}

/** Reads a log from `from` to its end, or for so many bytes. Null where no line ends at that place. */
export async function extentOf(log: Looked, from: number, bytes: number | null): Promise<Extent | null> {
  const { file, format } = log;
  let lines = 0;
  let end = from;
  let lastAt = -1;
  let whole = true;
  for await (const block of blocksOf(file, { from, ...(bytes === null ? {} : { to: from + bytes }) })) {
    lines += block.tooLong + linesIn(block.bytes, block.end);
    end = block.offset + block.end;
    const last = lastTime(format, block.bytes, block.end);
    if (last >= 0) lastAt = last;
    whole = !block.unfinished;
  }
  if (bytes !== null && end - from !== bytes) return null;
  // A line feed was put there, so a cut line would be taken for a whole one unless it is the last of the file.
  if (bytes !== null && !whole && file.packing === 'plain' && from + bytes <= file.size) return null;
  return { bytes: end - from, lines, lastAt };
}

function linesIn(bytes: Uint8Array, end: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}
