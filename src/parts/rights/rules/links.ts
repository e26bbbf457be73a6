/** How long a link from a mail, and then the page it opens, may be used. */
export const linkMinutes = 30;
export const sittingMinutes = 30;

/** The earliest moment from which links count against the next one. */
export const linkMemoryMinutes = 60;
const mostInMemory = 5;
const secondsBetween = 60;

/**
 * Whether another link may be mailed, so that nobody can fill a stranger's mailbox: one a minute, five an hour. `recent`
 * are the times of the links of the last hour.
 */
export function mayMailLink(recent: readonly Date[], now: Date): boolean {
  if (recent.length >= mostInMemory) return false;
  return recent.every((at) => now.getTime() - at.getTime() >= secondsBetween * 1000);
}

/** What becomes of a correction at one who had the old value. */
export type ToldState = 'queued' | 'no mailbox' | 'ended';

/** Without a live contract nothing may be given any more, not even a correction; without a mailbox staff has to tell. */
export function toldState(recipient: { readonly mayReceive: boolean; readonly mailbox: string | null }): ToldState {
  if (!recipient.mayReceive) return 'ended';
  return recipient.mailbox === null ? 'no mailbox' : 'queued';
}

/** What the recipient knows the person by, of what it was given: nothing new may be told by naming them. */
export function identifyingFields(given: readonly string[]): readonly ('email' | 'name' | 'companyName')[] {
  return (['email', 'name', 'companyName'] as const).filter((field) => given.includes(field));
}

/** The day (`YYYY-MM-DD`) that it is somewhere. */
export function dayIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  );
}
