import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';
import type { MailboxName } from '../../../platform/mail/intake/mailboxes.ts';
import { holdPerson, personIdByEmail, stopAddress } from '../../contacts/index.ts';
import { receivedMail } from '../mails/received.ts';
import { numberIn, ownWords, wishesOf } from '../rules/mail-wishes.ts';
import { isHarmful, mostOpen } from '../rules/requests.ts';
import * as store from '../store/mails.ts';
import { updateRequest } from '../store/requests.ts';
import { lawOfPerson } from './clock.ts';
import { noteStep, openRequest } from './requests.ts';

/** A mail of a person that is stored, and is to be done. */
export interface WrittenMail {
  readonly id: string;
  readonly mailbox: MailboxName;
  readonly senderKey: Buffer;
  /** From when on the clock of the law runs. */
  readonly receivedAt: Date;
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  /** Digests of the mails that it answers. */
  readonly answers: readonly Buffer[];
  readonly mayAnswer: () => boolean;
}

export type Opened = { readonly id: string; readonly number: string };

export interface Served {
  /** Which request it became or belongs to; the opt-out where it asks for nothing else. */
  readonly request: Opened | null;
  /** To whom a link to their page is mailed: what they ask for is for them alone. */
  readonly linkFor: string | null;
}

/** Further opt-outs of an address within a day are noted with the first: a machine that repeats itself must not fill the register. */
const optOutMs = 86_400_000;

/** Does what a mail asks for: an opt-out holds at once, anything else belongs to a request. */
export async function serveMail(trx: Trx<'rights'>, deps: Deps, who: Who, mail: WrittenMail): Promise<Served> {
  const { senderKey, subject } = mail;
  const personId = await personIdByEmail(trx, deps, mail.sender);
  // Nothing is sent to whom a record is sealed as that of a child, not even this answer.
  const sealed = personId !== null && Boolean((await holdPerson(trx, personId))?.sealed_at);
  const { kind, optOut } = wishesOf(mail.mailbox, subject, mail.text);
  const thread = await store.findThread(trx, {
    number: numberIn(subject),
    answers: mail.answers,
    senderKey,
    personId,
    most: mostOpen,
  });
  const from = { who, mail, personId };
  const stopped = optOut ? await optOutBy(trx, deps, from) : null;
  const asked = await askedBy(trx, deps, { ...from, kind, thread });
  await store.assignMail(trx, mail.id, { requestId: asked?.id ?? null, optOutId: stopped?.id ?? null });
  if (!sealed && mail.mayAnswer())
    await acknowledge(trx, deps, { sender: mail.sender, personId, stopped, asked, joined: thread !== null });
  const harmful = thread === null && kind !== null && isHarmful(kind);
  return { request: asked ?? stopped, linkFor: harmful ? personId : null };
}

interface From {
  readonly who: Who;
  readonly mail: WrittenMail;
  readonly personId: string | null;
}

/** Holds from this moment for the address, known or not; the request that says so is answered by that. */
async function optOutBy(trx: Trx<'rights'>, deps: Deps, { who, mail, personId }: From): Promise<Opened> {
  await stopAddress(trx, deps, mail.sender);
  const since = new Date(deps.clock.now().getTime() - optOutMs);
  const before = await store.findOptOut(trx, mail.senderKey, since);
  if (before) {
    await noteStep(trx, deps, who, { requestId: before.id, kind: 'mail added' });
    return before;
  }
  const request = await openFor(trx, deps, { who, mail, personId, kind: 'opt-out', guessed: false });
  const answer = 'Done at once: nothing more is sent to the address from which the mail came.';
  await updateRequest(trx, request.id, { state: 'answered', answer, closed_at: deps.clock.now() });
  await noteStep(trx, deps, who, { requestId: request.id, kind: 'answered' });
  return request;
}

/** The request that a mail belongs to or opens; null where it asks for nothing beyond an opt-out. */
async function askedBy(
  trx: Trx<'rights'>,
  deps: Deps,
  given: From & { readonly kind: ReturnType<typeof wishesOf>['kind']; readonly thread: Opened | null },
): Promise<Opened | null> {
  const { kind, thread, who } = given;
  if (kind === null) return null;
  if (thread === null) return openFor(trx, deps, { ...given, kind, guessed: true });
  await noteStep(trx, deps, who, { requestId: thread.id, kind: 'mail added' });
  return thread;
}

async function openFor(
  trx: Trx<'rights'>,
  deps: Deps,
  given: From & { readonly kind: Parameters<typeof openRequest>[3]['kind']; readonly guessed: boolean },
): Promise<Opened> {
  const { guessed, kind, mail, personId, who } = given;
  return openRequest(trx, deps, who, {
    kind,
    guessed,
    channel: 'mail',
    personId,
    law: personId === null ? 'house' : await lawOfPerson(trx, personId),
    receivedAt: mail.receivedAt,
    wording: (ownWords(mail.text) || mail.subject).slice(0, 10_000) || null,
    asker: mail.sender,
  });
}

/** Whoever we do not know is named in the ledger by what they asked. */
async function acknowledge(
  trx: Trx<'rights'>,
  deps: Deps,
  to: {
    readonly sender: string;
    readonly personId: string | null;
    readonly stopped: Opened | null;
    readonly asked: Opened | null;
    readonly joined: boolean;
  },
): Promise<void> {
  const { asked, joined, stopped } = to;
  const whom = to.personId ?? asked?.id ?? stopped?.id;
  if (whom === undefined) return;
  const disclosure = {
    recipientKind: 'person',
    recipientId: whom,
    personId: whom,
    companyId: null,
    purpose: 'rights',
    fields: ['email'],
    basis: 'the answer to their own mail',
  } as const;
  const said = { stopped: stopped !== null, number: asked?.number ?? null, joined: joined && asked !== null };
  const mail = receivedMail({ site: await deps.site(), ...said, ownPage: `${deps.publicUrl}/me` });
  await deps.egress.send(trx, { mails: [{ kind: 'request', to: to.sender, ...mail, disclosure }] });
  for (const opened of [stopped, joined ? null : asked])
    if (opened !== null) await updateRequest(trx, opened.id, { confirmed_at: deps.clock.now() });
}
