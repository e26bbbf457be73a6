import type { Mutant } from './mutant.ts';

/** What the board made of one violation. */
export interface Judged {
  readonly mutant: Mutant;
  /** 'caught': a probe is red; 'unproven': one that held does not hold any more; 'missed': nobody saw anything. */
  readonly as: 'caught' | 'unproven' | 'missed' | 'failed';
  readonly by: readonly string[];
  /** Milliseconds of looking until the first probe was red. */
  readonly redAfter: number | null;
  readonly detail: string | null;
}

/** The whole report, for scripts. */
export function summaryOf(judged: readonly Judged[], rest: { notPlanted: number; falseAlarms: readonly string[] }) {
  const count = (as: Judged['as']) => judged.filter((each) => each.as === as).length;
  const times = judged.flatMap(({ redAfter }) => redAfter ?? []).toSorted((a, b) => a - b);
  const catches = new Map<string, number>();
  for (const { as, by } of judged)
    if (as === 'caught') for (const id of by) catches.set(id, (catches.get(id) ?? 0) + 1);
  return {
    planted: judged.length,
    caught: count('caught'),
    unproven: count('unproven'),
    missed: count('missed'),
    failed: count('failed'),
    ...rest,
    medianMsToRed: Math.round(times[times.length >> 1] ?? 0),
    longestMsToRed: Math.round(times.at(-1) ?? 0),
    busiest: [...catches].toSorted((a, b) => b[1] - a[1]).slice(0, 5),
    notCaught: judged
      .filter(({ as }) => as !== 'caught')
      .map(({ mutant, as, by, detail }) => ({ id: mutant.id, clause: mutant.clause, as, by, detail })),
  };
}

/** The same for people. */
export function linesOf(summary: ReturnType<typeof summaryOf>): string[] {
  const { planted, caught, unproven, missed, failed, falseAlarms } = summary;
  return [
    `${caught} of ${planted} planted violations turned a probe red; ${unproven} left one unproven, ${missed} were seen by none, ${failed} could not be planted.`,
    `Not planted, as a change of the program or of something not built yet: ${summary.notPlanted}. False alarms on clean data: ${falseAlarms.join(', ') || 'none'}.`,
    `Time to red: median ${summary.medianMsToRed} ms, longest ${summary.longestMsToRed} ms after the look began.`,
    `Most caught by one probe: ${summary.busiest.map(([id, n]) => `${id} ${n}`).join(', ')}.`,
    ...summary.notCaught.map(({ as, clause, id, by, detail }) =>
      [as.padEnd(8), clause.padEnd(3), id, by.length > 0 ? `(${by.join(', ')})` : '', detail ?? ''].join(' ').trimEnd(),
    ),
  ];
}
