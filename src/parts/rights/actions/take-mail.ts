import { normalEmail } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';
import { createAnswerLimit } from '../../../platform/mail/intake/answer-limit.ts';
import type { MailTaker } from '../../../platform/mail/intake/listen.ts';
import type { MailboxName } from '../../../platform/mail/intake/mailboxes.ts';
import type { SentMail } from '../../../platform/mail/intake/read-apart.ts';
import { readVendor } from '../../policy/index.ts';
import * as store from '../store/mails.ts';
import { mailLink } from './link.ts';
import { serveMail } from './serve-mail.ts';

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
  const { linkFor } = await serveMail(trx, deps, system, {
    id: row.id,
    mailbox,
    senderKey,
    receivedAt: row.receivedAt,
    sender: mail.sender,
    subject: mail.subject,
    text: mail.text,
    answers: mail.answers.map((id) => deps.digests.mail(id)),
    mayAnswer: () => mayAnswer(senderKey),
  });
  return { sort: row.sort, linkFor };
}

async function rowOf(
  trx: Trx<'rights'>,
  deps: Deps,
  { mail, mailbox, senderKey }: { mail: SentMail; mailbox: MailboxName; senderKey: Buffer },
): Promise<store.NewMail> {
  const { cut, files, leftOut, messageId, sender, sentAt, subject } = mail;
  const vendor = await readVendor(trx);
  const own = [vendor?.privacyMailbox, vendor?.removeMailbox].some(
    (each) => each && normalEmail(each) === normalEmail(sender),
  );
  const facts = [mailbox, sender, messageId, sentAt, subject, mail.text, files.map((file) => [file.name, file.bytes])];
  return {
    id: deps.ids.uuid(),
    key: deps.digests.mail(JSON.stringify(facts)),
    mailbox,
    // Our own mailbox must not be written to by us for ever. The whole address: others have a privacy mailbox, too.
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
