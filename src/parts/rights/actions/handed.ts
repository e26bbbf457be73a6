import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { PersonRegistration } from '../../contacts/index.ts';
import type { DisclosedTo } from '../../disclosures/index.ts';
import type { Erases } from './erasure-asked.ts';

/** What rights needs of parts that it does not know; wired in app.ts. */
export interface RightsHanded {
  /** Label, purposes and retention of each registration field, by name (licensing). */
  readonly fieldFacts: () => ReadonlyMap<
    string,
    { readonly label: string; readonly purposes: readonly string[]; readonly retention: string }
  >;
  /** What the person told at registrations; first for the values, then for the rest (licensing). */
  readonly registrationsOfPerson: (
    trx: Trx<'rights' | 'legal'>,
    reader: 'rights' | 'legal',
    personId: string,
  ) => Promise<(base: Trx<'base'>, recipients: readonly DisclosedTo[]) => Promise<readonly PersonRegistration[]>>;
  /** The person says that a registration under their address was theirs: it becomes their data (licensing). */
  readonly claimRegistration: Decision;
  /** They say that it was not: it never will (licensing). */
  readonly disownRegistration: Decision;
  /** What the person was asked about orders and has not answered (licensing). */
  readonly openQuestions: (trx: Trx<'rights'>, personId: string) => Promise<readonly OpenQuestion[]>;
  /** Their answer (licensing). */
  readonly answerQuestion: (
    trx: Trx<'rights'>,
    deps: Deps,
    of: { readonly personId: string; readonly questionId: string; readonly answer: string },
  ) => Promise<void>;
  /** Who in their company activated a licence: the name of the contact and nothing else (licensing). */
  readonly whoActivated: (
    trx: Trx<'rights'>,
    deps: Deps,
    asked: { readonly personId: string; readonly serial: string },
  ) => Promise<NamedContact>;
  /** Licences of the school for which the person registered, and the labels of its pupils (licensing). */
  readonly school: SchoolHanded;
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
  /** Names of those who acted, for the desk (staff). */
  readonly actors: (
    ids: readonly (string | null)[],
  ) => Promise<(kind: string, id: string | null) => { readonly kind: string; readonly name: string | null }>;
  /** People who did nothing since then and hold no licence in use (contacts, licensing). */
  readonly idlePeople: (db: Database['read'], before: Date) => Promise<readonly string[]>;
  /** Erasing, with its proofs. */
  readonly erasures: Erases;
  /** What makes each demand of the policy true, in its words. */
  readonly measures: () => readonly { readonly id: string; readonly says: string; readonly control: string }[];
  /** What further parts hold of the person, in their own words. */
  readonly exporters: readonly Exporter[];
}

/** A school's licence with the labels of this term; a label says nothing of the pupil who has it. */
export interface SchoolLicence {
  readonly id: string;
  readonly serial: string;
  readonly product: string;
  readonly expiresOn: string | null;
  readonly seatsForPupils: number;
  readonly term: {
    readonly startsOn: string;
    readonly endsOn: string;
    readonly labels: readonly { readonly label: string; readonly activatedAt: Date | null }[];
  } | null;
}

interface OfSchool {
  readonly personId: string;
  readonly licenceId: string;
}

export interface SchoolHanded {
  readonly licences: (trx: Trx, personId: string) => Promise<readonly SchoolLicence[]>;
  readonly beginTerm: (
    trx: Trx,
    deps: Deps,
    asked: OfSchool & { readonly startsOn: string; readonly endsOn: string; readonly count: number },
  ) => Promise<void>;
  readonly freeLabel: (trx: Trx, deps: Deps, asked: OfSchool & { readonly label: string }) => Promise<void>;
}

/** A question about an order, for the person to answer. */
export interface OpenQuestion {
  readonly id: string;
  /** Its number. */
  readonly order: string;
  readonly question: string;
  readonly askedAt: Date;
}

/** The answer to the question who activated a licence. */
export interface NamedContact {
  readonly answer: 'named' | 'former contact' | 'not confirmed' | 'no licence';
  readonly serial: string;
  readonly product: string | null;
  readonly company: string;
  readonly name: string | null;
}

type Decision = (
  trx: Trx<'rights'>,
  deps: Deps,
  of: { readonly personId: string; readonly registrationId: string },
) => Promise<void>;

/** Something held of a person, as a table with a title. */
export interface Held {
  readonly part: string;
  readonly title: string;
  /** Labelled with words, or with the time at which it happened. */
  readonly entries: readonly {
    readonly label: string | Date;
    readonly value: string;
    readonly provenance: string | null;
  }[];
}

export type Exporter = (trx: Trx<'rights'>, personId: string) => Promise<readonly Held[]>;
