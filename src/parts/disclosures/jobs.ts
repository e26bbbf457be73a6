import type { Deps } from '../../platform/deps.ts';
import type { Job } from '../../platform/jobs/job.ts';
import { askDeletions, remindDeletions } from './actions/deletions.ts';

/** What runs by itself, in the vendor's time zone. Hourly, so that a server that was down at midnight soon catches up. */
export function disclosureJobs(deps: Deps, handed: { readonly timeZone: () => string }): Job[] {
  const run = () =>
    deps.db.base(async (trx) => {
      const zone = handed.timeZone();
      await askDeletions(trx, deps, { zone, recipientId: null });
      await remindDeletions(trx, deps, zone);
    });
  return [{ name: 'disclosures.deletions', cron: '7 * * * *', run }];
}
