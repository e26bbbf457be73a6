import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { DisclosedTo } from '../../disclosures/index.ts';
import { erasureMail } from '../mails/erasure.ts';
import { dayIn, identifyingFields } from '../rules/links.ts';
import type { Given } from '../store/holders.ts';
import { zoneOf } from './clock.ts';
import type { RightsHanded } from './handed.ts';

/** Who is written to. */
export interface MailedHolder {
  readonly recipientId: string;
  readonly kind: DisclosedTo['kind'];
  readonly name: string;
  readonly mailbox: string;
}

/** One erasure, told to one holder by one mail; the row of the ledger. */
export async function mailErasure(
  trx: Trx<'rights'>,
  deps: Deps,
  about: {
    readonly holder: MailedHolder;
    readonly erasureId: string;
    /** The number of the person, which says nothing. */
    readonly reference: string;
    readonly given: Given;
    /** Told only to those who were given it. */
    readonly companyName: string | null;
    readonly labels: ReturnType<RightsHanded['fieldFacts']>;
    readonly link: string;
  },
): Promise<string | null> {
  const { holder, given, companyName, labels } = about;
  const zone = await zoneOf(trx);
  const mail = erasureMail({
    site: await deps.site(),
    recipient: holder.name,
    fields: given.fields.map((field) => labels.get(field)?.label ?? field),
    byAddress: given.fields.includes('email'),
    from: dayIn(zone, given.firstAt),
    until: dayIn(zone, given.lastAt),
    companyName: identifyingFields(given.fields).includes('companyName') ? companyName : null,
    reference: about.reference,
    link: about.link,
  });
  const erasure = { kind: 'erasure', id: about.erasureId };
  return sendToHolder(trx, deps, { holder, mail, about: erasure });
}

export async function sendToHolder(
  trx: Trx<'rights'>,
  deps: Deps,
  sent: {
    readonly holder: MailedHolder;
    readonly mail: { readonly subject: string; readonly text: string };
    readonly about?: { readonly kind: string; readonly id: string };
  },
): Promise<string | null> {
  const { holder, mail, about } = sent;
  const disclosure = {
    recipientKind: holder.kind,
    recipientId: holder.recipientId,
    personId: null,
    companyId: null,
    purpose: 'rights',
    fields: [],
    basis: 'was given data of somebody who was erased',
    ...(about ? { about } : {}),
  } as const;
  const [ledgerId] = await deps.egress.send(trx, {
    mails: [{ kind: 'erasure', to: holder.mailbox, ...mail, disclosure }],
  });
  return ledgerId ?? null;
}
