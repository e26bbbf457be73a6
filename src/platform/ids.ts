import { randomBytes, randomUUID } from 'node:crypto';

/** Where ids and random values come from. */
export interface Ids {
  /** A random uuid (version 4). */
  uuid(): string;
  /** `bytes` random bytes. */
  random(bytes: number): Buffer;
}

export const systemIds: Ids = { uuid: () => randomUUID(), random: (bytes) => randomBytes(bytes) };

/** Tells one kind of id from another while compiling: `type PersonId = Id<'person'>`. */
export type Id<Kind extends string> = string & { readonly __id: Kind };
