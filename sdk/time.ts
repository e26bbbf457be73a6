/** A signed time of the server beside the clock of this machine at that moment, in milliseconds since 1970. */
export interface Clocks {
  readonly server: number;
  readonly local: number;
}

/**
 * The time to decide by. A clock that was wrong when the server last told the time is put right by as much, for as long as it
 * has not been turned back since; small differences are left alone.
 */
export function timeNow(local: number, clocks: Clocks | null, toleranceMs: number): Date {
  if (!clocks || local < clocks.local) return new Date(local);
  const wrong = clocks.server - clocks.local;
  return new Date(Math.abs(wrong) > toleranceMs ? local + wrong : local);
}

const hourMs = 3_600_000;

/**
 * Milliseconds until the next check in the background: a day after an answer; after a failure a minute, then twice as long each
 * time, up to six hours. `random` (0 to 1) spreads the clients of a building that lost its network together.
 */
export function untilNextCheck(failures: number, random: number): number {
  if (failures === 0) return 24 * hourMs * (0.9 + random * 0.2);
  return Math.min(6 * hourMs, 60_000 * 2 ** (failures - 1)) * (0.5 + random * 0.5);
}
