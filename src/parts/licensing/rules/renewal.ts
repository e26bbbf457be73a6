/** The days on which a licence ends; null for never. */
export interface Days {
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
}

/** Whether no day is earlier than before: a file that takes something away would be left in its envelope. */
export function isRenewal(now: Days, wanted: Days): boolean {
  return !isEarlier(wanted.expiresOn, now.expiresOn) && !isEarlier(wanted.maintenanceUntil, now.maintenanceUntil);
}

export function isSame(now: Days, wanted: Days): boolean {
  return now.expiresOn === wanted.expiresOn && now.maintenanceUntil === wanted.maintenanceUntil;
}

function isEarlier(day: string | null, than: string | null): boolean {
  if (day === null) return false;
  return than === null || day < than;
}
