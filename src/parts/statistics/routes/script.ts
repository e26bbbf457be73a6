import type { FastifyRequest } from 'fastify';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { App } from '../../../platform/http/server.ts';
import { readWishes, type Wishes } from '../actions/cookies.ts';
import type { WaysIn } from '../actions/ways-in.ts';
import type { Beacon } from '../wire/beacon.ts';
import { factsOf } from './facts.ts';

const nothing =
  'window.kept = function () {}; // Visits of this browser are not counted: it has a cookie that says so.\n';

/**
 * The website script. Asked for on every page (and answered from the browser's cache if it is the same), so that whoever
 * refuses to be counted is not counted from the next page on: this request, unlike the hits, comes with the cookie.
 */
export function scriptRoute(app: App, waysIn: WaysIn, beacon: Beacon | null): void {
  const config = access({ callers: ['public'], purposes: [], limit: 'hit' });
  app.get(
    '/s.js',
    { config, schema: { summary: 'The website script', tags: ['statistics'] } },
    async (request, reply) => {
      if (beacon === null) throw httpErrors.KEPT_NOT_FOUND();
      reply
        .type('text/javascript; charset=utf-8')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('access-control-allow-origin', '*')
        .header('vary', 'Cookie, Accept-Encoding');
      const wishes = readWishes(request.headers.cookie);
      if (wishes.refused || wishes.own) {
        await uncounted(request, waysIn, wishes);
        return reply.header('cache-control', 'no-store').send(nothing);
      }
      reply.header('cache-control', 'no-cache').header('etag', `"${beacon.hash}"`);
      if (request.headers['if-none-match']?.includes(beacon.hash)) return reply.code(304).send();
      return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
        ? reply.header('content-encoding', 'gzip').send(beacon.gzip)
        : reply.send(beacon.plain);
    },
  );
}

/** Counts that somebody was not counted, where the browser says on which site. */
async function uncounted(request: FastifyRequest, waysIn: WaysIn, wishes: Wishes): Promise<void> {
  const report = { kind: 'view', url: request.headers.referer ?? '', referrer: '', width: 0 } as const;
  const rest = { language: '', seconds: 0, name: '', amount: null, automated: false } as const;
  try {
    await waysIn.take({
      ...factsOf(request),
      wishes,
      origin: null,
      way: 'beacon',
      report: { ...report, ...rest },
      slug: null,
    });
  } catch {
    // A page of no site: there is nothing to count, and nobody to tell.
  }
}
