import { randomBytes } from 'node:crypto';
import type { KeptApp } from '../../app.ts';
import { errors } from './errors.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Why a member looks at a person. */
export interface Ground {
  readonly purpose: string;
  readonly reason: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  readonly cookies: string;
}

/** Somebody who is signed in. */
export interface Seat {
  readonly memberId: string;
  /** Calls as the desk does; anything but an answer of 2xx stops the demo. */
  call<T>(method: Method, path: string, body?: unknown, ground?: Ground): Promise<T>;
  /** The same with the bytes of a file. */
  upload<T>(method: Method, path: string, bytes: Buffer, headers?: Record<string, string>): Promise<T>;
  leave(): Promise<void>;
}

/** What goes along: one of them, or nothing. */
interface Sent {
  readonly json?: unknown;
  readonly form?: Record<string, string>;
  readonly bytes?: Buffer;
}

/** The server's front door, without a network: every rule of it holds for the demo, too. */
export interface Door {
  send(request: Sent & { method: Method; path: string; headers?: Record<string, string> }): Promise<Answer>;
  /** Spends the token of an invitation and signs in. */
  join(account: { token: string; name: string; email: string; password: string }): Promise<Seat>;
}

export function openDoor(app: KeptApp['app'], publicUrl: string): Door {
  const origin = new URL(publicUrl).origin;

  const send: Door['send'] = async ({ method, path, headers = {}, ...sent }) => {
    const [type, payload] = content(sent);
    const response = await app.inject({
      method,
      url: path,
      headers: {
        host: new URL(publicUrl).host,
        ...(payload === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
      // Visitors come from many networks; the limits of one would stop years that pass in a minute.
      remoteAddress: `10.${[...randomBytes(3)].join('.')}`,
    });
    const { statusCode: status, payload: text } = response;
    const isJson = String(response.headers['content-type'] ?? '').includes('json') && text !== '';
    const cookies = [response.headers['set-cookie'] ?? []]
      .flat()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    return { status, text, cookies, body: isJson ? (JSON.parse(text) as unknown) : null };
  };

  const own = { origin, 'kept-csrf': '1' };

  return {
    send,
    async join(account) {
      const accepted = mustBeDone(
        await send({ method: 'POST', path: '/api/v1/invitations/accept', json: account, headers: own }),
        'an invitation is accepted',
      );
      const { email, password } = account;
      const entered = await send({
        method: 'POST',
        path: '/api/auth/sign-in/email',
        json: { email, password },
        headers: own,
      });
      mustBeDone(entered, 'a member signs in');
      const headers = { ...own, cookie: entered.cookies };
      async function ask<T>(method: Method, path: string, sent: Sent, more: Record<string, string>): Promise<T> {
        const key = method === 'POST' ? { 'idempotency-key': randomBytes(12).toString('hex') } : {};
        const answer = await send({ method, path, ...sent, headers: { ...headers, ...more, ...key } });
        return mustBeDone(answer, `${method} ${path.replace(/[0-9a-f-]{36}/g, ':id')}`).body as T;
      }
      return {
        memberId: (accepted.body as { memberId: string }).memberId,
        call: (method, path, body, ground) =>
          ask(method, path, method === 'GET' || body === undefined ? {} : { json: body }, stated(ground)),
        upload: (method, path, bytes, more = {}) => ask(method, path, { bytes }, more),
        async leave() {
          await send({ method: 'POST', path: '/api/auth/sign-out', json: {}, headers });
        },
      };
    },
  };
}

function content({ json, form, bytes }: Sent): [type: string, payload: string | Buffer | undefined] {
  if (bytes) return ['application/octet-stream', bytes];
  if (json !== undefined) return ['application/json', JSON.stringify(json)];
  return ['application/x-www-form-urlencoded', form && new URLSearchParams(form).toString()];
}

function stated(ground: Ground | undefined): Record<string, string> {
  if (!ground) return {};
  return { 'kept-purpose': encodeURIComponent(ground.purpose), 'kept-reason': encodeURIComponent(ground.reason) };
}

/** Stops the demo where the server did not do what the story wants of it. */
export function mustBeDone(answer: Answer, step: string): Answer {
  if (answer.status < 300) return answer;
  throw errors.KEPT_DEMO_STOPPED({ step, code: codeOf(answer) });
}

/** The code of a refusal, from JSON or from a page. */
export function codeOf(answer: Answer): string {
  const { error } = (answer.body ?? {}) as { error?: { code?: string; fields?: Record<string, string> } };
  const fields = Object.keys(error?.fields ?? {}).join(' ');
  const code = error?.code ?? /KEPT_[A-Z_]+/.exec(answer.text)?.[0] ?? `status ${answer.status}`;
  return fields ? `${code}: ${fields}` : code;
}
