import type { FastifyReply, FastifyRequest } from 'fastify';
import { translate } from '../db/database.ts';
import { KeptError } from '../errors.ts';
import { errorPage } from '../html/page.ts';
import type { App, ServerDeps } from './app.ts';
import { errors } from './errors.ts';

/** Every failure leaves as a coded error: JSON under /api, a page elsewhere. */
export function answerErrors(app: App, deps: Pick<ServerDeps, 'log' | 'site' | 'metrics'>): void {
  app.setErrorHandler(async (thrown, request, reply) => {
    const error = asKeptError(thrown);
    // 503 is an answer like others (not set up yet, database away): it is counted, and whoever causes it says so once.
    if (error.status === 500)
      deps.log.error('a request failed', {
        code: error.keptCode,
        route: request.routeOptions.url ?? '',
        method: request.method,
        status: error.status,
        error: thrown,
      });
    deps.metrics.countError(error.keptCode);
    return answer(error, request, reply, deps);
  });
  app.setNotFoundHandler(async (request, reply) => answer(errors.KEPT_NOT_FOUND(), request, reply, deps));
}

async function answer(error: KeptError, request: FastifyRequest, reply: FastifyReply, deps: Pick<ServerDeps, 'site'>) {
  reply.code(error.status).header('cache-control', 'no-store');
  if (wantsJson(request)) {
    const { fields, ...facts } = error.facts;
    return reply.type('application/json').send(
      JSON.stringify({
        error: {
          code: error.keptCode,
          message: error.message,
          next: error.next,
          ...(fields ? { fields } : {}),
          ...(Object.keys(facts).length > 0 ? { facts } : {}),
        },
      }),
    );
  }
  const site = await deps.site();
  return reply
    .type('text/html; charset=utf-8')
    .send(errorPage(site, { code: error.keptCode, message: error.message, next: error.next }));
}

function wantsJson(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/') || (request.headers.accept ?? '').startsWith('application/json');
}

/** What Fastify and its plugins throw, in our words. Their own messages may quote the request, so none is passed on. */
function asKeptError(thrown: unknown): KeptError {
  if (thrown instanceof KeptError) return thrown;
  // Reads outside a transaction throw what the driver says.
  const known = translate(thrown);
  if (known instanceof KeptError) return known;
  if (!(thrown instanceof Error)) return errors.KEPT_FAULT();
  if ('validation' in thrown && Array.isArray(thrown.validation))
    return errors.KEPT_INVALID({ fields: faultyFields(thrown.validation) }, thrown);
  const status = 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : 500;
  if (status === 413) return errors.KEPT_TOO_LARGE({}, thrown);
  if (status === 415) return errors.KEPT_MEDIA_TYPE({}, thrown);
  if (status === 429) return errors.KEPT_TOO_MANY({ seconds: 'retryAfter' in thrown ? thrown.retryAfter : 60 }, thrown);
  if (status === 404) return errors.KEPT_NOT_FOUND({}, thrown);
  if (status >= 400 && status < 500) return errors.KEPT_UNREADABLE({}, thrown);
  return errors.KEPT_FAULT({}, thrown);
}

interface Fault {
  instancePath?: string;
  keyword?: string;
  message?: string;
  params?: Record<string, unknown>;
}

function faultyFields(faults: Fault[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const fault of faults) {
    const missing = fault.params?.missingProperty ?? fault.params?.additionalProperty;
    const name =
      [fault.instancePath?.slice(1).replaceAll('/', '.'), typeof missing === 'string' ? missing : '']
        .filter(Boolean)
        .join('.') || 'request';
    fields[name] ??= sentence(fault);
  }
  return fields;
}

function sentence(fault: Fault): string {
  switch (fault.keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return 'is not known here';
    case 'maxLength':
      return `may have at most ${String(fault.params?.limit)} characters`;
    case 'minLength':
      return fault.params?.limit === 1
        ? 'must not be empty'
        : `must have at least ${String(fault.params?.limit)} characters`;
    default:
      return 'is not as expected';
  }
}
