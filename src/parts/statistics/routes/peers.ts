import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Counter } from '../actions/counter.ts';

const sealed = 'application/vnd.kept.sealed';
const longest = 1024 * 1024;

/** Messages between the servers of one installation. What is in them only they can read. */
export function peerRoutes(app: App, counter: Counter): void {
  app.addContentTypeParser(sealed, { parseAs: 'buffer', bodyLimit: longest }, (_request, body, done) =>
    done(null, body),
  );
  app.post(
    '/s/peer',
    {
      bodyLimit: longest,
      config: access({ callers: ['public'], purposes: [], limit: 'hit' }),
      schema: {
        summary: 'Hits that another server of this installation hands to the one that counts',
        tags: ['statistics'],
      },
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return reply.type(sealed).send(await counter.hear(body));
    },
  );
}
