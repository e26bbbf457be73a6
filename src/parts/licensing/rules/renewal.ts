import { mayBeEndless } from './terms.ts';

/** The days on which a licence ends; null for never. */
export interface Days {
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
}

export type RenewalFault = 'trial' | 'endless' | 'earlier';

/**
 * May a licence of this kind get these days? A trial is extended, as often as that may be, and not renewed; what needs a last day keeps
 * one; and no day is earlier than before: a file that takes something away would be left in its envelope.
 */
export function renewalFault(kind: string, now: Days, wanted: Days): RenewalFault | null {
  if (kind === 'trial' && wanted.expiresOn !== now.expiresOn) return 'trial';
  if (wanted.expiresOn === null && now.expiresOn !== null && !mayBeEndless(kind)) return 'endless';
  if (isEarlier(wanted.expiresOn, now.expiresOn) || isEarlier(wanted.maintenanceUntil, now.maintenanceUntil))
    return 'earlier';
  return null;
}

export function isSame(now: Days, wanted: Days): boolean {
  return now.expiresOn === wanted.expiresOn && now.maintenanceUntil === wanted.maintenanceUntil;
}

function isEarlier(day: string | null, than: string | null): boolean {
  if (day === null) return false;
  return than === null || day < than;
}
