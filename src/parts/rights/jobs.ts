import type { Deps } from '../../platform/deps.ts';
import type { Job } from '../../platform/jobs/job.ts';
import { remindHolders } from './actions/acknowledge.ts';
import { tellBreaches } from './actions/breaches.ts';
import { purgeUnchecked } from './actions/children.ts';
import type { Erasures } from './actions/erasures.ts';
import type { RightsHanded } from './actions/handed.ts';
import { sweep } from './actions/retention.ts';
import { tellLateErasures } from './actions/tell-erased.ts';
import { tellReleased } from './actions/tell-given.ts';
import { tellLateHolders } from './actions/tell-holders.ts';
import { listAgain, tellPolicy } from './actions/tell-policy.ts';

/** What runs by itself, and when. */
export function rightsJobs(
  deps: Deps,
  handed: Pick<RightsHanded, 'idlePeople' | 'fieldFacts'> & {
    readonly erasures: Pick<Erasures, 'erase' | 'proveBytes' | 'tellHolders'>;
  },
): Job[] {
  return [
    { name: 'rights.sweep', cron: '40 3 * * *', run: async () => void (await sweep(deps, handed, { dryRun: false })) },
    { name: 'rights.tell-given', cron: '15 * * * *', run: async () => void (await tellReleased(deps)) },
    { name: 'rights.tell-holders', cron: '25 * * * *', run: async () => void (await tellLateHolders(deps, handed)) },
    { name: 'rights.tell-erased', cron: '35 * * * *', run: async () => void (await tellLateErasures(deps, handed)) },
    { name: 'rights.remind-holders', cron: '50 6 * * *', run: async () => void (await remindHolders(deps)) },
    { name: 'rights.tell-breaches', cron: '* * * * *', run: () => tellBreaches(deps) },
    { name: 'rights.tell-policy', cron: '* * * * *', run: () => tellPolicy(deps) },
    { name: 'rights.tell-policy-again', cron: '10 4 * * *', run: () => listAgain(deps) },
    { name: 'rights.children', cron: '20 * * * *', run: () => purgeUnchecked(deps, handed.erasures) },
    { name: 'rights.prove-erasures', cron: '*/10 * * * *', run: async () => void (await handed.erasures.proveBytes()) },
  ];
}
