import type { Trx } from '../../../platform/db/database.ts';

interface Ref {
  readonly id: string;
  readonly name: string;
}

/** A host outside that this installation uses. */
export interface HostInUse {
  /** Its name, in small letters. */
  readonly host: string;
  /** 'sign-in': staff and resellers sign in there. */
  readonly use: 'sign-in';
}

/** What disclosures needs of the parts above it; wired in app.ts. */
export interface DisclosuresHanded {
  /** Names of companies by id; under a tenant only of those it sees (contacts). */
  readonly companyRefs: (trx: Trx, ids: readonly string[]) => Promise<ReadonlyMap<string, Ref>>;
  /** After a contract began or ended: brings what a reseller sees in line with it, in the same transaction (resellers). */
  readonly settleReseller: (trx: Trx, companyId: string) => Promise<void>;
  /** Hosts outside that the operator named and that learn who somebody is. */
  readonly hostsInUse: readonly HostInUse[];
  /** The vendor's time zone (policy). */
  readonly timeZone: () => string;
  /** Whether this is a demo database: its outgoing mail is shown whole (policy's vendor). */
  readonly isDemo: () => Promise<boolean>;
}
