import type { Database } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { asGiven, foreignKey } from '../rules/foreign-serial.ts';
import { parseSerial } from '../rules/serial.ts';
import { readForeignLengths, readForeignSerial } from '../store/foreign-serials.ts';

/** A serial of another system as it stands in its licence, however it was typed; null where there is none. */
export async function findForeignSerial(db: Database['read'], typed: string): Promise<string | null> {
  const key = foreignKey(typed);
  return key === null ? null : readForeignSerial(db, key);
}

/**
 * The serial to look for, or null for what is malformed. That is said without asking the database: what is none of ours is looked for only if it is
 * as long as some serial of another system, and if there is none, then it is unknown like one of ours, by the same statements.
 */
export async function serialTyped(deps: Deps, typed: string): Promise<string | null> {
  const own = parseSerial(typed);
  if (own !== null) return own;
  const [key, given] = [foreignKey(typed), asGiven(typed)];
  if (key === null || given === null || !(await foreignLengths(deps)).has([...key].length)) return null;
  return (await readForeignSerial(deps.db.read, key)) ?? given;
}

const lengthsMs = 60_000;
const lengths = new WeakMap<Database, { readonly known: ReadonlySet<number>; readonly until: number }>();

/** How long serials of other systems are, as known for at most a minute: whatever is typed, the database is asked no more often. */
async function foreignLengths(deps: Deps): Promise<ReadonlySet<number>> {
  const now = deps.clock.now().getTime();
  const held = lengths.get(deps.db);
  if (held && now < held.until && held.until - now <= lengthsMs) return held.known;
  const known = await readForeignLengths(deps.db.read);
  lengths.set(deps.db, { known, until: now + lengthsMs });
  return known;
}

/** After an import: its serials are found at once. */
export function forgetForeignLengths(deps: Deps): void {
  lengths.delete(deps.db);
}
