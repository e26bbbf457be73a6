import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Site } from '../../../platform/html/page.ts';
import { selectVendor, type Vendor } from '../store/vendor.ts';
import { siteOf } from './vendor.ts';

/** The vendor as pages and mails name it, kept in memory. */
export interface Policy {
  /** Never fails: while the database is away, what was known last. */
  site(): Promise<Site>;
  vendor(): Promise<Vendor | null>;
  /** The vendor's time zone as read last; UTC until it is given. */
  timeZone(): string;
  /** The vendor was changed: read it anew. */
  changed(): void;
}

/** How long another process of this installation may show the vendor as it was. */
const maxAgeMs = 5_000;

export function openPolicy(deps: { db: Database; clock: Clock }): Policy {
  let known: { vendor: Vendor | null; at: number } | undefined;
  async function vendor(): Promise<Vendor | null> {
    const now = deps.clock.now().getTime();
    if (!known || Math.abs(now - known.at) > maxAgeMs) known = { vendor: await selectVendor(deps.db.read), at: now };
    return known.vendor;
  }
  return {
    vendor,
    timeZone: () => known?.vendor?.timeZone ?? 'UTC',
    async site() {
      try {
        return siteOf(await vendor());
      } catch {
        return siteOf(known?.vendor ?? null);
      }
    },
    changed: () => {
      known = undefined;
    },
  };
}
