import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { partDigests } from './fingerprint.ts';
import { type ClientOptions, openLicence } from './index.ts';
import { makeFolder, writeKept } from './store.ts';
import { answered, answers } from './vectors/answers.ts';
import { documents, facts, fingerprint } from './vectors/documents.ts';
import { foreignKey, knownKey, statusText } from './vectors/signer.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-sdk-network-'));
const servers: Server[] = [];
const sockets = new Set<Socket>();
let ca: string;
let key: Buffer;

beforeAll(() => {
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const alternative = 'subjectAltName=DNS:localhost,DNS:licences.vendor.example,IP:127.0.0.1';
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync(
    'openssl',
    [...request, '-subj', '/CN=localhost', '-addext', alternative, '-keyout', keyFile, '-out', certFile],
    { stdio: 'ignore' },
  );
  ca = readFileSync(certFile, 'utf8');
  key = readFileSync(keyFile);
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createServer(listener))}`;

/** Signs as the server does. */
const goodServer: RequestListener = (request, response) => {
  const nonce = new URL(request.url ?? '', 'http://x').searchParams.get('nonce');
  response.setHeader('content-type', 'application/json');
  response.end(statusText({ ...answered, nonce }));
};

let count = 0;
/** A program that was activated before, with the test key. */
function open(serverUrl: string, changes: Partial<ClientOptions> = {}) {
  count += 1;
  const own = join(folder, `${count}`);
  const parts = { system: 'a' };
  const options = {
    serverUrl,
    folder,
    product: 'MILL',
    builtOn: '2026-02-01',
    keys: [knownKey.publicKey],
    parts,
    timeoutMs: 2_000,
  };
  const kept = {
    document: documents[0]?.text ?? '',
    status: null,
    fingerprint,
    parts: partDigests(parts),
    lastSeen: 0,
    clocks: null,
    reseller: 'Sample Dealers',
    pending: null,
  };
  makeFolder(own);
  writeKept(join(own, 'MILL.licence.json'), kept, { durable: false });
  return openLicence({ ...options, folder: own, clock: () => Date.parse('2026-09-01T10:00:00Z'), ...changes });
}

describe('what comes back in place of an answer', () => {
  const bodies: [string, number, number, string][] = [
    ['the sign-in page of a network', 200, 2001, '<!doctype html><title>Welcome</title>'],
    ['a redirect to it', 302, 2001, ''],
    ['a network that asks to sign in', 511, 2001, '<html></html>'],
    ['a page of a gateway', 502, 4006, '<html>Bad gateway</html>'],
    ['too many requests', 429, 4006, '{"error":{"code":"KEPT_TOO_MANY"}}'],
    ['no such activation', 404, 5009, '{"error":{"code":"KEPT_ACTIVATION_UNKNOWN"}}'],
    ['an answer to an earlier question', 200, 2006, answers[0]?.text ?? ''],
    ['an answer without a signature', 200, 2003, JSON.stringify({ ...answered, keyId: null, signature: null })],
    ['far too much', 200, 2002, ' '.repeat(70_000)],
  ];
  it.each(bodies)('%s (%d) is %d, and changes nothing', async (_name, status, code, body) => {
    const url = await serve((_request, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1/login' }).end(body);
    });
    const licence = open(url);
    const before = licence.mayRun();
    expect(await licence.check()).toMatchObject({ ok: false, code });
    expect(licence.mayRun()).toEqual(before);
  });

  it('an answer by a foreign key under our id is refused', async () => {
    const url = await serve((request, response) => {
      const nonce = new URL(request.url ?? '', 'http://x').searchParams.get('nonce');
      const forged = JSON.parse(statusText({ ...answered, verdict: 'revoked', nonce }, foreignKey));
      response.end(JSON.stringify({ ...forged, keyId: knownKey.keyId }));
    });
    expect(await open(url).check()).toMatchObject({ ok: false, code: 2005 });
  });

  it('the nonce is fresh each time, and two checks at once are one', async () => {
    const seen: string[] = [];
    const url = await serve((request, response) => {
      seen.push(request.url ?? '');
      goodServer(request, response as never);
    });
    const licence = open(url);
    await Promise.all([licence.check(), licence.check()]);
    expect(await licence.check()).toMatchObject({ ok: true });
    expect(seen).toHaveLength(2);
    expect(new Set(seen).size).toBe(2);
    expect(seen[0]).toContain(`/api/v1/activations/${facts.activationId}?nonce=`);
  });

  it('is asked by itself once the program watches, and no more after it was closed', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      goodServer(request, response as never);
    });
    const licence = open(url, { random: () => 0 });
    const outcome = await new Promise((done) => licence.watch(done));
    expect(outcome).toMatchObject({ ok: true });
    licence.watch(() => expect.unreachable());
    licence.close();
    await new Promise((done) => setTimeout(done, 50));
    expect(asked).toBe(1);
  });

  it('silence is a time-out', async () => {
    const url = await serve(() => undefined);
    expect(await open(url, { timeoutMs: 200 }).check()).toMatchObject({ ok: false, code: 4002 });
  });

  it('an answer that pours is cut off at its limit, long before the time-out', async () => {
    let sent = 0;
    const url = await serve((_request, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(' '.repeat(16_384))) sent += 16_384;
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    expect(await open(url, { timeoutMs: 10_000 }).check()).toMatchObject({ ok: false, code: 2002 });
    expect(sent).toBeLessThan(50_000_000);
  });

  it('an answer that never ends is a time-out', async () => {
    const url = await serve((_request, response) => void response.writeHead(200).write('{'));
    expect(await open(url, { timeoutMs: 300 }).check()).toMatchObject({ ok: false, code: 4002 });
  });
});

/** A proxy that asks for name and password. */
async function proxy(seen: string[] = []): Promise<number> {
  const allowed = (request: IncomingMessage) =>
    request.headers['proxy-authorization'] === `Basic ${Buffer.from('pat:p@ss').toString('base64')}`;
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (!allowed(request)) return void response.writeHead(407).end();
    goodServer(request, response as never);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    seen.push(`CONNECT ${request.url}`);
    if (!allowed(request)) return void socket.end('HTTP/1.1 407 Sign in\r\nContent-Length: 0\r\n\r\n');
    if (request.url?.startsWith('forbidden')) return void socket.end('HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n');
    const [host, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host?.endsWith('.example') ? '127.0.0.1' : host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
  });
  return listen(server);
}

describe('the way to the server', () => {
  const secure = async () =>
    `https://localhost:${await listen(createSecure({ key, cert: ca }, goodServer as never) as unknown as Server)}`;

  it("takes a certificate of one's own, and no other", async () => {
    const url = await secure();
    expect(await open(url).check()).toMatchObject({ ok: false, code: 4003 });
    expect(await open(url, { ca: [ca] }).check()).toMatchObject({ ok: true });
  });

  it('goes through a proxy with name and password, by a tunnel where it is encrypted', async () => {
    const seen: string[] = [];
    const port = await proxy(seen);
    // A name that only the proxy can resolve, so that nothing can go past it.
    const url = (await secure()).replace('localhost', 'licences.vendor.example');
    const signedIn = `http://pat:p%40ss@127.0.0.1:${port}`;
    expect(await open(url, { ca: [ca], proxy: signedIn }).check()).toMatchObject({ ok: true });
    expect(seen).toEqual([`CONNECT ${new URL(url).host}`]);
    expect(await open('http://licences.vendor.example', { proxy: signedIn }).check()).toMatchObject({ ok: true });
    expect(seen[1]).toMatch(/^GET http:\/\/licences\.vendor\.example\/api\/v1\/activations\//);
    // A certificate is looked at behind the proxy, too.
    expect(await open(url, { proxy: signedIn }).check()).toMatchObject({ ok: false, code: 4003 });
  });

  it('says that the proxy asks for a name, or refuses', async () => {
    const port = await proxy();
    const bare = `http://127.0.0.1:${port}`;
    expect(await open('https://localhost:1', { proxy: bare }).check()).toMatchObject({ ok: false, code: 4004 });
    expect(await open('http://licences.vendor.example', { proxy: bare }).check()).toMatchObject({
      ok: false,
      code: 4004,
    });
    const signedIn = `http://pat:p%40ss@127.0.0.1:${port}`;
    expect(await open('https://forbidden.example', { proxy: signedIn }).check()).toMatchObject({
      ok: false,
      code: 4005,
    });
    expect(await open('https://localhost:1', { proxy: 'http://127.0.0.1:9' }).check()).toMatchObject({ code: 4001 });
  });
});
