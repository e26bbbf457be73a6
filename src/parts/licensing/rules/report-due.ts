import { dayIn } from './verdict.ts';

export type Frequency = 'each activation' | 'monthly' | 'quarterly';

/**
 * Until when a report may reach now: to this moment at each activation, otherwise to the end of the last whole month or
 * quarter of the vendor's calendar.
 */
export function reportUntil(frequency: Frequency, now: Date, timeZone: string): Date {
  if (frequency === 'each activation') return now;
  return startOfDay(periodStart(frequency, dayIn(timeZone, now)), timeZone);
}

/** The day on which the next report is due: today at each activation, otherwise the first of the next month or quarter. */
export function nextReportDay(frequency: Frequency, now: Date, timeZone: string): string {
  const today = dayIn(timeZone, now);
  if (frequency === 'each activation') return today;
  const [year, month] = periodStart(frequency, today).split('-').map(Number);
  const next = (month ?? 1) + (frequency === 'monthly' ? 1 : 3);
  return next > 12 ? `${(year ?? 0) + 1}-${pad(next - 12)}-01` : `${year}-${pad(next)}-01`;
}

function periodStart(frequency: 'monthly' | 'quarterly', day: string): string {
  const [year, month] = day.split('-').map(Number);
  const first = frequency === 'monthly' ? (month ?? 1) : Math.floor(((month ?? 1) - 1) / 3) * 3 + 1;
  return `${year}-${pad(first)}-01`;
}

/** The instant at which a day begins in a time zone; where clocks go forward at midnight, its first instant. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // No zone is further than 14 hours from UTC; the day begins where its date first shows.
  let before = midnight - 15 * 3_600_000;
  let after = midnight + 15 * 3_600_000;
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2);
    if (dayIn(timeZone, new Date(between)) >= day) after = between;
    else before = between;
  }
  return new Date(after);
}

function pad(month: number): string {
  return String(month).padStart(2, '0');
}

/** A table as CSV (RFC 4180). A value that a spreadsheet would take for a formula is made a text by an apostrophe. */
export function csv(header: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | null): string {
  if (value === null) return '';
  const text = /^[=@\t\r]|^[+-](?![\d\s()./-]*$)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
