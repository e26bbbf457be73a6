import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Reach } from './reach.ts';

/** Why nothing was answered. Never what a network or another server said. */
export const postFaults = [
  'address not allowed',
  'name not found',
  'not reached',
  'certificate refused',
  'no answer in time',
  'not signed',
] as const;
export type PostFault = (typeof postFaults)[number];

export type Posted = { readonly status: number } | { readonly fault: PostFault };
export type PostWebhook = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Posted>;

const patience = 15_000;
/** Of an answer nothing is kept; a longer one is not even read. */
const mostAnswered = 65_536;

/**
 * Posts to addresses within reach and to no other, whatever name stands for them at the moment of the call. Redirects are
 * not followed: they would lead to somebody who is not registered.
 */
export function createPostWebhook(reach: Reach, patienceMs = patience): PostWebhook {
  return (url, headers, body) =>
    new Promise((resolve) => {
      const { protocol, hostname } = new URL(url);
      if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 && !reach.allows(hostname, protocol))
        return resolve({ fault: 'address not allowed' });
      const signal = AbortSignal.timeout(patienceMs);
      const request = (protocol === 'https:' ? https : http).request(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        lookup: within(reach, protocol),
        signal,
      });
      request.on('error', (error) => resolve({ fault: faultOf(error, signal) }));
      request.on('response', (answer) => {
        let read = 0;
        const done = () => resolve({ status: answer.statusCode ?? 0 });
        answer.on('data', (piece: Buffer) => {
          read += piece.length;
          if (read > mostAnswered) answer.destroy();
        });
        answer.on('close', done);
        answer.on('error', done);
      });
      request.end(body);
    });
}

class NotAllowed extends Error {}

/** Looks a name up and refuses it if any of its addresses is out of reach: the connection is made to what was looked at. */
function within(reach: Reach, protocol: string): LookupFunction {
  return (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) return done(error ?? new Error('no address'), '', 4);
      if (!found.every(({ address }) => reach.allows(address, protocol))) return done(new NotAllowed(), '', 4);
      if (options.all) return done(null, found);
      done(null, first.address, first.family);
    });
  };
}

function faultOf(error: Error & { readonly code?: string }, signal: AbortSignal): PostFault {
  if (error instanceof NotAllowed) return 'address not allowed';
  if (signal.aborted) return 'no answer in time';
  const code = error.code ?? '';
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(code)) return 'name not found';
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code) ? 'certificate refused' : 'not reached';
}
