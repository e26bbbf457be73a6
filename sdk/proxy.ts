import { request } from 'node:http';
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { WayFault } from './way-fault.ts';

/** `http://host:port`, with `name:password@` in front of the host where the proxy asks for them (percent-encoded). */
export type ProxyUrl = string;

/** The header that signs in to the proxy, where its URL says how (RFC 9110, section 11.7; Basic, RFC 7617). */
export function signInOf(proxy: URL): Record<string, string> {
  if (!proxy.username) return {};
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

interface Way {
  readonly signal: AbortSignal;
  readonly ca?: string[];
}

/** A TLS connection to the server through a tunnel of the proxy (CONNECT, RFC 9110, section 9.3.6). */
export async function throughProxy(proxyUrl: ProxyUrl, target: URL, way: Way): Promise<TLSSocket> {
  const socket = await tunnel(new URL(proxyUrl), `${target.hostname}:${target.port || 443}`, way.signal);
  return new Promise((done, fail) => {
    const secure = connect({ socket, servername: target.hostname, ...(way.ca ? { ca: way.ca } : {}) });
    secure.once('error', fail);
    secure.once('secureConnect', () => {
      secure.off('error', fail);
      done(secure);
    });
    way.signal.addEventListener('abort', () => secure.destroy(new Error('too late')), { once: true });
  });
}

function tunnel(proxy: URL, target: string, signal: AbortSignal): Promise<Socket> {
  return new Promise((done, fail) => {
    const asked = request({
      method: 'CONNECT',
      host: proxy.hostname,
      port: proxy.port || 80,
      path: target,
      headers: { host: target, ...signInOf(proxy) },
      agent: false,
      signal,
    });
    asked.once('error', fail);
    asked.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) return done(socket as Socket);
      socket.destroy();
      fail(new WayFault(answer.statusCode === 407 ? 4004 : 4005));
    });
    // A proxy that refuses may answer like to any request.
    asked.once('response', (answer) => {
      answer.resume();
      fail(new WayFault(answer.statusCode === 407 ? 4004 : 4005));
    });
    asked.end();
  });
}
