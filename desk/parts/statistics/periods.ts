/** Ranges that move with the calendar, so that a saved view of "the last 30 days" stays one. Days are those of the site. */
export const periods = [
  'today',
  'yesterday',
  '7d',
  '30d',
  '90d',
  'month',
  'last-month',
  '12m',
  'year',
  'last-year',
  'all',
] as const;
export type Period = (typeof periods)[number];
export const defaultPeriod: Period = '30d';

export interface Days {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export function isDay(text: string | undefined): text is string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(at(text ?? ''));
}

function addDays(day: string, days: number): string {
  return dayOf(at(day) + days * dayMs);
}

/** The first of the month `months` later. */
function firstOfMonth(day: string, months: number): string {
  return dayOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));
}

export function isPeriod(text: string | undefined): text is Period {
  return periods.some((period) => period === text);
}

/** `first`: the first day that was counted. */
export function daysOf(period: Period, today: string, first: string | null): Days {
  const year = Number(today.slice(0, 4));
  switch (period) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '30d':
      return { from: addDays(today, -29), to: today };
    case '90d':
      return { from: addDays(today, -89), to: today };
    case 'month':
      return { from: firstOfMonth(today, 0), to: today };
    case 'last-month':
      return { from: firstOfMonth(today, -1), to: addDays(firstOfMonth(today, 0), -1) };
    case '12m':
      return { from: firstOfMonth(today, -11), to: today };
    case 'year':
      return { from: `${year}-01-01`, to: today };
    case 'last-year':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    case 'all':
      return { from: first && first < today ? first : today, to: today };
  }
}

/** As many days or whole months before (`-1`) or after (`1`); null where they would lie in the future. */
export function moved({ from, to }: Days, direction: -1 | 1, today: string): Days | null {
  const months = wholeMonths(from, to, today);
  const length = (at(to) - at(from)) / dayMs + 1;
  const next =
    months > 0
      ? { from: firstOfMonth(from, direction * months), to: addDays(firstOfMonth(from, (direction + 1) * months), -1) }
      : { from: addDays(from, direction * length), to: addDays(to, direction * length) };
  if (next.from > today) return null;
  return { from: next.from, to: next.to > today ? today : next.to };
}

/** How many whole months these are; the present month is whole up to today. 0: they are none. */
function wholeMonths(from: string, to: string, today: string): number {
  const ends = to === today ? firstOfMonth(to, 1) : addDays(to, 1);
  if (!from.endsWith('-01') || !ends.endsWith('-01')) return 0;
  const number = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const months = number(ends) - number(from);
  return from === to ? 0 : months;
}

/** The days of a point of a chart, within the range that it belongs to. */
export function daysOfPoint(from: string, by: 'day' | 'week' | 'month', range: Days): Days {
  const last = by === 'day' ? from : by === 'week' ? addDays(from, 6) : addDays(firstOfMonth(from, 1), -1);
  return { from: [from, range.from].toSorted()[1] ?? from, to: [last, range.to].toSorted()[0] ?? last };
}
