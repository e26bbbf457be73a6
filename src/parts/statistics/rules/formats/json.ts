import { withoutPort } from './combined.ts';
import { code, type LineParser, type LogLine } from './log-line.ts';
import { readMethod, readRefusal, readRequest, readStatus } from './requests.ts';
import { anyTime } from './times.ts';

type Read = (line: LogLine, from: number, to: number) => void;

/** Names of Caddy and those usual in a `log_format … escape=json` of nginx, in small letters; `_` for `-`. */
const readers: Readonly<Record<string, Read>> = {
  remote_addr: address,
  remote_ip: (line, from, to) => line.addressTo > line.addressFrom || address(line, from, to),
  client_ip: address,
  time_local: time,
  time_iso8601: time,
  timestamp: time,
  '@timestamp': time,
  time,
  ts: time,
  msec: time,
  request: readRequest,
  request_method: readMethod,
  method: readMethod,
  request_uri: target,
  uri: target,
  args: query,
  query_string: query,
  status,
  host,
  http_host: host,
  server_name: (line, from, to) => line.hostTo > line.hostFrom || host(line, from, to),
  http_referer: referrer,
  http_referrer: referrer,
  referer: referrer,
  http_user_agent: agent,
  user_agent: agent,
  http_sec_gpc: gpc,
  sec_gpc: gpc,
  http_dnt: dnt,
  dnt,
};

/** Objects that are looked into. What else a line holds (answers' headers, TLS) has names of its own. */
const containers = ['request', 'headers'];

function address(line: LogLine, from: number, to: number): void {
  line.addressFrom = from;
  line.addressTo = to;
}
function time(line: LogLine, from: number, to: number): void {
  if (line.time <= 0) line.time = anyTime(line.bytes, from, to);
}
function target(line: LogLine, from: number, to: number): void {
  line.targetFrom = from;
  line.targetTo = to;
}
function query(line: LogLine, from: number, to: number): void {
  line.queryFrom = from;
  line.queryTo = to;
}
function status(line: LogLine, from: number, to: number): void {
  line.status = readStatus(line.bytes, from, to);
}
function host(line: LogLine, from: number, to: number): void {
  line.hostFrom = from;
  line.hostTo = withoutPort(line.bytes, from, to);
}
function referrer(line: LogLine, from: number, to: number): void {
  line.referrerFrom = from;
  line.referrerTo = to;
}
function agent(line: LogLine, from: number, to: number): void {
  line.agentFrom = from;
  line.agentTo = to;
}
function gpc(line: LogLine, from: number, to: number): void {
  readRefusal(line, 'gpc', from, to);
}
function dnt(line: LogLine, from: number, to: number): void {
  readRefusal(line, 'dnt', from, to);
}

/** FNV-1a over a name in small letters, `-` as `_`. */
function step(hash: number, byte: number): number {
  const letter = byte >= 65 && byte <= 90 ? byte | 32 : byte === code.minus ? 95 : byte;
  return Math.imul(hash ^ letter, 0x01000193);
}
function hashOf(name: string): number {
  let hash = 0x811c9dc5 | 0;
  for (const byte of Buffer.from(name)) hash = step(hash, byte);
  return hash;
}

const byHash = new Map(Object.entries(readers).map(([name, read]) => [hashOf(name), { length: name.length, read }]));
const containerHashes = new Set(containers.map(hashOf));

/** One JSON object a line: Caddy's, and nginx's own. Walked byte by byte; names that mean nothing are passed over. */
export function jsonParser(): LineParser {
  return {
    parse(line, from, end) {
      line.clear();
      if (from === end) return null;
      const at = blanks(line.bytes, from, end);
      if (line.bytes[at] !== 123 || object(line, at, end, 0) < 0) return false;
      return line.time > 0 && line.status > 0;
    },
  };
}

/** Reads the object that begins at `from`; the place after it, or -1 where it is none. */
function object(line: LogLine, from: number, end: number, depth: number): number {
  const { bytes } = line;
  let at = blanks(bytes, from + 1, end);
  if (bytes[at] === 125) return at + 1;
  for (;;) {
    if (bytes[at] !== code.quote) return -1;
    const name = at + 1;
    let hash = 0x811c9dc5 | 0;
    for (at = name; at < end && bytes[at] !== code.quote; at++) hash = step(hash, bytes[at] ?? 0);
    const length = at - name;
    at = blanks(bytes, at + 1, end);
    if (bytes[at] !== code.colon) return -1;
    at = blanks(bytes, at + 1, end);
    const looked = depth < 3 && bytes[at] === 123 && containerHashes.has(hash);
    at = looked ? object(line, at, end, depth + 1) : value(line, at, end, known(hash, length));
    if (at < 0) return -1;
    at = blanks(bytes, at, end);
    if (bytes[at] === 125) return at + 1;
    if (bytes[at] !== 44) return -1;
    at = blanks(bytes, at + 1, end);
  }
}

function known(hash: number, length: number): Read | null {
  const found = byHash.get(hash);
  return found !== undefined && found.length === length ? found.read : null;
}

/** Hands a string, a number, or the first of a list to its reader; the place after the value, or -1. */
function value(line: LogLine, from: number, end: number, read: Read | null): number {
  const { bytes } = line;
  const first = bytes[from] ?? 0;
  if (first === code.quote) {
    const to = stringEnd(bytes, from + 1, end);
    if (to < 0) return -1;
    read?.(line, from + 1, to);
    return to + 1;
  }
  if (first === code.bracket || first === 123) return nested(line, from, end, first === code.bracket ? read : null);
  let to = from;
  while (to < end && bytes[to] !== 44 && bytes[to] !== 125 && bytes[to] !== 93 && (bytes[to] ?? 0) > 32) to++;
  if (to === from) return -1;
  // null, true and false are no values of any of these.
  if (first < 58) read?.(line, from, to);
  return to;
}

function nested(line: LogLine, from: number, end: number, read: Read | null): number {
  const { bytes } = line;
  let depth = 0;
  let at = from;
  while (at < end) {
    const byte = bytes[at];
    if (byte === code.quote) {
      const to = stringEnd(bytes, at + 1, end);
      if (to < 0) return -1;
      if (read !== null && depth === 1) {
        read(line, at + 1, to);
        read = null;
      }
      at = to;
    } else if (byte === 91 || byte === 123) depth += 1;
    else if (byte === 93 || byte === 125) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
    at += 1;
  }
  return -1;
}

function stringEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== code.quote) at += bytes[at] === code.backslash ? 2 : 1;
  return at < end ? at : -1;
}

function blanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] ?? 0) <= code.space) at++;
  return at;
}
