import type { Job } from '../../../platform/jobs/job.ts';
import type { Witnessing } from '../actions/evidence/witness.ts';

/** The last checkpoint into the file each hour, and to every witness each day. Leaves are given by the log itself, every few seconds. */
export function evidenceJobs(witnessing: Witnessing): Job[] {
  return [
    { name: 'policy.checkpoint-file', cron: '5 * * * *', run: () => witnessing.keep() },
    { name: 'policy.checkpoint-witness', cron: '35 4 * * *', run: () => witnessing.tell() },
  ];
}
