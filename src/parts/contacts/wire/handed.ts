import type { Trx } from '../../../platform/db/database.ts';
import type { Purpose } from '../../../platform/db/purposes.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { TxtRecords } from '../../../platform/dns.ts';
import type { Member } from '../../../platform/http/who.ts';
import type { Actor, PersonRegistration } from './data.ts';

/** Who was given which fields of a person. */
interface GivenTo {
  readonly recipientId: string;
  readonly kind: string;
  readonly name: string;
  readonly fields: readonly string[];
}

/** The two companies of a merge. */
export interface Merging {
  readonly from: string;
  readonly into: string;
}

/** Ids of the rows that went along, by kind. */
export type MovedRows = Readonly<Record<string, readonly string[]>>;

/** A reseller that comes to see what it did not see before. */
export interface NewSight {
  readonly resellerCompanyId: string;
  /** Whose people and licences it comes to see. */
  readonly companyId: string;
}

/** How a part above takes part in a merge of two companies, in the transaction of the merge. */
export interface CompanyMerger {
  /** Locks what an activation or assignment locks before it locks a company. In the order of the mergers. */
  readonly hold: (trx: Trx, merging: Merging) => Promise<void>;
  /** How many rows would go along, by kind. */
  readonly count: (trx: Trx, companyId: string) => Promise<Readonly<Record<string, number>>>;
  readonly newSights: (trx: Trx, deps: Deps, merging: Merging) => Promise<readonly NewSight[]>;
  readonly lostSights: (trx: Trx, deps: Deps, merging: Merging) => Promise<readonly NewSight[]>;
  /** Whether both have something of which a company has only one. */
  readonly collides: (trx: Trx, merging: Merging) => Promise<boolean>;
  readonly move: (trx: Trx, deps: Deps, merging: Merging) => Promise<MovedRows>;
  /** How many of the rows are no longer there to go back, so that the merge stays. */
  readonly gone: (trx: Trx, merging: Merging, moved: MovedRows) => Promise<number>;
  readonly back: (trx: Trx, deps: Deps, merging: Merging, moved: MovedRows) => Promise<void>;
}

/** What contacts needs of the parts above it and of staff; wired in app.ts. */
export interface ContactsHanded {
  /** How to show members, by kind and id (staff). */
  readonly actors: (ids: readonly (string | null)[]) => Promise<(kind: string, id: string | null) => Actor>;
  /** How long a field is kept, as a sentence (the registration fields of licensing); null for a field it does not know. */
  readonly retentionOf: (field: string) => string | null;
  /** Licences of each company, under whatever role the transaction has (licensing). */
  readonly licenceCounts: (trx: Trx, companyIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /**
   * What a person told at registrations (licensing). Runs in two steps: under the reader's role for the values, then as
   * base for notices and provenance, given who received the person's data.
   */
  readonly registrationsOfPerson: (
    trx: Trx<Purpose | 'reseller'>,
    reader: Purpose | 'reseller',
    personId: string,
  ) => Promise<(base: Trx<'base'>, recipients: readonly GivenTo[]) => Promise<readonly PersonRegistration[]>>;
  /** The TXT records of a name in the DNS. */
  readonly txtRecords: TxtRecords;
  /** Assigns a company to a reseller by decision of staff: the old share ends, the new one begins; null: to none (resellers). */
  readonly assignReseller: (
    trx: Trx<'base'>,
    deps: Deps,
    who: Member,
    input: { readonly companyId: string; readonly resellerCompanyId: string | null },
  ) => Promise<void>;
  /** The parts that hold something of companies (licensing, resellers), in the order in which they lock. */
  readonly mergers: readonly CompanyMerger[];
}
