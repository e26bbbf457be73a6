import type { MachineKind, Machines } from '../wire/terms.ts';
import { mayBeUsedOn } from './machine.ts';

export type LicenceState = 'draft' | 'issued' | 'active' | 'suspended' | 'on hold' | 'revoked' | 'replaced';

/** What a decision on a licence needs to know of it. Days are `YYYY-MM-DD` in the vendor's time zone. */
export interface LicenceFacts {
  readonly state: LicenceState;
  readonly seats: number;
  readonly seatsUsed: number;
  /** Kept for people by name who have not taken theirs. */
  readonly seatsNamed?: number;
  /** Then seats are taken by leases, and any machine may be activated. */
  readonly floating: boolean;
  readonly machines: Machines | null;
  readonly expiresOn: string | null;
  readonly productId: string;
}

export interface Asked {
  readonly today: string;
  /** Whether this machine holds a seat of the licence already. */
  readonly hasSeat: boolean;
  /** Whether a seat is kept for whoever asks, by name. */
  readonly hasNamedSeat?: boolean;
  /** As the program said; null where it did not. */
  readonly machineKind: MachineKind | null;
  /** The product of the release that asks; null where it did not say. */
  readonly askingProductId: string | null;
}

export type RefusalCode =
  | 'KEPT_SERIAL_UNKNOWN'
  | 'KEPT_SEATS_USED_UP'
  | 'KEPT_SEATS_NAMED'
  | 'KEPT_MACHINE_REFUSED'
  | 'KEPT_LICENCE_EXPIRED'
  | 'KEPT_LICENCE_SUSPENDED'
  | 'KEPT_LICENCE_ON_HOLD'
  | 'KEPT_LICENCE_REVOKED'
  | 'KEPT_LICENCE_REPLACED';

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly code: RefusalCode };

/** May this licence be activated now? Who holds no such licence learns nothing about it: unknown, not issued, of another product. */
export function judgeActivation(licence: LicenceFacts | null, asked: Asked): Verdict {
  if (!licence) return refused('KEPT_SERIAL_UNKNOWN');
  if (licence.state === 'draft') return refused('KEPT_SERIAL_UNKNOWN');
  if (asked.askingProductId !== null && asked.askingProductId !== licence.productId)
    return refused('KEPT_SERIAL_UNKNOWN');
  if (licence.state === 'replaced') return refused('KEPT_LICENCE_REPLACED');
  if (licence.state === 'revoked') return refused('KEPT_LICENCE_REVOKED');
  if (licence.state === 'on hold') return refused('KEPT_LICENCE_ON_HOLD');
  if (licence.state === 'suspended') return refused('KEPT_LICENCE_SUSPENDED');
  if (hasExpired(licence.expiresOn, asked.today)) return refused('KEPT_LICENCE_EXPIRED');
  if (!mayBeUsedOn(licence.machines, asked.machineKind)) return refused('KEPT_MACHINE_REFUSED');
  if (asked.hasSeat || licence.floating) return { allowed: true };
  if (licence.seatsUsed >= licence.seats) return refused('KEPT_SEATS_USED_UP');
  if (!asked.hasNamedSeat && licence.seatsUsed + (licence.seatsNamed ?? 0) >= licence.seats)
    return refused('KEPT_SEATS_NAMED');
  return { allowed: true };
}

/** What the status check answers: `good`, or why the program may not run under this activation. */
export type StatusVerdict = 'good' | 'deactivated' | 'revoked' | 'replaced' | 'held' | 'suspended' | 'expired';

/** May a program go on running under an activation made earlier? */
export function judgeStatus(
  found: { readonly deactivated: boolean; readonly state: LicenceState; readonly expiresOn: string | null },
  today: string,
): StatusVerdict {
  if (found.deactivated) return 'deactivated';
  if (found.state === 'revoked') return 'revoked';
  if (found.state === 'replaced') return 'replaced';
  if (found.state === 'on hold') return 'held';
  if (found.state === 'suspended') return 'suspended';
  if (hasExpired(found.expiresOn, today)) return 'expired';
  return 'good';
}

/** A licence holds to the end of the day it names. */
function hasExpired(expiresOn: string | null, today: string): boolean {
  return expiresOn !== null && expiresOn < today;
}

function refused(code: RefusalCode): Verdict {
  return { allowed: false, code };
}

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, at: Date): string {
  const minute = Math.floor(at.getTime() / 60_000);
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    zone = { format, minute: Number.NaN, day: '' };
    zones.set(timeZone, zone);
  }
  if (zone.minute !== minute) Object.assign(zone, { minute, day: zone.format.format(at) });
  return zone.day;
}

// Making a format takes longer than using it, and that longer than asking for the minute again: there are few time zones, and in all of
// them a day begins with a minute.
const zones = new Map<string, { readonly format: Intl.DateTimeFormat; minute: number; day: string }>();
