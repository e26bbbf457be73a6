import type { Database } from '../../../platform/db/database.ts';
import { foreignKey } from '../rules/foreign-serial.ts';
import { readForeignSerial } from '../store/foreign-serials.ts';

/** A serial of another system as it stands in its licence, however it was typed; null where there is none. */
export async function findForeignSerial(db: Database['read'], typed: string): Promise<string | null> {
  const key = foreignKey(typed);
  return key === null ? null : readForeignSerial(db, key);
}
