import type { Clock } from '../../src/platform/clock.ts';

const units = { ms: 1, seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };
export type Span = Partial<Record<keyof typeof units, number>>;

/** A clock that stands still until a test turns it. */
export interface TestClock extends Clock {
  /** Sets the time; a text is read as ISO 8601. */
  set(time: Date | string): void;
  /** Turns it on by a fixed span. A day is 24 hours here: tests of daylight saving set the time instead. */
  advance(span: Span): void;
}

export function testClock(start: Date | string = '2026-03-02T09:00:00Z'): TestClock {
  let time = parse(start);
  return {
    now: () => new Date(time),
    set: (next) => {
      time = parse(next);
    },
    advance: (span) => {
      for (const [unit, amount] of Object.entries(span)) time += amount * units[unit as keyof typeof units];
    },
  };
}

function parse(time: Date | string): number {
  const value = new Date(time).getTime();
  if (Number.isNaN(value)) throw new Error(`not a time: ${String(time)}`);
  return value;
}
