import { basename } from 'node:path';
import type { ImportResult } from '../../parts/statistics/index/logs.ts';

const states: Readonly<Record<ImportResult['files'][number]['state'], string>> = {
  counted: 'counted',
  grown: 'new lines counted',
  'counted before': 'nothing new: counted before',
  copy: 'left out: a copy of another, or its beginning',
  empty: 'empty',
};

/** An import in lines for people. */
export function told(
  result: ImportResult,
  { seconds, site, keptFrom }: { readonly seconds: number; readonly site: string; readonly keptFrom: string },
): string[] {
  const { days, figures, files, written } = result;
  const visits = days.reduce((sum, day) => sum + day.visits, 0);
  const visitors = days.reduce((sum, day) => sum + day.visitors, 0);
  const first = days[0]?.day ?? '';
  const last = days.at(-1)?.day ?? '';
  const counted = files.some(({ state }) => state === 'counted' || state === 'grown');
  return [
    ...files.map((file) => `  ${basename(file.path)}: ${states[file.state]}${detail(file)}`),
    ...(counted
      ? [
          `${figures.lines} lines in ${seconds.toFixed(1)} s (${Math.round(figures.lines / seconds)} lines/s)`,
          `  ${row('page views', figures.views)}`,
          `  ${row('visits', visits)}${first === '' ? '' : first === last ? `, on ${first}` : `, from ${first} to ${last}`}`,
          `  ${row(days.length > 1 ? 'visitor-days' : 'visitors', visitors)}`,
          ...rest(figures),
        ]
      : []),
    ending({ site, counted, written, added: days.length > 0, figures }),
    ...hints(figures),
    ...(result.oneAddress ? oneAddress : []),
    ...(written ? goesSoon(days[0]?.day ?? null, keptFrom) : []),
  ];
}

const row = (name: string, count: number) => `${String(count).padStart(10)}  ${name}`;

function detail(file: ImportResult['files'][number]): string {
  const cut = file.cutShort ? '; it ends in the middle of what was compressed, and was counted up to there' : '';
  return file.lines > 0 ? ` (${file.lines} lines, ${file.format})${cut}` : cut;
}

function rest(figures: ImportResult['figures']): string[] {
  const rows: [string, number][] = [
    ['downloads', figures.downloads],
    ['pages that were not found', figures.missing],
    ['requests of bots', figures.bots],
    ['requests of people who do not want to be counted (Sec-GPC, DNT)', figures.refused],
    ["requests of the vendor's own network", figures.own],
    ['other requests: pictures, scripts, redirects, errors', figures.others],
    ['requests for hosts that are not of this site', figures.otherHosts],
    ['lines of times that were imported before', figures.before],
    ['bad lines: not of the format, longer than 64 kB, or of an impossible time', figures.bad],
  ];
  return rows.filter(([, count]) => count > 0).map(([name, count]) => `  ${row(name, count)}`);
}

interface Came {
  readonly site: string;
  readonly counted: boolean;
  readonly written: boolean;
  /** Whether any day has figures of it. */
  readonly added: boolean;
  readonly figures: ImportResult['figures'];
}

function ending({ site, counted, written, added, figures: { before, lines } }: Came): string {
  if (!counted) return `Nothing new for ${site}.`;
  if (!added)
    return lines > 0 && before === lines
      ? `Nothing new for ${site}: all lines are of times that were imported before.`
      : `Nothing was added to the figures of ${site}: no line tells of anything that is counted.`;
  return written
    ? `Added to the figures of ${site}, origin "log". Nothing of the addresses and agents in the log was kept.`
    : 'A dry run: nothing was written.';
}

const oneAddress = [
  'All page views seem to come from one address, though from many kinds of browsers: visits could not be told apart.',
  'The log holds the address of a proxy in front of the web server: let the web server log that of the visitor (docs/website-logs.md).',
];

/** What was counted and will be gone tomorrow must not surprise anybody. */
export function goesSoon(firstDay: string | null, keptFrom: string): string[] {
  if (firstDay === null || firstDay >= keptFrom) return [];
  return [
    `Days before ${keptFrom} are older than this site keeps and will be removed in the night.`,
    'To keep them, set how long figures are kept in the desk (Statistics, Websites) before that.',
  ];
}

function hints({ before, lines, otherHosts }: ImportResult['figures']): string[] {
  return [
    ...(before > 0
      ? [
          'If those lines are of another web server of the site, import its logs with a name of its own: --server web-2.',
        ]
      : []),
    ...(lines > 0 && otherHosts === lines
      ? ['All lines are for other hosts: see the hosts of the site in the desk.']
      : []),
  ];
}
