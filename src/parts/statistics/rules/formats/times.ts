import { code } from './log-line.ts';

// Times of logs, read from bytes, in whole seconds since 1970 UTC; -1 where there is none. All reach no further than `to`.

const { minus, colon, dot, zero } = code;
const plus = 43;

/** First three letters of a month, lower case, as one number. */
const months = new Map(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((name, index) => [
    (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2),
    index,
  ]),
);

/** Digits as a number, or NaN, which no comparison lets pass. */
function number(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = at; i < at + length; i++) {
    const digit = (bytes[i] ?? 0) - zero;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Seconds since 1970, or -1 where these are no date and time. A leap second is the one after it. */
function seconds({ year, month, day, hour, minute, second }: Parts): number {
  if (!(year >= 1970 && year <= 9999 && month >= 0 && month <= 11 && day >= 1 && day <= 31)) return -1;
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return -1;
  const at = Date.UTC(year, month, day, hour, minute, second);
  return new Date(Date.UTC(year, month, day)).getUTCDate() === day ? at / 1_000 : -1;
}

/** `+0200`, `+02:00`, `Z`; nothing is UTC. NaN where it is something else. */
function zoneOffset(bytes: Uint8Array, at: number, to: number): number {
  if (at >= to || bytes[at] === 90 || bytes[at] === 122) return 0;
  if (bytes[at] !== plus && bytes[at] !== minus) return Number.NaN;
  const minutesAt = bytes[at + 3] === colon ? at + 4 : at + 3;
  if (minutesAt + 2 > to) return Number.NaN;
  const offset = number(bytes, at + 1, 2) * 3_600 + number(bytes, minutesAt, 2) * 60;
  return bytes[at] === minus ? -offset : offset;
}

/** `17/May/2015:10:05:03 +0000`, 26 bytes. */
export function clfTime(bytes: Uint8Array, at: number, to: number): number {
  if (to - at < 20) return -1;
  const name = (((bytes[at + 3] ?? 0) | 32) << 16) | (((bytes[at + 4] ?? 0) | 32) << 8) | ((bytes[at + 5] ?? 0) | 32);
  const time = seconds({
    year: number(bytes, at + 7, 4),
    month: months.get(name) ?? -1,
    day: number(bytes, at, 2),
    hour: number(bytes, at + 12, 2),
    minute: number(bytes, at + 15, 2),
    second: number(bytes, at + 18, 2),
  });
  const offset = to - at >= 26 ? zoneOffset(bytes, at + 21, to) : 0;
  return time < 0 || Number.isNaN(offset) ? -1 : time - offset;
}

/** `2026-03-01T10:05:03+00:00`, `2026-03-01 10:05:03.123Z`; without a zone it is UTC. */
export function isoTime(bytes: Uint8Array, at: number, to: number): number {
  if (to - at < 19 || bytes[at + 4] !== minus || bytes[at + 7] !== minus || bytes[at + 13] !== colon) return -1;
  const time = seconds({
    year: number(bytes, at, 4),
    month: number(bytes, at + 5, 2) - 1,
    day: number(bytes, at + 8, 2),
    hour: number(bytes, at + 11, 2),
    minute: number(bytes, at + 14, 2),
    second: number(bytes, at + 17, 2),
  });
  let zone = at + 19;
  if (bytes[zone] === dot) {
    zone += 1;
    while (zone < to && (bytes[zone] ?? 0) >= zero && (bytes[zone] ?? 0) <= zero + 9) zone += 1;
  }
  const offset = zoneOffset(bytes, zone, to);
  return time < 0 || Number.isNaN(offset) ? -1 : time - offset;
}

/** Seconds since 1970, with a fraction or without, or thousandths where they are that many. */
function epochTime(bytes: Uint8Array, at: number, to: number): number {
  let value = 0;
  let i = at;
  for (; i < to && bytes[i] !== dot; i++) {
    const digit = (bytes[i] ?? 0) - zero;
    // Written by Go, a large number may have an exponent; such a line is a bad one.
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  if (i === at) return -1;
  return value >= 1e11 ? Math.floor(value / 1_000) : value;
}

/** Whichever of the three it is. */
export function anyTime(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at + 2] === 47) return clfTime(bytes, at, to);
  return bytes[at + 4] === minus ? isoTime(bytes, at, to) : epochTime(bytes, at, to);
}
