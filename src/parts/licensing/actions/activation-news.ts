import type { Deps } from '../../../platform/deps.ts';
import type { Outgoing } from '../../../platform/egress/egress.ts';
import type { Site } from '../../../platform/html/page.ts';
import type { RegisteredContact } from '../../contacts/index.ts';
import { activatedMail } from '../mails/activated.ts';
import type { LoadedLicence, NewActivation } from '../store/activation.ts';

/** What is told of an activation. */
export interface Told {
  readonly licence: LoadedLicence;
  readonly contact: Pick<RegisteredContact, 'companyId' | 'personId'>;
  readonly row: NewActivation;
  readonly site: Site;
}

/** The mails with their ledger rows, and the news for the other parts. */
export function newsOf(deps: Deps, all: readonly Told[]): Outgoing {
  return { mails: all.map((each) => mailOf(deps, each)), events: [...all.map(eventOf), ...all.flatMap(claimOf)] };
}

function mailOf({ publicUrl }: Deps, { licence, contact, row, site }: Told) {
  return {
    kind: 'licence activated',
    to: row.registration.email,
    ...activatedMail({
      site,
      product: `${licence.product_name} ${licence.asking?.version ?? licence.release}`,
      publicUrl,
    }),
    disclosure: {
      recipientKind: 'person',
      recipientId: contact.personId,
      personId: contact.personId,
      companyId: contact.companyId,
      purpose: 'registration',
      fields: ['email'],
      basis: 'their own activation',
      about: { kind: 'licence', id: licence.id },
    },
  } as const;
}

function eventOf({ licence, contact, row }: Told) {
  return {
    name: 'licensing.activated',
    payload: {
      licenceId: licence.id,
      activationId: row.activationId,
      registrationId: row.registrationId,
      companyId: contact.companyId,
      personId: contact.personId,
      releaseId: licence.release_id,
      holderCompanyId: licence.holder_company_id,
    },
  };
}

/** Another company than the one that has the licence: whether it claims it is looked at afterwards. */
function claimOf({ licence, contact, row }: Told) {
  if (licence.company_id === null || licence.company_id === contact.companyId || row.state !== 'applied') return [];
  return [{ name: 'licensing.claimed', payload: { licenceId: licence.id, registrationId: row.registrationId } }];
}
