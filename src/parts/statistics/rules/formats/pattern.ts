import { withoutPort } from './combined.ts';
import { code, type LineParser, type LogLine } from './log-line.ts';
import { readMethod, readRefusal, readRequest, readStatus } from './requests.ts';
import { anyTime } from './times.ts';

type Read = (line: LogLine, from: number, to: number) => void;

const address: Read = (line, from, to) => {
  // Of a list as in X-Forwarded-For the first is the visitor, as far as anybody can say.
  let stop = from;
  while (stop < to && line.bytes[stop] !== 44) stop++;
  line.addressFrom = from;
  line.addressTo = stop;
};
const time: Read = (line, from, to) => {
  const at = line.bytes[from] === code.bracket ? from + 1 : from;
  line.time = anyTime(line.bytes, at, line.bytes[to - 1] === code.closingBracket ? to - 1 : to);
};
const host: Read = (line, from, to) => {
  line.hostFrom = from;
  line.hostTo = withoutPort(line.bytes, from, to);
};
const target: Read = (line, from, to) => {
  line.targetFrom = from;
  line.targetTo = to;
};
const query: Read = (line, from, to) => {
  // Apache's %q begins with the question mark.
  line.queryFrom = line.bytes[from] === 63 ? from + 1 : from;
  line.queryTo = to;
};
const status: Read = (line, from, to) => {
  line.status = readStatus(line.bytes, from, to);
};
const referrer: Read = (line, from, to) => {
  line.referrerFrom = from;
  line.referrerTo = to;
};
const agent: Read = (line, from, to) => {
  line.agentFrom = from;
  line.agentTo = to;
};
const gpc: Read = (line, from, to) => readRefusal(line, 'gpc', from, to);
const dnt: Read = (line, from, to) => readRefusal(line, 'dnt', from, to);

/** Directives of Apache's LogFormat and variables of nginx's log_format; what is not named here is passed over. */
const directives: Readonly<Record<string, Read>> = {
  h: address,
  a: address,
  t: time,
  v: host,
  V: host,
  r: readRequest,
  m: readMethod,
  U: target,
  q: query,
  s: status,
};
const headers: Readonly<Record<string, Read>> = {
  referer: referrer,
  'user-agent': agent,
  host,
  'x-forwarded-for': address,
  'sec-gpc': gpc,
  dnt,
};
const variables: Readonly<Record<string, Read>> = {
  remote_addr: address,
  time_local: time,
  time_iso8601: time,
  msec: time,
  host,
  http_host: host,
  server_name: host,
  request: readRequest,
  request_method: readMethod,
  request_uri: target,
  uri: target,
  args: query,
  query_string: query,
  status,
  http_referer: referrer,
  http_user_agent: agent,
  http_x_forwarded_for: address,
  http_sec_gpc: gpc,
  http_dnt: dnt,
};

interface Field {
  readonly read: Read | null;
  /** `[time]` of Apache's %t, which writes the brackets itself. */
  readonly bracketed: boolean;
  /** Text between this field and the next. */
  readonly after: Uint8Array;
}

/** Why a pattern cannot be used, in words for the person who wrote it. */
export class PatternFault extends Error {}

const token = /%%|%[<>!\d,]*(?:\{([^}]+)\})?([A-Za-z])|\$\{?([a-z][a-z0-9_]*)\}?/g;

/** Reads a pattern as it stands in a configuration of Apache (`%h %l %u %t "%r" %>s %b`) or nginx (`$remote_addr - …`). */
export function compilePattern(pattern: string): { readonly start: Uint8Array; readonly fields: readonly Field[] } {
  const text = pattern.replaceAll('\\"', '"').replaceAll('\\t', '\t');
  const fields: { read: Read | null; bracketed: boolean; from: number; to: number }[] = [];
  for (const match of text.matchAll(token)) {
    const [whole, argument, letter, variable] = match;
    if (whole === '%%') continue;
    const read =
      variable === undefined
        ? directive(letter ?? '', argument)
        : Object.hasOwn(variables, variable)
          ? variables[variable]
          : null;
    const bracketed = letter === 't' && argument === undefined;
    fields.push({ read: read ?? null, bracketed, from: match.index, to: match.index + whole.length });
  }
  const literal = (from: number, to?: number) =>
    new Uint8Array(Buffer.from(text.slice(from, to).replaceAll('%%', '%')));
  const compiled = fields.map((field, index) => ({
    read: field.read,
    bracketed: field.bracketed,
    after: literal(field.to, fields[index + 1]?.from),
  }));
  complain(compiled);
  return { start: literal(0, fields[0]?.from), fields: compiled };
}

function directive(letter: string, argument: string | undefined): Read | null {
  if (letter === 'i' && argument !== undefined) return headers[argument.toLowerCase()] ?? null;
  return Object.hasOwn(directives, letter) ? (directives[letter] ?? null) : null;
}

function complain(fields: readonly Field[]): void {
  const reads = new Set(fields.map(({ read }) => read));
  const missing = [
    ...(reads.has(address) ? [] : ['the address of the visitor (%h, $remote_addr)']),
    ...(reads.has(time) ? [] : ['the time (%t, $time_local)']),
    ...(reads.has(readRequest) || reads.has(target) ? [] : ['what was asked for (%r, $request)']),
    ...(reads.has(status) ? [] : ['the status (%>s, $status)']),
  ];
  if (missing.length > 0) throw new PatternFault(`It does not name ${missing.join(', ')}.`);
  if (fields.slice(0, -1).some(({ after }) => after.length === 0))
    throw new PatternFault('Two of its fields stand beside each other with nothing between.');
}

/** Lines of a format that somebody made for himself. Each field ends where the text after it begins. */
export function patternParser(pattern: string): LineParser {
  const { start, fields } = compilePattern(pattern);
  const hasMethod = fields.some(({ read }) => read === readMethod || read === readRequest);
  return {
    parse(line, from, lineEnd) {
      const { bytes } = line;
      line.clear();
      const end = lineEnd > from && bytes[lineEnd - 1] === 13 ? lineEnd - 1 : lineEnd;
      if (end === from) return null;
      if (!stands(bytes, from, end, start)) return false;
      let at = from + start.length;
      for (const field of fields) {
        const stop = field.after.length === 0 ? end : find(bytes, field.bracketed ? at + 20 : at, end, field.after);
        if (stop < 0) return false;
        field.read?.(line, at, stop);
        at = stop + field.after.length;
      }
      if (!hasMethod) line.method = 1;
      return line.time > 0 && line.status > 0;
    },
  };
}

function stands(bytes: Uint8Array, at: number, end: number, text: Uint8Array): boolean {
  if (at + text.length > end) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/** Where `text` stands next; a quote after a backslash is part of the field. */
function find(bytes: Uint8Array, from: number, end: number, text: Uint8Array): number {
  const first = text[0];
  for (let at = from; at < end; at++) {
    if (
      bytes[at] === first &&
      stands(bytes, at, end, text) &&
      !(first === code.quote && bytes[at - 1] === code.backslash)
    )
      return at;
  }
  return -1;
}
