import type { Range } from '../wire/reports.ts';
import { addDays, mondayOf, monthOf, rangeOf } from './range.ts';

/** Days after which a report goes out even though a day of it was never closed. */
const patience = 2;

/**
 * The week (Monday to Sunday) or month whose report is to be sent now; null where it was sent, ended before it was asked for,
 * or has days that are still counted.
 */
export function duePeriod(
  report: { readonly every: 'week' | 'month'; readonly sentFor: string | null },
  now: { readonly today: string; readonly askedOn: string; readonly open: readonly string[] },
): Range | null {
  const period = lastWhole(report.every, now.today);
  if (report.sentFor !== null && report.sentFor >= period.from) return null;
  if (period.to < now.askedOn) return null;
  const open = now.open.some((day) => day >= period.from && day <= period.to);
  return open && now.today < addDays(period.to, 1 + patience) ? null : period;
}

function lastWhole(every: 'week' | 'month', today: string): Range {
  if (every === 'week') return rangeOf(addDays(mondayOf(today), -7), addDays(mondayOf(today), -1));
  const { from, to } = monthOf(addDays(monthOf(today).from, -1));
  return rangeOf(from, to);
}
