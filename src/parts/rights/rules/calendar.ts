/** Days as `YYYY-MM-DD` of the vendor's calendar; the time of day does not matter to a deadline. */
export type Day = string;

const ms = 86_400_000;
const utc = (day: Day) => new Date(`${day}T00:00:00Z`);
const text = (date: Date): Day => date.toISOString().slice(0, 10);

export function addDays(day: Day, days: number): Day {
  return text(new Date(utc(day).getTime() + days * ms));
}

/** From one day to another; negative where it is past. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / ms);
}

/** The same date of a later month; its last day where it has no such date (Regulation 1182/71, art. 3(2)(c)). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return text(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

function isWeekend(day: Day): boolean {
  return [0, 6].includes(utc(day).getUTCDay());
}

/** A period that would end on a Saturday or Sunday ends with the next working day (Regulation 1182/71, art. 3(4)). */
export function nextWorkingDay(day: Day): Day {
  let next = day;
  while (isWeekend(next)) next = addDays(next, 1);
  return next;
}

/** So many business days later: Monday to Friday but the federal holidays of the United States. */
export function addBusinessDays(day: Day, days: number): Day {
  let at = day;
  for (let left = days; left > 0; ) {
    at = addDays(at, 1);
    if (!isWeekend(at) && !isFederalHoliday(at)) left -= 1;
  }
  return at;
}

/** 5 U.S.C. 6103: fixed dates (kept on the Friday before or the Monday after a weekend), and nth weekdays of a month. */
export function isFederalHoliday(day: Day): boolean {
  const weekday = utc(day).getUTCDay();
  const fixed = (each: Day) => ['01-01', '06-19', '07-04', '11-11', '12-25'].includes(each.slice(5));
  if (fixed(day)) return true;
  if (weekday === 5 && fixed(addDays(day, 1))) return true;
  if (weekday === 1 && fixed(addDays(day, -1))) return true;
  const [, month, date] = day.split('-').map(Number) as [number, number, number];
  const nth = Math.ceil(date / 7);
  const isLast = addDays(day, 7).slice(5, 7) !== day.slice(5, 7);
  if (weekday === 4) return month === 11 && nth === 4;
  if (weekday !== 1) return false;
  return [1, 2].includes(month)
    ? nth === 3
    : month === 5
      ? isLast
      : month === 9
        ? nth === 1
        : month === 10 && nth === 2;
}
