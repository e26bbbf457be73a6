/** How long the link of a mail frees a seat. */
export const releaseMinutes = 30;

/** The earliest moment from which links count against the next one. */
export const releaseMemoryMinutes = 60;
const mostInMemory = 5;
const secondsBetween = 60;

/** Whether another link may be mailed, so that nobody can fill a stranger's mailbox: one a minute, five an hour. */
export function mayMailRelease(recent: readonly Date[], now: Date): boolean {
  if (recent.length >= mostInMemory) return false;
  return recent.every((at) => now.getTime() - at.getTime() >= secondsBetween * 1000);
}
