import type { Range } from '../wire/reports.ts';

/** A row of statistics.cells to be read: a year, a month or a day, and the day on which it begins. */
export interface Unit {
  readonly period: 'y' | 'm' | 'd';
  readonly startsOn: string;
}

/** What has been counted: its first and last day, and the days that are not closed yet and so stand in no month or year. */
export interface Counted {
  readonly first: string;
  readonly last: string;
  readonly open: readonly string[];
}

const dayMs = 86_400_000;

// Making a format takes longer than using it, and there are few time zones.
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, at: Date): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/** A day as its number since 1970-01-01; days are those of the site's zone, so no zone matters here. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

export function dayOf(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayOf(dayNumber(day) + days);
}

export function rangeOf(from: string, to: string): Range {
  return { from, to, days: dayNumber(to) - dayNumber(from) + 1 };
}

/**
 * The fewest rows that hold the days of a range: years and months that lie in it whole, or up to the last day that was
 * counted, and single days at its ends. Days that are not closed are read by themselves. What was counted is never read twice.
 * `largest` forbids years, or months too, where a series is to be made.
 */
export function unitsOf(range: Pick<Range, 'from' | 'to'>, counted: Counted, largest: Unit['period'] = 'y'): Unit[] {
  const from = later(range.from, counted.first);
  const to = earlier(range.to, counted.last);
  const periods = periodsOf({ from, to }, counted, largest);
  return periods.flatMap(({ unit, span }) => [
    unit,
    ...openWithin(counted.open, unit, { from: span.from, to: earlier(span.to, to) }),
  ]);
}

interface Span {
  readonly from: string;
  readonly to: string;
}

function periodsOf({ from, to }: Span, counted: Counted, largest: Unit['period']): { unit: Unit; span: Span }[] {
  const found: { unit: Unit; span: Span }[] = [];
  for (let day = from; day <= to; day = addDays(found.at(-1)?.span.to ?? day, 1)) {
    // Not where the first day that is kept lies within it: days that are no longer kept may still be part of the row.
    const fits = (span: Span) => day === span.from && (span.to <= to || to === counted.last);
    const year = yearOf(day);
    const month = monthOf(day);
    if (largest === 'y' && fits(year)) found.push({ unit: { period: 'y', startsOn: year.from }, span: year });
    else if (largest !== 'd' && fits(month)) found.push({ unit: { period: 'm', startsOn: month.from }, span: month });
    else found.push({ unit: { period: 'd', startsOn: day }, span: { from: day, to: day } });
  }
  return found;
}

/** Days that are counted on stand in no month or year yet. */
function openWithin(open: readonly string[], unit: Unit, { from, to }: Span): Unit[] {
  if (unit.period === 'd') return [];
  return open.filter((day) => day >= from && day <= to).map((day) => ({ period: 'd', startsOn: day }));
}

function later(a: string, b: string): string {
  return [a, b].toSorted()[1] ?? a;
}

function earlier(a: string, b: string): string {
  return [a, b].toSorted()[0] ?? a;
}

function yearOf(day: string): { from: string; to: string } {
  const year = day.slice(0, 4);
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** The month around a day. */
export function monthOf(day: string): { from: string; to: string } {
  const next = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1));
  return { from: `${day.slice(0, 7)}-01`, to: addDays(next.toISOString().slice(0, 10), -1) };
}

/** The Monday on or before a day (1970-01-01 was a Thursday). */
export function mondayOf(day: string): string {
  const number = dayNumber(day);
  return dayOf(number - ((((number + 3) % 7) + 7) % 7));
}

export type Step = 'day' | 'week' | 'month';

/** The first day of the day, week or month around a day. */
export function stepOf(day: string, by: Step): string {
  if (by === 'day') return day;
  return by === 'week' ? mondayOf(day) : `${day.slice(0, 7)}-01`;
}

/** The last day of the step that begins on `start`. */
export function stepEnd(start: string, by: Step): string {
  if (by === 'day') return start;
  return by === 'week' ? addDays(start, 6) : monthOf(start).to;
}

/** All steps that touch a range, in order. */
export function stepsOf(range: Pick<Range, 'from' | 'to'>, by: Step): string[] {
  const steps: string[] = [];
  for (let start = stepOf(range.from, by); start <= range.to; start = addDays(stepEnd(start, by), 1)) steps.push(start);
  return steps;
}

/** What a chart of so many days shows, unless asked otherwise. */
export function stepFor(days: number): Step {
  if (days <= 92) return 'day';
  return days <= 400 ? 'week' : 'month';
}
