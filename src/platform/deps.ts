import type { Clock } from './clock.ts';
import type { Digests } from './crypto/digest.ts';
import type { SigningKey } from './crypto/secrets.ts';
import type { Database } from './db/database.ts';
import type { Egress } from './egress/egress.ts';
import type { Site } from './html/page.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';

/** What every part is handed when it is mounted. Actions take `(trx, deps, who, input)`. */
export interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digests: Digests;
  readonly signing: SigningKey;
  readonly egress: Egress;
  readonly log: Log;
  /** Where this server is reached from outside, without a slash at the end. */
  readonly publicUrl: string;
  /** The vendor's identity for pages and mails; empty until it is given. */
  readonly site: () => Promise<Site>;
  /** After a commit that announced something: deliver at once. */
  readonly nudge: () => void;
}
