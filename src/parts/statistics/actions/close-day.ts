import type { Trx } from '../../../platform/db/database.ts';
import { countsOf, type DayCounts } from '../rules/day-counts.ts';
import type { SiteCount } from '../rules/site-count.ts';
import type { Source } from '../store/write.ts';
import { addDayCounts } from './write-days.ts';

/** Days in one go: the cells of as many are held beside one another. */
const daysAtOnce = 31;

/**
 * Writes all days of a count, which is finished, and adds them to their months and years. What stands of the same days is added
 * to. The days are taken out of the count as they are written.
 */
export async function addDays(trx: Trx, source: Source, count: SiteCount): Promise<void> {
  const days = [...count.days.keys()].sort((a, b) => a - b);
  for (let from = 0; from < days.length; from += daysAtOnce) {
    const counts = days.slice(from, from + daysAtOnce).flatMap((day): DayCounts[] => {
      const tally = count.take(day);
      return tally ? [countsOf(day, tally, count.names)] : [];
    });
    await addDayCounts(trx, source, counts);
  }
}
