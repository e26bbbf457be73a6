import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { openSharedLink } from '../actions/kept/links.ts';
import { drawShared } from './draw-shared.ts';
import { messages } from './shared-messages.ts';

const Token = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{20,64}$' }) });

/**
 * `/statistics/shared/:token`: figures for whoever was given the address. Without script and cookie; kept by no cache and
 * named to no search engine.
 */
export function sharedPage(app: App, deps: Deps): void {
  app.get(
    '/statistics/shared/:token',
    {
      config: access({ callers: ['public'], purposes: [], limit: 'shared page' }),
      schema: { hide: true, params: Token },
    },
    async (request, reply) => {
      reply.header('x-robots-tag', 'noindex, nofollow, noarchive').header('cache-control', 'no-store');
      const shared = await openSharedLink(deps, request.params.token);
      return reply
        .type('text/html; charset=utf-8')
        .send(page(await deps.site(), { title: messages.title(shared.site.name), body: drawShared(shared) }));
    },
  );
}
