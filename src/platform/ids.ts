import { randomBytes, randomFillSync } from 'node:crypto';

/** Where ids and random values come from. */
export interface Ids {
  /** A uuid of version 7: ordered by time, so that what is written next stands side by side in every index; 74 bits are random. */
  uuid(): string;
  /** `bytes` random bytes. */
  random(bytes: number): Buffer;
}

const pool = Buffer.allocUnsafe(4_096);
let used = pool.length;

/** Where in the pool so many bytes begin that nobody was given yet. */
function take(bytes: number): number {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return used - bytes;
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function uuid(): string {
  const at = take(10);
  const time = Date.now().toString(16).padStart(12, '0');
  const byte = (place: number, keep = 0xff, set = 0) => hex[((pool[at + place] ?? 0) & keep) | set] ?? '00';
  return `${time.slice(0, 8)}-${time.slice(8)}-${byte(0, 0x0f, 0x70)}${byte(1)}-${byte(2, 0x3f, 0x80)}${byte(3)}-${byte(4)}${byte(5)}${byte(6)}${byte(7)}${byte(8)}${byte(9)}`;
}

/** A secret is not to be found once more in the pool. */
function random(bytes: number): Buffer {
  if (bytes > pool.length) return randomBytes(bytes);
  const at = take(bytes);
  const given = Buffer.from(pool.subarray(at, at + bytes));
  pool.fill(0, at, at + bytes);
  return given;
}

export const systemIds: Ids = { uuid, random };
