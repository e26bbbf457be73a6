import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createPostWebhook } from './post-webhook.ts';
import { createReach } from './reach.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const post = createPostWebhook(createReach(['loopback']), 300);

const outside = createReach([]);
test.each([
  ['93.184.216.34', true],
  ['2606:2800:220:1::1', true],
  ['127.0.0.1', false],
  ['::1', false],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:7f00:1', false],
  ['[::ffff:a9fe:a9fe]', false],
  ['::ffff:5db8:d822', true],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['fd00::1', false],
  ['fe80::1%eth0', false],
  ['2001:db8::1', false],
  ['not an address', false],
])('%s is outside: %s', (address, allowed) => {
  expect(outside.allows(address, 'https:')).toBe(allowed);
  expect(outside.allows(address, 'http:')).toBe(false);
});

test('of the inside only what the operator names can be reached, and without TLS only the machine itself', () => {
  const reach = createReach(['10.1.2.0/24', '::1']);
  expect(reach.allows('10.1.2.9', 'https:')).toBe(true);
  expect(reach.allows('10.1.2.9', 'http:')).toBe(false);
  expect(reach.allows('10.1.3.9', 'https:')).toBe(false);
  expect(reach.allows('[::1]', 'http:')).toBe(true);
  expect(reach.allows('127.0.0.1', 'http:')).toBe(false);
});

test('what was asked and answered', async () => {
  const seen: unknown[] = [];
  const port = await listen((request, response) => {
    seen.push([request.method, request.url, request.headers['webhook-id'], request.headers['user-agent']]);
    response.writeHead(204).end();
  });
  expect(await post(`http://127.0.0.1:${port}/in?a=1`, { 'webhook-id': 'x' }, '{}')).toEqual({ status: 204 });
  expect(await post(`http://localhost:${port}/`, { 'webhook-id': 'y' }, '{}')).toEqual({ status: 204 });
  expect(seen).toEqual([
    ['POST', '/in?a=1', 'x', undefined],
    ['POST', '/', 'y', undefined],
  ]);
});

test('a redirect is an answer like others, and leads nowhere', async () => {
  let asked = 0;
  const port = await listen((_request, response) => {
    asked += 1;
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await post(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({ status: 307 });
  expect(asked).toBe(1);
});

test('an endless answer is not read to its end', async () => {
  let written = 0;
  const port = await listen((_request, response) => {
    const piece = Buffer.alloc(16_384, 'x');
    const more = () => {
      while (!response.destroyed && written < 200_000_000) {
        written += piece.length;
        if (!response.write(piece)) return void response.once('drain', more);
      }
    };
    more();
  });
  expect(await post(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({ status: 200 });
  expect(written).toBeLessThan(50_000_000);
});

test.each([
  ['who does not answer', () => undefined, 'no answer in time'],
  ['who hangs up', ((request, _response) => request.socket.destroy()) as RequestListener, 'not reached'],
])('%s', async (_, answer, fault) => {
  const port = await listen(answer);
  expect(await post(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({ fault });
});

test('names and addresses of the inside are not reached without leave, whatever they are spelled like', async () => {
  let asked = 0;
  const port = await listen((_request, response) => {
    asked += 1;
    response.end();
  });
  const strict = createPostWebhook(createReach([]), 300);
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '127.1'])
    expect(await strict(`http://${host}:${port}/`, {}, '{}')).toEqual({ fault: 'address not allowed' });
  expect(asked).toBe(0);
});

test('a name that is not there', async () => {
  expect(await post('https://nowhere.invalid/', {}, '{}')).toEqual({ fault: 'name not found' });
});
