import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { mailAddressOf } from '../../contacts/index.ts';
import { requestMail } from '../mails/request.ts';
import type { RequestRow } from '../store/requests.ts';

const inWords = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Mails the person the news of their request. Whoever is not known to us is written to by staff. */
export async function tellRequest(
  trx: Trx<'rights'>,
  deps: Deps,
  request: Pick<RequestRow, 'number' | 'due_on' | 'receipt'> & { readonly personId: string | null },
  news: 'received' | 'extended' | 'closed',
): Promise<void> {
  const { personId, number } = request;
  const to = personId === null ? null : await mailAddressOf(trx, personId);
  if (personId === null || to === null) return;
  const mail = requestMail({
    site: await deps.site(),
    news,
    number,
    dueOn: inWords.format(new Date(request.due_on)),
    ownPage: `${deps.publicUrl}/me`,
    receipt: request.receipt === null ? null : `${deps.publicUrl}/receipts/${request.receipt}`,
  });
  const disclosure = {
    recipientKind: 'person',
    recipientId: personId,
    personId,
    companyId: null,
    purpose: 'rights',
    fields: ['email'],
    basis: 'their own request',
  } as const;
  await deps.egress.send(trx, { mails: [{ kind: 'request', to, ...mail, disclosure }] });
}
