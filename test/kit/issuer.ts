import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Ask {
  readonly redirect: string;
  readonly nonce: string;
  readonly challenge: string;
}

/** An OpenID Connect issuer on loopback. What it says next can be bent. */
export interface TestIssuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whom the next ID token names, and what is wrong with it. */
  next: { claims: Record<string, unknown>; key?: 'foreign'; without?: 'id_token' };
  /** What it was asked to authorise. */
  readonly asked: URL[];
  stop(): Promise<void>;
}

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64url');

/** Code flow with PKCE, RS256, and a user information endpoint that vouches for everything. */
export async function startIssuer(port = 0): Promise<TestIssuer> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, Ask>();
  const clientId = 'kept-test';
  const clientSecret = 'a secret of the test';
  const asked: URL[] = [];
  const issuer = { next: { claims: {} } as TestIssuer['next'] };

  const server = createServer((request, response) => void route(request, response));
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function idToken({ nonce }: Ask): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: url, aud: clientId, iat: now, exp: now + 300, nonce, ...issuer.next.claims };
    const text = `${base64(JSON.stringify({ alg: 'RS256', kid: 'k1' }))}.${base64(JSON.stringify(claims))}`;
    const { privateKey } = issuer.next.key === 'foreign' ? foreign : own;
    return `${text}.${base64(sign('sha256', Buffer.from(text), privateKey))}`;
  }

  async function token(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const ask = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const fits =
      ask &&
      form.get('client_id') === clientId &&
      form.get('client_secret') === clientSecret &&
      form.get('redirect_uri') === ask.redirect &&
      createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url') === ask.challenge;
    if (!fits) return { status: 400, body: { error: 'invalid_grant' } };
    const tokens = { access_token: 'at', token_type: 'Bearer', expires_in: 300 };
    return {
      status: 200,
      body: issuer.next.without === 'id_token' ? tokens : { ...tokens, id_token: idToken(ask) },
    };
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = new URL(request.url ?? '/', url);
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (at.pathname === '/.well-known/openid-configuration')
      return void json(200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        userinfo_endpoint: `${url}/userinfo`,
        jwks_uri: `${url}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (at.pathname === '/jwks')
      return void json(200, {
        keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }],
      });
    if (at.pathname === '/userinfo') return void json(200, { ...issuer.next.claims, email_verified: true });
    if (at.pathname === '/token') {
      const { status, body } = await token(request);
      return void json(status, body);
    }
    if (at.pathname !== '/authorize') return void json(404, {});
    asked.push(at);
    const code = randomBytes(16).toString('hex');
    const given = (name: string) => at.searchParams.get(name) ?? '';
    codes.set(code, {
      redirect: given('redirect_uri'),
      nonce: given('nonce'),
      challenge: given('code_challenge_method') === 'S256' ? given('code_challenge') : '',
    });
    const back = new URL(given('redirect_uri'));
    back.searchParams.set('code', code);
    back.searchParams.set('state', given('state'));
    response.writeHead(302, { location: back.href }).end();
  }

  return {
    url,
    clientId,
    clientSecret,
    asked,
    get next() {
      return issuer.next;
    },
    set next(given) {
      issuer.next = given;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** What a browser would send again after this answer. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .filter((cookie) => !/max-age=0/i.test(cookie))
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
