import type { FastifyReply, FastifyRequest } from 'fastify';
import { access } from '../../../platform/http/access.ts';
import { refuseForgery } from '../../../platform/http/admit.ts';
import { errors } from '../../../platform/http/errors.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Staff } from '../actions/open-staff.ts';

/** What of better-auth is open over HTTP. Everything else, sign-up above all, is not there. */
const open: ReadonlySet<string> = new Set([
  'sign-in/email',
  'sign-out',
  'get-session',
  'change-password',
  'list-sessions',
  'revoke-session',
  'revoke-sessions',
  'revoke-other-sessions',
  'two-factor/enable',
  'two-factor/disable',
  'two-factor/get-totp-uri',
  'two-factor/verify-totp',
  'two-factor/generate-backup-codes',
  'two-factor/verify-backup-code',
  'passkey/generate-register-options',
  'passkey/verify-registration',
  'passkey/generate-authenticate-options',
  'passkey/verify-authentication',
  'passkey/list-user-passkeys',
  'passkey/update-passkey',
  'passkey/delete-passkey',
]);

/** The sign-in: better-auth behind one route, its bodies passed through. */
export async function mountSignIn(app: App, staff: Staff, publicUrl: string): Promise<void> {
  const ownOrigin = new URL(publicUrl).origin;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.route({
      method: ['GET', 'POST'],
      url: '/api/auth/*',
      config: access({ callers: ['public'], purposes: [], limit: 'sign-in' }),
      schema: { summary: 'Sign in and out, second factor, passkeys (better-auth)', tags: ['accounts'] },
      handler: async (request, reply) => {
        const path = (request.params as { '*': string })['*'];
        if (!open.has(path)) throw errors.KEPT_NOT_FOUND();
        if (request.method !== 'GET') refuseForgery(request, ownOrigin);
        return answer(await (await staff.signIn()).handler(asRequest(request, ownOrigin)), reply);
      },
    });
  });
}

// Handed on are only the headers that the sign-in needs: the browser's name never gets in.
function asRequest(request: FastifyRequest, ownOrigin: string): Request {
  const headers = new Headers({ 'kept-network': request.ip });
  for (const name of ['cookie', 'content-type', 'origin'] as const) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const { body } = request;
  return new Request(new URL(request.url, ownOrigin), {
    method: request.method,
    headers,
    ...(typeof body === 'string' && body !== '' ? { body } : {}),
  });
}

async function answer(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(response.status).header('cache-control', 'no-store');
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const retry = response.headers.get('x-retry-after');
  if (retry) reply.header('retry-after', retry);
  return reply.type(response.headers.get('content-type') ?? 'application/json').send(await response.text());
}
