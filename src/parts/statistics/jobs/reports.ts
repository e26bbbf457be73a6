import type { Deps } from '../../../platform/deps.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import { type ReportsHanded, sendDueMailReports } from '../actions/kept/mails.ts';

/** What runs by itself for the reports. Hourly, because each site has days of its own. */
export function reportJobs(deps: Deps, handed: Pick<ReportsHanded, 'mailboxes'>): Job[] {
  return [
    {
      name: 'statistics.mail-reports',
      cron: '20 * * * *',
      run: async () => {
        await sendDueMailReports(deps, handed);
      },
    },
  ];
}
