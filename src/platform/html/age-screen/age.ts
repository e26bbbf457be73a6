/** A birth date as somebody typed it. It lives as long as the answer needs it, and is never stored. */
export interface TypedBirth {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export type AgeVerdict = 'old enough' | 'too young' | 'no date';

/** Clause U4: nothing is collected from children under this age. */
const leastAge = 13;
const greatestAge = 120;

/** Whoever was born on 29 February is a year older on 1 March of other years. `today` is `YYYY-MM-DD`. */
export function judgeAge(typed: TypedBirth, today: string): AgeVerdict {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => part.trim());
  if (!day || !month || !year || !/^\d{1,2} \d{1,2} \d{4}$/.test(`${day} ${month} ${year}`)) return 'no date';
  const born = dateOf(Number(year), Number(month), Number(day));
  if (born === null || born > today || after(born, greatestAge) < today) return 'no date';
  return after(born, leastAge) <= today ? 'old enough' : 'too young';
}

function dateOf(year: number, month: number, day: number): string | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : null;
}

/** The same day so many years later; a 29 February that a year does not have sorts before its 1 March. */
function after(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}
