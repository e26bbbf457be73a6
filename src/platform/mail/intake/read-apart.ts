import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { KeptError } from '../../errors.ts';
import { addressOf } from './address.ts';
import { errors } from './errors.ts';
import type { InboundMail } from './inbound.ts';

const program = fileURLToPath(import.meta.resolve('./read-mail-child.ts'));
export const mostBytes = 25 * 1024 * 1024;
const within = 30_000;
/** An answer holds ten megabytes of files as base64, and a text. */
const mostAnswer = 20 * 1024 * 1024;

/** A mail of which somebody is named. */
export type SentMail = InboundMail & { readonly sender: string };

export type Read =
  | { readonly mail: SentMail; readonly bytes: number }
  | { readonly fault: KeptError; readonly bytes: number };

/**
 * Reads a mail in a process of its own, which is waited for half a minute and has a quarter of a gigabyte: the parser is never loaded into the
 * server, and the mail goes there through a pipe, so that it lies in no file. Resolves once all of the stream was taken.
 */
export function readApart(raw: Readable, { from }: { readonly from: string }): Promise<Read> {
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=256', program, from === '' ? 'unanswerable' : 'answerable'],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
    },
  );
  let late: NodeJS.Timeout | undefined;
  // Only while the reading is waited for: how fast a mail comes is the other server's matter.
  const waitForChild = () => {
    clearTimeout(late);
    late = setTimeout(() => child.kill('SIGKILL'), within);
  };
  let bytes = 0;
  let answered = 0;
  const said: Buffer[] = [];
  child.stdin.on('error', () => undefined);
  child.stdin.on('drain', () => {
    clearTimeout(late);
    raw.resume();
  });
  raw.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) child.kill('SIGKILL');
    else if (child.exitCode === null && child.signalCode === null && !child.stdin.write(chunk)) {
      raw.pause();
      waitForChild();
    }
  });
  child.stdout.on('data', (chunk: Buffer) => {
    answered += chunk.length;
    if (answered > mostAnswer) child.kill('SIGKILL');
    else said.push(chunk);
  });
  const taken = new Promise<void>((done, fail) => {
    raw.on('end', done);
    // A connection that broke has brought half a mail: the other half comes with the next try.
    raw.on('close', () => (raw.readableEnded ? done() : fail(new Error('the connection ended'))));
    raw.on('error', fail);
  });
  const ended = new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      raw.resume();
      done(code);
    });
  });
  const read = async (): Promise<Read> => {
    await taken;
    waitForChild();
    child.stdin.end();
    const code = await ended;
    if (bytes > mostBytes) return { fault: errors.KEPT_MAIL_TOO_LARGE(), bytes };
    if (code !== 0) return { fault: errors.KEPT_MAIL_UNREADABLE(), bytes };
    const mail = JSON.parse(Buffer.concat(said).toString('utf8')) as InboundMail;
    const sender = mail.sender ?? addressOf(from);
    return sender === null ? { fault: errors.KEPT_MAIL_NO_SENDER(), bytes } : { mail: { ...mail, sender }, bytes };
  };
  ended.catch(() => undefined);
  return read()
    .catch((cause: unknown) => {
      throw errors.KEPT_MAIL_LATER({}, cause);
    })
    .finally(() => {
      clearTimeout(late);
      child.kill('SIGKILL');
    });
}
