import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { access } from './access.ts';
import type { App, QuickReply, QuickRoute, ServerDeps } from './app.ts';
import { callerOf } from './caller-address.ts';
import { errors } from './errors.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Hits of websites come more often than all other requests together, and counting one costs less than the framework and the hooks in
 * front of every route (headers, limits, callers). So they are answered in front of it, behind the same port. The same route
 * stands in the table of the framework, which answers while the server ends.
 */
export function openQuick(deps: Pick<ServerDeps, 'trustedProxies' | 'metrics' | 'log'>) {
  const addressOf = callerOf(deps.trustedProxies);
  const routes = new Map<string, QuickRoute>();
  let ending = false;

  function answer(route: QuickRoute, incoming: IncomingMessage, response: ServerResponse): void {
    const reply = new Reply(response, (status) => deps.metrics.countQuick(route.url, status));
    const failed = (error: unknown) => {
      deps.log.error('a request failed', { code: 'KEPT_FAULT', route: route.url, error });
      refuse(reply, 'KEPT_FAULT');
    };
    readBody(incoming, route.bodyLimit, (read) => {
      if (typeof read === 'string') {
        // What has not been read of it would be taken for the next request.
        if (read === 'KEPT_TOO_LARGE') reply.header('connection', 'close');
        refuse(reply, read);
        return;
      }
      try {
        const later = route.handler({ headers: incoming.headers, body: read.body, ...addressOf(incoming) }, reply);
        if (later instanceof Promise) later.catch(failed);
      } catch (error) {
        failed(error);
      }
    });
  }

  return {
    /** In front of the listener of the framework: whose turn it is. */
    server(
      listener: Listener,
      timeouts: { requestTimeout: number; connectionTimeout: number; keepAliveTimeout: number },
    ) {
      const server: Server = createServer((request, response) => {
        const route = request.method === 'POST' && !ending ? routes.get(request.url ?? '') : undefined;
        return route === undefined ? listener(request, response) : answer(route, request, response);
      });
      server.requestTimeout = timeouts.requestTimeout;
      server.keepAliveTimeout = timeouts.keepAliveTimeout;
      server.setTimeout(timeouts.connectionTimeout);
      return server;
    },
    mount(app: App): void {
      app.addHook('preClose', async () => {
        ending = true;
      });
    },
    add(app: App, route: QuickRoute): void {
      const { url, summary, bodyLimit, handler } = route;
      const config = access({ callers: ['public'], purposes: [], limit: route.limit });
      app.post(url, { config, bodyLimit, schema: { summary, tags: ['statistics'] } }, handler);
      routes.set(url, route);
    },
  };
}

/** The answer as the framework's own has it, as far as quick routes need one. It is written in one go. */
class Reply implements QuickReply {
  private readonly response: ServerResponse;
  private readonly sent: (status: number) => void;
  private readonly headers: string[] = [];
  private status = 200;

  constructor(response: ServerResponse, sent: (status: number) => void) {
    this.response = response;
    this.sent = sent;
  }

  code(status: number): this {
    this.status = status;
    return this;
  }

  header(name: string, value: string): this {
    this.headers.push(name, value);
    return this;
  }

  type(media: string): this {
    return this.header('content-type', media);
  }

  send(body?: string): this {
    const { headers, response, status } = this;
    if (body !== undefined) headers.push('content-length', String(Buffer.byteLength(body)));
    response.writeHead(status, headers);
    response.end(body);
    this.sent(status);
    return this;
  }
}

type Refusal = 'KEPT_TOO_LARGE' | 'KEPT_MEDIA_TYPE' | 'KEPT_UNREADABLE' | 'KEPT_FAULT';

/** Reads text or JSON up to a limit; of who goes away meanwhile nothing is heard. */
function readBody(
  incoming: IncomingMessage,
  limit: number,
  done: (read: { readonly body: unknown } | Refusal) => void,
): void {
  const media = incoming.headers['content-type'];
  const [kind] = media === undefined ? [] : media.split(';', 1);
  const isJson = kind?.trim().toLowerCase() === 'application/json';
  const isText = kind?.trim().toLowerCase() === 'text/plain';
  const chunks: Buffer[] = [];
  let length = 0;
  const refuseLarge = () => {
    incoming.removeAllListeners('data').removeAllListeners('end').resume();
    done('KEPT_TOO_LARGE');
  };
  incoming.on('error', () => undefined);
  if (Number(incoming.headers['content-length'] ?? 0) > limit) {
    refuseLarge();
    return;
  }
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > limit) refuseLarge();
    else chunks.push(chunk);
  });
  incoming.on('end', () => {
    if (length === 0 && media === undefined) return done({ body: undefined });
    if (!isJson && !isText) return done('KEPT_MEDIA_TYPE');
    const text = (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString();
    return done(isText ? { body: text } : parse(text));
  });
}

function parse(text: string): { readonly body: unknown } | Refusal {
  try {
    return { body: JSON.parse(text) };
  } catch {
    return 'KEPT_UNREADABLE';
  }
}

function refuse(reply: QuickReply, code: Refusal): void {
  const { keptCode, message, next, status } = errors[code]();
  reply
    .code(status)
    .type('application/json')
    .send(JSON.stringify({ error: { code: keptCode, message, next } }));
}
