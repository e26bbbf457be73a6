import type { Fault } from '../../wire/evidence.ts';

/** Faults of a kind are counted, but only so many are listed. */
const mostListed = 20;

export interface Faults {
  add(code: string, where: string, count?: number): void;
  all(): Fault[];
}

export function gatherFaults(): Faults {
  const found = new Map<string, { count: number; where: string[] }>();
  return {
    add(code, where, count = 1) {
      const kind = found.get(code) ?? { count: 0, where: [] };
      kind.count += count;
      if (kind.where.length < mostListed) kind.where.push(where);
      found.set(code, kind);
    },
    all: () => [...found].map(([code, { count, where }]) => ({ code, count, where })),
  };
}
