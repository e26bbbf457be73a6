import type { Deps } from '../../platform/deps.ts';
import type { Job } from '../../platform/jobs/job.ts';
import { clearExpired } from './actions/clear-expired.ts';
import { tidyWebhooks } from './actions/webhooks/tidy.ts';

/** What runs by itself for the accounts and the webhooks. */
export function staffJobs(deps: Pick<Deps, 'db' | 'clock'>, staff: Parameters<typeof clearExpired>[1]): Job[] {
  return [
    { name: 'staff.clear-expired', cron: '17 * * * *', run: () => clearExpired(deps, staff) },
    { name: 'staff.tidy-webhooks', cron: '25 3 * * *', run: () => tidyWebhooks(deps) },
  ];
}
