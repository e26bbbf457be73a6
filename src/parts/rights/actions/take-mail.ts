import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';
import { createAnswerLimit } from '../../../platform/mail/intake/answer-limit.ts';
import type { MailTaker } from '../../../platform/mail/intake/listen.ts';
import { type MailboxName, mailboxOf } from '../../../platform/mail/intake/mailboxes.ts';
import type { SentMail } from '../../../platform/mail/intake/read-apart.ts';
import { personIdByEmail, stopAddress } from '../../contacts/index.ts';
import { readVendor } from '../../policy/index.ts';
import { receivedMail } from '../mails/received.ts';
import { numberIn, ownWords, wishesOf } from '../rules/mail-wishes.ts';
import { isHarmful, mostOpen } from '../rules/requests.ts';
import * as store from '../store/mails.ts';
import { updateRequest } from '../store/requests.ts';
import { lawOfPerson } from './clock.ts';
import { mailLink } from './link.ts';
import { noteStep, openRequest } from './requests.ts';

const system: Who = { kind: 'system', job: 'rights.mail' };

/** Mail that was taken and sent back since the start, for the figures of the server. */
export interface IntakeCounts {
  readonly taken: ReadonlyMap<string, number>;
  readonly refused: ReadonlyMap<string, number>;
}

/** What the two mailboxes are for: requests with a clock, and opt-outs that hold at once. */
export function openIntake(deps: Deps): MailTaker & { readonly counts: IntakeCounts } {
  const mayAnswer = createAnswerLimit(deps.clock);
  const taken = new Map<string, number>();
  const refused = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  return {
    counts: { taken, refused },
    async mailboxes() {
      const vendor = await readVendor(deps.db.read);
      return vendor && { privacy: vendor.privacyMailbox, remove: vendor.removeMailbox };
    },
    async take(mail, mailbox) {
      const done = await deps.db.as('rights', (trx) => takeMail(trx, deps, { mail, mailbox, mayAnswer }));
      count(taken, `${mailbox} ${done.sort}`);
      deps.nudge();
      if (done.linkFor !== null) await mailLink(deps, done.linkFor);
    },
    async refused({ bytes, code, mailbox }) {
      count(refused, code);
      const row = { id: deps.ids.uuid(), at: deps.clock.now(), mailbox, code, bytes };
      await deps.db.base((trx) => store.insertUnread(trx, row));
    },
  };
}

interface Given {
  readonly mail: SentMail;
  readonly mailbox: MailboxName;
  readonly mayAnswer: (senderKey: Buffer) => boolean;
}

interface Taken {
  readonly sort: string;
  /** To whom a link to their page is mailed: what they ask for is for them alone. */
  readonly linkFor: string | null;
}

/** Stores a mail once and does what it asks for, all in one transaction. */
async function takeMail(trx: Trx<'rights'>, deps: Deps, { mail, mailbox, mayAnswer }: Given): Promise<Taken> {
  const senderKey = deps.digests.email(mail.sender);
  const row = await rowOf(trx, deps, { mail, mailbox, senderKey });
  if (!(await store.insertMail(trx, row))) return { sort: 'again', linkFor: null };
  if (row.sort !== 'person') return { sort: row.sort, linkFor: null };
  const personId = await personIdByEmail(trx, deps, mail.sender);
  const { kind, optOut } = wishesOf(mailbox, mail.subject, mail.text);
  const stopped = optOut ? await optOutBy(trx, deps, mail, personId) : null;
  const thread = await store.findThread(trx, {
    number: numberIn(mail.subject),
    answers: mail.answers.map((id) => deps.digests.mail(id)),
    senderKey,
    personId,
    most: mostOpen,
  });
  const asked = await askedBy(trx, deps, { mail, personId, kind, thread });
  await store.assignMail(trx, row.id, { requestId: asked?.id ?? null, optOutId: stopped?.id ?? null });
  if (mayAnswer(senderKey))
    await acknowledge(trx, deps, { sender: mail.sender, personId, stopped, asked, joined: thread !== null });
  const harmful = thread === null && kind !== null && isHarmful(kind);
  return { sort: row.sort, linkFor: harmful ? personId : null };
}

type Opened = { readonly id: string; readonly number: string };

async function rowOf(
  trx: Trx<'rights'>,
  deps: Deps,
  { mail, mailbox, senderKey }: { mail: SentMail; mailbox: MailboxName; senderKey: Buffer },
): Promise<store.NewMail> {
  const { cut, files, leftOut, messageId, sender, sentAt, subject } = mail;
  const vendor = await readVendor(trx);
  const own = vendor !== null && mailboxOf({ privacy: vendor.privacyMailbox, remove: vendor.removeMailbox }, sender);
  const facts = [mailbox, sender, messageId, sentAt, subject, mail.text, files.map((file) => [file.name, file.bytes])];
  return {
    id: deps.ids.uuid(),
    key: deps.digests.mail(JSON.stringify(facts)),
    mailbox,
    // Our own mailbox must not be written to by us for ever.
    sort: own ? 'own' : mail.sort,
    receivedAt: deps.clock.now(),
    sentAt,
    senderKey,
    messageKey: messageId === null ? null : deps.digests.mail(messageId),
    sender,
    subject,
    body: mail.text,
    cut,
    leftOut,
    files,
  };
}

/** Holds from this moment for the address, known or not; the request that says so is answered by that. */
async function optOutBy(trx: Trx<'rights'>, deps: Deps, mail: SentMail, personId: string | null): Promise<Opened> {
  await stopAddress(trx, deps, mail.sender);
  const request = await openFor(trx, deps, { mail, personId, kind: 'opt-out', guessed: false });
  const answer = 'Done at once: nothing more is sent to the address from which the mail came.';
  await updateRequest(trx, request.id, { state: 'answered', answer, closed_at: deps.clock.now() });
  await noteStep(trx, deps, system, { requestId: request.id, kind: 'answered' });
  return request;
}

/** The request that a mail belongs to or opens; null where it asks for nothing beyond an opt-out. */
async function askedBy(
  trx: Trx<'rights'>,
  deps: Deps,
  given: {
    readonly mail: SentMail;
    readonly personId: string | null;
    readonly kind: ReturnType<typeof wishesOf>['kind'];
    readonly thread: Opened | null;
  },
): Promise<Opened | null> {
  const { kind, thread } = given;
  if (kind === null) return null;
  if (thread === null) return openFor(trx, deps, { ...given, kind, guessed: true });
  await noteStep(trx, deps, system, { requestId: thread.id, kind: 'mail added' });
  return thread;
}

async function openFor(
  trx: Trx<'rights'>,
  deps: Deps,
  given: {
    readonly mail: SentMail;
    readonly personId: string | null;
    readonly kind: Parameters<typeof openRequest>[3]['kind'];
    readonly guessed: boolean;
  },
): Promise<Opened> {
  const { guessed, kind, mail, personId } = given;
  return openRequest(trx, deps, system, {
    kind,
    guessed,
    channel: 'mail',
    personId,
    law: personId === null ? 'house' : await lawOfPerson(trx, personId),
    receivedAt: deps.clock.now(),
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
