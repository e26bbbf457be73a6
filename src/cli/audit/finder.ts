import type { Trace } from '../../platform/clauses/audit-result.ts';
import { type Spelling, spellingsOf } from './spellings.ts';
import type { Visitor } from './visitors.ts';

/** A spelling of one visitor. */
export interface Mark extends Spelling {
  readonly visitor: Visitor;
}

/** Looks through bytes for all spellings of all visitors at once. */
export interface Finder {
  readonly marks: readonly Mark[];
  /** Length of the longest. */
  readonly longest: number;
  /** Each mark that stands in the bytes, told once. */
  search(bytes: Uint8Array, found: (mark: Mark) => void): void;
}

const bits = 22;
const spread = 0x9e3779b1;

/** By the first four bytes: hardly any place passes the first look, so that the rest may take its time. */
export function createFinder(visitors: readonly Visitor[]): Finder {
  const marks = visitors.flatMap((visitor) => spellingsOf(visitor).map((each) => ({ ...each, visitor })));
  const filter = new Uint8Array(1 << (bits - 3));
  const byHead = new Map<number, Mark[]>();
  for (const mark of marks) {
    const head = mark.bytes.readUInt32BE();
    const slot = Math.imul(head, spread) >>> (32 - bits);
    filter[slot >> 3] = (filter[slot >> 3] ?? 0) | (1 << (slot & 7));
    byHead.set(head, [...(byHead.get(head) ?? []), mark]);
  }
  const longest = Math.max(...marks.map(({ bytes }) => bytes.length));
  return {
    marks,
    longest,
    search(bytes, found) {
      const told = new Set<Mark>();
      const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let word = 0;
      for (let at = 0; at < bytes.length; at++) {
        word = (word << 8) | (bytes[at] as number);
        const slot = Math.imul(word, spread) >>> (32 - bits);
        if (((filter[slot >> 3] as number) & (1 << (slot & 7))) === 0 || at < 3) continue;
        for (const mark of byHead.get(word >>> 0) ?? []) {
          const from = at - 3;
          if (told.has(mark) || !whole.subarray(from, from + mark.bytes.length).equals(mark.bytes)) continue;
          told.add(mark);
          found(mark);
        }
      }
    },
  };
}

export function traceOf({ spelling, visitor, what }: Mark, where: string): Trace {
  return { where, what, spelling, way: visitor.way };
}
