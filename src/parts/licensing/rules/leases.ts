import type { Floating } from '../wire/terms.ts';
import type { StatusVerdict } from './verdict.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What a request for a lease is answered: that there is one, that no seat is free, or why the licence gives none. */
export type LeaseVerdict = 'leased' | 'borrowed' | 'returned' | 'full' | Exclude<StatusVerdict, 'good'>;

/** The lease that a machine holds. */
export interface HeldLease {
  readonly until: Date;
  readonly borrowed: boolean;
}

/**
 * How long the lease lasts from now on. What was borrowed stays so until its end or its return; a heartbeat in between
 * makes no lease shorter.
 */
export function leaseFor(
  terms: Floating,
  held: HeldLease | null,
  asked: { readonly at: Date; readonly borrowDays: number | null },
): HeldLease {
  const { at, borrowDays } = asked;
  if (borrowDays !== null) return { until: new Date(at.getTime() + borrowDays * dayMs), borrowed: true };
  const usual = new Date(at.getTime() + terms.leaseMinutes * minuteMs);
  return held?.borrowed && held.until > usual ? held : { until: usual, borrowed: false };
}

/** Why so many days are not lent; null where they are. */
export function borrowFault(terms: Floating, borrowDays: number | null): 'never' | 'too long' | null {
  if (borrowDays === null || borrowDays <= terms.borrowDays) return null;
  return terms.borrowDays === 0 ? 'never' : 'too long';
}
