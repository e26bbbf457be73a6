const dayMs = 86_400_000;
export const swapDays = 365;

/**
 * How often seats of a licence may be freed within 365 days. Each seat may move once a year, as computers are replaced less often than that,
 * and a small licence three times, for a repair or a trip on top. More than that is a licence passed from hand to hand.
 */
export function mostSwaps(seats: number): number {
  return Math.max(3, seats);
}

/** When a seat may be freed again: null for now. `freed`: when seats were freed within 365 days, the latest first. */
export function nextSwap(seats: number, freed: readonly Date[]): Date | null {
  const limiting = freed[mostSwaps(seats) - 1];
  return limiting ? new Date(limiting.getTime() + swapDays * dayMs) : null;
}
