import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Site } from '../../../platform/html/page.ts';
import { companyRefs } from '../../contacts/index.ts';
import { recipientsById } from '../../disclosures/index.ts';
import { audit } from '../../staff/index.ts';
import { leadReminder } from '../mails/lead.ts';
import { looksUntil, offerStep } from '../rules/leads.ts';
import { lockCustomer } from '../store/assignments.ts';
import { holdLead, type LeadRow, readLead } from '../store/leads.ts';
import {
  answerOffer,
  type OfferRow,
  readDueOffers,
  readNeverOffered,
  readOpenOffer,
  writeReminded,
} from '../store/offers.ts';
import { liveRecipients } from './live-recipients.ts';
import { offerNext } from './offer.ts';

/**
 * Reminds of offers that are nearly over, and passes on those that are; what could be offered to nobody so far is offered once it can be.
 * May run as often as one likes.
 */
export async function runLeadClock(deps: Deps): Promise<number> {
  const site = await deps.site();
  let done = 0;
  const due = await readDueOffers(deps.db.read, looksUntil(deps.clock.now()));
  for (const leadId of [...due, ...(await readNeverOffered(deps.db.read))])
    done += await deps.db
      .as('customer service', (trx) => step(trx, deps, { leadId, site }))
      .catch((error: unknown) => {
        // One lead that cannot be passed on keeps no other back, and is tried again at the next look.
        deps.log.error('a lead could not be passed on', { id: leadId, error });
        return 0;
      });
  if (done > 0) deps.nudge();
  return done;
}

async function step(
  trx: Trx<'customer service'>,
  deps: Deps,
  { leadId, site }: { readonly leadId: string; readonly site: Site },
): Promise<number> {
  const seen = await readLead(trx, leadId);
  if (!seen) return 0;
  await lockCustomer(trx, seen.company_id);
  const lead = await holdLead(trx, leadId);
  const offer = await readOpenOffer(trx, leadId);
  if (lead?.state === 'waiting') return firstOffer(trx, deps, { leadId, site });
  // Answered while others were looked at.
  if (!lead || !offer) return 0;
  const now = deps.clock.now();
  const next = offerStep({ dueAt: offer.due_at, remindedAt: offer.reminded_at }, now);
  if (next === 'remind') return remind(trx, deps, { lead, offer, site });
  if (next !== 'lapse') return 0;
  await answerOffer(trx, { leadId, state: 'lapsed', by: null, at: now });
  await audit(
    trx,
    deps,
    { kind: 'system', job: 'resellers.leads' },
    {
      action: 'resellers.lead lapsed',
      aboutKind: 'lead',
      aboutId: leadId,
      detail: { resellerCompanyId: offer.reseller_company_id },
    },
  );
  await offerNext(trx, deps, { leadId, site });
  return 1;
}

async function firstOffer(
  trx: Trx<'customer service'>,
  deps: Deps,
  to: { readonly leadId: string; readonly site: Site },
): Promise<number> {
  await offerNext(trx, deps, to);
  return (await readLead(trx, to.leadId))?.state === 'offered' ? 1 : 0;
}

async function remind(
  trx: Trx<'customer service'>,
  deps: Deps,
  { lead, offer, site }: { readonly lead: LeadRow; readonly offer: OfferRow; readonly site: Site },
): Promise<number> {
  await writeReminded(trx, offer.id, deps.clock.now());
  const { reseller_company_id: reseller } = offer;
  const recipientId = (await liveRecipients(trx, deps, [reseller])).get(reseller);
  const recipient = recipientId ? (await recipientsById(trx, [recipientId])).get(recipientId) : undefined;
  if (!recipientId || !recipient?.mailbox) return 0;
  const company = (await companyRefs(trx, [lead.company_id])).get(lead.company_id)?.name ?? lead.company_name;
  const facts = { site, publicUrl: deps.publicUrl, id: lead.id, company, due: offer.due_at };
  await deps.egress.send(trx, {
    mails: [
      {
        kind: 'lead',
        to: recipient.mailbox,
        ...leadReminder(facts),
        disclosure: {
          recipientKind: 'reseller',
          recipientId,
          personId: null,
          companyId: lead.company_id,
          purpose: 'customer service',
          channel: 'offer',
          fields: ['companyName'],
          basis: 'offer of a lead',
          about: { kind: 'lead', id: lead.id },
        },
      },
    ],
  });
  return 1;
}
