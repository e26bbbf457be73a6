import { withoutPort } from './combined.ts';
import { code, type LineParser, type LogLine } from './log-line.ts';
import { readMethod, readRefusal, readStatus } from './requests.ts';
import { isoTime } from './times.ts';

type Read = (line: LogLine, from: number, to: number) => void;

/** Columns of the W3C extended format, in small letters. `date` and `time` are put together below. */
const readers: Readonly<Record<string, Read>> = {
  'c-ip': (line, from, to) => {
    line.addressFrom = from;
    line.addressTo = to;
  },
  'cs-host': (line, from, to) => {
    line.hostFrom = from;
    line.hostTo = withoutPort(line.bytes, from, to);
  },
  'cs-method': readMethod,
  'cs-uri-stem': (line, from, to) => {
    line.targetFrom = from;
    line.targetTo = to;
  },
  'cs-uri': (line, from, to) => {
    line.targetFrom = from;
    line.targetTo = to;
  },
  'cs-uri-query': (line, from, to) => {
    const none = to - from === 1 && line.bytes[from] === code.minus;
    line.queryFrom = from;
    line.queryTo = none ? from : to;
  },
  'sc-status': (line, from, to) => {
    line.status = readStatus(line.bytes, from, to);
  },
  'cs(referer)': (line, from, to) => {
    line.referrerFrom = from;
    line.referrerTo = to;
  },
  'cs(user-agent)': (line, from, to) => {
    line.agentFrom = from;
    line.agentTo = to;
  },
  'cs(sec-gpc)': (line, from, to) => readRefusal(line, 'gpc', from, to),
  'cs(dnt)': (line, from, to) => readRefusal(line, 'dnt', from, to),
};

const most = 64;

/** IIS and others that write the W3C extended format: a line `#Fields:` says which columns follow, until the next one. Times are UTC. */
export function iisParser(): LineParser {
  let columns: (Read | 'date' | 'time' | null)[] = [];
  // The day of the line before, of a log that writes the time alone.
  const joined = new Uint8Array(24);
  joined[10] = 32;
  let complete = 0;

  function put(line: LogLine, from: number, to: number, at: number, length: number): void {
    if (to - from < length) return;
    for (let i = 0; i < length; i++) joined[at + i] = line.bytes[from + i] ?? 0;
    complete |= at === 0 ? 1 : 2;
  }

  function directive(line: LogLine, from: number, end: number): null {
    const text = Buffer.from(line.bytes.subarray(from, Math.min(end, from + 4_000))).toString('latin1');
    const fields = /^#Fields:\s*(.*)$/i.exec(text.trim());
    if (fields)
      columns = (fields[1] ?? '')
        .split(/\s+/)
        .slice(0, most)
        .map((name) => {
          const small = name.toLowerCase();
          return small === 'date' || small === 'time' ? small : (readers[small] ?? null);
        });
    const date = /^#Date:\s*(\d{4}-\d\d-\d\d)/i.exec(text);
    if (date) joined.set(Buffer.from(date[1] ?? ''), 0);
    if (date) complete |= 1;
    return null;
  }

  return {
    parse(line, from, end) {
      line.clear();
      const { bytes } = line;
      const to = end > from && bytes[end - 1] === 13 ? end - 1 : end;
      if (to === from) return null;
      if (bytes[from] === code.hash) return directive(line, from, to);
      if (columns.length === 0) return false;
      complete &= 1;
      let at = from;
      let column = 0;
      while (column < columns.length) {
        let stop = at;
        while (stop < to && bytes[stop] !== code.space && bytes[stop] !== 9) stop++;
        if (stop === at) return false;
        const read = columns[column];
        if (read === 'date') put(line, at, stop, 0, 10);
        else if (read === 'time') put(line, at, stop, 11, 8);
        else read?.(line, at, stop);
        column += 1;
        at = stop + 1;
        if (at > to) break;
      }
      if (column < columns.length || complete !== 3) return false;
      line.time = isoTime(joined, 0, 19);
      return line.time >= 0 && line.status > 0;
    },
  };
}
