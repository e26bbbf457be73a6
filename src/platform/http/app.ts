import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { Site } from '../html/page.ts';
import type { Ids } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Access } from './access.ts';
import type { Metrics } from './metrics.ts';
import type { Ground, Who } from './who.ts';

/** A route for everybody that answers from memory, without an account, without a page. */
export interface QuickRoute {
  readonly url: string;
  readonly summary: string;
  readonly limit: Access['limit'];
  /** In bytes. */
  readonly bodyLimit: number;
  /** Limits callers by itself: what stands in front of all other routes is passed by. */
  readonly handler: (request: QuickRequest, reply: QuickReply) => unknown;
}

/** What of the framework's requests and answers quick routes use: they get others of these shapes. */
export interface QuickRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly ip: string;
  /** Undefined where no proxy is trusted. */
  readonly ips?: readonly string[] | undefined;
}
export interface QuickReply {
  code(status: number): QuickReply;
  header(name: string, value: string): QuickReply;
  type(media: string): QuickReply;
  send(body?: string): QuickReply;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyInstance {
    /** Adds a route that is answered past all hooks (quick.ts). */
    quick(route: QuickRoute): void;
  }
  interface FastifyRequest {
    /** The caller, checked against the route's callers before the handler runs. */
    who: Who;
    /** Purpose and reason, checked against the route and the caller's role; null where the route reads no people. */
    ground: Ground | null;
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface ServerDeps {
  readonly log: Log;
  readonly ids: Ids;
  readonly metrics: Metrics;
  readonly trustedProxies: readonly string[];
  readonly publicUrl: string;
  readonly version: string;
  /** Reads the session or token of a request; null for none. */
  readonly identify: (request: FastifyRequest) => Promise<Who | null>;
  readonly site: () => Promise<Site>;
}
