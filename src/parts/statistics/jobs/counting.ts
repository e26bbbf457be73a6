import type { Deps } from '../../../platform/deps.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import { removeOldFigures } from '../actions/retention.ts';

/** What runs by itself, in the vendor's time zone. Days are closed by the server that counts, as it counts. */
export function countingJobs(deps: Deps): Job[] {
  return [{ name: 'statistics.retention', cron: '25 3 * * *', run: () => removeOldFigures(deps) }];
}
