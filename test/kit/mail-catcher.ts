import type { AddressInfo } from 'node:net';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  /** the envelope: where it was really sent */
  from: string;
  to: string[];
  /** the header: what the reader sees */
  headerTo: string[];
  subject: string;
  text: string;
  html: string | null;
  attachments: { name: string; content: Buffer }[];
  header(name: string): string | undefined;
  /** the bytes as they came over the wire */
  raw: string;
}

/** When the server refuses: at the sign-in, at the sender, at the recipient, after the data, or at the greeting. */
export type Refusal = 'sign-in' | 'sender' | 'recipient' | 'data' | 'connection';

export interface MailCatcher {
  /** for KEPT_SMTP_URL */
  url: string;
  /** the same with a name and a password */
  urlWithPassword: string;
  messages: CaughtMail[];
  /** Waits for a mail, one that came already included; fails after `timeout` milliseconds and says what came instead. */
  waitFor(predicate: (mail: CaughtMail) => boolean, timeout?: number): Promise<CaughtMail>;
  /** Refuses from now on (`true` is 'recipient'), `false` accepts again. 'temporary' answers 4xx: try again later. */
  refuse(on: boolean | Refusal, kind?: 'temporary' | 'permanent'): void;
  /** how many times a refusal was answered */
  refusals(): number;
  clear(): void;
  close(): Promise<void>;
}

const addresses = (field: ParsedMail['to']): string[] =>
  [field ?? []].flat().flatMap((object: AddressObject) => object.value.map((each) => each.address ?? ''));

const read = (stream: NodeJS.ReadableStream) =>
  new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
  });

async function parse(raw: Buffer, from: string, to: string[]): Promise<CaughtMail> {
  const mail = await simpleParser(raw);
  const headers = new Map(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]));
  return {
    from,
    to,
    headerTo: addresses(mail.to),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || null,
    attachments: mail.attachments.map((each) => ({ name: each.filename ?? '', content: each.content })),
    header: (name) => headers.get(name.toLowerCase()),
    raw: raw.toString('latin1'),
  };
}

/** A real SMTP server on a free port of this machine. */
export async function startMailCatcher(): Promise<MailCatcher> {
  const messages: CaughtMail[] = [];
  const waiting = new Set<(mail: CaughtMail) => void>();
  let refusing: { at: Refusal; code: number } | null = null;
  let refused = 0;

  const refusal = (at: Refusal): Error | null => {
    if (refusing?.at !== at) return null;
    refused += 1;
    return Object.assign(new Error('refused by the test'), { responseCode: refusing.code });
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth: (_auth, _session, done) => done(refusal('sign-in'), { user: 'test' }),
    onMailFrom: (_address, _session, done) => done(refusal('sender')),
    onConnect: (_session, done) => done(refusal('connection')),
    onRcptTo: (_address, _session, done) => done(refusal('recipient')),
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const to = rcptTo.map(({ address }) => address);
      read(stream)
        .then(async (raw) => {
          const error = refusal('data');
          if (error) return done(error);
          const mail = await parse(raw, mailFrom ? mailFrom.address : '', to);
          messages.push(mail);
          for (const look of waiting) look(mail);
          done(null);
        })
        .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
  // A client that hangs up is the client's matter; without a listener it would end the test run.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;

  const waitFor: MailCatcher['waitFor'] = (predicate, timeout = 10_000) => {
    const already = messages.find(predicate);
    if (already) return Promise.resolve(already);
    return new Promise((resolve, reject) => {
      const look = (mail: CaughtMail) => {
        if (!predicate(mail)) return;
        stop();
        resolve(mail);
      };
      const timer = setTimeout(() => {
        stop();
        const came = messages.map(({ to, subject }) => `${to.join(', ')}: ${subject}`).join('; ') || 'none';
        reject(new Error(`no such mail within ${timeout} ms; caught: ${came}`));
      }, timeout);
      const stop = () => {
        clearTimeout(timer);
        waiting.delete(look);
      };
      waiting.add(look);
    });
  };

  return {
    url: `smtp://127.0.0.1:${port}`,
    urlWithPassword: `smtp://kept:password@127.0.0.1:${port}`,
    messages,
    waitFor,
    refuse: (on, kind = 'temporary') => {
      const at = on === true ? 'recipient' : on;
      const signIn = kind === 'temporary' ? 454 : 535;
      const other = kind === 'temporary' ? 451 : 550;
      refusing = at ? { at, code: at === 'sign-in' ? signIn : other } : null;
    },
    refusals: () => refused,
    clear: () => {
      messages.length = 0;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
