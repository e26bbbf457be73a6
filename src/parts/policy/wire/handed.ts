import type { Clause } from '../../../platform/clauses/clause.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Category } from '../../../platform/db/purposes.ts';
import type { Use } from '../../../platform/db/uses.ts';

/** A cookie that this server may set, as the register shows it. */
export interface Cookie {
  readonly name: string;
  /** What it is for, in one sentence. */
  readonly purpose: string;
  /** `24 hours after the last use` */
  readonly lifetime: string;
  /** Who gets it. */
  readonly setFor: string;
}

/** Of how many people some of these kinds of data were held at some moment of a span of time (contacts). */
export type PeopleHolding = (
  db: Trx,
  asked: { readonly fields: readonly string[]; readonly from: Date; readonly until: Date },
) => Promise<number>;

/** What app.ts hands in when it mounts policy. */
export interface PolicyHanded {
  /** The clause registry: the policy is rendered from these and from nothing else. */
  readonly clauses: readonly Clause[];
  /** What this program does with data. */
  readonly uses: () => readonly Use[];
  /** How many people gave data of these categories before now, and how many of them must not be written to (contacts). */
  readonly countConcerned: (
    categories: readonly Category[],
  ) => Promise<{ readonly people: number; readonly heldBack: number }>;
  /** Cookies of all parts. */
  readonly cookies: readonly Cookie[];
  /** Countries in which processors keep data, by their contracts that hold today, by id. */
  readonly processorCountries: () => Promise<ReadonlyMap<string, readonly string[]>>;
}
