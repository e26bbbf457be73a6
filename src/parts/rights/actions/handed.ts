import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { PersonRegistration } from '../../contacts/index.ts';

/** What rights needs of parts that it does not know; wired in app.ts. */
export interface RightsHanded {
  /** Label, purposes and retention of each registration field, by name (licensing). */
  readonly fieldFacts: () => ReadonlyMap<
    string,
    { readonly label: string; readonly purposes: readonly string[]; readonly retention: string }
  >;
  /** What the person told at registrations; first for the values, then for the rest (licensing). */
  readonly registrationsOfPerson: (
    trx: Trx<'rights'>,
    reader: 'rights',
    personId: string,
  ) => Promise<(base: Trx<'base'>) => Promise<readonly PersonRegistration[]>>;
  /** What was told while the address was not proven becomes the person's data (licensing). */
  readonly applyWaiting: (trx: Trx<'rights'>, deps: Deps, personId: string) => Promise<number>;
  /** Licensors that will be told next, with the fields and the day (licensing). */
  readonly upcomingReports: (
    deps: Deps,
    personId: string,
  ) => Promise<
    readonly {
      readonly recipient: { readonly name: string };
      readonly fields: readonly string[];
      readonly by: string;
    }[]
  >;
  /** Roles of members, and their company if they are a reseller's (staff). */
  readonly members: (
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly role: string; readonly companyId: string | null }>>;
  /** What further parts hold of the person, in their own words. */
  readonly exporters: readonly Exporter[];
}

/** Something held of a person, as a table with a title. */
export interface Held {
  readonly part: string;
  readonly title: string;
  readonly entries: readonly { readonly label: string; readonly value: string; readonly provenance: string | null }[];
}

export type Exporter = (trx: Trx<'rights'>, personId: string) => Promise<readonly Held[]>;
