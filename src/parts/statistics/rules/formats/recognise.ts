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
    return { name: 'pattern', parser: patternParser(name), writing: 'backslashes', stateless: true };
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
  };
}

const looked = 200;

/** The format of a log, from the lines that it begins with; null where hardly any line fits one. */
export function recognise(head: Uint8Array): Format | null {
  const padded = new Uint8Array(head.length + 64);
  padded.set(head);
  padded[head.length] = code.lineFeed;
  // Those named first say more: every combined line fits the common format, and not the other way round.
  const tried = formatNames.map((name) => ({ name, ...fitOf(name, padded, head.length) }));
  const best = tried.reduce((first, each) => (each.fit > first.fit ? each : first));
  return best.fit > 0 && best.fit * 2 >= best.lines ? made(best.name) : null;
}

function fitOf(name: FormatName, bytes: Uint8Array, end: number): { fit: number; lines: number } {
  const parser = makers[name]();
  const line = new LogLine();
  line.over(bytes);
  let fit = 0;
  let lines = 0;
  for (let from = 0; from < end && lines < looked; ) {
    const to = bytes.indexOf(code.lineFeed, from);
    // The last line is cut where the head ends.
    if (to < 0 || (to >= end && lines > 0)) break;
    const read = parser.parse(line, from, to);
    if (read !== null) lines += 1;
    if (read === true && isLikely(name, line)) fit += 1;
    from = to + 1;
  }
  return { fit, lines };
}

/** With hosts before it or without, the same line can be read either way; what looks like an address decides. */
function isLikely(name: FormatName, line: LogLine): boolean {
  if (name.startsWith('vhost')) return isAddress(line.bytes, line.addressFrom, line.addressTo);
  if (name === 'iis' || name === 'json') return true;
  const second = line.addressTo + 1;
  return !isAddress(line.bytes, second, line.bytes.indexOf(code.space, second));
}

function isAddress(bytes: Uint8Array, from: number, to: number): boolean {
  let marks = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    const small = byte | 32;
    if (byte === code.dot || byte === code.colon) marks += 1;
    else if (!(byte >= 48 && byte <= 57) && !(small >= 97 && small <= 102)) return false;
  }
  return marks >= 2;
}
