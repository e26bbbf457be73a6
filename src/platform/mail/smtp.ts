import type { Transport } from './sender.ts';

/** Transport over SMTP. nodemailer is loaded with the first mail, so that a server without mail does not carry it. */
export function smtpTransport(url: string): Transport {
  let opened: ReturnType<typeof open> | undefined;
  const open = async () =>
    (await import('nodemailer')).createTransport({
      url,
      connectionTimeout: 10_000,
      socketTimeout: 20_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  return async (letter) => {
    opened ??= open();
    const transporter = await opened;
    await transporter.sendMail({
      from: letter.from,
      to: { name: '', address: letter.to },
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      messageId: letter.messageId,
      // RFC 3834: whoever answers by machine does not answer this.
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: letter.attachments.map(({ name, type, base64 }) => ({
        filename: name,
        contentType: type,
        content: base64,
        encoding: 'base64',
      })),
    });
  };
}
