/** The ways in which lines of web servers come while they happen: written to the socket, or as messages of syslog. */
export const lineWays = ['socket', 'syslog'] as const;
export type LineWay = (typeof lineWays)[number];

/** What became of lines since the start of the process; of none of them anything is kept. */
export interface LineCounts {
  /** That were looked at. */
  lines: number;
  /** Among them those that counted something: a page, a download, a bot, a refusal. The others are pictures, errors and the like. */
  counted: number;
  /** Of no format. */
  bad: number;
  /** Of no site. */
  unknown: number;
  /** What could not be handed to the server that counts. */
  notCounted: number;
  /** Too long to be looked at, and not among `lines`. */
  tooLong: number;
  /** Let go by `./kept log pipe` while nobody took them, and not among `lines`. */
  letGo: number;
  /** When the last one came; null: none has. */
  lastAt: Date | null;
}

export function noLineCounts(): LineCounts {
  return { lines: 0, counted: 0, bad: 0, unknown: 0, notCounted: 0, tooLong: 0, letGo: 0, lastAt: null };
}

export function addLines(a: LineCounts, b: LineCounts): LineCounts {
  const lastAt = (a.lastAt?.getTime() ?? 0) > (b.lastAt?.getTime() ?? 0) ? a.lastAt : b.lastAt;
  return {
    lines: a.lines + b.lines,
    counted: a.counted + b.counted,
    bad: a.bad + b.bad,
    unknown: a.unknown + b.unknown,
    notCounted: a.notCounted + b.notCounted,
    tooLong: a.tooLong + b.tooLong,
    letGo: a.letGo + b.letGo,
    lastAt,
  };
}

/** Read and of no use to anybody: what an administrator is told of. */
export function lostOf(counts: LineCounts): number {
  return counts.bad + counts.unknown + counts.notCounted + counts.tooLong + counts.letGo;
}
