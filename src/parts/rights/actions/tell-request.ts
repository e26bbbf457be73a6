import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { mailAddressOf } from '../../contacts/index.ts';
import { answerMail } from '../mails/answer.ts';
import { requestMail } from '../mails/request.ts';
import { readSenderOf } from '../store/mails.ts';
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

/** Whoever wrote by mail and is not known to us has no page: the words of the answer go to where they wrote from. */
export async function tellAnswer(
  trx: Trx<'rights'>,
  deps: Deps,
  request: Pick<RequestRow, 'id' | 'number' | 'person_id' | 'channel'>,
  answer: string,
): Promise<void> {
  if (request.channel !== 'mail' || request.person_id !== null) return;
  const [from] = await readSenderOf(trx, request.id);
  if (!from) return;
  const mail = answerMail({ site: await deps.site(), number: request.number, answer });
  const disclosure = {
    recipientKind: 'person',
    recipientId: request.id,
    personId: request.id,
    companyId: null,
    purpose: 'rights',
    fields: ['email'],
    basis: 'the answer to their own mail',
  } as const;
  await deps.egress.send(trx, { mails: [{ kind: 'request', to: from.sender, ...mail, disclosure }] });
}
