import type { Deps } from '../../platform/deps.ts';
import type { Job } from '../../platform/jobs/job.ts';
import type { Erasures } from './actions/erasures.ts';
import { forgetOldLinks, forgetOldRequests } from './actions/forget.ts';

/** What runs by itself, and when. */
export function rightsJobs(deps: Deps, erasures: Pick<Erasures, 'proveBytes'>): Job[] {
  return [
    { name: 'rights.forget-links', cron: '40 3 * * *', run: () => forgetOldLinks(deps) },
    { name: 'rights.prove-erasures', cron: '*/10 * * * *', run: async () => void (await erasures.proveBytes()) },
    { name: 'rights.forget-requests', cron: '45 3 * * *', run: () => forgetOldRequests(deps) },
  ];
}
