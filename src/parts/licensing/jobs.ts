import type { Deps } from '../../platform/deps.ts';
import type { Files } from '../../platform/files/files.ts';
import type { Job } from '../../platform/jobs/job.ts';
import { freeDisputedSeats } from './actions/disputed-seats.ts';
import { dropOldExports, takeUpExports } from './actions/export/work.ts';
import { dropOldFiles, takeUpImports } from './actions/import/work.ts';
import { dropUnfinished } from './actions/release-files.ts';
import { sendRenewalReminders } from './actions/remind.ts';
import { sendDueReports } from './actions/report.ts';
import { endTerms } from './actions/school.ts';
import { checkLoaded } from './actions/screening-lists.ts';

/** What runs by itself, in the vendor's time zone. */
export function licensingJobs(deps: Deps, files: Files, handed: Parameters<typeof takeUpImports>[1]): Job[] {
  return [
    { name: 'licensing.imports', cron: '* * * * *', run: () => takeUpImports(deps, handed) },
    { name: 'licensing.import-files', cron: '20 3 * * *', run: () => dropOldFiles(deps) },
    { name: 'licensing.unfinished-files', cron: '25 3 * * *', run: () => dropUnfinished(deps, files) },
    { name: 'licensing.exports', cron: '* * * * *', run: () => takeUpExports(deps) },
    { name: 'licensing.export-files', cron: '*/10 * * * *', run: () => dropOldExports(deps) },
    {
      name: 'licensing.licensor-reports',
      cron: '30 3 * * *',
      run: async () => {
        await sendDueReports(deps);
      },
    },
    {
      name: 'licensing.renewal-reminders',
      cron: '30 6 * * *',
      run: async () => {
        await sendRenewalReminders(deps);
      },
    },
    {
      name: 'licensing.screening',
      cron: '*/10 * * * *',
      run: async () => {
        await checkLoaded(deps);
      },
    },
    {
      name: 'licensing.disputed-seats',
      cron: '50 0 * * *',
      run: async () => {
        await freeDisputedSeats(deps);
      },
    },
    {
      name: 'licensing.school-terms',
      cron: '40 0 * * *',
      run: async () => {
        await endTerms(deps);
      },
    },
  ];
}
