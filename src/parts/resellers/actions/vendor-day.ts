import type { Database } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readVendor } from '../../policy/index.ts';

/** Today as the vendor's calendar has it, `YYYY-MM-DD`: contracts hold by the day. */
export async function vendorDay(db: Database['read'], deps: Pick<Deps, 'clock'>): Promise<string> {
  const zone = (await readVendor(db))?.timeZone ?? 'UTC';
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(deps.clock.now());
}
