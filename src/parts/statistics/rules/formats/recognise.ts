import { combinedParser } from './combined.ts';
import { iisParser } from './iis.ts';
import { jsonParser } from './json.ts';
import { code, type LineParser, LogLine } from './log-line.ts';
import { patternParser } from './pattern.ts';
import type { Writing } from './texts.ts';

/** Formats by the names that `--format` takes; anything with a `%` or `$` in it is a pattern. */
export const formatNames = ['combined', 'common', 'vhost-combined', 'vhost-common', 'iis', 'json'] as const;
export type FormatName = (typeof formatNames)[number];

export interface Format {
  readonly name: FormatName | 'pattern';
  readonly parser: LineParser;
  readonly writing: Writing;
  /** Only if it is so can reading begin in the middle of a file. */
  readonly stateless: boolean;
  readonly hasReferrer: boolean;
}

const makers: Readonly<Record<FormatName, () => LineParser>> = {
  combined: () => combinedParser({ host: false, agent: true }),
  common: () => combinedParser({ host: false, agent: false }),
  'vhost-combined': () => combinedParser({ host: true, agent: true }),
  'vhost-common': () => combinedParser({ host: true, agent: false }),
  iis: iisParser,
  json: jsonParser,
};

export function formatOf(name: string): Format | null {
  if (/[%$]/.test(name)) {
    const hasReferrer = /referr?er/i.test(name);
    return { name: 'pattern', parser: patternParser(name), writing: 'backslashes', stateless: true, hasReferrer };
  }
  const known = formatNames.find((each) => each === name);
  return known === undefined ? null : made(known);
}

function made(name: FormatName): Format {
  return {
    name,
    parser: makers[name](),
    writing: name === 'iis' ? 'plus signs' : 'backslashes',
    stateless: name !== 'iis',
    hasReferrer: !name.endsWith('common'),
  };
}

const looked = 200;

/** The format of a log, from the lines that it begins with; null where hardly any line fits one. */
export function recognise(head: Uint8Array): Format | null {
  const padded = new Uint8Array(head.length + 16);
  padded.set(head);
  padded[head.length] = code.lineFeed;
  let best: { name: FormatName; fit: number } | null = null;
  let lines = 0;
  for (const name of formatNames) {
    const tried = fitOf(makers[name](), padded, head.length);
    lines = tried.lines;
    // The ones named first say more; a common log fits no combined one, and not the other way round.
    if (best === null || tried.fit > best.fit) best = { name, fit: tried.fit };
  }
  return best !== null && best.fit > 0 && best.fit * 2 >= lines ? made(best.name) : null;
}

function fitOf(parser: LineParser, bytes: Uint8Array, end: number): { fit: number; lines: number } {
  const line = new LogLine();
  line.over(bytes);
  let fit = 0;
  let lines = 0;
  let from = 0;
  while (from < end && lines < looked) {
    const to = bytes.indexOf(code.lineFeed, from);
    // The last line is cut where the head ends.
    if (to < 0 || (to >= end && lines > 0)) break;
    const read = parser.parse(line, from, to);
    if (read !== null) lines += 1;
    if (read === true && (line.targetTo > line.targetFrom || line.status >= 400) && !isHost(line)) fit += 1;
    from = to + 1;
  }
  return { fit, lines };
}

/** In a log with hosts, an address stands where one without has its dash. */
function isHost({ bytes, addressFrom, addressTo }: LogLine): boolean {
  return addressTo - addressFrom === 1 && bytes[addressFrom] === code.minus;
}
