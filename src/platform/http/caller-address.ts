import type { IncomingMessage } from 'node:http';
import { compileNetworks } from '../visitors/networks.ts';

export interface CallerAddress {
  readonly ip: string;
  /** Of all who have handed the request on, the nearest first; undefined where no proxy is trusted. */
  readonly ips: readonly string[] | undefined;
}

/**
 * Who stands behind the proxies that are trusted, as the framework finds it: of the addresses in `X-Forwarded-For` the last that no
 * trusted proxy has.
 */
export function callerOf(trustedProxies: readonly string[]): (request: IncomingMessage) => CallerAddress {
  if (trustedProxies.length === 0) return ({ socket }) => ({ ip: socket.remoteAddress ?? '', ips: undefined });
  const isProxy = compileNetworks(trustedProxies);
  // Nearly all requests come through the same one.
  let last = '';
  let isLast = false;
  const isTrusted = (address: string) => {
    if (address !== last) {
      last = address;
      isLast = isProxy(address);
    }
    return isLast;
  };
  return ({ headers, socket }) => {
    const ips = [socket.remoteAddress ?? ''];
    const forwarded = headers['x-forwarded-for'];
    if (typeof forwarded === 'string')
      for (const address of forwarded.split(',').reverse()) {
        if (!isTrusted(ips[ips.length - 1] as string)) break;
        if (address.trim() !== '') ips.push(address.trim());
      }
    return { ip: ips[ips.length - 1] as string, ips };
  };
}
