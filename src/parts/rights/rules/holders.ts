import type { ToldState } from './links.ts';

/** Days that a holder has to say that it has done what it was told, and days between reminders. */
export const acknowledgeDays = 7;
/** After so many reminders it is left to staff, who see it by its age. */
export const mostReminders = 4;
/** Days for which the link of a mail acknowledges what the mail told. */
export const linkDays = 180;

/** What somebody has who may be written to by a channel, as fields of the ledger are called. */
export const fieldOfChannel = { mail: 'email', post: 'street', phone: 'phone' } as const;
export type StoppedChannel = keyof typeof fieldOfChannel;

interface Standing {
  readonly state: ToldState;
  readonly acknowledgedAt: Date | null;
  readonly toldAt: Date;
  readonly remindedAt: Date | null;
  readonly reminders: number;
}

/** Where it stands: whoever works with us no longer is not waited for. */
export function standing(notice: Pick<Standing, 'state' | 'acknowledgedAt'>): 'open' | 'acknowledged' | 'ended' {
  if (notice.acknowledgedAt !== null) return 'acknowledged';
  return notice.state === 'ended' ? 'ended' : 'open';
}

/** Whether a holder is reminded now. */
export function mayRemind(notice: Standing, now: Date): boolean {
  if (notice.acknowledgedAt !== null || notice.state !== 'queued' || notice.reminders >= mostReminders) return false;
  const last = notice.remindedAt ?? notice.toldAt;
  return now.getTime() - last.getTime() >= acknowledgeDays * 86_400_000;
}
