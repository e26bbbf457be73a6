import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { KeptError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { errors } from './errors.ts';
import { type Mailboxes, type MailboxName, mailboxOf } from './mailboxes.ts';
import { mostBytes, readApart, type SentMail } from './read-apart.ts';
import { slots } from './slots.ts';

export interface Refusal {
  readonly mailbox: MailboxName | null;
  readonly code: string;
  readonly bytes: number | null;
}

/** What becomes of mail. */
export interface MailTaker {
  /** The vendor's two mailboxes; null where there is no vendor yet. */
  readonly mailboxes: () => Promise<Mailboxes | null>;
  /** Stores it, once, however often it comes. Rejects where it could not be stored. */
  readonly take: (mail: SentMail, mailbox: MailboxName) => Promise<void>;
  /** Notes that a mail was sent back. */
  readonly refused: (refusal: Refusal) => Promise<void>;
}

export interface MailListener {
  close(): Promise<void>;
}

/** Mails that are read at the same time; further ones wait in their connection. */
const atOnce = 2;

/** Reads one mail and has it taken in each mailbox that it is for. Throws the coded error with which it is sent back. */
export function createDelivery(taker: MailTaker) {
  const reading = slots(atOnce);
  return async (raw: Readable, envelope: { from: string; to: readonly MailboxName[] }): Promise<void> => {
    const read = await reading(() => readApart(raw, envelope));
    if ('mail' in read) {
      for (const mailbox of new Set(envelope.to)) await taker.take(read.mail, mailbox);
      return;
    }
    const { bytes, fault } = read;
    await taker.refused({ mailbox: envelope.to[0] ?? null, code: fault.keptCode, bytes });
    throw fault;
  };
}

/**
 * Takes mail by SMTP from the mail server before it. 250 is answered after the commit, so a mail is with one of the two at any moment.
 * Whose connection it is, and what it calls itself, is handed on to nobody. @throws KEPT_MAIL_LISTEN
 */
export async function listenForMail(
  place: { readonly host: string; readonly port: number },
  taker: MailTaker,
  log: Log,
): Promise<MailListener> {
  // Loaded only where mail is taken: a server without it does not carry it.
  const { SMTPServer } = await import('smtp-server');
  const deliver = createDelivery(taker);
  const server = new SMTPServer({
    name: 'kept',
    banner: 'Kept',
    // What is too large is refused in the callbacks below, where it can be noted.
    size: mostBytes,
    hideSize: true,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: 10,
    maxRecipients: 10,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    logger: false,
    onMailFrom({ args }, _session, done) {
      const bytes = Number((args as { SIZE?: unknown } | false) && (args as { SIZE?: unknown }).SIZE);
      if (!(bytes > mostBytes)) return done();
      const fault = errors.KEPT_MAIL_TOO_LARGE();
      taker.refused({ mailbox: null, code: fault.keptCode, bytes }).then(
        () => done(replyOf(fault)),
        (error: unknown) => done(replyOf(error)),
      );
    },
    onRcptTo({ address }, _session, done) {
      taker.mailboxes().then(
        (mailboxes) => {
          if (mailboxes === null) return done(replyOf(errors.KEPT_MAIL_LATER()));
          done(mailboxOf(mailboxes, address) === null ? replyOf(errors.KEPT_MAILBOX_UNKNOWN()) : null);
        },
        (error: unknown) => done(replyOf(error)),
      );
    },
    onData(stream, { envelope }, done) {
      const take = async () => {
        const mailboxes = await taker.mailboxes();
        const to = envelope.rcptTo.flatMap(({ address }) => (mailboxes && mailboxOf(mailboxes, address)) ?? []);
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        await deliver(stream, { from, to });
      };
      take().then(
        () => done(),
        (error: unknown) => {
          // A connection that ends here is the sender's matter; a fault of ours is not.
          if (!(error instanceof KeptError) || error.status >= 500) log.error('a mail could not be taken', { error });
          stream.resume();
          done(replyOf(error));
        },
      );
    },
  });
  // A client that hangs up is the client's matter.
  server.on('error', () => undefined);
  const failed = once(server.server, 'error').then(([error]) => {
    throw error;
  });
  try {
    const listening = once(server.server, 'listening');
    server.listen(place.port, place.host);
    await Promise.race([listening, failed]);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    throw errors.KEPT_MAIL_LISTEN({ place: `${place.host}:${place.port}`, reason }, error);
  }
  failed.catch(() => undefined);
  return { close: () => new Promise((done) => server.close(() => done())) };
}

/** As SMTP says it: 4xx is tried again by the other server, 5xx goes back to who wrote it. */
function replyOf(error: unknown): Error {
  const coded = error instanceof KeptError && error.status < 500 ? error : errors.KEPT_MAIL_LATER();
  const responseCode =
    { KEPT_MAIL_LATER: 451, KEPT_MAIL_TOO_LARGE: 552, KEPT_MAILBOX_UNKNOWN: 550 }[coded.keptCode] ?? 554;
  return Object.assign(new Error(`${coded.keptCode} ${coded.message} ${coded.next}`), { responseCode });
}
