import type { Readable } from 'node:stream';
import { simpleParser } from 'mailparser';
import { addressOf } from './address.ts';
import { type InboundFile, type InboundMail, sortOf } from './inbound.ts';
import { tidy, tidyLine } from './tidy.ts';

const options = { skipTextToHtml: true, keepCidLinks: true, maxHtmlLengthToParse: 2_000_000 };
const mostText = 200_000;
const mostFiles = 20;
const mostFile = 5 * 1024 * 1024;
const mostFilesTogether = 10 * 1024 * 1024;
const mostAnswered = 50;

/** Reads a mail as it came over the wire and keeps of it what an answer needs. Throws where it cannot be read. */
export async function readMail(
  raw: Readable,
  { unanswerable }: { readonly unanswerable: boolean },
): Promise<InboundMail> {
  const mail = await simpleParser(raw, options);
  const lines = new Map(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1)]));
  const header = (name: string) => {
    const line = lines.get(name);
    return line === undefined ? null : line.trim().toLowerCase();
  };
  const sender = addressOf(mail.from?.value[0]?.address);
  const subject = tidyLine(mail.subject ?? '', 1_000);
  const text = await wordsOf(mail.text ?? '', mail.html || '');
  return {
    sender,
    sentAt: lines.has('date') ? instant(mail.date) : null,
    subject,
    messageId: idOf(mail.messageId),
    answers: [mail.inReplyTo, ...[mail.references ?? []].flat()].flatMap((id) => idOf(id) ?? []).slice(-mostAnswered),
    text: tidy(text, mostText),
    cut: text.length > mostText,
    sort: sortOf(header, { unanswerable, sender, subject }),
    files: filesOf(mail.attachments.slice(0, mostFiles)),
    leftOut: Math.max(0, mail.attachments.length - mostFiles),
  };
}

/**
 * The plain text; where a mail has markup alone, or much more in it than in the plain text, the words of the markup as well. They are
 * got by reading the markup once more as a mail of its own: inside of a mail with files the parser leaves it as it is.
 */
async function wordsOf(plain: string, markup: string): Promise<string> {
  const text = plain.trim();
  if (markup === '') return text;
  const read = await simpleParser(Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${markup}`), options);
  // Markup that is too long to be turned into words would leave an empty mail, of which nobody hears.
  if (read.textConversionError && text === '') throw read.textConversionError;
  const words = (read.text ?? '').trim();
  return words.length > 2 * text.length + 200 || text === '' ? `${text}\n\n${words}`.trim() : text;
}

const idOf = (text: string | undefined) => (text === undefined ? null : tidyLine(text, 500) || null);

function instant(date: Date | undefined): string | null {
  const year = date?.getUTCFullYear() ?? Number.NaN;
  return date && year >= 1990 && year < 2200 ? date.toISOString() : null;
}

interface RawFile {
  readonly filename?: string | undefined;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Files are kept as they came and never unpacked; what is a mail itself has headers of its own, so it is only named. */
function filesOf(attachments: readonly RawFile[]): InboundFile[] {
  let together = 0;
  return attachments.map(({ content, contentType, filename }, index) => {
    const named = {
      name: tidyLine((filename ?? '').replace(/[/\\]/g, '_'), 200) || `file ${index + 1}`,
      type: /^[\w.+-]{1,40}\/[\w.+-]{1,50}$/.test(contentType) ? contentType : 'application/octet-stream',
      bytes: content.length,
    };
    if (isMail(named, content)) return { ...named, base64: null, whyNot: 'a mail itself' };
    if (content.length > mostFile || together + content.length > mostFilesTogether)
      return { ...named, base64: null, whyNot: 'too large' };
    together += content.length;
    return { ...named, base64: content.toString('base64'), whyNot: null };
  });
}

function isMail({ name, type }: { readonly name: string; readonly type: string }, content: Buffer): boolean {
  if (/^message\/|^text\/rfc822-headers$|^application\/vnd\.ms-outlook$/.test(type)) return true;
  if (/\.(?:eml|msg|mbox|mht|mhtml|emlx)$/i.test(name)) return true;
  return /^(?:received|return-path|delivered-to|x-originating-ip|authentication-results):/im.test(
    content.subarray(0, 4_096).toString('latin1'),
  );
}
