import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Clock } from '../../../platform/clock.ts';
import { mustAnswer } from '../../../platform/db/auth-database.ts';
import { KeptError } from '../../../platform/errors.ts';
import { access } from '../../../platform/http/access.ts';
import { refuseForgery } from '../../../platform/http/admit.ts';
import { errors } from '../../../platform/http/errors.ts';
import type { App } from '../../../platform/http/server.ts';
import { createAttempts } from '../actions/attempts.ts';
import { inTurn } from '../actions/in-turn.ts';
import type { Staff } from '../actions/open-staff.ts';
import type { errors as staffErrors } from '../errors.ts';
import { type SignInRoute, signInRoutes } from '../wire/sign-in.ts';

/** The sign-in: the open routes of better-auth. It reads their bodies itself, so they are passed on as they came. */
export async function mountSignIn(
  app: App,
  deps: { readonly publicUrl: string; readonly clock: Clock },
  staff: Staff,
): Promise<void> {
  const ownOrigin = new URL(deps.publicUrl).origin;
  const byPassword = guard(deps.clock);
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.setValidatorCompiler(() => () => true);
    for (const route of signInRoutes)
      scope.route({
        method: route.method,
        url: `/api/auth/${route.path}`,
        // Reading one's own sessions and passkeys is quick and harmless; all else is limited as signing in is.
        config: access({ callers: ['public'], purposes: [], limit: route.method === 'GET' ? 'desk' : 'sign-in' }),
        schema: schemaOf(route),
        handler: async (request, reply) => {
          if (route.method !== 'GET') refuseForgery(request, ownOrigin);
          const { handler } = await staff.signIn();
          const act = () => orAway(staff, () => handler(asRequest(request, ownOrigin)));
          return answer(route.path === 'sign-in/email' ? await byPassword(request.body, act) : await act(), reply);
        },
      });
  });
}

/**
 * The sign-in by an outside issuer. Of better-auth's routes for it only these two are open, and the first with a body of ours: what else
 * it would take (an ID token from anywhere, a place to go to) cannot be sent.
 */
export function mountOutsideSignIn(app: App, { publicUrl }: { readonly publicUrl: string }, staff: Staff): void {
  const ownOrigin = new URL(publicUrl).origin;
  const config = access({ callers: ['public'], purposes: [], limit: 'sign-in' });
  const ask = async (request: FastifyRequest, path: string, body: string | null) => {
    const signIn = await staff.outsideSignIn();
    if (!signIn) throw errors.KEPT_NOT_FOUND();
    const { headers } = asRequest(request, ownOrigin);
    if (body !== null) headers.set('content-type', 'application/json');
    const method = body === null ? 'GET' : 'POST';
    const asked = new Request(new URL(path, ownOrigin), { method, headers, ...(body === null ? {} : { body }) });
    return orAway(staff, () => signIn.handler(asked));
  };

  app.post(
    '/api/v1/sign-in/outside',
    {
      config,
      schema: {
        summary: 'Begin to sign in at the outside issuer; answers where to go',
        tags: ['sign-in'],
        response: { 200: Type.Object({ url: Type.String() }) },
      },
    },
    async (request, reply) => {
      refuseForgery(request, ownOrigin);
      const body = {
        provider: 'oidc',
        callbackURL: '/desk',
        errorCallbackURL: '/desk/sign-in',
        disableRedirect: true,
      };
      const response = await ask(request, '/api/auth/sign-in/social', JSON.stringify(body));
      if (!response.ok) return answer(response, reply);
      for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
      const { url } = (await response.json()) as { url: string };
      return reply.header('cache-control', 'no-store').send({ url });
    },
  );

  app.get(
    '/api/auth/callback/oidc',
    {
      config,
      schema: {
        summary: 'Where the outside issuer sends the browser back to',
        tags: ['sign-in'],
        response: { 302: { description: 'On to the desk, or to its sign-in page with what was wrong' } },
      },
    },
    async (request, reply) => {
      const response = await ask(request, request.url, null);
      const to = response.headers.get('location');
      if (to) reply.header('location', coded(to));
      return answer(response, reply);
    },
  );
}

/** Whom nobody knows is told so in a code of ours; the other refusals are those of better-auth. */
function coded(to: string): string {
  const code = 'KEPT_OIDC_NO_ROLE' satisfies keyof typeof staffErrors;
  return to.replace(/([?&]error=)signup_disabled(?=&|$)/, `$1${code}`);
}

function schemaOf({ method, summary, session, body, answer }: SignInRoute) {
  return {
    summary,
    tags: ['sign-in'],
    description: session ? 'For who is signed in. A route of better-auth.' : 'A route of better-auth.',
    ...(method === 'GET' ? {} : { headers: Type.Object({ 'kept-csrf': Type.String({ description: 'Always 1' }) }) }),
    ...(body ? { body } : {}),
    response: {
      200: answer ?? { description: 'Done' },
      '4xx': Type.Object(
        { code: Type.Optional(Type.String()), message: Type.Optional(Type.String()) },
        { description: 'A refusal of better-auth, in its own codes' },
      ),
    },
  };
}

/** Two passwords are checked at once, and an address for which too many were wrong is refused, known or not. */
function guard(clock: Clock): (body: unknown, act: () => Promise<Response>) => Promise<Response> {
  const attempts = createAttempts(clock);
  const turn = inTurn(2);
  return async (body, act) => {
    const email = emailIn(body);
    if (email === null) return act();
    const seconds = attempts.wait(email);
    if (seconds > 0) throw errors.KEPT_TOO_MANY({ seconds });
    const response = await turn(act);
    if (response.status === 401) attempts.failed(email);
    else if (response.ok) attempts.succeeded(email);
    return response;
  };
}

function emailIn(body: unknown): string | null {
  try {
    const given: unknown = JSON.parse(String(body));
    return typeof given === 'object' && given !== null && 'email' in given && typeof given.email === 'string'
      ? given.email
      : null;
  } catch {
    return null;
  }
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

/** Where the sign-in fails because its database is away, that is what is said. */
async function orAway(staff: Staff, act: () => Promise<Response>): Promise<Response> {
  try {
    const response = await act();
    if (response.status >= 500) await mustAnswer(staff.auth);
    return response;
  } catch (error) {
    if (!(error instanceof KeptError)) await mustAnswer(staff.auth);
    throw error;
  }
}

async function answer(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(response.status).header('cache-control', 'no-store');
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const retry = response.headers.get('x-retry-after');
  if (retry) reply.header('retry-after', retry);
  return reply.type(response.headers.get('content-type') ?? 'application/json').send(await response.text());
}
