import { code, type LineParser, type LogLine } from './log-line.ts';
import { readRequest, readStatus } from './requests.ts';
import { clfTime } from './times.ts';

const { space, quote, bracket, closingBracket, backslash, colon } = code;

/**
 * The common and combined formats of Apache and nginx, with the name of the host before them or without:
 * `[host[:port] ]address ident user [time] "request" status bytes["referrer" "agent"[ more]]`.
 * Written for speed: most bytes are looked at once, four at a time.
 */
export function combinedParser(has: { readonly host: boolean; readonly agent: boolean }): LineParser {
  // Date, hour and zone of the line before: all but minute and second, which is nearly always the same again.
  const last = { day: 0, month: 0, year: 0, zone: 0, offset: 0, base: -1 };

  function timeAt(line: LogLine, at: number): number {
    const { bytes, view } = line;
    const day = view.getInt32(at, true);
    const month = view.getInt32(at + 4, true);
    const year = view.getInt32(at + 8, true);
    const hour = bytes[at + 12] ?? 0;
    const hours = bytes[at + 13] ?? 0;
    const zone = view.getInt32(at + 21, true) ^ (hour << 8) ^ hours;
    const minutes = ((bytes[at + 15] ?? 0) - 48) * 10 + (bytes[at + 16] ?? 0) - 48;
    const seconds = ((bytes[at + 18] ?? 0) - 48) * 10 + (bytes[at + 19] ?? 0) - 48;
    const same = day === last.day && month === last.month && year === last.year && zone === last.zone;
    // The last letter of the zone and the hour are compared as they are, so that two differences cannot cancel out.
    if (same && last.base >= 0 && last.offset === ((hour << 16) | (hours << 8) | (bytes[at + 25] ?? 0))) {
      if (!(minutes >= 0 && minutes < 60 && seconds >= 0 && seconds <= 60)) return -1;
      return last.base + minutes * 60 + seconds;
    }
    const time = clfTime(bytes, at, at + 26);
    if (time < 0) return -1;
    last.day = day;
    last.month = month;
    last.year = year;
    last.zone = zone;
    last.offset = (hour << 16) | (hours << 8) | (bytes[at + 25] ?? 0);
    last.base = time - minutes * 60 - seconds;
    return time;
  }

  return {
    parse(line, from, end) {
      const { bytes } = line;
      line.clear();
      let at = from;
      if (has.host) {
        at = upTo(bytes, at, space, end);
        if (at >= end) return at === from ? null : false;
        line.hostFrom = from;
        line.hostTo = withoutPort(bytes, from, at);
        at += 1;
      }
      line.addressFrom = at;
      at = upTo(bytes, at, space, end);
      if (at >= end) return end === from ? null : false;
      line.addressTo = at;
      at = upTo(bytes, at, bracket, end);
      if (at + 28 >= end || bytes[at + 27] !== closingBracket) return false;
      line.time = timeAt(line, at + 1);
      if (line.time < 0 || bytes[at + 29] !== quote) return false;
      const request = at + 30;
      at = endOfQuoted(line, request, end);
      if (at < 0) return false;
      readRequest(line, request, at);
      if (bytes[at + 1] !== space || at + 5 > end) return false;
      line.status = readStatus(bytes, at + 2, at + 5);
      if (line.status === 0 || !has.agent) return line.status !== 0 && (at + 5 === end || bytes[at + 5] === space);
      at = upTo(bytes, at + 5, quote, end);
      const referrer = at + 1;
      if (at >= end) return false;
      at = endOfQuoted(line, referrer, end);
      if (at < 0) return false;
      line.referrerFrom = referrer;
      line.referrerTo = at;
      if (bytes[at + 1] !== space || bytes[at + 2] !== quote) return false;
      const agent = at + 3;
      at = endOfQuoted(line, agent, end);
      if (at < 0) return false;
      line.agentFrom = agent;
      line.agentTo = at;
      return true;
    },
  };
}

function upTo(bytes: Uint8Array, from: number, byte: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== byte) at++;
  return at;
}

/** The quote that ends what begins here; -1 where there is none in the line. */
function endOfQuoted(line: LogLine, from: number, end: number): number {
  const { bytes, view } = line;
  let at = from;
  for (;;) {
    // Four bytes without a quote are passed over at once: a byte of `word` is zero where there is one.
    for (;;) {
      const word = view.getInt32(at, true) ^ 0x22222222;
      if (((word - 0x01010101) & ~word & 0x80808080) !== 0) break;
      at += 4;
      if (at >= end) return -1;
    }
    while (bytes[at] !== quote) at++;
    if (at >= end) return -1;
    if (bytes[at - 1] !== backslash) return at;
    let slashes = 1;
    while (at - slashes > from && bytes[at - slashes - 1] === backslash) slashes++;
    if (slashes % 2 === 0 || at - slashes < from) return at;
    at++;
  }
}

/** Where a host ends, without `:443`. */
export function withoutPort(bytes: Uint8Array, from: number, to: number): number {
  let at = to - 1;
  while (at > from && (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57) at--;
  return at > from && bytes[at] === colon ? at : to;
}
