import type { Meter } from '../wire/meters.ts';
import type { StatusVerdict } from './verdict.ts';

/** What a request to use a metered feature is answered: that it was counted, that the cap is reached, or why the licence gives nothing. */
export type MeterVerdict = 'counted' | 'used up' | Exclude<StatusVerdict, 'good'>;

/** Where counting never begins anew. */
const always = '1970-01-01';

/** The first day of the period to which a day (`YYYY-MM-DD`, in the vendor's time zone) belongs. */
export function periodStart(period: Meter['period'], day: string): string {
  if (period === 'never') return always;
  return { day, month: `${day.slice(0, 7)}-01`, year: `${day.slice(0, 4)}-01-01` }[period];
}

/** The day on which counting begins anew; null: never. */
export function nextStart(period: Meter['period'], day: string): string | null {
  if (period === 'never') return null;
  const from = new Date(`${periodStart(period, day)}T00:00:00Z`);
  if (period === 'day') from.setUTCDate(from.getUTCDate() + 1);
  if (period === 'month') from.setUTCMonth(from.getUTCMonth() + 1);
  if (period === 'year') from.setUTCFullYear(from.getUTCFullYear() + 1);
  return from.toISOString().slice(0, 10);
}

/** A day as a program names it, which may have a wrong clock: not before its activation, not after today. */
export function dayCounted(said: string, known: { readonly activatedOn: string; readonly today: string }): string {
  if (said > known.today) return known.today;
  return said < known.activatedOn ? known.activatedOn : said;
}

/** What a program says of one of its counters: used so far, and how far it would like to go. */
export interface Told {
  readonly total: number;
  readonly to: number;
}

/**
 * What is counted. `made` was used already, so it counts whatever the cap says; `next` is what is asked for, all of it or nothing. Both only
 * ever grow from `known`, so what is told twice, late or after an answer was lost counts once.
 */
export function countUse(
  told: Told,
  stand: {
    readonly known: number;
    /** In the period to which the count belongs, and in the present one: of another day only what was made is counted. */
    readonly used: number;
    readonly cap: number | null;
    readonly mayAsk: boolean;
  },
): { readonly made: number; readonly next: number; readonly refused: boolean } {
  const { known, used, cap, mayAsk } = stand;
  const made = Math.max(0, told.total - known);
  const asked = Math.max(0, told.to - Math.max(told.total, known));
  if (asked === 0) return { made, next: 0, refused: false };
  const allowed = mayAsk && (cap === null || used + made + asked <= cap);
  return { made, next: allowed ? asked : 0, refused: !allowed };
}
