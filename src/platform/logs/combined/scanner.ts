import { readFileSync } from 'node:fs';

/** Fields that are numbered: 0, 1, 2 … in the order in which they were first seen, each kind by itself. */
export const field = { target: 0, agent: 1, address: 2, referrer: 3 } as const;

/** Integers of a record, in this order: the fields by their numbers. */
export const recordOf = { time: 0, means: 1, target: 2, agent: 3, address: 4, referrer: 5 } as const;
export const recordLength = 6;

/** Why a scan stopped. `other` is a line that the reader of all formats must look at. */
export const stopped = { atEnd: 0, other: 1, later: 2, fullRecords: 3, fullTable: 4 } as const;

export interface Scanned {
  /** One of `stopped`. */
  readonly why: number;
  /** Where the next line begins. */
  readonly at: number;
  readonly lines: number;
  /** Lines among these that are no record: not asked for by GET, of a status that counts nothing, of a target that was passed over. */
  readonly skipped: number;
  /** Integers in `records` are this times `recordLength`. */
  readonly records: number;
  /** Time of the last line; 0 for none. */
  readonly lastTime: number;
  /** The field that is full, where that is why it stopped. */
  readonly full: number;
}

/** As much of it as is used here: the types of Node do not have it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly inputAt: () => number;
  readonly recordsAt: () => number;
  readonly resultAt: () => number;
  readonly statusesAt: () => number;
  readonly passedAt: () => number;
  readonly secretsAt: () => number;
  readonly mostOf: (field: number) => number;
  readonly startOf: (field: number, number: number) => number;
  readonly lengthOf: (field: number, number: number) => number;
  readonly forget: (field: number) => void;
  readonly scan: (from: number, end: number, least: number, most: number, until: number) => number;
}

const longestField = 65_536;
/** Bytes that can be scanned at once: a block of blocks.ts, and a line feed that was put behind it. */
const scannedAtOnce = (1 << 20) + 64;

/**
 * Reads usual lines of the combined format, five times as fast as JavaScript does: see combined.c, which it is compiled from. Each has
 * memory of its own, 16 MB at most, and takes it from the system as it needs it.
 */
export class CombinedScanner {
  /** Of the last scan. */
  readonly records: Uint32Array;
  /** What fields stand in. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  private readonly exports: Exports;
  private readonly result: Uint32Array;
  private readonly passed: number;
  private readonly input: Uint8Array;

  /**
   * @param given.means what a status means, from 1 to 255; 0: a line of it counts nothing
   * @param given.secret 16 random bytes, so that nobody can write a log whose fields all meet at one place
   */
  constructor(given: { readonly means: (status: number) => number; readonly secret: Uint8Array }) {
    const module = new WebAssembly.Module(readFileSync(new URL('./combined.wasm', import.meta.url)));
    this.exports = new WebAssembly.Instance(module).exports as Exports;
    const { memory, inputAt, passedAt, recordsAt, resultAt, secretsAt, statusesAt } = this.exports;
    const { buffer } = memory;
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
    this.input = this.bytes.subarray(inputAt(), inputAt() + scannedAtOnce);
    this.records = new Uint32Array(buffer, recordsAt());
    this.result = new Uint32Array(buffer, resultAt(), 6);
    this.passed = passedAt();
    for (let status = 0; status < 1_000; status++) this.bytes[statusesAt() + status] = given.means(status);
    spread(given.secret, new Uint32Array(buffer, secretsAt(), longestField / 4 + 4));
  }

  /** Takes bytes to be scanned, at most `scannedAtOnce`; the last is a line feed. */
  load(bytes: Uint8Array): void {
    this.input.set(bytes);
  }

  /** Reads on as long as lines are of times from `least` to `most`, and none is later than `until`. Times are in seconds since 1970. */
  scan(from: number, end: number, times: { readonly least: number; readonly most: number; until: number }): Scanned {
    const until = Math.min(times.until, 0xffffffff);
    const why = this.exports.scan(from, end, times.least, Math.min(times.most, 0xffffffff), until);
    const [at = 0, lines = 0, skipped = 0, records = 0, full = 0, lastTime = 0] = this.result;
    return { why, at, lines, skipped, records, full, lastTime };
  }

  /** Fields of a kind that are numbered at a time; then that kind is to be forgotten. */
  mostOf(of: number): number {
    return this.exports.mostOf(of);
  }

  /** Where in `bytes` a field stands. */
  startOf(of: number, number: number): number {
    return this.exports.startOf(of, number);
  }
  lengthOf(of: number, number: number): number {
    return this.exports.lengthOf(of, number);
  }

  /** Lines of this target count nothing. */
  passOver(target: number): void {
    this.bytes[this.passed + target] = 1;
  }

  /** Forgets the numbers of a field, which begin anew. */
  forget(of: number): void {
    this.exports.forget(of);
  }
}

/** Words out of a few random bytes (splitmix64, public domain, Sebastiano Vigna). */
function spread(secret: Uint8Array, words: Uint32Array): void {
  let state = new DataView(secret.buffer, secret.byteOffset).getBigUint64(0, true);
  for (let at = 0; at < words.length; at += 2) {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    mixed ^= mixed >> 31n;
    words[at] = Number(mixed & 0xffffffffn);
    words[at + 1] = Number(mixed >> 32n);
  }
}
