import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Fastify, { type FastifyReply } from 'fastify';
import { access } from './access.ts';
import type { App, QuickRoute, ServerDeps } from './app.ts';
import { errors } from './errors.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Hits of websites come more often than all other requests together, and counting one costs less than the hooks in front of every
 * route (headers, limits, callers). So they are answered by a second, bare Fastify behind the same port. The same route
 * stands in the table of the first, which answers while the server ends.
 */
export async function openQuick(deps: Pick<ServerDeps, 'trustedProxies' | 'metrics' | 'log'>) {
  let bare: Listener = () => undefined;
  const inner = Fastify({
    logger: false,
    trustProxy: deps.trustedProxies.length > 0 ? [...deps.trustedProxies] : false,
    frameworkErrors: (_error, _request, reply: FastifyReply) => refuse(reply, 400),
    serverFactory: (handler) => {
      bare = handler as Listener;
      return createServer();
    },
  });
  inner.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500)
      deps.log.error('a request failed', { code: 'KEPT_FAULT', route: request.routeOptions.url ?? '', error });
    refuse(reply, status);
  });
  inner.setNotFoundHandler((_request, reply) => refuse(reply, 404));
  const urls = new Set<string>();
  let ending = false;

  return {
    /** In front of the listener of the first: whose turn it is. */
    server(
      listener: Listener,
      timeouts: { requestTimeout: number; connectionTimeout: number; keepAliveTimeout: number },
    ) {
      const server: Server = createServer((request, response) => {
        const isQuick = !ending && request.method === 'POST' && urls.has(request.url ?? '');
        return isQuick ? bare(request, response) : listener(request, response);
      });
      server.requestTimeout = timeouts.requestTimeout;
      server.keepAliveTimeout = timeouts.keepAliveTimeout;
      server.setTimeout(timeouts.connectionTimeout);
      return server;
    },
    mount(app: App): void {
      app.addHook('onReady', async () => {
        await inner.ready();
      });
      app.addHook('preClose', async () => {
        ending = true;
      });
      app.addHook('onClose', async () => inner.close());
    },
    add(app: App, route: QuickRoute): void {
      const { url, summary, bodyLimit, handler } = route;
      const config = access({ callers: ['public'], purposes: [], limit: route.limit });
      app.post(url, { config, bodyLimit, schema: { summary, tags: ['statistics'] } }, handler);
      urls.add(url);
      inner.post(url, { bodyLimit }, (request, reply) => {
        const answer = handler(request, reply);
        deps.metrics.countQuick(url, reply.statusCode);
        return answer;
      });
    },
  };
}

const known: Readonly<Record<number, keyof typeof errors>> = {
  404: 'KEPT_NOT_FOUND',
  413: 'KEPT_TOO_LARGE',
  415: 'KEPT_MEDIA_TYPE',
};

function refuse(reply: FastifyReply, status: number): void {
  const code = known[status] ?? (status < 500 ? 'KEPT_UNREADABLE' : 'KEPT_FAULT');
  const { keptCode, message, next, status: answered } = errors[code]();
  reply
    .code(answered)
    .type('application/json')
    .send(JSON.stringify({ error: { code: keptCode, message, next } }));
}
