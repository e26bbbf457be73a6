import type { cameFrom, LineSources } from '../../parts/statistics/index.ts';

export type LiveSources = LineSources;
type Imported = Awaited<ReturnType<typeof cameFrom>>[number];

const numbers = new Intl.NumberFormat('en-GB');

/** What became of lines, for a terminal. @param socket where the server would listen */
export function drawStatus(
  { imported, live }: { readonly live: LiveSources | null; readonly imported: readonly Imported[] },
  socket: string,
): string[] {
  return [
    'Lines while they happen',
    ...(live === null ? [`  No server tells of ${socket}: it does not run, or is another user's.`] : liveLines(live)),
    '',
    'Logs and histories that were imported or followed',
    ...(imported.length === 0 ? ['  None.'] : imported.flatMap(importedLines)),
  ];
}

function liveLines({ listens, since, ways }: LiveSources): string[] {
  return [
    `  since ${time(since)}, the start of the server`,
    ...(listens ? [] : ['  Lines are not taken: the log of the server says why (KEPT_LOG_SOCKET).']),
    ...ways.flatMap((way) => [
      '',
      `  ${way.way}, ${way.place}`,
      line('counted', way.counted),
      line('left out', way.lines - way.counted - way.bad - way.unknown, 'pictures, errors and what else is no page'),
      line('not readable', way.bad),
      line('of no website', way.unknown),
      line('longer than 128 kB', way.tooLong),
      line('not counted', way.notCounted, 'the server that counts could not be reached'),
      line('let go', way.letGo, 'by ./kept log pipe, while nobody took them'),
      text('last line', way.lastAt === null ? 'none yet' : time(way.lastAt)),
    ]),
  ];
}

function importedLines(each: Imported): string[] {
  const { badLines, knownLines, lastLineAt, lines, runs } = each;
  const of = each.server === null ? '' : `, web server ${each.server}`;
  return [
    '',
    `  ${each.site}, ${each.origin === 'live' ? 'followed log' : each.origin}${of}`,
    ...(runs > 0 ? [line('imports', runs)] : []),
    ...(lines === null ? [] : [line('lines', lines)]),
    ...(badLines === null ? [] : [line('bad', badLines)]),
    ...(knownLines === null ? [] : [line('left out', knownLines, 'of times that were imported before')]),
    text('since', time(each.since)),
    text('last time', time(each.lastRunAt)),
    ...(lastLineAt === null ? [] : [text('last line', time(lastLineAt))]),
  ];
}

function line(name: string, count: number, means = ''): string {
  return text(name, `${numbers.format(count).padStart(12)}${means && `  ${means}`}`);
}

function text(name: string, value: string): string {
  return `    ${name.padEnd(19)} ${value}`;
}

function time(at: string | Date): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
