import type { Deps } from '../../platform/deps.ts';
import type { Job } from '../../platform/jobs/job.ts';
import { runLeadClock } from './actions/lead-clock.ts';
import { workOnReassignments } from './actions/reassignments.ts';
import { settleResellers } from './actions/settle.ts';

/** What runs by itself, in the vendor's time zone. Hourly, so that a server that was down at midnight soon catches up. */
export function resellerJobs(deps: Deps): Job[] {
  return [
    { name: 'resellers.contracts', cron: '2 * * * *', run: () => settleResellers(deps) },
    { name: 'resellers.reassignments', cron: '* * * * *', run: () => workOnReassignments(deps) },
    {
      name: 'resellers.leads',
      cron: '*/10 * * * *',
      run: async () => {
        await runLeadClock(deps);
      },
    },
  ];
}
