import { request } from 'node:http';
import { connect } from 'node:net';
import type { Visitor } from '../visitors.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookies: string;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly text?: string;
  /** The connection itself comes from the visitor's address (of this machine), with no server in front. */
  readonly direct?: boolean;
}

/** Asks the server as a browser of this visitor would, behind a server in front of ours. */
export function ask(url: string, visitor: Visitor, asked: Asked = {}): Promise<Answer> {
  const { direct = false, form, json, text } = asked;
  const body = json === undefined ? form && new URLSearchParams(form).toString() : JSON.stringify(json);
  const type = json === undefined ? (form ? 'application/x-www-form-urlencoded' : 'text/plain') : 'application/json';
  const payload = body ?? text;
  const headers = {
    'user-agent': visitor.agent,
    'accept-language': 'en-GB',
    accept: '*/*',
    ...(direct ? {} : { 'x-forwarded-for': visitor.address }),
    ...(payload === undefined ? {} : { 'content-type': type, 'content-length': String(Buffer.byteLength(payload)) }),
    ...asked.headers,
  };
  return new Promise((done, fail) => {
    const options = {
      method: asked.method ?? (payload === undefined ? 'GET' : 'POST'),
      headers,
      agent: false,
      ...(direct ? { localAddress: visitor.address } : {}),
    };
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          cookies: (response.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; '),
        }),
      );
    });
    sent.on('error', fail);
    sent.end(payload);
  });
}

/** Writes bytes to the port of the server that may be no HTTP at all; what comes back until it hangs up. */
export function askRaw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done, fail) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
      socket.end();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? done(said) : fail(error)));
    socket.on('close', () => done(said));
  });
}
