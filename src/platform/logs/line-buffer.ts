/** Whole lines of a log. The bytes are good until the next block is asked for. */
export interface Block {
  /** Lines from 0 to `end`, the last line feed included; some bytes more may be looked at, whatever stands there. */
  readonly bytes: Uint8Array;
  readonly end: number;
  /** Where `bytes` begins in the log, uncompressed. */
  readonly offset: number;
  /** Lines before these that were passed over because they are longer than a block. */
  readonly tooLong: number;
  /** The last line has no line feed in the log: perhaps it is still being written. One was put there. */
  readonly unfinished: boolean;
}

const lineFeed = 10;
/** Bytes that may be looked at behind the last line: readers take several at once. */
const behind = 64;

/** Gathers bytes and gives them out as whole lines; of a line that is longer than the buffer nothing is kept. */
export class LineBuffer {
  private readonly bytes: Uint8Array;
  private readonly size: number;
  private filled = 0;
  private given = 0;
  private offset: number;
  private tooLong = 0;
  private passingOver = false;

  constructor(size: number, offset: number) {
    this.size = size;
    this.bytes = new Uint8Array(size + behind);
    this.offset = offset;
  }

  /** Where the next bytes go: into `bytes` from `from`, at most `length`. What was given out is gone with this. */
  room(): { readonly bytes: Uint8Array; readonly from: number; readonly length: number } {
    if (this.given > 0) {
      this.bytes.copyWithin(0, this.given, this.filled);
      this.filled -= this.given;
      this.offset += this.given;
      this.given = 0;
    }
    return { bytes: this.bytes, from: this.filled, length: this.size - this.filled };
  }

  took(length: number): void {
    this.filled += length;
    if (this.passingOver) {
      const feed = this.bytes.subarray(0, this.filled).indexOf(lineFeed);
      this.given = feed < 0 ? this.filled : feed + 1;
      this.passingOver = feed < 0;
    }
  }

  /** The whole lines that are there; null where there are none. */
  whole(): Block | null {
    const last = this.bytes.subarray(0, this.filled).lastIndexOf(lineFeed);
    if (last >= this.given) return this.block(last + 1, false);
    if (this.filled === this.size && this.given === 0) {
      this.passingOver = true;
      this.tooLong += 1;
      this.given = this.filled;
    }
    return null;
  }

  /** What is left at the end: a line without a line feed, or nothing but the number of those passed over. */
  rest(): Block | null {
    if (this.filled > this.given) {
      this.bytes[this.filled] = lineFeed;
      this.filled += 1;
      return this.block(this.filled, true);
    }
    return this.tooLong > 0 ? this.block(this.given, false) : null;
  }

  private block(end: number, unfinished: boolean): Block {
    const from = this.given;
    const { tooLong } = this;
    this.given = end;
    this.tooLong = 0;
    return { bytes: this.bytes.subarray(from), end: end - from, offset: this.offset + from, tooLong, unfinished };
  }
}
