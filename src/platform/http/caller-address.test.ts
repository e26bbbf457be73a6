import type { IncomingMessage } from 'node:http';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { callerOf } from './caller-address.ts';

const proxies = ['127.0.0.1', '10.0.0.0/8', 'loopback', '2001:db8::/32'];

test.each([
  ['nobody between', '203.0.113.1', undefined],
  ['somebody who claims to forward, and is not trusted', '203.0.113.1', '198.51.100.1'],
  ['one proxy', '127.0.0.1', '198.51.100.1'],
  ['one proxy behind a claim of the caller', '127.0.0.1', '192.0.2.66, 198.51.100.1'],
  ['two proxies', '127.0.0.1', '198.51.100.1, 10.1.2.3'],
  ['two proxies behind a claim that a proxy is the caller', '127.0.0.1', '10.9.9.9, 198.51.100.1, 10.1.2.3'],
  ['nothing but proxies', '127.0.0.1', '10.0.0.1,10.0.0.2'],
  ['IPv6', '2001:db8::1', '2001:db9::7'],
  ['IPv4 written as IPv6', '::ffff:127.0.0.1', '198.51.100.1'],
  ['garbage', '127.0.0.1', 'unknown, <script>'],
  ['nothing named', '127.0.0.1', ' '],
])('%s: the caller is whom the framework finds', async (_, remoteAddress, forwarded) => {
  for (const trusted of [proxies, []]) {
    const app = Fastify({ trustProxy: trusted.length > 0 ? trusted : false });
    app.get('/', async ({ ip, ips }) => ({ ip, ips }));
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    const theirs = (await app.inject({ url: '/', headers, remoteAddress })).json();
    await app.close();
    const ours = callerOf(trusted)({ headers, socket: { remoteAddress } } as unknown as IncomingMessage);
    expect(ours.ip).toBe(theirs.ip);
    expect(ours.ips === undefined).toBe(theirs.ips === undefined);
  }
});
