import type { Seal } from '../../../platform/crypto/seal.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { PostWebhook } from '../../../platform/egress/post-webhook.ts';
import type { Reach } from '../../../platform/egress/reach.ts';
import type { Who } from '../../../platform/http/who.ts';
import type { Search, Sight, Timeline, Today } from './composed.ts';

/** What staff needs to know of companies; contacts hands it in. */
export interface CompanyRegister {
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  kindOf(companyId: string): Promise<'customer' | 'reseller' | null>;
  /** The customer whose mail domain an address lies in. */
  ofMailbox(email: string): Promise<string | null>;
  /** From now on members of this customer see what is its own. */
  openFor(trx: Trx, companyId: string): Promise<void>;
}

export interface TimelineOf {
  readonly sight: Sight;
  readonly sources: readonly Timeline[];
}

/** What app.ts hands in when it mounts staff. */
export interface StaffHanded {
  readonly companies: CompanyRegister;
  /** The vendor as the desk shows it; null until it is set up. */
  readonly vendor: () => Promise<VendorMark | null>;
  readonly timelines: { readonly company: TimelineOf; readonly person: TimelineOf; readonly licence: TimelineOf };
  readonly searches: readonly Search[];
  readonly todays: readonly Today[];
}

export interface VendorMark {
  readonly name: string;
  readonly accentColor: string | null;
  readonly timeZone: string;
  readonly demo: boolean;
}

/** What webhooks need: the register of recipients (disclosures), the way out, and the key that closes their secrets. */
export interface WebhooksHanded {
  /** Enters a receiver in the register; throws where one of this name is there. */
  readonly register: (
    trx: Trx,
    who: Who,
    receiver: { readonly name: string; readonly address: string; readonly country: string },
  ) => Promise<{ readonly id: string }>;
  readonly endRecipient: (trx: Trx, who: Who, recipientId: string) => Promise<void>;
  /** False where the recipient has ended; else it does not end before this transaction is over. */
  readonly mayReceive: (trx: Trx, recipientId: string) => Promise<boolean>;
  readonly post: PostWebhook;
  readonly reach: Reach;
  readonly seal: Seal;
}
