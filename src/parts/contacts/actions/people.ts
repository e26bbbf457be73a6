import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';
import type { MarketingChannel, PersonField } from '../tables.ts';

type Reads = Database['read'];

/** By the keyed digest of the address, never by the address itself. */
export async function personIdByEmail(_db: Reads, _deps: Deps, _email: string): Promise<string | null> {
  throw new Error('not built yet');
}

/** The person has shown that the mailbox is theirs. Announces contacts.proven; true the first time. */
export async function proveAddress(_trx: Trx, _deps: Deps, _personId: string): Promise<boolean> {
  throw new Error('not built yet');
}

/** Corrects one datum; null empties it. Announces contacts.corrected. Returns the new version. */
export async function correctDatum(
  _trx: Trx,
  _deps: Deps,
  _who: Who,
  _input: {
    readonly personId: string;
    readonly version: number;
    readonly field: PersonField;
    readonly value: string | null;
    readonly noticeId: string;
  },
): Promise<{ version: number; changed: boolean }> {
  throw new Error('not built yet');
}

/** Off at once for everybody; on again only by the person. Announces contacts.preference. */
export async function setPreference(
  _trx: Trx,
  _deps: Deps,
  _who: Who,
  _input: {
    readonly personId: string;
    readonly channel: MarketingChannel;
    readonly allowed: boolean;
    readonly noticeId: string;
  },
): Promise<void> {
  throw new Error('not built yet');
}
