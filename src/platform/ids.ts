import { randomBytes, randomUUID } from 'node:crypto';

/** Where ids and random values come from. */
export interface Ids {
  /** A random uuid (version 4). */
  uuid(): string;
  /** `bytes` random bytes. */
  random(bytes: number): Buffer;
}

export const systemIds: Ids = { uuid: () => randomUUID(), random: (bytes) => randomBytes(bytes) };
