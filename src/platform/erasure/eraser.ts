import type { Trx } from '../db/database.ts';

/** Something of a person in the clear. Held in memory only, to look for it once it should be gone. */
export interface PersonalValue {
  readonly field: string;
  readonly value: string;
}

export interface Erasing {
  readonly personId: string;
  /** Keyed digest of the address that goes; what survives is found by it. */
  readonly emailKey: Buffer;
  /** Random, in the place of digests that go. */
  readonly freshKey: () => Buffer;
  /** To be taken out of free text that somebody else wrote; none where they are not known any more. */
  readonly values: readonly string[];
  readonly at: Date;
}

export interface PartErased {
  readonly erased: readonly { readonly what: string; readonly count: number }[];
  readonly kept: readonly { readonly what: string; readonly why: string }[];
}

/** How one part forgets a person. Handed upward by app.ts, as exporters are. May run again for the same person. */
export interface Eraser {
  readonly part: string;
  /** Tables that are to be written anew on disk afterwards. */
  readonly tables: readonly string[];
  /** Columns, as `schema.table.column`, that it empties, deletes with their row, or takes names out of. A test holds them against the labels. */
  readonly columns: readonly string[];
  readonly values: (trx: Trx<'rights'>, personId: string) => Promise<readonly PersonalValue[]>;
  /** Those of the values that this part holds of somebody else, too: they cannot be looked for. */
  readonly ofOthers: (trx: Trx<'rights'>, personId: string, values: readonly string[]) => Promise<readonly string[]>;
  readonly erase: (trx: Trx<'rights'>, erasing: Erasing) => Promise<PartErased>;
}

/** What stands in the place of free text that named somebody who was erased. */
export const takenOut = '(taken out: it named somebody who was erased)';
