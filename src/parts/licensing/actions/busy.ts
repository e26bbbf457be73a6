import type { Database } from '../../../platform/db/database.ts';
import { readBusy } from '../store/erase.ts';

/** Of these people, those who registered a licence that is in use, or registered one since then. */
export function peopleWithLicences(db: Database['read'], personIds: readonly string[], since: Date): Promise<string[]> {
  return readBusy(db, personIds, since);
}
