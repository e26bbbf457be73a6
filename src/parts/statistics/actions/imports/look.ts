import { blocksOf } from '../../../../platform/logs/blocks.ts';
import { type LogFile, openLog } from '../../../../platform/logs/open-log.ts';
import { errors } from '../../errors/imports.ts';
import { LogLine } from '../../rules/formats/log-line.ts';
import { PatternFault } from '../../rules/formats/pattern.ts';
import { type Format, formatNames, formatOf, recognise } from '../../rules/formats/recognise.ts';

/** A log as it looks from its beginning. */
export interface Looked {
  readonly file: LogFile;
  readonly format: Format;
  /** Name of the format, or its pattern. */
  readonly formatName: string;
  /** Time of the first line that can be read, in seconds since 1970. */
  readonly firstAt: number;
  /** The first bytes, by which copies are suspected. */
  readonly head: Uint8Array;
}

const headSize = 1 << 17;

/**
 * Null for a log without any line.
 * @throws KEPT_LOG_NOT_READ, KEPT_IMPORT_FORMAT, KEPT_IMPORT_PATTERN
 */
export async function lookAt(path: string, formatName: string | null): Promise<Looked | null> {
  const file = await openLog(path);
  for await (const { bytes, end } of blocksOf(file, { blockSize: headSize })) {
    const head = bytes.slice(0, end);
    const format = formatName === null ? recognise(head) : named(formatName);
    const firstAt = format === null ? -1 : firstTime(format, head);
    if (format === null || firstAt < 0)
      throw errors.KEPT_IMPORT_FORMAT({ file: path, formats: formatNames.join(', ') });
    return { file, format, formatName: formatName ?? format.name, firstAt, head: head.slice(0, 4_096) };
  }
  return null;
}

export function named(name: string): Format {
  try {
    const format = formatOf(name);
    if (format !== null) return format;
    throw errors.KEPT_IMPORT_PATTERN({ reason: `There is no format ${name}.` });
  } catch (error) {
    if (error instanceof PatternFault) throw errors.KEPT_IMPORT_PATTERN({ reason: error.message });
    throw error;
  }
}

/** Time of the first line of these that can be read; -1 where there is none. */
export function firstTime(format: Format, bytes: Uint8Array): number {
  const padded = new Uint8Array(bytes.length + 64);
  padded.set(bytes);
  const line = new LogLine();
  line.over(padded);
  for (let from = 0; from < bytes.length; ) {
    const to = padded.indexOf(10, from);
    if (to < 0) return -1;
    if (format.parser.parse(line, from, to) === true) return line.time;
    from = to + 1;
  }
  return -1;
}

/** Looked at for the last line: longer than any line that counts. */
const tail = 70_000;

/** Time of the last line that can be read; -1 where there is none. */
export function lastTime(format: Format, bytes: Uint8Array, end: number): number {
  const piece = bytes.subarray(Math.max(0, end - tail), end);
  const padded = new Uint8Array(piece.length + 64);
  padded.set(piece);
  const line = new LogLine();
  line.over(padded);
  for (let to = piece.length - 1; to > 0; ) {
    const from = padded.lastIndexOf(10, to - 1) + 1;
    if (format.parser.parse(line, from, to) === true) return line.time;
    to = from - 1;
  }
  return -1;
}
