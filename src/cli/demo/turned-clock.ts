import type { Clock } from '../../platform/clock.ts';

/** A clock that is turned by the story, and never back. */
export interface TurnedClock extends Clock {
  turnTo(time: Date): void;
}

export function turnedClock(start: Date): TurnedClock {
  let time = start.getTime();
  return {
    // Each look takes a millisecond, so that what happens one after the other is also told in that order.
    now: () => new Date(time++),
    turnTo: (next) => {
      time = Math.max(time, next.getTime());
    },
  };
}
