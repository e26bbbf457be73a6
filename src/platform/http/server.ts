import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyReply } from 'fastify';
import { style } from '../html/style.ts';
import { networkOfAddress } from '../network.ts';
import { type Access, access } from './access.ts';
import { admit } from './admit.ts';
import { answerErrors } from './answer-errors.ts';
import type { App, ServerDeps } from './app.ts';
import { refuseControlCharacters } from './control-characters.ts';
import { errors } from './errors.ts';
import { protectAnswers } from './headers.ts';
import { describeAccess } from './openapi.ts';
import { openQuick } from './quick.ts';
import { validateStrictly } from './validate.ts';

export type { App } from './app.ts';

export interface RouteEntry {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

/** The HTTP server before any part is mounted: limits, headers, callers, errors, the route table. */
export async function createServer(deps: ServerDeps): Promise<{ app: App; routes: RouteEntry[] }> {
  const quick = openQuick(deps);
  const app: App = Fastify({
    logger: false,
    serverFactory: (listener) =>
      quick.server(listener, { requestTimeout: 30_000, connectionTimeout: 60_000, keepAliveTimeout: 72_000 }),
    trustProxy: deps.trustedProxies.length > 0 ? [...deps.trustedProxies] : false,
    bodyLimit: 64 * 1024,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => deps.ids.uuid(),
    // What cannot be read as a path never reaches a route; the framework's own answer would repeat it.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      reply.code(400).type('application/json').send(unreadable());
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  validateStrictly(app);
  refuseControlCharacters(app);
  const routes = keepRouteTable(app);
  app.decorate('quick', (route) => quick.add(app, route));
  quick.mount(app);
  // Every request gets its caller in admit.ts before anything reads it.
  app.decorateRequest('who', undefined as never);
  app.decorateRequest('ground', null);
  await app.register(swagger, {
    openapi: openapi(deps),
    transform: ({ schema, url, route }) => ({
      url,
      schema: describeAccess({
        method: String(route.method),
        url,
        access: route.config?.access,
        schema: (schema ?? {}) as Record<string, unknown>,
      }),
    }),
  });
  await app.register(formbody, { bodyLimit: 64 * 1024 });
  protectAnswers(app);
  await app.register(rateLimit, {
    global: true,
    max: 600,
    timeWindow: 60_000,
    cache: 20_000,
    // In memory, for the limits only.
    keyGenerator: ({ ip }) => networkOfAddress(ip),
    addHeaders: quietLimits,
    addHeadersOnExceeding: quietLimits,
  });
  admit(app, deps);
  answerErrors(app, deps);
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    deps.metrics.countRequest(route, request.method, reply.statusCode, reply.elapsedTime);
    done();
  });
  app.get(
    style.path,
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema: { hide: true } },
    async (_request, reply) =>
      reply.type('text/css').header('cache-control', 'public, max-age=31536000, immutable').send(style.text),
  );
  return { app, routes };
}

function unreadable(): string {
  const { keptCode: code, message, next } = errors.KEPT_UNREADABLE();
  return JSON.stringify({ error: { code, message, next } });
}

const quietLimits = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

/** A route that does not say who may call it and for which purposes stops the start. */
function keepRouteTable(app: App): RouteEntry[] {
  const routes: RouteEntry[] = [];
  app.addHook('onRoute', (route) => {
    const given = route.config?.access;
    for (const method of [route.method].flat()) {
      if (method === 'HEAD' || method === 'OPTIONS') continue;
      // The types ask for both; whoever gets round them is stopped here.
      const said: Partial<Access> = given ?? {};
      if (!given || !said.callers?.length) throw new Error(`route ${method} ${route.url} does not say who may call it`);
      if (!said.purposes)
        throw new Error(`route ${method} ${route.url} does not say for which purposes it reads people`);
      routes.push({ method, url: route.url, access: given });
    }
  });
  return routes;
}

function openapi(deps: ServerDeps) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kept',
      version: deps.version,
      description: 'Every route, who may call it and for which purposes it may read people.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: deps.publicUrl }],
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey' as const,
          in: 'cookie' as const,
          name: 'kept.session_token',
          description: 'Session of a member, from /api/auth. Unsafe methods also need the header Kept-Csrf: 1.',
        },
        token: { type: 'http' as const, scheme: 'bearer', description: 'API token made by `./kept token create`.' },
      },
    },
  };
}
