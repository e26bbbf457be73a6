import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { contactForService, peopleOfCompanies } from '../../contacts/index.ts';
import { disputeMail, type ToldWhat } from '../mails/dispute.ts';
import { takeBackDays } from '../rules/disputes.ts';
import { dayIn } from '../rules/verdict.ts';
import { type DisputeRow, insertTelling } from '../store/disputes.ts';
import { readRegistrants } from '../store/reminders.ts';
import { vendorZone } from './remembered.ts';

/** Tells one contact of each side by mail; that there was nobody to tell is noted as well. No side is told who the other is. */
export async function tellSides(
  trx: Trx<'customer service'>,
  deps: Deps,
  dispute: DisputeRow,
  what: ToldWhat,
): Promise<void> {
  const site = await deps.site();
  const zone = await vendorZone(deps);
  const at = deps.clock.now();
  const sides = [
    { side: 'holder', claimId: dispute.holder_claim_id, companyId: dispute.holder_company_id },
    { side: 'claimant', claimId: dispute.claimant_claim_id, companyId: dispute.claimant_company_id },
  ] as const;
  for (const { side, claimId, companyId } of sides) {
    const registrants = await readRegistrants(trx, { companyId, licenceId: dispute.licence_id });
    const personIds = [...new Set([...registrants, ...(await peopleOfCompanies(trx, [companyId]))])];
    const person = await contactForService(trx, { companyId, personIds });
    const mail = disputeMail(
      {
        site,
        number: disputeNumber(dispute),
        product: dispute.product,
        publicUrl: deps.publicUrl,
        takeBackDays,
        seatsUntil: dispute.seats_until && dayIn(zone, dispute.seats_until),
      },
      side,
      what,
    );
    const [ledgerId] = person
      ? await deps.egress.send(trx, {
          mails: [
            {
              kind: 'licence dispute',
              to: person.email,
              ...mail,
              disclosure: {
                recipientKind: 'person',
                recipientId: person.id,
                personId: person.id,
                companyId,
                purpose: 'customer service',
                fields: ['email'],
                basis: 'two companies claim one licence',
                about: { kind: 'licence', id: dispute.licence_id },
              },
            },
          ],
        })
      : [];
    await insertTelling(trx, { id: deps.ids.uuid(), claimId, what, at, ledgerId: ledgerId ?? null });
  }
}

/** As the desk and mails call it. */
export function disputeNumber({ number }: Pick<DisputeRow, 'number'>): string {
  return `D-${1000 + Number(number)}`;
}
