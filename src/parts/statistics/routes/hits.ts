import { KeptError } from '../../../platform/errors.ts';
import { access } from '../../../platform/http/access.ts';
import type { QuickReply, QuickRequest } from '../../../platform/http/app.ts';
import type { App } from '../../../platform/http/server.ts';
import { readWishes } from '../actions/cookies.ts';
import { longestReport, readReport, type Taken, type WaysIn } from '../actions/ways-in.ts';
import { errors } from '../errors/ways-in.ts';
import { PixelQuery } from '../wire/sites.ts';
import { factsOf, originHost } from './facts.ts';

const anybody = { callers: ['public'], purposes: [] } as const;

/** Where websites send their visits: by script, or by a picture where no script runs. Nothing here sets a cookie. */
export function hitRoutes(app: App, waysIn: WaysIn): void {
  app.quick({
    url: '/s/hit',
    summary: 'Count what the website script reports',
    limit: 'hit',
    bodyLimit: longestReport,
    handler: (request, reply) => {
      allow(request, reply, waysIn);
      const report = readReport(request.body);
      return report === null
        ? refuse(reply, errors.KEPT_HIT_UNREADABLE())
        : answer(reply, () => waysIn.take({ ...factsOf(request), way: 'beacon', report, slug: null }));
    },
  });

  // Browsers ask beforehand where a page sends something else than plain text; the script never does.
  app.options('/s/hit', { schema: { hide: true } }, async (request, reply) => {
    allow(request, reply, waysIn);
    return reply
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '86400')
      .code(204)
      .send();
  });

  app.get(
    '/s/pixel.gif',
    {
      config: access({ ...anybody, limit: 'hit' }),
      schema: { summary: 'Count a page where no script runs', tags: ['statistics'], querystring: PixelQuery },
    },
    async (request, reply) => {
      const { p, s } = request.query;
      const report = { ...seen, url: pageOf(request.headers.referer, p) };
      const taken = await Promise.resolve()
        .then(() => waysIn.take({ ...factsOf(request), origin: null, way: 'pixel', report, slug: s ?? null }))
        // A picture that is no picture would be seen on the page: what is not counted is said to nobody.
        .catch((error: unknown) => (error instanceof KeptError ? null : Promise.reject(error)));
      reply.header('cache-control', 'no-store').header('cross-origin-resource-policy', 'cross-origin');
      return taken === null ? reply.type('image/gif').send(dot) : reply.send({ counted: taken });
    },
  );

  app.get(
    '/s/own-browser',
    {
      config: access({ ...anybody, limit: 'page' }),
      schema: { summary: 'Whether visits of this browser are counted', tags: ['statistics'] },
    },
    async (request, reply) => {
      const { own, refused } = readWishes(request.headers.cookie);
      return reply.header('cache-control', 'no-store').send({ uncounted: own, refused });
    },
  );
}

const seen = {
  kind: 'view',
  referrer: '',
  width: 0,
  language: '',
  seconds: 0,
  name: '',
  amount: null,
  automated: false,
} as const;

/** The smallest picture: one point that cannot be seen. */
const dot = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The page in the picture's own address goes before the one that the browser names: browsers often name the host only. */
function pageOf(referer: string | undefined, path: string | undefined): string {
  const page = /^https?:\/\/[^/?#@]+/i.exec(referer ?? '')?.[0];
  if (page === undefined) return path ?? '';
  return path === undefined ? (referer ?? '') : `${page}${path}`;
}

/** Only pages of the websites that are counted may read the answer. */
function allow(request: QuickRequest, reply: QuickReply, waysIn: WaysIn): void {
  const { origin } = request.headers;
  reply.header('cross-origin-resource-policy', 'cross-origin').header('vary', 'Origin');
  if (origin !== undefined && waysIn.knows(originHost(origin) ?? ''))
    reply.header('access-control-allow-origin', origin);
}

function answer(reply: QuickReply, take: () => Taken | Promise<Taken>): unknown {
  try {
    const taken = take();
    return taken instanceof Promise
      ? taken.then(
          (later) => done(reply, later),
          (error: unknown) => failed(reply, error),
        )
      : done(reply, taken);
  } catch (error) {
    return failed(reply, error);
  }
}

function done(reply: QuickReply, taken: Taken): QuickReply {
  return taken === null
    ? reply.code(204).send()
    : reply.type('application/json').send(JSON.stringify({ counted: taken }));
}

function failed(reply: QuickReply, error: unknown): QuickReply {
  if (error instanceof KeptError) return refuse(reply, error);
  throw error;
}

function refuse(reply: QuickReply, { status, keptCode: code, message, next }: KeptError): QuickReply {
  return reply
    .code(status)
    .type('application/json')
    .send(JSON.stringify({ error: { code, message, next } }));
}
