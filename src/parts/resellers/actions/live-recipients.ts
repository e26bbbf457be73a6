import type { Database } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { resellerStandings } from '../../disclosures/index.ts';
import { vendorDay } from './vendor-day.ts';

/** The recipients that these resellers are, by company, as far as their contracts hold today; nothing may be given to others. */
export async function liveRecipients(
  db: Database['read'],
  deps: Pick<Deps, 'clock'>,
  companyIds: readonly (string | null)[],
): Promise<Map<string, string>> {
  const sought = [...new Set(companyIds)].filter((id) => id !== null);
  if (sought.length === 0) return new Map();
  const on = await vendorDay(db, deps);
  const standings = await resellerStandings(db, { companyIds: sought, on });
  return new Map(standings.filter(({ live }) => live).map(({ companyId, recipientId }) => [companyId, recipientId]));
}
