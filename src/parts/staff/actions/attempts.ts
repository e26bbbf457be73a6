import type { Clock } from '../../../platform/clock.ts';
import { normalEmail, sha256 } from '../../../platform/crypto/digest.ts';

/** Wrong passwords for one address, from wherever, in an hour. Passkeys are not counted and still open the account. */
const most = 30;
const windowMs = 3_600_000;
const remembered = 10_000;

/** Counts wrong passwords by address, in memory and by digest; known and unknown addresses alike. */
export interface Attempts {
  /** Seconds to wait; 0 where the address may be tried now. */
  wait(email: string): number;
  failed(email: string): void;
  succeeded(email: string): void;
}

export function createAttempts(clock: Clock): Attempts {
  const counts = new Map<string, { count: number; until: number }>();
  const keyOf = (email: string) => sha256(normalEmail(email)).toString('base64');
  const now = () => clock.now().getTime();
  function current(key: string) {
    const found = counts.get(key);
    if (found && found.until > now()) return found;
    counts.delete(key);
    return undefined;
  }
  return {
    wait(email) {
      const found = current(keyOf(email));
      return found && found.count >= most ? Math.ceil((found.until - now()) / 1_000) : 0;
    },
    failed(email) {
      const key = keyOf(email);
      const found = current(key) ?? { count: 0, until: now() + windowMs };
      counts.delete(key);
      counts.set(key, { ...found, count: found.count + 1 });
      const oldest = counts.size > remembered ? counts.keys().next().value : undefined;
      if (oldest !== undefined) counts.delete(oldest);
    },
    succeeded: (email) => {
      counts.delete(keyOf(email));
    },
  };
}
