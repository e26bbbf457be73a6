import { LogLine, method, refusal } from '../../rules/formats/log-line.ts';
import type { Format } from '../../rules/formats/recognise.ts';
import { textOf } from '../../rules/formats/texts.ts';
import { isOnlyForImports } from '../../rules/when.ts';
import { siteHost } from './live-lines.ts';
import { named } from './look.ts';

/** Lines of any format, told anew as the running server reads them. */
export interface Retelling {
  /** Whole lines in, whole lines out; what is no line of the format is left out and counted. */
  retell(bytes: Uint8Array): Buffer;
  /** Time of the last line that could be read, in seconds since 1970; 0 for none. */
  readonly lastAt: () => number;
  /** The same of the first line that was handed over last. */
  readonly firstAt: () => number;
  /** Whether any line that was handed over last is too old for the live count. */
  readonly tooOld: () => boolean;
  readonly bad: () => number;
}

const padding = 64;

/** @param format a format's name or a pattern, or one that was recognised @throws KEPT_IMPORT_PATTERN */
export function retell(format: Format | string, slug: string): Retelling {
  const of = typeof format === 'string' ? named(format) : format;
  const line = new LogLine();
  let bad = 0;
  let lastAt = 0;
  let firstAt = 0;
  let tooOld = false;
  return {
    bad: () => bad,
    lastAt: () => lastAt,
    firstAt: () => firstAt,
    tooOld: () => tooOld,
    retell(bytes) {
      const padded = new Uint8Array(bytes.length + padding);
      padded.set(bytes);
      line.over(padded);
      const told: string[] = [];
      firstAt = 0;
      tooOld = false;
      const now = Date.now() / 1_000;
      for (let from = 0; from < bytes.length; ) {
        const feed = padded.indexOf(10, from);
        const to = feed < 0 ? bytes.length : feed;
        const read = of.parser.parse(line, from, to);
        if (read === true) {
          lastAt = line.time;
          firstAt ||= line.time;
          tooOld ||= isOnlyForImports(line.time, now);
          told.push(`${JSON.stringify(factsOf(line, of, slug))}\n`);
        } else if (read === false) bad += 1;
        from = to + 1;
      }
      return Buffer.from(told.join(''));
    },
  };
}

const methods = { [method.get]: 'GET', [method.head]: 'HEAD', [method.post]: 'POST' } as const;

function factsOf(line: LogLine, { writing }: Format, slug: string): Record<string, unknown> {
  const text = (from: number, to: number) => textOf(line.bytes, from, to, writing);
  const query = text(line.queryFrom, line.queryTo);
  return {
    msec: line.time,
    remote_addr: text(line.addressFrom, line.addressTo),
    host: `${slug}${siteHost}`,
    request_method: methods[line.method as keyof typeof methods] ?? 'OTHER',
    request_uri: text(line.targetFrom, line.targetTo) + (query && `?${query}`),
    status: line.status,
    ...(line.referrerFrom > 0 ? { http_referer: text(line.referrerFrom, line.referrerTo) || '-' } : {}),
    ...(line.agentFrom > 0 ? { http_user_agent: text(line.agentFrom, line.agentTo) } : {}),
    ...(line.refused === refusal.gpc ? { http_sec_gpc: '1' } : {}),
    ...(line.refused === refusal.dnt ? { http_dnt: '1' } : {}),
  };
}
