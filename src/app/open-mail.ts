import { Readable } from 'node:stream';
import { openIntake } from '../parts/rights/index.ts';
import type { Deps } from '../platform/deps.ts';
import type { Metrics } from '../platform/http/metrics.ts';
import { createDelivery, listenForMail, type MailListener } from '../platform/mail/intake/listen.ts';
import type { MailboxName } from '../platform/mail/intake/mailboxes.ts';

/** Mail that comes in: where it is taken, and what becomes of it. */
export function openMailIn(
  deps: Deps,
  options: {
    readonly place: { readonly host: string; readonly port: number } | null;
    readonly askFor: Metrics['askFor'];
  },
) {
  const { place } = options;
  const intake = openIntake(deps);
  const deliver = createDelivery(intake);
  let listener: MailListener | null = null;
  options.askFor(gauges, async () => [
    { name: 'kept_mail_listening', labels: {}, value: listener === null ? 0 : 1 },
    ...[...intake.counts.taken].map(([key, value]) => {
      const [mailbox = '', sort = ''] = key.split(' ');
      return { name: 'kept_mails_taken', labels: { mailbox, sort }, value };
    }),
    ...[...intake.counts.refused].map(([code, value]) => ({ name: 'kept_mails_refused', labels: { code }, value })),
  ]);
  return {
    /** Hands in one mail past the network, for a demonstration. */
    deliver: (raw: string, envelope: { from: string; to: readonly MailboxName[] }) =>
      deliver(Readable.from([Buffer.from(raw, 'utf8')]), envelope),
    /** @throws KEPT_MAIL_LISTEN */
    async start() {
      if (place !== null) listener = await listenForMail(place, intake, deps.log);
    },
    async stop() {
      await listener?.close();
    },
  };
}

const gauges = [
  { name: 'kept_mail_listening', help: '1 while mail is taken at KEPT_SMTP_LISTEN.', labels: [] },
  {
    name: 'kept_mails_taken',
    help: 'Mails taken since the start, by mailbox and who wrote them.',
    labels: ['mailbox', 'sort'],
  },
  { name: 'kept_mails_refused', help: 'Mails sent back since the start, by code.', labels: ['code'] },
];
