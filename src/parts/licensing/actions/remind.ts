import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Mail } from '../../../platform/egress/egress.ts';
import type { Site } from '../../../platform/html/page.ts';
import { companyRefs, contactForService, resellersOfCompany } from '../../contacts/index.ts';
import { recipientsById, resellerStandings } from '../../disclosures/index.ts';
import { reminderToCustomer, reminderToReseller } from '../mails/renewal-reminder.ts';
import { reminderDays, reminderDue } from '../rules/contracts.ts';
import { addDays } from '../rules/terms.ts';
import { dayIn } from '../rules/verdict.ts';
import { type ContractRow, holdContract } from '../store/contracts.ts';
import { readLicenceNames } from '../store/licences.ts';
import * as store from '../store/reminders.ts';
import { vendorZone } from './remembered.ts';

/** Sends the reminders of contracts near their end that are due and were not sent. May run as often as one likes. */
export async function sendRenewalReminders(deps: Deps): Promise<number> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  const site = await deps.site();
  const ids = await store.readToRemind(deps.db.read, { today, until: addDays(today, reminderDays[0]) });
  let sent = 0;
  for (const id of ids)
    await deps.db
      .as('customer service', (trx) => remind(trx, deps, { id, today, site }))
      .then(
        (count) => {
          sent += count;
        },
        // One contract that cannot be reminded of keeps no other back, and is tried again on the next day.
        (error: unknown) => deps.log.error('a renewal reminder could not be sent', { id, error }),
      );
  if (sent > 0) deps.nudge();
  return sent;
}

interface Asked {
  readonly id: string;
  readonly today: string;
  readonly site: Site;
}

async function remind(trx: Trx<'customer service'>, deps: Deps, { id, today, site }: Asked): Promise<number> {
  const contract = await holdContract(trx, id);
  // Renewed, declined or lapsed while others were reminded.
  if (!contract || contract.renewed || contract.declined_at !== null) return 0;
  const days = reminderDue(contract.ends_on, today);
  if (days === null) return 0;
  const done = await store.readReminded(trx, id, days);
  const mails = await mailsFor(trx, deps, { contract, today, site });
  const missing = mails.filter(({ disclosure }) => !done.includes(disclosure.recipientKind));
  if (missing.length === 0) return 0;
  const ledgerIds = await deps.egress.send(trx, { mails: missing });
  const at = deps.clock.now();
  for (const [index, { disclosure }] of missing.entries()) {
    const ledgerId = ledgerIds[index] ?? '';
    await store.insertReminder(trx, { contractId: id, days, recipientKind: disclosure.recipientKind, ledgerId, at });
  }
  return missing.length;
}

interface About {
  readonly contract: ContractRow;
  readonly today: string;
  readonly site: Site;
}

/** To one contact of the customer, and to the reseller that serves it. */
async function mailsFor(trx: Trx<'customer service'>, deps: Deps, { contract, today, site }: About): Promise<Mail[]> {
  const { company_id: companyId, licence_id: licenceId, kind, number, ends_on: endsOn } = contract;
  const product = licenceId ? ((await readLicenceNames(trx, [licenceId])).get(licenceId)?.product ?? null) : null;
  const facts = { site, kind, number, product, endsOn, publicUrl: deps.publicUrl };
  const reseller = await resellerOf(trx, companyId, today);
  const given = {
    purpose: 'customer service',
    basis: 'contract',
    companyId,
    about: { kind: 'contract', id: contract.id },
  };
  const mails: Mail[] = [];
  const person = await contactForService(trx, {
    companyId,
    personIds: await store.readRegistrants(trx, { companyId, licenceId }),
  });
  if (person)
    mails.push({
      kind: 'renewal reminder',
      to: person.email,
      ...reminderToCustomer({ ...facts, ask: reseller?.name ?? site.name }),
      disclosure: { ...given, recipientKind: 'person', recipientId: person.id, personId: person.id, fields: ['email'] },
    });
  if (reseller?.mailbox) {
    const company = (await companyRefs(trx, [companyId])).get(companyId)?.name ?? '';
    mails.push({
      kind: 'renewal reminder',
      to: reseller.mailbox,
      ...reminderToReseller({ ...facts, company }),
      disclosure: {
        ...given,
        recipientKind: 'reseller',
        recipientId: reseller.id,
        personId: null,
        fields: ['companyName'],
      },
    });
  }
  return mails;
}

/** The reseller that the customer is shared with now, while its own contract holds. */
async function resellerOf(trx: Trx, companyId: string, on: string) {
  const companyIds = await resellersOfCompany(trx, companyId);
  if (companyIds.length === 0) return null;
  const live = (await resellerStandings(trx, { companyIds, on })).find((standing) => standing.live);
  return live ? ((await recipientsById(trx, [live.recipientId])).get(live.recipientId) ?? null) : null;
}
