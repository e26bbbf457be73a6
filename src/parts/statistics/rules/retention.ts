/** The first day that a site still keeps, `YYYY-MM-DD`: the same day of the month so many months ago, in its time zone. */
export function firstDayKept(now: Date, timeZone: string, months: number): string {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  // The last day of a shorter month, where that month has no such day.
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}
