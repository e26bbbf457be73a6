/** What was asked for. Only GET can be a page view. */
export const method = { other: 0, get: 1, head: 2, post: 3 } as const;

/** By which header a browser asked not to be counted. */
export const refusal = { none: 0, gpc: 1, dnt: 2 } as const;

/**
 * One line of a log, as places in the bytes that it was read from: the same object is filled again for every line, and no
 * string is made. A field that the format does not have begins at 0, where none else does. Escapes stand as they are in the log.
 */
export class LogLine {
  bytes: Uint8Array;
  view: DataView;
  addressFrom = 0;
  addressTo = 0;
  hostFrom = 0;
  hostTo = 0;
  /** Path and query as they were asked for. */
  targetFrom = 0;
  targetTo = 0;
  /** The query, where the log keeps it apart from the path. */
  queryFrom = 0;
  queryTo = 0;
  referrerFrom = 0;
  referrerTo = 0;
  agentFrom = 0;
  agentTo = 0;
  /** Seconds since 1970, UTC. */
  time = 0;
  method = 0;
  status = 0;
  /** The visitor's browser asked not to be counted, where the log keeps that: one of `refusal`. */
  refused = 0;

  constructor() {
    this.bytes = new Uint8Array(8);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Bytes that lines are read from now on; at least 8 more than the last line's end. */
  over(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  clear(): void {
    this.addressFrom = this.addressTo = this.hostFrom = this.hostTo = 0;
    this.targetFrom = this.targetTo = this.queryFrom = this.queryTo = 0;
    this.referrerFrom = this.referrerTo = this.agentFrom = this.agentTo = 0;
    this.time = 0;
    this.method = 0;
    this.status = 0;
    this.refused = 0;
  }
}

/** Reads the lines of one format. It may remember what stands at the head of a file. */
export interface LineParser {
  /**
   * Fills `line` from the bytes `from` to `end`, where the line feed stands. False: this is no line of the format.
   * Null: it is one that tells of no request (a comment, an empty line).
   */
  parse(line: LogLine, from: number, end: number): boolean | null;
}

export const code = {
  lineFeed: 10,
  space: 32,
  quote: 34,
  hash: 35,
  minus: 45,
  dot: 46,
  colon: 58,
  bracket: 91,
  backslash: 92,
  closingBracket: 93,
  zero: 48,
} as const;
