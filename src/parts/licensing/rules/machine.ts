import type { MachineKind, MachineMatch, Machines } from '../wire/terms.ts';

/** Digests of what a machine is made of, by name of the part. */
export type Parts = Readonly<Record<string, string>>;

/**
 * How much a part says about which machine it is. From `identifying` on it tells a machine from another of the same make; what describes the
 * make (board, processor) or is chosen freely (host) says little.
 */
const weights: Readonly<Record<string, number>> = {
  dongle: 8,
  system: 4,
  disk: 3,
  network: 3,
  board: 1,
  processor: 1,
  host: 1,
};
const otherWeight = 2;
const identifying = 3;

const weightOf = (name: string) => weights[name] ?? otherWeight;
const weightOfAll = (names: readonly string[]) => names.reduce((sum, name) => sum + weightOf(name), 0);

/** How much of the machine that took the seat is still there, as a share of the weight of its parts; 0 where that is too little to be it. */
export function sameness(match: MachineMatch, then: Parts, now: Parts): number {
  const known = Object.keys(then);
  const kept = known.filter((name) => then[name] === now[name]);
  const telling = kept.filter((name) => weightOf(name) >= identifying).length;
  const share = known.length === 0 ? 0 : weightOfAll(kept) / weightOfAll(known);
  const enough = {
    any: telling >= 1,
    two: telling >= 2,
    most: share > 0.5,
    all: kept.length === known.length,
  }[match];
  return enough ? share : 0;
}

/** The seat whose machine this is; of several the one that is most like it. */
export function seatOfMachine<Seat extends { readonly parts: Parts }>(
  match: MachineMatch,
  seats: readonly Seat[],
  now: Parts,
): Seat | null {
  let best: { seat: Seat; share: number } | null = null;
  for (const seat of seats) {
    const share = sameness(match, seat.parts, now);
    if (share > (best?.share ?? 0)) best = { seat, share };
  }
  return best?.seat ?? null;
}

/** Whether this kind of machine may have a seat. A terminal server is one machine: one seat serves whoever works there. */
export function mayBeUsedOn(machines: Machines | null, kind: MachineKind | null): boolean {
  if (kind === 'virtual') return machines?.virtual !== 'refused';
  if (kind === 'terminal server') return machines?.terminalServer !== 'refused';
  return true;
}
