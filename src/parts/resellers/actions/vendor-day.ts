import type { Database } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readVendor } from '../../policy/index.ts';

// Making a format takes longer than using it, and there are few time zones.
const formats = new Map<string, Intl.DateTimeFormat>();

/** Today as the vendor's calendar has it, `YYYY-MM-DD`: contracts hold by the day. */
export async function vendorDay(db: Database['read'], deps: Pick<Deps, 'clock'>): Promise<string> {
  const zone = (await readVendor(db))?.timeZone ?? 'UTC';
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  formats.set(zone, format);
  return format.format(deps.clock.now());
}
