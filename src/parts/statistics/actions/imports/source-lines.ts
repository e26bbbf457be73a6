import { blocksOf } from '../../../../platform/logs/blocks.ts';
import type { Block } from '../../../../platform/logs/line-buffer.ts';
import type { LogFile } from '../../../../platform/logs/open-log.ts';
import { LogLine } from '../../rules/formats/log-line.ts';
import { type Format, formatOf } from '../../rules/formats/recognise.ts';

/** A log, or a piece of one, that is to be counted. Can be handed to another thread. */
export interface Source {
  readonly file: LogFile;
  /** Name of the format, or its pattern. */
  readonly format: string;
  /** Where to begin and to end, uncompressed; null: at the end of the file. */
  readonly from: number;
  readonly to: number | null;
  /** Time of its first line, in seconds since 1970. */
  readonly firstAt: number;
  /** Times that were counted from other logs: lines of these are passed over. From and to, both included. */
  readonly covered: readonly (readonly [number, number])[];
}

/** How far a source was read. */
export interface SourceRead {
  /** Lines of any kind, and where they end. */
  readonly lines: number;
  /** Those among them that tell of no request: headings of the log, empty lines. */
  readonly silent: number;
  readonly end: number;
  /** Time of the last line that could be read; 0 for none. */
  readonly lastAt: number;
  /** The compressed file ended in its middle. */
  readonly cutShort: boolean;
}

/** Longest line that is looked at. Web servers refuse requests that are longer. */
const longest = 65_536;
const lineFeed = 10;

/** Counts many lines at once. */
export interface LineScanner {
  /** The lines of a block that begin at `from` and end at `end`, up to the first that it cannot count. */
  count(
    block: Block,
    piece: { readonly from: number; readonly end: number; readonly until: number },
  ): { readonly at: number; readonly lines: number; readonly lastTime: number };
}

/** What happens to lines that are none. */
export interface Sink {
  bad(lines: number): void;
}

/** The lines of a source one after the other: `line` is the one that was read last. */
export class SourceLines {
  readonly line = new LogLine();
  readonly format: Format;
  private readonly source: Source;
  private readonly blocks: AsyncGenerator<Block, void>;
  private readonly sink: Sink;
  private block: Block | null = null;
  private at = 0;
  private lines = 0;
  private silent = 0;
  private end: number;
  private lastAt = 0;
  private cutShort = false;

  constructor(source: Source, sink: Sink, options: { progress?: (bytes: number) => void; signal?: AbortSignal }) {
    const format = formatOf(source.format);
    if (format === null) throw new TypeError('the format was recognised before');
    this.source = source;
    this.format = format;
    this.sink = sink;
    this.end = source.from;
    const cutShort = () => {
      this.cutShort = true;
    };
    const to = source.to === null ? {} : { to: source.to };
    this.blocks = blocksOf(source.file, { from: source.from, ...to, ...options, cutShort });
  }

  /** Goes on to the next line that tells of a request, within the bytes that are there; false: `more` is to be asked. */
  next(): boolean {
    const { block, line } = this;
    if (block === null) return false;
    const { bytes, end } = block;
    while (this.at < end) {
      const from = this.at;
      const stop = bytes.indexOf(lineFeed, from);
      this.at = stop + 1;
      const read = stop - from > longest ? false : this.format.parser.parse(line, from, stop);
      if (read !== true && block.unfinished && this.at >= end) return false;
      // Of what was cut off in its middle, the last line is no line.
      if (read === true && this.cutShort && block.unfinished && this.at >= end) return false;
      this.lines++;
      this.end = block.offset + this.at;
      if (read === null) {
        this.silent++;
        continue;
      }
      if (read === false) {
        this.sink.bad(1);
        continue;
      }
      this.lastAt = line.time;
      if (this.source.covered.length > 0 && this.isCovered(line.time)) continue;
      return true;
    }
    return false;
  }

  /**
   * Has the lines from here on counted by the scanner, so far as they are usual ones of the combined format and none is later than
   * `until`: a million of them take a quarter of a second. `next` goes on with what is left.
   */
  scan(scanner: LineScanner, until: number): void {
    const { block } = this;
    if (block === null || this.format.name !== 'combined' || this.source.covered.length > 0) return;
    // Whether a last line without a line feed is one is decided by `next`.
    const end = block.unfinished ? block.bytes.subarray(0, block.end - 1).lastIndexOf(lineFeed) + 1 : block.end;
    if (this.at >= end) return;
    const { at, lastTime, lines } = scanner.count(block, { from: this.at, end, until });
    if (lines === 0) return;
    this.at = at;
    this.lines += lines;
    this.end = block.offset + at;
    this.lastAt = lastTime;
  }

  /** Reads on in the file; false at its end. */
  async more(): Promise<boolean> {
    const read = await this.blocks.next();
    if (read.done) {
      this.block = null;
      return false;
    }
    const block = read.value;
    this.block = block;
    this.at = 0;
    this.line.over(block.bytes);
    if (block.tooLong > 0) {
      this.sink.bad(block.tooLong);
      this.lines += block.tooLong;
      this.end = block.offset;
    }
    return true;
  }

  /** Lines passed over, because their times were counted before. */
  before = 0;

  read(): SourceRead {
    return { lines: this.lines, silent: this.silent, end: this.end, lastAt: this.lastAt, cutShort: this.cutShort };
  }

  async close(): Promise<void> {
    await this.blocks.return();
  }

  private isCovered(at: number): boolean {
    if (!this.source.covered.some(([from, to]) => at >= from && at <= to)) return false;
    this.before++;
    return true;
  }
}
