import { statisticsWords } from '../../messages/statistics.ts';
import { count } from '../../ui/when.tsx';

const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const ratios = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
const signedPoints = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });

export function percent(share: number): string {
  return percents.format(share);
}

/** 125.4 -> `2 min 05 s` */
export function seconds(value: number): string {
  const whole = Math.round(value);
  if (whole < 60) return statisticsWords.seconds(String(whole));
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return statisticsWords.minutes(String(minutes), String(whole % 60).padStart(2, '0'));
  return statisticsWords.hours(String(Math.floor(minutes / 60)), String(minutes % 60).padStart(2, '0'));
}

/** Hundredths of a currency. */
export function money(hundredths: number, currency: string | null): string {
  if (!currency) return ratios.format(hundredths / 100);
  return new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(hundredths / 100);
}

export type Unit = 'count' | 'share' | 'seconds' | 'ratio';

export function inUnit(value: number, unit: Unit): string {
  if (unit === 'count') return count(Math.round(value));
  if (unit === 'share') return percent(value);
  return unit === 'seconds' ? seconds(value) : ratios.format(value);
}

/** For the ticks of an axis. */
export function briefly(value: number, unit: Unit): string {
  if (unit === 'seconds' && value >= 60) return statisticsWords.aboutMinutes(compact.format(value / 60));
  return unit === 'count' ? compact.format(value) : inUnit(value, unit);
}

/** `+12 %`; of shares the difference in points; null where there is nothing to compare with. */
export function change(now: number | null, before: number | null | undefined, unit: Unit = 'count'): string | null {
  if (now === null || before === null || before === undefined) return null;
  if (unit === 'share') return statisticsWords.points(signedPoints.format((now - before) * 100));
  if (before === 0) return now === 0 ? signed.format(0) : statisticsWords.fromNothing;
  return signed.format((now - before) / before);
}

const dayOnly = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayWithYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  dateStyle: undefined,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthOnly = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

export function dayName(day: string): string {
  return dayWithYear.format(dateOf(day));
}

export function rangeName({ from, to }: { from: string; to: string }): string {
  return from === to ? dayName(from) : dayWithYear.formatRange(dateOf(from), dateOf(to));
}

/** The name of a point of a series: of its day, week or month; `brief` for the ticks of an axis. */
export function stepName(from: string, by: 'day' | 'week' | 'month', brief = false): string {
  if (by === 'month') return monthOnly.format(dateOf(from));
  if (brief) return dayOnly.format(dateOf(from));
  return by === 'week' ? statisticsWords.weekOf(dayName(from)) : weekday.format(dateOf(from));
}
