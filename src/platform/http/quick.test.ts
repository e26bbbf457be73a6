import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptySite } from '../html/page.ts';
import { systemIds } from '../ids.ts';
import { createLog } from '../log.ts';
import type { App } from './app.ts';
import { createMetrics } from './metrics.ts';
import { createServer, type RouteEntry } from './server.ts';

const metrics = createMetrics();
let app: App;
let routes: RouteEntry[];
let port = 0;

beforeAll(async () => {
  const log = createLog('silent');
  const facts = {
    log,
    ids: systemIds,
    metrics,
    trustedProxies: ['127.0.0.1'],
    publicUrl: 'http://localhost',
    version: '1',
  };
  ({ app, routes } = await createServer({ ...facts, identify: async () => null, site: async () => emptySite }));
  app.quick({
    url: '/quick',
    summary: 'Answers at once',
    limit: 'hit',
    bodyLimit: 100,
    handler: (request, reply) => {
      if (request.body === 'fail') throw new Error('quoting secret-word');
      return reply.code(204).header('x-from', request.ip).send();
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => app.close());

const post = (body: string | undefined, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}/quick`, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });

test('a quick route passes by the hooks of all others, and still knows who stands behind a proxy', async () => {
  const answer = await post('x', { 'x-forwarded-for': '203.0.113.7' });
  expect([answer.status, answer.headers.get('x-from')]).toEqual([204, '203.0.113.7']);
  expect(answer.headers.get('content-security-policy')).toBeNull();
  expect(await metrics.registry.metrics()).toMatch(/kept_http_quick_requests_total\{route="\/quick",status="204"\} 1/);
});

test('it stands in the table of routes, and other methods are for the framework', async () => {
  expect(routes).toContainEqual(expect.objectContaining({ method: 'POST', url: '/quick' }));
  const other = await fetch(`http://127.0.0.1:${port}/quick`);
  expect([other.status, other.headers.get('content-security-policy') !== null]).toEqual([404, true]);
});

test.each([
  ['too much', 'y'.repeat(101), {}, '413 KEPT_TOO_LARGE'],
  ['another media type', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, '415 KEPT_MEDIA_TYPE'],
  ['JSON that is none', '{', { 'content-type': 'application/json' }, '400 KEPT_UNREADABLE'],
])('%s is refused with a code and without an echo', async (_, body, headers, says) => {
  const answer = await post(body, headers);
  const text = await answer.text();
  expect(`${answer.status} ${JSON.parse(text).error.code}`).toBe(says);
  expect(text).not.toContain('yyy');
});

test('too much without a length said before is refused as well, and the connection is not used again', async () => {
  const socket = connect(port, '127.0.0.1');
  const said: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => said.push(chunk));
  const closed = new Promise((done) => socket.on('close', done));
  const chunk = `50\r\n${'z'.repeat(80)}\r\n`;
  socket.write(
    `POST /quick HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n${chunk}${chunk}0\r\n\r\n`,
  );
  await closed;
  const text = Buffer.concat(said).toString();
  expect(text).toMatch(/^HTTP\/1\.1 413 [\s\S]*KEPT_TOO_LARGE/);
  expect(text).not.toContain('zzz');
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
});

test('a fault of its own says nothing of what was sent', async () => {
  const answer = await post('fail');
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('secret-word');
});

test('a body that never comes does not hold the server for ever', async () => {
  expect(app.server.requestTimeout).toBe(30_000);
  const socket = connect(port, '127.0.0.1');
  socket.write('POST /quick HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\nabc');
  await new Promise((done) => setTimeout(done, 50));
  socket.destroy();
  expect((await post('x')).status).toBe(204);
});

test('while the server ends, the framework answers', async () => {
  const closing = app.close();
  await closing;
  await expect(post('x')).rejects.toThrow();
});
