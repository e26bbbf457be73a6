const daySeconds = 86_400;
const quarterSeconds = 900;

/**
 * The calendar of a site: which of its days an instant falls on. A day is its number since 1970-01-01. Offsets from UTC are
 * asked of the time zone data of the runtime once a day, and by the quarter of an hour on days on which they change.
 */
export class Calendar {
  private readonly format: Intl.DateTimeFormat;
  private readonly days = new Map<number, number | null>();
  private readonly quarters = new Map<number, number>();
  private lastDay = Number.NaN;
  private lastOffset: number | null = null;

  /** @throws RangeError for a time zone that nobody knows */
  constructor(timeZone: string) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    this.format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', second: 'numeric', ...parts });
  }

  /** Day of an instant given in seconds since 1970. */
  dayOf(at: number): number {
    return Math.floor((at + this.offset(at)) / daySeconds);
  }

  /** 0 is Monday from 0:00 to 0:59. */
  hourOfWeek(at: number): number {
    const local = at + this.offset(at);
    const weekday = (((Math.floor(local / daySeconds) + 3) % 7) + 7) % 7;
    return weekday * 24 + Math.floor((local - Math.floor(local / daySeconds) * daySeconds) / 3600);
  }

  /** The first instant of a day, in seconds since 1970. */
  startOf(day: number): number {
    const near = day * daySeconds;
    // No zone is further from UTC than a day, and offsets are whole quarters of an hour where they change.
    let [low, high] = [near - daySeconds, near + daySeconds];
    while (low + 1 < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.dayOf(middle) < day) low = middle;
      else high = middle;
    }
    return high;
  }

  private offset(at: number): number {
    const day = Math.floor(at / daySeconds);
    if (day !== this.lastDay) {
      this.lastDay = day;
      this.lastOffset = this.offsetOfDay(day);
    }
    return this.lastOffset ?? this.offsetOfQuarter(Math.floor(at / quarterSeconds));
  }

  /** Null where it changes within the day (of UTC). */
  private offsetOfDay(day: number): number | null {
    let offset = this.days.get(day);
    if (offset === undefined) {
      const begins = this.ask(day * daySeconds);
      offset = begins === this.ask((day + 1) * daySeconds - 1) ? begins : null;
      this.days.set(day, offset);
    }
    return offset;
  }

  private offsetOfQuarter(quarter: number): number {
    let offset = this.quarters.get(quarter);
    if (offset === undefined) {
      offset = this.ask(quarter * quarterSeconds);
      this.quarters.set(quarter, offset);
    }
    return offset;
  }

  private ask(at: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(at * 1000)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Math.round(Date.UTC(year, month - 1, day, hour, minute, second) / 1000) - at;
  }
}

/** `YYYY-MM-DD` of a day's number. */
export function dayText(day: number): string {
  return new Date(day * daySeconds * 1000).toISOString().slice(0, 10);
}

/** Number of the day `YYYY-MM-DD`. */
export function dayNumber(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / 1000 / daySeconds;
}
