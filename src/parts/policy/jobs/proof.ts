import type { Job } from '../../../platform/jobs/job.ts';
import type { Prover } from '../actions/proof.ts';

/**
 * Every probe each day, and an audit of a whole scratch installation. Every saboteur each week, and soon after a start if a probe has changed or was never seen red:
 * all but the probes in a process and a database of its own (handed in), so the job only looks whether it is due.
 */
export function proofJobs(
  prover: Prover,
  handed: { sabotage: () => Promise<void>; audit: () => Promise<void>; alarm: () => Promise<unknown> },
): Job[] {
  return [
    // Runs of this server tell at once; those of the commands and of the child are told of here.
    {
      name: 'policy.alarm',
      cron: '*/5 * * * *',
      async run() {
        await handed.alarm();
      },
    },
    { name: 'policy.proof', cron: '20 3 * * *', run: () => prover.run(null) },
    {
      name: 'policy.audit',
      cron: '50 3 * * *',
      async run() {
        await handed.audit();
        await prover.tellStates();
      },
    },
    {
      name: 'policy.sabotage',
      cron: '*/10 * * * *',
      async run() {
        if (!(await prover.sabotageDue())) return;
        await handed.sabotage();
        await prover.tellStates();
      },
    },
  ];
}
