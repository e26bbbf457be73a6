import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import * as store from '../store/mails.ts';
import { findRequestId } from '../store/requests.ts';
import { mailLink } from './link.ts';
import { beginStep, noteStep } from './requests.ts';
import { type Opened, type Served, serveMail } from './serve-mail.ts';

/** Staff saw that a person wrote a mail that was kept apart: it belongs to an open request, or (null) is done as any mail of a person. */
export async function joinMail(
  deps: Deps,
  who: Member,
  asked: { readonly id: string; readonly number: string | null },
): Promise<Opened> {
  const { id, number } = asked;
  const { request, linkFor } = await deps.db.as('rights', async (trx) => {
    const held = await store.holdMail(trx, id);
    if (!held) throw httpErrors.KEPT_NOT_FOUND();
    if (!held.apart) throw errors.KEPT_MAIL_JOINED();
    const done =
      number === null ? await serve(trx, deps, who, { id, held }) : await join(trx, deps, who, { id, number });
    await audit(trx, deps, who, { action: 'rights.mail joined', aboutKind: 'request', aboutId: done.request.id });
    return done;
  });
  deps.nudge();
  if (linkFor !== null) await mailLink(deps, linkFor);
  return { id: request.id, number: request.number };
}

type Done = { readonly request: Opened; readonly linkFor: Served['linkFor'] };

async function join(
  trx: Trx<'rights'>,
  deps: Deps,
  who: Member,
  { id, number }: { readonly id: string; readonly number: string },
): Promise<Done> {
  const requestId = await findRequestId(trx, number);
  if (requestId === null) throw httpErrors.KEPT_INVALID({ fields: { number: 'is that of no request' } });
  const request = await beginStep(trx, deps, requestId, 'confirm');
  await noteStep(trx, deps, who, { requestId, kind: 'mail added' });
  await store.assignMail(trx, id, { requestId, optOutId: null });
  return { request, linkFor: null };
}

/** The clock of the law runs from when it came, not from when somebody looked. */
async function serve(
  trx: Trx<'rights'>,
  deps: Deps,
  who: Member,
  { id, held }: { readonly id: string; readonly held: NonNullable<Awaited<ReturnType<typeof store.holdMail>>> },
): Promise<Done> {
  const [mail] = await store.readMailById(trx, id);
  if (!mail || mail.sender === null) throw httpErrors.KEPT_NOT_FOUND();
  const { linkFor, request } = await serveMail(trx, deps, who, {
    id,
    mailbox: mail.mailbox,
    senderKey: held.sender_key,
    receivedAt: mail.received_at,
    sender: mail.sender,
    subject: mail.subject ?? '',
    text: mail.body ?? '',
    answers: [],
    // Two machines must not write to each other, whoever pressed the button.
    mayAnswer: () => held.sort !== 'own' && held.sort !== 'bounce',
  });
  if (!request) throw httpErrors.KEPT_FAULT();
  return { request, linkFor };
}
