import type { Deps } from '../../../platform/deps.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import type { Who } from '../../../platform/http/who.ts';
import { standingCompanies, standingOfAddress } from '../../contacts/index.ts';
import { isEvidentlyOther, isQuiet } from '../rules/disputes.ts';
import * as store from '../store/disputes.ts';
import { readRegistrations } from '../store/licence-page.ts';
import { holdLicence } from '../store/states.ts';
import { writeDispute } from './disputes.ts';

const byItself: Who = { kind: 'system', job: 'licensing.claimed' };

/**
 * On `licensing.claimed`: somebody registered under another company than the one that has the licence. Where the address shows that it is
 * evidently another, a dispute is opened; otherwise the companies share the serial, or one is spelled in two ways, and nothing is done.
 */
export function openClaimed(deps: Deps): Subscriber {
  return async ({ licenceId, registrationId }) => {
    if (typeof licenceId !== 'string' || typeof registrationId !== 'string') return;
    const opened = await deps.db.as('registration', async (trx) => {
      const [registration] = await readRegistrations(trx, [registrationId]);
      const [address] = await store.readRegistrationAddress(trx, registrationId);
      const licence = await holdLicence(trx, licenceId);
      if (!registration || !address || !licence?.company_id) return null;
      const holderId = licence.company_id;
      const standing = await standingCompanies(trx, [registration.company_id]);
      const companyId = standing.get(registration.company_id) ?? registration.company_id;
      if (companyId === holderId || ['draft', 'revoked', 'replaced'].includes(licence.state)) return null;
      const { domainOf, hasDomain, anybodys } = await standingOfAddress(trx, { ...address, companyId: holderId });
      if (!isEvidentlyOther({ holderId, domainOf, holderHasDomain: hasDomain, anybodys })) return null;
      return { companyId, ofOther: domainOf !== null };
    });
    if (!opened) return;
    const { companyId, ofOther } = opened;
    const done = await deps.db.as('customer service', async (trx) => {
      const licence = await holdLicence(trx, licenceId);
      // Looked at once more under the lock: of two registrations at the same moment one opens it.
      if (!licence || licence.company_id === null || licence.company_id === companyId) return false;
      if (await store.hasOpened(trx, registrationId)) return false;
      if ((await store.readDisputed(trx, [licenceId])).size > 0) return false;
      if (isQuiet(await store.readLastDecided(trx, licenceId), deps.clock.now())) return false;
      await writeDispute(trx, deps, byItself, {
        licenceId,
        companyId,
        registrationId,
        evidence: { channel: 'registration', evidence: ofOther ? lies.inDomain : lies.outside },
      });
      return true;
    });
    if (done) deps.nudge();
  };
}

const lies = {
  inDomain:
    'Somebody registered the licence under another company name, with a mail address in the noted domain of another company.',
  outside:
    'Somebody registered the licence under another company name, with a mail address outside the noted domains of the company that has it.',
};
