import type { Calendar } from './calendar.ts';
import { isStrangeTime } from './log-requests.ts';

/** What is written of a site in one go: hits of at least so many visits, and not before so many seconds after the last. */
export const flushVisits = 5;
const flushSeconds = 10;
/** Writing takes at most this share of the time. */
const shareOfTime = 50;

/** How long after midnight a day is closed at the earliest, in seconds: late events may still come. */
const closesAfter = 45 * 60;

/** Events older than this, or so far ahead of the clock, belong to nobody's visit: their time is wrong. */
const oldest = 7 * 86_400;
const ahead = 600;

/** Whether an event's time can be right. Both in seconds. */
export function isPlausible(at: number, now: number): boolean {
  return at <= now + ahead && at >= now - oldest;
}

/** Whether a line is, or soon will be, too old for the live count, although its time can be right. Both in seconds. */
export function isOnlyForImports(at: number, now: number): boolean {
  return at < now - oldest + 3_600 && !isStrangeTime(at, now);
}

export interface DayWritten {
  /** Visits with hits since the day was last written. */
  readonly touched: number;
  /** When it was last written, and how long that took, in milliseconds. */
  readonly wroteAt: number;
  readonly took: number;
}

/** Whether the day may be written now: no write may be the trail of one visitor, or of a few. */
export function mayFlush({ took, touched, wroteAt }: DayWritten, now: number): boolean {
  return touched >= flushVisits && now - wroteAt >= Math.max(flushSeconds * 1000, took * shareOfTime);
}

/** When a day may be closed at the earliest, and when it is closed although a visit that began on it goes on. In seconds. */
export function closing(calendar: Calendar, day: number): { readonly from: number; readonly atLast: number } {
  return { from: calendar.startOf(day + 1) + closesAfter, atLast: calendar.startOf(day + 2) + closesAfter };
}
