import type { Deps } from '../../../platform/deps.ts';
import { firstDayKept } from '../rules/retention.ts';
import { removeRunsBefore } from '../store/import-runs.ts';
import { removeUnusedValues } from '../store/values.ts';
import { removeBefore } from '../store/write.ts';
import { listSites } from './sites.ts';

/** Removes figures that are older than their site keeps, of ended sites too, and names that nothing refers to any more. */
export async function removeOldFigures(deps: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const now = deps.clock.now();
  for (const { id, settings, timeZone } of await listSites(deps)) {
    const day = firstDayKept(now, timeZone, settings.retentionMonths);
    await deps.db.base(async (trx) => {
      await removeBefore(trx, id, day);
      await removeRunsBefore(trx, id, day);
    });
  }
  await deps.db.base((trx) => removeUnusedValues(trx));
}
