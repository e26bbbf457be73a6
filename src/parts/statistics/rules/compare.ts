import type { Range } from '../wire/reports.ts';
import { addDays, monthOf, rangeOf } from './range.ts';

/** The days that a range is compared with: as many just before it, or the same days of the calendar a year earlier. */
export function rangeBefore(range: Range, compare: 'previous' | 'year'): Range {
  if (compare === 'year') return rangeOf(yearEarlier(range.from), yearEarlier(range.to));
  const whole = wholeMonths(range);
  if (whole !== null) return rangeOf(monthsEarlier(range.from, whole), addDays(range.from, -1));
  return rangeOf(addDays(range.from, -range.days), addDays(range.from, -1));
}

/** How many whole calendar months a range has; null where it does not have only whole ones. July is compared with June. */
function wholeMonths({ from, to }: Range): number | null {
  if (!from.endsWith('-01') || monthOf(to).to !== to) return null;
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from) + 1;
}

function monthsEarlier(day: string, months: number): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 - months, 1))
    .toISOString()
    .slice(0, 10);
}

// The 29th of February has no day a year earlier; the 28th is taken.
function yearEarlier(day: string): string {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
}
