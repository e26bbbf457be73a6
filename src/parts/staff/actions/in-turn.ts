import { errors } from '../../../platform/http/errors.ts';

/** How many may wait; more are sent away at once. */
const mostWaiting = 100;

/**
 * Lets a few acts run at once, the others wait their turn. Hashing a password takes a thread of the few that also serve
 * new connections of the database: a flood of sign-ins must not starve those.
 */
export function inTurn(atOnce: number): <T>(act: () => Promise<T>) => Promise<T> {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async (act) => {
    if (free > 0) free -= 1;
    else if (waiting.length >= mostWaiting) throw errors.KEPT_TOO_MANY({ seconds: 10 });
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
