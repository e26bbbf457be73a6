import type { Deps } from '../../platform/deps.ts';
import type { Job } from '../../platform/jobs/job.ts';
import { clearExpired } from './actions/clear-expired.ts';

/** What runs by itself for the accounts. */
export function staffJobs(deps: Pick<Deps, 'clock'>, staff: Parameters<typeof clearExpired>[1]): Job[] {
  return [{ name: 'staff.clear-expired', cron: '17 * * * *', run: () => clearExpired(deps, staff) }];
}
