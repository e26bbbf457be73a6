import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { trustedCertificates } from './certificates.ts';
import { bad, type Code, good, type Result } from './faults.ts';
import { type ProxyUrl, signInOf, throughProxy } from './proxy.ts';
import { WayFault } from './way-fault.ts';

/** How the server is reached. */
export interface Network {
  /** Where a proxy stands in between: `http://name:password@host:port`. */
  readonly proxy?: ProxyUrl;
  /** Certificates in PEM that are trusted beside those of Node. */
  readonly ca?: readonly string[];
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
}

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** An answer that is larger is refused. */
  readonly mostBytes: number;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Sends one request. Redirects are not followed: the server sends none. Never throws. */
export async function send(network: Network, asked: Asked): Promise<Result<Answered>> {
  const signal = AbortSignal.timeout(network.timeoutMs);
  try {
    const request = await opened(network, asked, signal);
    const answer = await answerOf(request, asked);
    return await collect(answer, asked.mostBytes);
  } catch (error) {
    return bad(signal.aborted ? 4002 : codeOf(error));
  }
}

async function opened(network: Network, asked: Asked, signal: AbortSignal): Promise<ClientRequest> {
  const { url, method } = asked;
  const headers: Record<string, string> = { accept: 'application/json', ...asked.headers };
  if (asked.body !== undefined) headers['content-length'] = `${Buffer.byteLength(asked.body)}`;
  const options = { method, headers, signal, agent: false };
  const ca = trustedCertificates(network.ca);
  if (url.protocol === 'https:') {
    const secure = { ...options, ...(ca ? { ca } : {}), servername: url.hostname };
    if (!network.proxy) return httpsRequest(url, secure);
    const socket = await throughProxy(network.proxy, url, { signal, ...(ca ? { ca } : {}) });
    // With an agent, `false` included, Node would connect by itself and go past the proxy.
    return httpsRequest(url, { ...secure, agent: undefined, createConnection: () => socket });
  }
  if (!network.proxy) return httpRequest(url, options);
  const proxy = new URL(network.proxy);
  const toProxy = { ...headers, host: url.host, ...signInOf(proxy) };
  return httpRequest({ ...options, host: proxy.hostname, port: proxy.port || 80, path: url.href, headers: toProxy });
}

function answerOf(request: ClientRequest, asked: Asked): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    request.once('response', done);
    request.once('error', fail);
    request.end(asked.body);
  });
}

async function collect(answer: IncomingMessage, mostBytes: number): Promise<Result<Answered>> {
  const status = answer.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) {
      answer.destroy();
      return bad(2002);
    }
    chunks.push(chunk);
  }
  if (status === 407) return bad(4004);
  return good({ status, type: answer.headers['content-type'] ?? '', body: Buffer.concat(chunks).toString('utf8') });
}

function codeOf(error: unknown): Code {
  if (error instanceof WayFault) return error.keptCode;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CERT|SIGNED|ISSUER|ALTNAME/.test(code) ? 4003 : 4001;
}
