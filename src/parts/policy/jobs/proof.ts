import type { Job } from '../../../platform/jobs/job.ts';
import type { Prover } from '../actions/proof.ts';

/** Every probe each day; every saboteur each week, in a process and a database of its own (handed in). */
export function proofJobs(prover: Prover, handed: { sabotage: () => Promise<void> }): Job[] {
  return [
    { name: 'policy.proof', cron: '20 3 * * *', run: () => prover.run(null) },
    { name: 'policy.sabotage', cron: '40 4 * * 0', run: handed.sabotage },
  ];
}
