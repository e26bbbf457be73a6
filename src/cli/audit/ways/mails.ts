import { randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { rowsOf } from '../installation.ts';
import type { Visitor } from '../visitors.ts';
import type { Way, World } from './way.ts';

/** The headers in which mail servers and programs name the machine of who wrote, and the program. */
const travelled = ({ address, agent, mark }: Visitor): string[] => [
  `Return-Path: <bounce-${mark}@customer.example>`,
  `Received: from ${mark} ([${address}]) by mx.vendor.example with ESMTPSA; ${new Date().toUTCString()}`,
  `Received-SPF: pass client-ip=${address}; envelope-from=x@customer.example`,
  `Authentication-Results: mx.vendor.example; spf=pass smtp.remote-ip=${address}`,
  `ARC-Authentication-Results: i=1; mx.vendor.example; iprev=pass policy.iprev=${address}`,
  `X-Originating-IP: [${address}]`,
  `X-Forwarded-For: ${address}`,
  `User-Agent: ${agent}`,
  `X-Mailer: ${agent}`,
  `Message-ID: <${mark}.${randomBytes(6).toString('hex')}@[${address}]>`,
];

async function send({ installation }: World, visitor: Visitor, mail: { to: string; from: string; lines: string[] }) {
  const transport = createTransport({
    host: '127.0.0.1',
    port: installation.mailPort,
    ignoreTLS: true,
    // What the other side calls itself.
    name: `[${visitor.family === 'IPv6' ? 'IPv6:' : ''}${visitor.address}]`,
  });
  const raw = [...travelled(visitor), ...mail.lines].join('\r\n');
  await transport.sendMail({ envelope: { from: mail.from, to: mail.to }, raw }).finally(() => transport.close());
}

const mustBeTaken = async ({ installation }: World, mailbox: string, from: string): Promise<void> => {
  const [row] = await rowsOf<{ n: number }>(
    installation,
    'SELECT count(*)::int AS n FROM rights.mails WHERE mailbox = $1 AND sender = $2',
    [mailbox, from],
  );
  if (row?.n !== 1) throw new Error('the mail was not stored');
};

const plain = (name: string, mailbox: 'privacy' | 'remove'): Way => ({
  name,
  async walk(world, visitor) {
    const from = `${mailbox}-${visitor.family.toLowerCase()}@customer.example`;
    const lines = [`From: ${from}`, 'Subject: Question', '', 'What do you hold?'];
    await send(world, visitor, { from, to: `${mailbox}@scratch.example`, lines });
    await mustBeTaken(world, mailbox, from);
  },
});

/** Mail to the two mailboxes, as the vendor's mail server hands it on. */
export const mailWays: readonly Way[] = [
  plain('mail to the privacy mailbox', 'privacy'),
  plain('mail to the remove mailbox', 'remove'),
  {
    name: 'a mail with a mail in it',
    async walk(world, visitor) {
      const from = `carries-${visitor.family.toLowerCase()}@customer.example`;
      const inner = [...travelled(visitor), 'From: x@customer.example', 'Subject: Inside', '', 'Inside'];
      const part = (disposition: string) => [
        '--b',
        'Content-Type: message/rfc822',
        `Content-Disposition: ${disposition}`,
        '',
        ...inner,
      ];
      const lines = [
        `From: ${from}`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/html',
        '',
        '<p>See the mail below</p>',
        ...part('inline'),
        ...part('attachment; filename=mail.eml'),
        '--b',
        'Content-Type: application/octet-stream; name=saved',
        '',
        ...inner,
        '--b--',
      ];
      await send(world, visitor, { from, to: 'privacy@scratch.example', lines });
      await mustBeTaken(world, 'privacy', from);
    },
  },
  {
    name: 'a bounce, and mail that is sent back',
    async walk(world, visitor) {
      const from = `bounce-${visitor.family.toLowerCase()}@customer.example`;
      const lines = [`From: ${from}`, 'Auto-Submitted: auto-replied', 'Subject: Away', '', 'I am away.'];
      await send(world, visitor, { from: '', to: 'privacy@scratch.example', lines });
      await mustBeTaken(world, 'privacy', from);
      const refusals = [
        { from, to: 'sales@scratch.example', lines: [`From: ${from}`, '', 'Hello'] },
        { from: '', to: 'privacy@scratch.example', lines: ['Subject: Of nobody', '', 'Hello'] },
      ];
      for (const mail of refusals) {
        const taken = await send(world, visitor, mail).then(
          () => true,
          () => false,
        );
        if (taken) throw new Error('a mail was taken that must be sent back');
      }
    },
  },
];
